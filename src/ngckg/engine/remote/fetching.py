"""Getting answers from an engine elsewhere, and reading them without holding up the others."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import lru_cache
from typing import Final
from urllib.parse import urlencode

from ngckg.engine.limits import Limits
from ngckg.engine.remote.dialects import Mender
from ngckg.engine.remote.http import Endpoint
from ngckg.engine.remote.results import Rows, Spool, read_rows
from ngckg.engine.remote.rewriting import Prepared
from ngckg.errors import BadGateway, NgckgError
from ngckg.negotiation import JSON

_log = logging.getLogger(__name__)

#: Answers up to so many bytes are read here; reading a larger one has a thread of its own.
_READ_HERE: Final = 65_536
#: Sets of graphs that are remembered as the protocol spells them; nearly all queries have the same.
_DATASETS: Final = 64


class Fetcher:
    """Asks an engine, and keeps what comes back where there is room for it."""

    def __init__(self, endpoint: Endpoint, limits: Limits) -> None:
        self._endpoint, self._limits = endpoint, limits
        self._dataset = lru_cache(_DATASETS)(_dataset)

    async def close(self) -> None:
        """Hang up."""
        await self._endpoint.close()

    async def rows(self, prepared: Prepared, seconds: float) -> Rows:
        """The rows of a SELECT. Raises BadGateway and the like."""
        async with self.into_spool(prepared, JSON.media_type, seconds) as raw:
            return read_rows(raw)

    @asynccontextmanager
    async def into_spool(
        self, prepared: Prepared, accept: str, seconds: float
    ) -> AsyncIterator[Spool]:
        """An answer, for as long as it is looked at."""
        raw = Spool(self._limits.inline, self._limits.result)
        try:
            await self.fetch(prepared, accept, seconds, raw)
            yield raw
        finally:
            raw.close()

    async def fetch(self, prepared: Prepared, accept: str, seconds: float, raw: Spool) -> None:
        """Write an answer into `raw`."""
        dialect = await self._endpoint.meet()
        fields = {"query": dialect.phrase(prepared.text), **dialect.deadline(seconds)}
        body = urlencode(fields) + self._dataset(prepared.default, prepared.named)
        async with self._endpoint.ask(body.encode(), accept) as parts:
            if accept != JSON.media_type:
                async for part in parts:
                    raw.write(part)
                return
            mender = Mender(dialect)
            async for part in parts:
                raw.write(mender.feed(part))
            raw.write(mender.end())


def _dataset(default: tuple[str, ...], named: tuple[str, ...]) -> str:
    """The graphs as further fields of a form (SPARQL 1.1 Protocol §2.1.4)."""
    fields = [
        *(("default-graph-uri", name) for name in default),
        *(("named-graph-uri", name) for name in named),
    ]
    return "".join(f"&{urlencode([field])}" for field in fields)


async def read_elsewhere(size: int, work: Callable[[], None]) -> None:
    """Do work over so many bytes, in a thread where it takes a while."""
    if size <= _READ_HERE:
        work()
    elif (error := await asyncio.to_thread(_outcome, work)) is not None:
        raise error


def _outcome(work: Callable[[], None]) -> NgckgError | None:
    """What went wrong, without what was going on: results must not be dropped by another thread."""
    try:
        work()
    except NgckgError as error:
        error.__traceback__ = error.__cause__ = error.__context__ = None
        return error
    except Exception:
        _log.exception("an answer could not be read")
        return BadGateway("The engine's answer cannot be read.")
    return None
