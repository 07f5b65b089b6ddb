"""The embedded engine: the release in the memory of our own worker processes."""

import asyncio
import logging
from collections.abc import Coroutine, Hashable
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from ngckg.engine.base import Answer, Query, Term
from ngckg.engine.cache import Cache
from ngckg.engine.embedded.connection import Worker
from ngckg.engine.embedded.nursery import Nursery
from ngckg.engine.embedded.pool import Pool
from ngckg.engine.embedded.wire import (
    FAILED,
    SPOOLED,
    Bound,
    Task,
    pack,
    unpack_error,
    unpack_examined,
)
from ngckg.engine.flights import Flights
from ngckg.engine.library import Library
from ngckg.engine.limits import Limits
from ngckg.engine.query.forms import Examined
from ngckg.engine.query.guard import examine
from ngckg.engine.remembered import Remembered
from ngckg.errors import ContentTooLarge, NgckgError, Unavailable
from ngckg.graph.release import Release, read
from ngckg.namespaces import BASE

_log = logging.getLogger(__name__)

#: Queries longer than this are examined by a worker, so that nobody here waits for it.
_EXAMINED_HERE: Final = 20_000
#: Seconds between attempts to bring a lost zygote back.
_BACKOFF: Final = (0.0, 0.2, 1.0, 5.0)
_TURN: Final = 0.01


