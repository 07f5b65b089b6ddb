"""The releases that are kept, and what happened to each thing from one to the next."""

import asyncio
import contextlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from ngckg.catalogue.feeds import deltas
from ngckg.catalogue.feeds.deltas import Delta, Kind
from ngckg.catalogue.feeds.memento import Memento
from ngckg.errors import NotFound, Unavailable
from ngckg.graph.release import Release, history
from ngckg.web import errands
from ngckg.web.service import Service

_CACHE: Final = ".cache"
_DIGITS: Final = 16
#: Seconds that a request waits for releases to be compared, and then is told to wait.
_PATIENCE: Final = 60.0
_RETRY_AFTER: Final = 30

Pair = tuple[Release | None, Release]
Events = Mapping[str, Sequence[tuple[Kind, Release]]]


class History:
    """One for all requests. What it works out it keeps on disk: it never changes."""

    def __init__(self, service: Service) -> None:
        settings = service.settings
        self._releases = settings.releases
        self._folder = (settings.cache or settings.releases / _CACHE) / "feed"
        self._turn = asyncio.Lock()
        self._events: tuple[tuple[str, ...], Events] | None = None

    async def kept(self) -> list[Release]:
        """The releases that are there, the oldest first."""
        found = await asyncio.to_thread(history, self._releases)
        return found[::-1]

    async def release(self, identifier: str) -> Release:
        """A release that is kept. Raises NotFound and names some that are."""
        kept = await self.kept()
        for it in kept:
            if it.manifest.id == identifier:
                return it
        some = ", ".join(it.manifest.id for it in kept[-5:])
        raise NotFound(f"There is no release {identifier!r}; the latest are {some}.")

    async def pairs(self) -> list[Pair]:
        """Each release with the one before it, the oldest first."""
        kept = await self.kept()
        return list(zip([None, *kept], kept, strict=False))

    async def index(self, pair: Pair) -> list[tuple[Kind, str]]:
        """What happened to which thing. Raises Unavailable where that takes long."""
        folder = self._place(pair)
        found = await asyncio.to_thread(deltas.read_index, folder)
        if found is None:
            try:
                async with asyncio.timeout(_PATIENCE):
                    await self._compare(pair, folder)
            except TimeoutError:
                raise Unavailable("The releases are being compared.", _RETRY_AFTER) from None
            found = await asyncio.to_thread(deltas.read_index, folder)
        if found is None:
            raise RuntimeError(f"{folder} has not been written")
        return found

    async def part(self, pair: Pair, number: int) -> list[Delta]:
        """A part of what happened, counted from 1. Raises NotFound."""
        parts = -(-len(await self.index(pair)) // deltas.PER_PART)
        if not 1 <= number <= parts:
            raise NotFound(f"There are {parts} pages.")
        path = deltas.part_of(self._place(pair), number)
        return await asyncio.to_thread(deltas.read, path)

    async def events(self) -> Events:
        """What happened to each thing, the oldest first."""
        pairs = await self.pairs()
        key = tuple(release.manifest.digest for _, release in pairs)
        if self._events is None or self._events[0] != key:
            found: dict[str, list[tuple[Kind, Release]]] = {}
            for pair in pairs:
                for kind, thing in await self.index(pair):
                    found.setdefault(thing, []).append((kind, pair[1]))
            self._events = key, found
        return self._events[1]

    async def mementos(self, thing: str) -> list[Memento]:
        """The states that a thing has had, the oldest first."""
        events = (await self.events()).get(thing, ())
        return [_memento(release) for kind, release in events if kind is not Kind.DELETE]

    def _place(self, pair: Pair) -> Path:
        before, after = pair
        since = "all" if before is None else _short(before)
        return self._folder / f"{_short(after)}-since-{since}"

    async def _compare(self, pair: Pair, folder: Path) -> None:
        before, after = pair
        async with self._turn:
            if (folder / deltas.INDEX).exists():
                return
            earlier = "-" if before is None else str(before.path)
            told = errands.lines(deltas.__name__, earlier, str(after.path), str(folder))
            async with contextlib.aclosing(told):
                async for _ in told:
                    pass


def memento_of(release: Release) -> Memento:
    """A release as a moment of time."""
    return _memento(release)


def _memento(release: Release) -> Memento:
    return Memento(release.manifest.id, datetime.fromisoformat(release.manifest.created))


def _short(release: Release) -> str:
    return release.manifest.digest.removeprefix("sha256:")[:_DIGITS]
