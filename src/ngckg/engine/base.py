"""What an engine is, whichever it is: one that answers here, or a server elsewhere."""

import asyncio
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Final, Protocol

import pyoxigraph as ox

from ngckg.engine.query.forms import Examined
from ngckg.graph.release import Release

Term = ox.NamedNode | ox.Literal

_CHUNK: Final = 262_144


@dataclass(frozen=True, slots=True)
class Query:
    """A query and the dataset that the request names (SPARQL 1.1 Protocol §2.1.4).

    Where the request names graphs, those the query names do not count. Where neither does, the
    default graph is the union of the release's named graphs.
    """

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


class Rendering(Protocol):
    """What somebody made of an answer to send it, and wants to find again with it."""

    @property
    def size(self) -> int:
        """Bytes, those of the answer itself included."""


class Answer:
    """A whole answer, from one release. It is in memory, or in a file where it is large.

    `lasting`: asked again of the same release, it would say the same.
    """

    __slots__ = ("_spool", "content", "lasting", "length", "media_type", "release", "rendering")

    def __init__(
        self,
        release: Release,
        media_type: str,
        content: bytes | None,
        *,
        lasting: bool = True,
        spool: int = -1,
        length: int | None = None,
    ) -> None:
        self.release, self.media_type, self.lasting = release, media_type, lasting
        #: The bytes, None where they are in a file: chunks() reads it.
        self.content = content
        self.length = len(content or b"") if length is None else length
        self._spool = spool
        self.rendering: Rendering | None = None

    @property
    def size(self) -> int:
        """Bytes in memory."""
        return len(self.content or b"") if self.rendering is None else self.rendering.size

    async def chunks(self) -> AsyncIterator[bytes]:
        """The bytes in parts, once; then close() is called."""
        if self.content is not None:
            yield self.content
            return
        try:
            offset = 0
            while offset < self.length:
                part = await asyncio.to_thread(os.pread, self._spool, _CHUNK, offset)
                if not part:
                    raise OSError("an answer's file ends before the answer")
                offset += len(part)
                yield part
        finally:
            self.close()

    async def read(self) -> bytes:
        """All of it."""
        return b"".join([part async for part in self.chunks()])

    def close(self) -> None:
        """Give the file back, for an answer that is not read to its end."""
        if self._spool >= 0:
            spool, self._spool = self._spool, -1
            os.close(spool)

    def __del__(self) -> None:
        self.close()


class Engine(Protocol):
    """Answers queries over one release at a time. Every method raises NgckgErrors only."""

    @property
    def release(self) -> Release:
        """The release that answers come from now."""

    @property
    def ready(self) -> bool:
        """Whether a query asked now can be answered."""

    async def start(self) -> None:
        """Be ready. Raises NotARelease or Unavailable."""

    async def stop(self, grace: float) -> None:
        """Take no more queries, give those that run so many seconds, leave nothing behind."""

    async def examine(self, text: str, client: str = "") -> Examined:
        """What kind of query this is, to choose a media type by.

        Raises QuerySyntaxError, QueryRefused or ContentTooLarge.
        """

    def lookup(self, query: Query, media_type: str) -> Answer | None:
        """The answer, where it is at hand."""

    async def answer(
        self, query: Query, media_type: str, *, client: str = "", seconds: float | None = None
    ) -> Answer:
        """The answer. Cancelling the call ends the query.

        `client` says who asks, for fairness; `seconds` how long the query may run. Raises
        QuerySyntaxError, QueryRefused, QueryTooComplex, BadRequest, NotAcceptable,
        ContentTooLarge, ResultTooLarge, DeadlineExceeded, TooManyRequests or Unavailable.
        """

    async def named(
        self,
        name: str,
        media_type: str,
        *,
        client: str = "",
        seconds: float | None = None,
        **values: Term,
    ) -> Answer:
        """The answer to one of our own queries (queries/*.rq), values standing for variables.

        In a SELECT, every variable with a value is in the projection.
        """
