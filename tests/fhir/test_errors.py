"""What goes wrong is told as FHIR tells it, our own mistakes too."""

import json

import pytest
from fastapi import FastAPI
from fhir.resources.R4B.operationoutcome import OperationOutcome
from starlette.types import Receive, Scope, Send

from ngckg.web import framework
from ngckg.web.catalogue import fhir
from ngckg.web.exchange import open_exchange
from tests.web.asgi import ask


class Broken:
    """A service that has nothing of what it should have."""

    @property
    def publication(self) -> None:
        raise RuntimeError("the secret of the house")


def test_a_mistake_of_ours_is_an_outcome_that_keeps_it(caplog: pytest.LogCaptureFixture) -> None:
    app = FastAPI()
    framework.install(app)
    app.include_router(fhir.router)
    app.state.service = Broken()

    async def numbered(scope: Scope, receive: Receive, send: Send) -> None:
        open_exchange(scope, "id-1")
        await app(scope, receive, send)

    answer = ask(numbered, path="/fhir/metadata")
    assert answer.status == 500
    assert answer.headers["content-type"] == "application/fhir+json; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    told = json.loads(answer.body)
    OperationOutcome.model_validate(told)
    [issue] = told["issue"]
    assert (issue["severity"], issue["diagnostics"]) == ("fatal", "request id-1")
    assert b"secret" not in answer.body
    # the operators learn all of it, under the same id
    assert "request id-1 failed" in caplog.text
    assert "the secret of the house" in caplog.text
