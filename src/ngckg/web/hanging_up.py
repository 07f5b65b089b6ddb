"""Work that nobody waits for any more is ended."""

import asyncio
from collections.abc import Awaitable
from typing import Final, TypeVar

from starlette.requests import ClientDisconnect
from starlette.types import Receive

T = TypeVar("T")

#: Most answers are there sooner, and then nobody had to watch.
_WATCHED_AFTER: Final = 0.05


async def until_hung_up(receive: Receive, work: Awaitable[T]) -> T:
    """What the work comes to. Where the client hangs up first, the work is cancelled.

    The request must have been read. Raises ClientDisconnect.
    """
    task = asyncio.current_task()
    if task is None:
        return await work
    watching: list[asyncio.Task[None]] = []
    hung_up = False

    async def watch() -> None:
        nonlocal hung_up
        while (await receive())["type"] != "http.disconnect":
            pass
        hung_up = True
        task.cancel()

    loop = asyncio.get_running_loop()
    timer = loop.call_later(_WATCHED_AFTER, lambda: watching.append(loop.create_task(watch())))
    try:
        return await work
    except asyncio.CancelledError:
        if hung_up and task.uncancel() == 0:
            raise ClientDisconnect from None
        raise
    finally:
        timer.cancel()
        for watcher in watching:
            watcher.cancel()
