"""Answers too large for memory: read from the engine's file and sent in parts.

They are whole before the first byte goes out; only their bytes are not all here at once.
"""

import asyncio
import hashlib
import zlib
from collections.abc import AsyncIterator
from typing import Final, Protocol

import brotli
from starlette.types import Scope, Send

from ngckg.engine.base import Answer, Query
from ngckg.negotiation import coding
from ngckg.web.reading import header
from ngckg.web.responses import CODINGS, Headers, caching_headers, etag_matches
from ngckg.web.service import Publication

#: These are compressed as they go, so speed counts for more than size.
_GZIP_LEVEL: Final = 1
_BROTLI_QUALITY: Final = 2


class _Compressor(Protocol):
    def take(self, part: bytes) -> bytes:
        """Compress a part."""

    def end(self) -> bytes:
        """What is left."""


class _Gzip:
    def __init__(self) -> None:
        self._stream = zlib.compressobj(_GZIP_LEVEL, zlib.DEFLATED, 31)

    def take(self, part: bytes) -> bytes:
        return self._stream.compress(part)

    def end(self) -> bytes:
        return self._stream.flush()


class _Brotli:
    def __init__(self) -> None:
        self._stream = brotli.Compressor(mode=brotli.MODE_TEXT, quality=_BROTLI_QUALITY)

    def take(self, part: bytes) -> bytes:
        compressed: bytes = self._stream.process(part)
        return compressed

    def end(self) -> bytes:
        compressed: bytes = self._stream.finish()
        return compressed


async def send_large(
    scope: Scope,
    send: Send,
    answer: Answer,
    query: Query,
    content_type: str,
    publication: Publication,
) -> None:
    """Send an answer that lies in a file, or as little of it as the client needs."""
    chosen = coding(header(scope, b"accept-encoding"), CODINGS)
    etag = _etag(answer, query, chosen)
    cache_control = publication.cache_control(lasting=answer.lasting)
    known: Headers = [
        (b"etag", etag),
        *caching_headers(publication.modified, cache_control, ("Accept", "Accept-Encoding")),
    ]
    none_match = header(scope, b"if-none-match")
    conditional = scope["method"] != "POST" and answer.lasting
    if conditional and none_match and etag_matches(none_match.encode("latin-1"), etag):
        answer.close()
        await send({"type": "http.response.start", "status": 304, "headers": known})
        await send({"type": "http.response.body"})
        return
    if chosen is None:
        known.append((b"content-length", str(answer.length).encode()))
    else:
        known.append((b"content-encoding", chosen.encode()))
    headers = [(b"content-type", content_type.encode()), *known]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    if scope["method"] == "HEAD":
        answer.close()
    else:
        async for part in _coded(answer, chosen):
            await send({"type": "http.response.body", "body": part, "more_body": True})
    await send({"type": "http.response.body"})


async def _coded(answer: Answer, chosen: str | None) -> AsyncIterator[bytes]:
    if chosen is None:
        async for part in answer.chunks():
            yield part
        return
    stream: _Compressor = _Brotli() if chosen == "br" else _Gzip()
    async for part in answer.chunks():
        if compressed := await asyncio.to_thread(stream.take, part):
            yield compressed
    yield await asyncio.to_thread(stream.end)


def _etag(answer: Answer, query: Query, chosen: str | None) -> bytes:
    """Equal for equal bytes, without reading them: the release and the question determine them."""
    question = (
        answer.release.manifest.digest,
        answer.media_type,
        query.text,
        query.default_graphs,
        query.named_graphs,
    )
    digest = hashlib.sha256(repr(question).encode()).hexdigest()[:32]
    return f'"{digest}-{chosen}"'.encode() if chosen else f'"{digest}"'.encode()
