"""A file as an answer: all of it or the range that is asked for (RFC 9110 §14), resumable."""

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from typing import IO, Final

from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from ngckg.errors import Unavailable
from ngckg.negotiation import coding, http_date
from ngckg.web.exchange import HEAD, exchange_of
from ngckg.web.problems import Problem
from ngckg.web.reading import header
from ngckg.web.responses import etag_matches

_CHUNK: Final = 1 << 18
_RANGE: Final = re.compile(r"\s*bytes\s*=\s*(?:(\d{1,18})\s*-\s*(\d{1,18})?|-\s*(\d{1,18}))\s*")
_GZIP: Final = "gzip"


@dataclass(frozen=True, slots=True)
class Body:
    """A file on disk, and what tells it from every other one."""

    path: Path
    size: int
    etag: str
    content_type: str


class FileAnswer(Response):
    """An answer with a file's bytes.

    `packed` is the same file gzipped, for clients that accept that coding and ask for no range:
    a range counts in the file's own bytes.
    """

    def __init__(
        self,
        body: Body,
        modified: datetime,
        headers: dict[str, str],
        packed: Body | None = None,
    ) -> None:
        super().__init__(status_code=200)
        self._plain, self._packed = body, packed
        self._modified = modified.replace(microsecond=0)
        self._fields = headers | {
            "last-modified": format_datetime(self._modified, usegmt=True),
            **({"vary": "Accept-Encoding"} if packed else {}),
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = self._plain
        asked = None if self._if_range(scope) else header(scope, b"range")
        wanted = None if asked is None else span(asked, body.size)
        if wanted is None and self._packed and coding(header(scope, b"accept-encoding"), (_GZIP,)):
            body = self._packed
        known = self._fields | {"etag": body.etag}
        if self._is_known(scope, body):
            await Response(status_code=304, headers=known)(scope, receive, send)
        elif wanted is not None and wanted.start >= body.size:
            await _unsatisfiable(exchange_of(scope).id, body.size).send(send)
        else:
            await self._send(body, wanted, known, scope, receive, send)

    async def _send(
        self,
        body: Body,
        wanted: range | None,
        known: dict[str, str],
        scope: Scope,
        receive: Receive,
        send: Send,
    ) -> None:
        part = range(body.size) if wanted is None else wanted
        headers = known | {"content-type": body.content_type, "content-length": str(len(part))}
        if body is self._packed:
            # Not resumable: what a coding has cut in two, no client puts together again.
            headers |= {"content-type": self._plain.content_type, "content-encoding": _GZIP}
        else:
            headers["accept-ranges"] = "bytes"
        if wanted is not None:
            headers["content-range"] = f"bytes {part.start}-{part.stop - 1}/{body.size}"
        sent = range(0) if scope.get(HEAD) else part
        # Before anything goes out: what cannot be opened is an error and no broken answer.
        with _open(body.path) as file:
            answer = StreamingResponse(_chunks(file, sent), 206 if wanted else 200, headers)
            await answer(scope, receive, send)

    def _if_range(self, scope: Scope) -> bool:
        """Whether the client's part is of other bytes than ours (RFC 9110 §13.1.5)."""
        condition = header(scope, b"if-range")
        return condition not in (None, self._plain.etag, self._fields["last-modified"])

    def _is_known(self, scope: Scope, body: Body) -> bool:
        none_match = header(scope, b"if-none-match")
        if none_match is not None:
            return etag_matches(none_match.encode("latin-1"), body.etag.encode())
        since = http_date(header(scope, b"if-modified-since") or "")
        return since is not None and self._modified <= since


def span(asked: str, size: int) -> range | None:
    """The bytes that a Range field asks for; it starts past the end where there are none.

    None where the field means nothing to us and is to be ignored, several ranges among them: who
    asks for those gets all of it.
    """
    found = _RANGE.fullmatch(asked)
    if found is None:
        return None
    first, last, suffix = (None if it is None else int(it) for it in found.groups())
    if first is None:
        length = min(suffix or 0, size)
        return range(size - length, size)
    if last is not None and last < first:
        return None
    return range(first, size if last is None else min(last + 1, size))


def _unsatisfiable(request_id: str, size: int) -> Problem:
    return Problem(
        416,
        "range-not-satisfiable",
        "Range not satisfiable",
        f"The file has {size} bytes, counted from 0.",
        request_id,
        {"limit": size},
        {"content-range": f"bytes */{size}"},
    )


def _open(path: Path) -> IO[bytes]:
    try:
        return path.open("rb")
    except FileNotFoundError:
        raise Unavailable("The file has just been removed and is made anew.", 1) from None


async def _chunks(file: IO[bytes], part: range) -> AsyncIterator[bytes]:
    """The bytes of a file, read without holding up the event loop."""
    left = len(part)
    file.seek(part.start)
    while left and (chunk := await asyncio.to_thread(file.read, min(_CHUNK, left))):
        left -= len(chunk)
        yield chunk
