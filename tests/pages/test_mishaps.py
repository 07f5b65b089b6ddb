"""Every error has a page, even where there is no release to make it from."""

import asyncio
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from starlette.types import Message, Receive, Scope, Send

from ngckg.errors import (
    BadGateway,
    DeadlineExceeded,
    NgckgError,
    NotAcceptable,
    NotFound,
    ResultTooLarge,
    TooManyRequests,
    Unavailable,
    UriTooLong,
)
from ngckg.web import problems
from ngckg.web.departed import GoneThing, Seen
from ngckg.web.exchange import open_exchange
from ngckg.web.mishaps import Mishaps
from ngckg.web.pages.desk import Pages
from ngckg.web.pages.telling import Telling
from ngckg.web.service import Service

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


class _Starting:
    """A service that has no release yet."""

    base = "http://localhost"
    settings = SimpleNamespace(
        snapshots=Path("nowhere"), contact_url="http://localhost/contact", prefix=""
    )
    visitors = SimpleNamespace(name=lambda _scope: "somebody")

    @property
    def publication(self) -> object:
        raise Unavailable("The service is starting.", 1)


def _answer(
    error: NgckgError | None, accept: str, path: str = "/x", query: bytes = b"", method: str = "GET"
) -> tuple[int, dict[str, str], bytes]:
    """What a visitor gets where the application answers with this error."""

    async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
        problem = problems.unforeseen("id-1") if error is None else problems.foreseen(error, "id-1")
        await problem.send(send)

    service = cast(Service, _Starting())
    scope: dict[str, Any] = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": query,
        "headers": [(b"accept", accept.encode()), (b"accept-language", b"en")],
    }
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    async def run() -> None:
        open_exchange(scope, "id-1")
        await Mishaps(app, Telling(Pages(service), service))(scope, receive, send)

    asyncio.run(run())
    start, *bodies = sent
    headers = {name.decode(): value.decode() for name, value in start["headers"]}
    return start["status"], headers, b"".join(it.get("body", b"") for it in bodies)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (NotFound("gone fishing"), "Not found"),
        (TooManyRequests("too many", 7), "Too much at once"),
        (Unavailable("busy", 30), "Busy"),
        (DeadlineExceeded("10 seconds", 10), "It took too long"),
        (ResultTooLarge("50 MB", 50), "Too large"),
        (UriTooLong("8 kB", 8), "Address too long"),
        (BadGateway("rubbish"), "Something went wrong"),
    ],
)
def test_an_error_is_told_in_words_with_its_number(error: NgckgError, said: str) -> None:
    status, headers, body = _answer(error, BROWSER)
    assert status == error.status
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert headers["content-length"] == str(len(body))
    assert headers["cache-control"] == "no-store"
    assert f"<h1>{said}</h1>" in body.decode()
    assert "id-1" in body.decode()
    assert str(error) in body.decode()
    if retry_after := getattr(error, "retry_after", None):
        assert headers["retry-after"] == str(retry_after)
        assert f"Wait {retry_after} seconds." in body.decode()


def test_a_mistake_of_ours_tells_nothing_but_its_number() -> None:
    status, _headers, body = _answer(None, BROWSER)
    assert status == 500
    assert "id-1" in body.decode()
    assert "request id helps us" not in body.decode()


def test_programs_get_the_problem_document_untouched() -> None:
    for accept in ("*/*", "application/json", "application/problem+json, text/html;q=0.1"):
        _status, headers, body = _answer(NotFound("x"), accept)
        assert headers["content-type"] == "application/problem+json"
        assert json.loads(body)["requestId"] == "id-1"


def test_what_could_be_had_is_listed_for_people_and_for_programs() -> None:
    error = NotAcceptable(["text/turtle", "application/ld+json"])
    _status, headers, body = _answer(error, BROWSER)
    assert headers["content-type"].startswith("text/html")
    assert body.decode().count('<li class="iri">') == 2
    _status, headers, body = _answer(error, "text/html")
    assert json.loads(body)["offered"] == ["text/turtle", "application/ld+json"]


def test_a_query_that_is_stopped_keeps_its_text() -> None:
    error = DeadlineExceeded("It was stopped after 10 seconds.", 10)
    _status, _headers, body = _answer(error, BROWSER, "/sparql", b"query=SELECT+*+%7B%7D")
    assert "SELECT * {}</textarea>" in body.decode()
    assert "It was stopped after 10 seconds." in body.decode()


def test_what_is_gone_says_where_it_stood_last() -> None:
    seen = Seen("https://w3id.org/ngckg/id/patient-group/x", "r1", "2026-01-02T03:04:05Z", "X")
    _status, _headers, body = _answer(GoneThing(seen, "http://localhost/changes"), BROWSER)
    assert "<h1>No longer here</h1>" in body.decode()
    assert '<a href="/changes?since=r1">Last in the release of 2026-01-02</a>' in body.decode()


def test_head_has_the_headers_and_no_body() -> None:
    _status, headers, body = _answer(NotFound("x"), BROWSER, method="HEAD")
    assert body == b""
    assert int(headers["content-length"]) > 1000
