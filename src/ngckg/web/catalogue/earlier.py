"""Earlier releases as they were: the service again, over a release that is named.

`/release/<id>/data/…` is what `/data/…` was; likewise downloads, queries and so on. Such a service
is started when somebody asks for it and ended when nobody does any more.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from starlette.types import ASGIApp

from ngckg.engine import configured
from ngckg.engine.limits import Limits
from ngckg.graph.release import Release
from ngckg.web import links
from ngckg.web.service import Service

#: Seconds after which a release that nobody asks for any more is put away.
_IDLE: Final = 600.0
_GRACE: Final = 5.0
_CACHE: Final = ".cache"
_ANSWERS: Final = 8_000_000


class _Pinned:
    """One release as a service of its own."""

    def __init__(self, service: Service, release: Release, make: Callable[[Service], ASGIApp]):
        identifier = release.manifest.id
        base = f"{service.base}/release/{identifier}"
        settings, limits = service.settings, _modest(service.limits)
        self.engine = configured.engine_of(
            settings, service.engine, release, limits, links.context(base)
        )
        cache = (settings.cache or settings.releases / _CACHE) / "releases" / identifier
        own = Service(
            settings.model_copy(update={"cache": cache}),
            base,
            self.engine,
            limits,
            service.visitors,
            service.journal,
        )
        self.app = make(own)
        self.ready = asyncio.create_task(self.engine.start())
        self.timer: asyncio.TimerHandle | None = None


class Earlier:
    """The releases that are at hand, the least recently asked for going first."""

    def __init__(self, service: Service, make: Callable[[Service], ASGIApp]) -> None:
        self._service = service
        self._make = make
        self._most = max(1, service.settings.earlier_releases)
        self._pinned: OrderedDict[str, _Pinned] = OrderedDict()
        self._ending: set[asyncio.Task[None]] = set()
        self._turn = asyncio.Lock()

    async def app(self, release: Release) -> ASGIApp:
        """What answers for a release. Raises NotFound, NotARelease or Unavailable."""
        identifier = release.manifest.id
        pinned = self._pinned.get(identifier)
        if pinned is None:
            # One at a time: each of them loads a release.
            async with self._turn:
                pinned = self._pinned.get(identifier) or self._pin(release)
                await asyncio.shield(pinned.ready)
        self._pinned.move_to_end(identifier)
        self._keep(identifier, pinned)
        try:
            await asyncio.shield(pinned.ready)
        except Exception:
            self._end(identifier)
            raise
        return pinned.app

    def _pin(self, release: Release) -> _Pinned:
        pinned = _Pinned(self._service, release, self._make)
        while len(self._pinned) >= self._most:
            self._end(next(iter(self._pinned)))
        self._pinned[release.manifest.id] = pinned
        return pinned

    def _keep(self, identifier: str, pinned: _Pinned) -> None:
        """Put the release away when it has not been asked for in a while."""
        if pinned.timer is not None:
            pinned.timer.cancel()
        loop = asyncio.get_running_loop()
        pinned.timer = loop.call_later(_IDLE, self._end, identifier)

    def _end(self, identifier: str) -> None:
        pinned = self._pinned.pop(identifier, None)
        if pinned is None:
            return
        if pinned.timer is not None:
            pinned.timer.cancel()
        task = asyncio.create_task(_stop(pinned))
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)


async def _stop(pinned: _Pinned) -> None:
    await asyncio.gather(pinned.ready, return_exceptions=True)
    await pinned.engine.stop(_GRACE)


def _modest(limits: Limits) -> Limits:
    """One worker for quick and one for slow queries, so that what is current comes first."""
    return replace(limits, quick=1, slow=1, cache=min(limits.cache, _ANSWERS))
