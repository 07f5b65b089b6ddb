"""An engine as plain functions."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ngckg.engine.base import Engine, Query, Term
from ngckg.engine.embedded.engine import EmbeddedEngine
from ngckg.engine.limits import Limits
from ngckg.engine.remote.engine import RemoteEngine
from ngckg.engine.remote.publishing import publish
from ngckg.graph.release import read
from tests.remote.servers import Server
from tests.w3c.answer import dataset_of
from tests.w3c.manifest import Data

#: What is tested is what answers say, on however busy a machine.
PATIENT = Limits(seconds=120.0)


@dataclass(frozen=True)
class Asking:
    """An engine that has been started, and the loop that it lives in."""

    engine: Engine
    runner: asyncio.Runner

    def ask(self, query: Query | str, media_type: str | None = None) -> bytes:
        """The answer; in the first format that its form has where none is asked for."""
        return self.runner.run(self._ask(query, media_type))

    def named(self, name: str, media_type: str, **values: Term) -> bytes:
        """The answer to one of our own queries."""

        async def run() -> bytes:
            return await (
                await self.engine.named(name, media_type, client="", seconds=None, **values)
            ).read()

        return self.runner.run(run())

    def answer(self, query: str, data: Data, accept: str) -> tuple[str, bytes]:
        """As the runner of the W3C suite asks."""
        return accept, self.ask(Query(query, *dataset_of(query, data)), accept)

    async def _ask(self, query: Query | str, media_type: str | None) -> bytes:
        asked = Query(query) if isinstance(query, str) else query
        if media_type is None:
            media_type = (await self.engine.examine(asked.text)).form.formats[0].media_type
        return await (await self.engine.answer(asked, media_type)).read()


def remote(server: Server, releases: Path) -> RemoteEngine:
    """A remote engine over a server; it looks for new releases when it is told to."""
    return RemoteEngine(server.endpoint(), releases, PATIENT, looks_every=3600)


def publish_to(server: Server, path: Path, *, graph_store: bool = True) -> None:
    """Make the release in this folder the current one of a server."""
    with server.store(graph_store=graph_store) as store:
        publish(store, read(path), lambda _message: None)


def over(server: Server, path: Path) -> Iterator[Asking]:
    """A server that holds the release in this folder, for as long as it is asked."""
    publish_to(server, path)
    with asyncio.Runner() as runner:
        engine = remote(server, path.parent)
        runner.run(engine.start())
        try:
            yield Asking(engine, runner)
        finally:
            runner.run(engine.stop(0))


def embedded(path: Path) -> EmbeddedEngine:
    """The embedded engine over a release."""
    return EmbeddedEngine(path, PATIENT)