class EmbeddedEngine:
    """An engine whose queries run in forked, confined processes that can be killed."""

    def __init__(
        self,
        path: Path,
        limits: Limits | None = None,
        *,
        context: str = f"{BASE}context.jsonld",
        library: Library | None = None,
    ) -> None:
        self.limits = limits or Limits()
        self._release = read(path)
        self._context = context
        self._library = library or Library()
        self._pool: Pool | None = None
        self._nursery: Nursery | None = None
        self._old: set[Nursery] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._switching = asyncio.Lock()
        self._examined: Remembered[Examined] = Remembered()
        self._flights = Flights(self.limits.cache)

    # Life

    @property
    def release(self) -> Release:
        """The release that answers come from now."""
        return self._release

    @property
    def ready(self) -> bool:
        """Whether a query asked now can be answered."""
        return self._nursery is not None and self._nursery.alive

    @property
    def cache(self) -> Cache[Answer]:
        """The answers that are kept."""
        return self._flights.cache

    @property
    def pool(self) -> Pool:
        """The pool, for operators' figures. Raises Unavailable before the start."""
        if self._pool is None:
            raise Unavailable("The engine has not been started.", 5)
        return self._pool

    async def start(self) -> None:
        """Load the release and fork the first workers. Raises NotARelease or Unavailable."""
        self._pool = Pool(self.limits)
        try:
            self._nursery = await self._raise(self._release)
        except NgckgError:
            self._pool = None
            raise
        self._pool.adopt(self._nursery)
        try:
            async with asyncio.timeout(self.limits.load_seconds):
                while self._pool.idle < self.limits.quick:
                    await asyncio.sleep(_TURN)
        except TimeoutError:
            await self.stop(grace=0)
            raise Unavailable("No worker process could be started.", 10) from None

    async def switch(self, path: Path) -> None:
        """Answer from another release from now on; queries that run end with the old one.

        Raises NotARelease or Unavailable, and then goes on with the old one.
        """
        async with self._switching:
            release = read(path)
            nursery = await self._raise(release)
            old, self._nursery = self._nursery, nursery
            self._release = release
            self._flights.clear()
            self.pool.adopt(nursery)
            if old is not None:
                self._retire(old)

    async def stop(self, grace: float) -> None:
        """Take no more queries, give those that run so many seconds, leave nothing behind."""
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.refuse()
            loop = asyncio.get_running_loop()
            deadline = loop.time() + grace
            while (pool.busy() or pool.waiting) and loop.time() < deadline:
                await asyncio.sleep(_TURN)
            pool.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        nurseries = [*self._old, *([self._nursery] if self._nursery else [])]
        self._nursery = None
        await asyncio.gather(*(nursery.close() for nursery in nurseries))

    async def _raise(self, release: Release) -> Nursery:
        nursery = Nursery(release, self._context, self.limits, self._welcome, self._lost)
        await nursery.start()
        return nursery

    def _welcome(self, nursery: Nursery, worker: Worker) -> None:
        if self._pool is None:
            worker.close()
        else:
            self._pool.welcome(nursery, worker)

    def _retire(self, nursery: Nursery) -> None:
        self._old.add(nursery)
        self._background(self._wind_down(nursery))

    async def _wind_down(self, nursery: Nursery) -> None:
        """Close a nursery as soon as none of its workers runs anything."""
        while self._pool is not None and self._pool.busy(nursery):
            await asyncio.sleep(_TURN)
        await nursery.close()
        self._old.discard(nursery)

    def _lost(self, nursery: Nursery) -> None:
        _log.error("the process that holds the release has ended; starting it again")
        if self._pool is not None:
            self._pool.forget(nursery)
        if nursery is self._nursery:
            self._background(self._revive(nursery))
        self._background(nursery.close())

    async def _revive(self, lost: Nursery) -> None:
        for attempt in range(1_000_000):
            await asyncio.sleep(_BACKOFF[min(attempt, len(_BACKOFF) - 1)])
            async with self._switching:
                if self._nursery is not lost or self._pool is None:
                    return
                try:
                    self._nursery = await self._raise(self._release)
                except NgckgError as error:
                    _log.error("the release cannot be loaded again: %s", error)
                    continue
                self._pool.adopt(self._nursery)
                return

    def _background(self, work: Coroutine[object, object, None]) -> None:
        task: asyncio.Task[None] = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # Queries

    async def examine(self, text: str, client: str = "") -> Examined:
        """What kind of query this is. Raises QuerySyntaxError, QueryRefused, ContentTooLarge."""
        known = self._examined.get(text)
        if known is not None:
            return known
        if len(text) <= _EXAMINED_HERE:
            known = examine(text, self.limits.query)
        else:
            known = await self._examine_elsewhere(text, client)
        self._examined.put(text, known)
        return known

    def lookup(self, query: Query, media_type: str) -> Answer | None:
        """The answer, where it is at hand."""
        return self.cache.get((query, media_type))

    async def answer(
        self, query: Query, media_type: str, *, client: str = "", seconds: float | None = None
    ) -> Answer:
        """The answer. Cancelling the call ends the query."""
        examined = await self.examine(query.text, client)
        examined.form.offer(media_type)
        task = Task(
            *(query.text, media_type, examined.form.value, examined.own_dataset),
            *(query.default_graphs, query.named_graphs),
        )
        key = (query, media_type)
        return await self._shared(key, task, examined.volatile, client, seconds)

    async def named(
        self,
        name: str,
        media_type: str,
        *,
        client: str = "",
        seconds: float | None = None,
        **values: Term,
    ) -> Answer:
        """The answer to one of our own queries, values standing for variables."""
        text, examined = self._library.get(name)
        examined.form.offer(media_type)
        bound = tuple((variable, _bound(value)) for variable, value in sorted(values.items()))
        task = Task(text, media_type, examined.form.value, examined.own_dataset, bound=bound)
        key = (name, media_type, bound)
        return await self._shared(key, task, examined.volatile, client, seconds)

    async def _shared(
        self, key: Hashable, task: Task, volatile: bool, client: str, seconds: float | None
    ) -> Answer:
        """The kept answer, or the one that somebody is waiting for already, or a new one."""
        if volatile:
            return await self._run(task, client, seconds, lasting=False)
        return await self._flights.get(
            key, seconds, lambda: self._run(task, client, seconds, lasting=True)
        )

    async def _run(
        self, task: Task, client: str, seconds: float | None, *, lasting: bool
    ) -> Answer:
        outcome = await self.pool.run(pack(task), client, seconds or self.limits.seconds)
        reply, release = outcome.reply, outcome.home.release
        if reply.outcome == FAILED:
            raise unpack_error(reply.content)
        if reply.outcome == SPOOLED:
            return Answer(
                *(release, task.media_type, None),
                lasting=lasting,
                spool=outcome.spool,
                length=reply.size,
            )
        return Answer(release, task.media_type, reply.content, lasting=lasting)

    async def _examine_elsewhere(self, text: str, client: str) -> Examined:
        most = self.limits.query.characters
        if len(text) > most:
            raise ContentTooLarge(f"A query has at most {most} characters.", most)
        outcome = await self.pool.run(pack(Task(text)), client, self.limits.seconds)
        if outcome.reply.outcome == FAILED:
            raise unpack_error(outcome.reply.content)
        return unpack_examined(outcome.reply.content)


def _bound(term: Term) -> Bound:
    if isinstance(term, ox.NamedNode):
        return "iri", term.value, None, None
    return "literal", term.value, term.language, term.datatype.value
