"""Answers that are kept, and questions that several ask at once and that are asked once."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable

from ngckg.engine.base import Answer
from ngckg.engine.cache import Cache
from ngckg.errors import NgckgError


class Flights:
    """A cache, and what is on its way into it."""

    def __init__(self, capacity: int) -> None:
        self.cache: Cache[Answer] = Cache(capacity)
        self._under_way: dict[Hashable, asyncio.Future[Answer]] = {}

    def clear(self) -> None:
        """Keep nothing; what is on its way reaches those who wait for it and is not kept."""
        self.cache.clear()
        self._under_way.clear()

    async def get(
        self, key: Hashable, seconds: float | None, make: Callable[[], Awaitable[Answer]]
    ) -> Answer:
        """The kept answer, or the one that somebody waits for already, or a new one."""
        kept = self.cache.get(key)
        if kept is not None:
            return kept
        flying = key, seconds
        while (flight := self._under_way.get(flying)) is not None:
            try:
                answer = await asyncio.shield(flight)
            except asyncio.CancelledError:
                if not flight.cancelled():
                    raise
                continue  # whoever asked first has gone: ask ourselves
            if answer.content is not None:
                return answer
            break  # a file is read once
        flight = self._under_way[flying] = asyncio.get_running_loop().create_future()
        try:
            answer = await make()
        except NgckgError as error:
            flight.set_exception(error)
            flight.exception()  # there may be nobody else to fetch it
            raise
        except BaseException:
            flight.cancel()
            raise
        finally:
            current = self._under_way.get(flying) is flight
            if current:
                del self._under_way[flying]
        if answer.content is not None and current:
            self.cache.put(key, answer)
        flight.set_result(answer)
        return answer
