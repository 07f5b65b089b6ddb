"""What routes may ask for: the release that is being served, its engine, and where we are."""

import time
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from starlette.types import Scope

from ngckg.engine.base import Engine, Term
from ngckg.engine.cache import Cache
from ngckg.engine.limits import Limits
from ngckg.errors import Overtaken, Unavailable
from ngckg.graph.release import Manifest, Release
from ngckg.settings import Settings
from ngckg.web import links
from ngckg.web.downloads.depot import Depot
from ngckg.web.exchange import Exchange
from ngckg.web.journal import Journal
from ngckg.web.metrics import Metrics
from ngckg.web.responses import ReleaseResponse, Representation
from ngckg.web.visitors import Visitors

_CACHE: Final = ".cache"
#: Bytes of documents that routes keep at hand, beside the engine's answers.
_DOCUMENTS: Final = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Publication:
    """A release as it is served. A request that asks several things asks them of one."""

    release: Release
    engine: Engine
    max_age: int
    documents: Cache[Representation] = field(default_factory=lambda: Cache(_DOCUMENTS))

    @property
    def manifest(self) -> Manifest:
        """What the release is made of."""
        return self.release.manifest

    @property
    def modified(self) -> datetime:
        """When the release was made."""
        return datetime.fromisoformat(self.manifest.created)

    def cache_control(self, *, lasting: bool = True) -> str:
        """How long others may keep what this release determines, or what differs each time."""
        return f"public, max-age={self.max_age}" if lasting else "no-store"

    def represent(
        self,
        body: bytes,
        content_type: str,
        *,
        lasting: bool = True,
        vary: tuple[str, ...] = ("Accept",),
        links: tuple[str, ...] = (),
        extra: tuple[tuple[str, str], ...] = (),
    ) -> Representation:
        """A body that this release determines, ready to be sent.

        `lasting` is false where the same request may be answered differently the next time.
        """
        return Representation(
            body,
            content_type,
            self.modified,
            cache_control=self.cache_control(lasting=lasting),
            vary=vary,
            links=links,
            extra=extra,
        )

    async def ask(self, name: str, media_type: str, client: str, **values: Term) -> bytes:
        """The answer to one of our own queries. Raises Overtaken where another release gives it."""
        answer = await self.engine.named(name, media_type, client=client, **values)  # type: ignore[arg-type]  # no variable is called `seconds`
        if answer.release.manifest.digest != self.manifest.digest:
            answer.close()
            raise Overtaken
        return await answer.read()

    async def kept(
        self, key: Hashable, make: Callable[[], Awaitable[Representation]]
    ) -> ReleaseResponse:
        """The document with this key, made where it is not at hand."""
        found = self.documents.get(key)
        if found is None:
            found = await make()
            self.documents.put(key, found)
        return ReleaseResponse(found)


class Service:
    """One service in one process."""

    def __init__(
        self,
        settings: Settings,
        base: str,
        engine: Engine,
        limits: Limits,
        visitors: Visitors,
        journal: Journal,
    ) -> None:
        self.settings = settings
        #: The address of the service as the world sees it, without a slash at its end.
        self.base = base
        self.engine = engine
        self.limits = limits
        self.visitors = visitors
        self.journal = journal
        self.metrics = Metrics()
        self.depot = Depot(settings.cache or settings.releases / _CACHE, links.context(base))
        self._publication: Publication | None = None

    @property
    def publication(self) -> Publication:
        """What is being served. Raises Unavailable until queries can be answered."""
        if not self.engine.ready:
            raise Unavailable("The service is starting.", 1)
        return self.of(self.engine.release)

    def note(self, scope: Scope, exchange: Exchange) -> None:
        """Count and log a request that is over."""
        seconds = time.perf_counter() - exchange.started
        self.metrics.count(exchange, seconds)
        self.journal.enter(scope, exchange, seconds)

    def of(self, release: Release) -> Publication:
        """A release as it is served: nearly always the current one."""
        known = self._publication
        if known is not None and known.release is release:
            return known
        made = Publication(release, self.engine, self.settings.max_age)
        if release is self.engine.release:
            self._publication = made
        return made
