"""Errors on the wire: every one of them is application/problem+json (RFC 9457), with the id of the
request, and an unforeseen one tells nothing else.
"""

import json
from typing import Final

from starlette.responses import Response
from starlette.types import Send

from ngckg.errors import (
    ContentTooLarge,
    MethodNotAllowed,
    NgckgError,
    RequestTooSlow,
    TooManyRequests,
    Unavailable,
)
from ngckg.namespaces import BASE

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

    async def send(self, send: Send) -> None:
        """Send it as the answer to a request."""
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        # For HEAD too: a page may yet be made from it, and the server leaves bodies out there.
        await send({"type": "http.response.body", "body": self.body})

    def response(self) -> Response:
        """It as Starlette's handlers want it."""
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
