"""Errors on the wire: every one of them is application/problem+json (RFC 9457), with the id of the
request, and an unforeseen one tells nothing else.
"""

import json
from http import HTTPStatus
from typing import Final

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope, Send

from ngckg.errors import (
    ContentTooLarge,
    InvalidParameters,
    MethodNotAllowed,
    NgckgError,
    NotFound,
    Overtaken,
    RequestTooSlow,
    TooManyRequests,
    Unavailable,
)
from ngckg.namespaces import BASE
from ngckg.web.exchange import exchange_of

MEDIA_TYPE: Final = "application/problem+json"
#: The `type` of a problem: this and the slug of its error.
TYPES: Final = f"{BASE}problem/"
#: Where a request notes that a new release has overtaken it, and that nothing was sent.
OVERTAKEN: Final = "ngckg.overtaken"

_UNFORESEEN: Final = "Something went wrong on our side. The request id helps us find out what."


class Problem:
    """One error as an answer."""

    __slots__ = ("body", "headers", "status")

    def __init__(
        self,
        status: int,
        slug: str,
        title: str,
        detail: str,
        request_id: str,
        members: dict[str, object] | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        self.status = status
        document = {"type": f"{TYPES}{slug}", "title": title, "status": status, "detail": detail}
        document |= {**(members or {}), "requestId": request_id}
        self.body = json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"
        self.headers = [
            (b"content-type", MEDIA_TYPE.encode()),
            (b"content-length", str(len(self.body)).encode()),
            (b"cache-control", b"no-store"),
            *((name.encode(), value.encode()) for name, value in (headers or {}).items()),
        ]

    async def send(self, scope: Scope, send: Send) -> None:
        """Send it as the answer to a request."""
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        body = b"" if scope["method"] == "HEAD" else self.body
        await send({"type": "http.response.body", "body": body})

    def response(self) -> Response:
        """It as FastAPI's handlers want it."""
        response = Response(self.body, self.status)
        response.raw_headers = self.headers
        return response


def foreseen(error: NgckgError, request_id: str) -> Problem:
    """The problem that a deliberate error is."""
    told, headers = error.details(), headers_of(error)
    return Problem(error.status, error.slug, error.title, str(error), request_id, told, headers)


def headers_of(error: NgckgError) -> dict[str, str]:
    """What a deliberate error tells clients in header fields."""
    match error:
        case TooManyRequests() | Unavailable():
            return {"retry-after": str(error.retry_after)}
        case MethodNotAllowed():
            return {"allow": ", ".join(error.allowed)}
        case ContentTooLarge() | RequestTooSlow():
            # What was not read of this request stands in the way of the next one.
            return {"connection": "close"}
        case _:
            return {}


def unforeseen(request_id: str) -> Problem:
    """The problem that a mistake of ours is: nothing but the id goes out."""
    return Problem(500, NgckgError.slug, NgckgError.title, _UNFORESEEN, request_id)


def install(app: FastAPI) -> None:
    """Let FastAPI tell its own errors and ours in the one form."""

    async def tell(request: Request, error: Exception) -> Response:
        request_id = exchange_of(request.scope).id
        match error:
            case NgckgError():
                return foreseen(error, request_id).response()
            case RequestValidationError():
                return foreseen(_invalid(error), request_id).response()
            case HTTPException():
                return _framework(error, request_id).response()
            case _:
                return unforeseen(request_id).response()

    async def leave(request: Request, _error: Exception) -> None:
        request.scope[OVERTAKEN] = True

    app.add_exception_handler(Overtaken, leave)  # type: ignore[arg-type]  # None: nothing is sent
    for kind in (NgckgError, RequestValidationError, HTTPException, Exception):
        app.add_exception_handler(kind, tell)


def _invalid(error: RequestValidationError) -> InvalidParameters:
    problems = []
    for found in error.errors():
        place, *path = found["loc"]
        name = ".".join(map(str, path)) or str(place)
        problems.append({"in": place, "name": name, "detail": found["msg"]})
    return InvalidParameters(problems)


def _framework(error: HTTPException, request_id: str) -> Problem:
    headers = {name.lower(): value for name, value in (error.headers or {}).items()}
    match error.status_code:
        case 404:
            return foreseen(NotFound("Nothing stands under this address."), request_id)
        case 405:
            declared = {part.strip() for part in headers.get("allow", "").split(",")}
            implied = {"HEAD", "OPTIONS"} if "GET" in declared else {"OPTIONS"}
            return foreseen(MethodNotAllowed(sorted(declared | implied)), request_id)
        case status:
            title = HTTPStatus(status).phrase
            slug = title.lower().replace(" ", "-")
            return Problem(status, slug, title, error.detail, request_id, headers=headers)
