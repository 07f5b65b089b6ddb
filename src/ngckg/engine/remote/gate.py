"""At most so many queries at once at the engine; the others wait their turn, a client each."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from ngckg.engine.embedded.fair import FairQueue
from ngckg.engine.limits import Limits
from ngckg.errors import TooManyRequests, Unavailable


class Gate:
    """Lets queries through."""

    def __init__(self, places: int, limits: Limits) -> None:
        self._free = self._places = places
        self._limits = limits
        self._queue: FairQueue[asyncio.Future[None]] = FairQueue()
        self._closed = False
        self.turned_away = 0

    @property
    def waiting(self) -> int:
        """Queries that wait."""
        return len(self._queue)

    @property
    def busy(self) -> int:
        """Queries that run."""
        return self._places - self._free

    @asynccontextmanager
    async def place(self, client: str) -> AsyncIterator[None]:
        """A place at the engine. Raises Unavailable or TooManyRequests."""
        if self._closed:
            raise Unavailable("The service is being stopped.", 5)
        if self._free:
            self._free -= 1
        else:
            await self._wait(client)
        try:
            yield
        finally:
            self._leave()

    def close(self) -> None:
        """Let nobody through any more."""
        self._closed = True
        while (turn := self._queue.take()) is not None:
            turn.set_exception(Unavailable("The service is being stopped.", 5))

    async def _wait(self, client: str) -> None:
        most = self._limits.queue_per_client
        if self._queue.waiting(client) >= most and self._limits.queue:
            self.turned_away += 1
            raise TooManyRequests(f"{most} queries from your address are waiting already.", 1)
        if len(self._queue) >= self._limits.queue:
            self.turned_away += 1
            raise Unavailable(f"{self._places} queries run and others wait already.", 2)
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._queue.add(client, turn)
        try:
            await turn
        except BaseException:
            if not self._queue.remove(client, turn) and _was_let_through(turn):
                self._leave()  # the turn came as its client went
            raise

    def _leave(self) -> None:
        """Give the place to whoever is next."""
        while (turn := self._queue.take()) is not None:
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1


def _was_let_through(turn: asyncio.Future[None]) -> bool:
    return turn.done() and not turn.cancelled() and turn.exception() is None
