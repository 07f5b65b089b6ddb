"""What routes may ask for: the release that is being served, its engine, and where we are."""

from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Request

from ngckg.engine.base import Engine
from ngckg.errors import Unavailable
from ngckg.graph.release import Manifest, Release
from ngckg.settings import Settings
from ngckg.web.journal import Journal
from ngckg.web.metrics import Metrics
from ngckg.web.responses import ReleaseResponse, Representation
from ngckg.web.shelf import Shelf
from ngckg.web.visitors import Visitors


@dataclass(frozen=True, slots=True)
class Publication:
    """A release as it is served. Nothing of it changes but what is kept at hand."""

    release: Release
    engine: Engine
    shelf: Shelf
    max_age: int

    @property
    def manifest(self) -> Manifest:
        """What the release is made of."""
        return self.release.manifest

    @property
    def modified(self) -> datetime:
        """When the release was made."""
        return datetime.fromisoformat(self.manifest.created)

    def represent(
        self,
        body: bytes,
        content_type: str,
        *,
        vary: tuple[str, ...] = ("Accept",),
        links: tuple[str, ...] = (),
        extra: tuple[tuple[str, str], ...] = (),
    ) -> Representation:
        """A body that this release determines, ready to be sent."""
        return Representation(
            body,
            content_type,
            self.modified,
            max_age=self.max_age,
            vary=vary,
            links=links,
            extra=extra,
        )

    async def kept(
        self, key: Hashable, make: Callable[[], Awaitable[Representation]]
    ) -> ReleaseResponse:
        """The representation with this key, made where it is not at hand."""
        found = self.shelf.get(key)
        if found is None:
            found = await make()
            self.shelf.put(key, found)
        return ReleaseResponse(found)


@dataclass(slots=True)
class Service:
    """One service in one process. Its publication changes when a new release is taken up."""

    settings: Settings
    #: The address of the service as the world sees it, without a slash at its end.
    base: str
    visitors: Visitors
    journal: Journal
    metrics: Metrics = field(default_factory=Metrics)
    current: Publication | None = None

    @property
    def publication(self) -> Publication:
        """What is being served. Raises Unavailable until there is something."""
        if self.current is None:
            raise Unavailable("The service is starting.", 1)
        return self.current


def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


def _publication(request: Request) -> Publication:
    return _service(request).publication


ServiceDep = Annotated[Service, Depends(_service)]
PublicationDep = Annotated[Publication, Depends(_publication)]
