"""A real engine with real processes, and what is left of them."""

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from ngckg.engine.base import Query
from ngckg.engine.embedded.engine import EmbeddedEngine
from ngckg.engine.limits import Limits
from ngckg.negotiation import CSV, JSON, TURTLE
from tests.engine.releases import quads, write

#: So much time nothing here should ever take; it ends a test that hangs.
AGES = 60.0
#: A query that would run for days.
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }"

csv, json, turtle = CSV.media_type, JSON.media_type, TURTLE.media_type


@asynccontextmanager
async def engine(
    folder: Path, limits: Limits | None = None, groups: int = 20
) -> AsyncIterator[EmbeddedEngine]:
    """An engine over a release made in this folder."""
    running = EmbeddedEngine(write(folder, quads(groups)), limits or Limits())
    await running.start()
    try:
        yield running
    finally:
        await running.stop(grace=0)


def run(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Run a test's coroutine to its end, and see that it leaves nothing behind."""
    before = descendants()
    files = open_files()
    asyncio.run(asyncio.wait_for(work(), AGES))
    assert descendants() == before
    assert open_files() == files


async def ask(running: EmbeddedEngine, text: str, media_type: str = csv, **more: Any) -> str:
    """The answer to a query as text."""
    answer = await running.answer(Query(text), media_type, **more)
    return (await answer.read()).decode()


async def until(condition: Callable[[], bool]) -> None:
    """Wait for what another process is about to bring about."""
    while not condition():
        await asyncio.sleep(0.001)


def parents() -> dict[int, int]:
    """Every process with its parent."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            # It may end while it is looked at.
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):
                status = (entry / "stat").read_text(encoding="utf-8")
                found[int(entry.name)] = int(status.rpartition(")")[2].split()[1])
    return found


def children(of: int | None = None) -> set[int]:
    """The processes that a process started itself: zygotes, where it is this one."""
    return {pid for pid, parent in parents().items() if parent == (of or os.getpid())}


def descendants() -> set[int]:
    """The processes that come from this one."""
    known = parents()
    found = {os.getpid()}
    while more := {pid for pid, parent in known.items() if parent in found} - found:
        found |= more
    return found - {os.getpid()}


def open_files() -> int:
    """How many file descriptors this process has."""
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def memory_of(pid: int) -> int:
    """The bytes that a process has in memory."""
    pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
