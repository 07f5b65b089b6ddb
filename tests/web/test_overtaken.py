"""A request of several questions that a new release comes between is answered from the new one."""

import pytest
from fastapi import FastAPI
from starlette.types import Receive, Scope, Send

from ngckg.errors import Overtaken
from ngckg.web import framework
from ngckg.web.app import Front
from ngckg.web.exchange import open_exchange
from tests.web.asgi import Answer, ask


def _asked(method: str, overtaken: int) -> tuple[Answer, int]:
    """The answer of a route that is overtaken so many times, and how often it was asked."""
    routes = FastAPI()
    framework.install(routes)
    asked = 0

    @routes.api_route("/thing", methods=["GET", "POST"])
    async def thing() -> str:
        nonlocal asked
        asked += 1
        if asked <= overtaken:
            raise Overtaken
        return "told"

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        open_exchange(scope, "id")
        await Front(routes, routes)(scope, receive, send)

    return ask(app, method, "/thing"), asked


@pytest.mark.parametrize(("overtaken", "asked"), [(0, 1), (1, 2)])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_it_is_asked_once_more(method: str, overtaken: int, asked: int) -> None:
    answer, times = _asked(method, overtaken)
    assert (answer.status, answer.body, times) == (200, b'"told"', asked)


@pytest.mark.parametrize(("method", "overtaken"), [("GET", 2), ("POST", 1)])
def test_it_is_not_asked_for_ever_nor_without_its_body(method: str, overtaken: int) -> None:
    with pytest.raises(Overtaken):
        _asked(method, overtaken)
