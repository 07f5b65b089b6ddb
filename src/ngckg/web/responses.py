"""Answers whose bytes a release determines: validators, codings and caching, alike on every route.

A route makes a Representation and hands it on; what a particular client gets of it (all of it,
compressed, 304, only the headers) is decided here and nowhere else.
"""

import asyncio
import hashlib
import zlib
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Final

import brotli
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from ngckg.negotiation import coding, http_date

CODINGS: Final = ("br", "gzip")
#: Cache-Control of what never changes.
FOREVER: Final = "public, max-age=31536000, immutable"
COMPRESSED_FROM: Final = 1024
#: Longer bodies are compressed in a thread, so that they do not hold up other visitors.
_INLINE_UP_TO: Final = 65_536
_COMPRESSED: Final = ("text/", "application/json", "application/openapi+json")
_SUFFIXES: Final = ("+json", "+xml", "/n-triples", "/n-quads", "/trig", "/javascript")

Headers = list[tuple[bytes, bytes]]


class Representation:
    """A body in one media type, which can be sent in every coding. An ASGI application."""

    __slots__ = (
        *("_base", "_coded", "_hash", "_modified"),
        *("body", "compressible", "content_type"),
    )

    def __init__(
        self,
        body: bytes,
        content_type: str,
        modified: datetime,
        *,
        cache_control: str,
        vary: tuple[str, ...] = ("Accept",),
        links: tuple[str, ...] = (),
        extra: tuple[tuple[str, str], ...] = (),
    ) -> None:
        self.body = body
        self.content_type = content_type
        self.compressible = len(body) >= COMPRESSED_FROM and _is_text(content_type)
        # Equal bytes in two media types are two representations (RFC 9110 §8.8.1).
        self._hash = hashlib.sha256(content_type.encode() + b"\0" + body).hexdigest()[:32]
        self._modified = modified.replace(microsecond=0)
        vary = (*vary, "Accept-Encoding") if self.compressible else vary
        self._base: Headers = [
            *caching_headers(self._modified, cache_control, vary),
            *((b"link", link.encode()) for link in links),
            *((name.lower().encode(), value.encode()) for name, value in extra),
        ]
        self._coded: dict[str | None, _Coded] = {}

    @property
    def size(self) -> int:
        """The bytes that it holds by now, compressed forms included."""
        compressed = sum(len(it.body) for it in self._coded.values() if it.body is not self.body)
        return len(self.body) + compressed

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        """Answer a request, whatever it was, with as little of this as it needs."""
        accept_encoding = none_match = modified_since = None
        for name, value in scope["headers"]:
            if name == b"accept-encoding":
                accept_encoding = value
            elif name == b"if-none-match":
                none_match = value if none_match is None else none_match + b"," + value
            elif name == b"if-modified-since":
                modified_since = value
        chosen = None
        if accept_encoding is not None and self.compressible:
            chosen = coding(accept_encoding.decode("latin-1"), CODINGS)
        coded = self._coded.get(chosen) or await self._code(chosen)
        method = scope["method"]
        if method in ("GET", "HEAD") and self._is_known(coded.etag, none_match, modified_since):
            await send({"type": "http.response.start", "status": 304, "headers": coded.known})
            await send({"type": "http.response.body"})
            return
        await send({"type": "http.response.start", "status": 200, "headers": coded.headers})
        body = b"" if method == "HEAD" else coded.body
        await send({"type": "http.response.body", "body": body})

    def _is_known(
        self, etag: bytes, none_match: bytes | None, modified_since: bytes | None
    ) -> bool:
        """Whether the client has just this already (RFC 9110 §13.2.2)."""
        if none_match is not None:
            return etag_matches(none_match, etag)
        since = None if modified_since is None else http_date(modified_since.decode("latin-1"))
        return since is not None and self._modified <= since

    async def _code(self, wanted: str | None) -> "_Coded":
        body, chosen = self.body, wanted
        if chosen is not None:
            if len(body) <= _INLINE_UP_TO:
                body = _compress(body, chosen)
            else:
                body = await asyncio.to_thread(_compress, body, chosen)
            if len(body) >= len(self.body):
                chosen, body = None, self.body
        etag = f'"{self._hash}-{chosen}"' if chosen else f'"{self._hash}"'
        known: Headers = [(b"etag", etag.encode()), *self._base]
        headers = [
            (b"content-type", self.content_type.encode()),
            (b"content-length", str(len(body)).encode()),
            *([(b"content-encoding", chosen.encode())] if chosen else []),
            *known,
        ]
        coded = _Coded(etag.encode(), headers, known, body)
        self._coded[wanted] = coded
        return coded


class _Coded:
    """A representation in one coding, its headers complete."""

    __slots__ = ("body", "etag", "headers", "known")

    def __init__(self, etag: bytes, headers: Headers, known: Headers, body: bytes) -> None:
        self.etag, self.headers, self.known, self.body = etag, headers, known, body


class ReleaseResponse(Response):
    """A representation where FastAPI wants a Response."""

    def __init__(self, representation: Representation) -> None:
        super().__init__(status_code=200)
        self.representation = representation

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.representation(scope, receive, send)


def caching_headers(modified: datetime, cache_control: str, vary: Sequence[str]) -> Headers:
    """What tells caches how long an answer holds and what it depends on."""
    return [
        (b"last-modified", format_datetime(modified.astimezone(UTC), usegmt=True).encode()),
        (b"cache-control", cache_control.encode()),
        *([(b"vary", ", ".join(vary).encode())] if vary else []),
    ]


def etag_matches(none_match: bytes, etag: bytes) -> bool:
    """Whether an If-None-Match header names this ETag: weakly, in a list, or by `*`."""
    if none_match == etag:
        return True
    # No comma stands in an ETag of ours, so what a comma inside another's leaves cannot match.
    listed = (part.strip().removeprefix(b"W/") for part in none_match.split(b","))
    return any(part in (etag, b"*") for part in listed)


def _is_text(content_type: str) -> bool:
    media_type = content_type.partition(";")[0].strip()
    return media_type.startswith(_COMPRESSED) or media_type.endswith(_SUFFIXES)


def _compress(body: bytes, chosen: str) -> bytes:
    if chosen == "br":
        compressed: bytes = brotli.compress(body, mode=brotli.MODE_TEXT, quality=5)
        return compressed
    gzip = zlib.compressobj(6, zlib.DEFLATED, 31)
    return gzip.compress(body) + gzip.flush()
