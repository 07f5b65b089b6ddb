"""What catalogue records are made from, put together once for each release."""

import asyncio
from typing import Annotated

from fastapi import Depends, Request

from ngckg.catalogue import counting
from ngckg.catalogue.downloads import Download
from ngckg.catalogue.records import Basis
from ngckg.catalogue.site import Site
from ngckg.graph.release import Release, history
from ngckg.web.downloads.depot import Depot
from ngckg.web.downloads.routes import DepotDep
from ngckg.web.service import Publication, PublicationDep, Service, ServiceDep


class Bases:
    """The basis of the release that is being served; one for all requests."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._known: tuple[Release, Basis] | None = None

    async def of(self, publication: Publication, depot: Depot) -> Basis:
        """The basis of a release. Raises Unavailable while its files are being made."""
        release = publication.release
        if self._known is None or self._known[0] is not release:
            self._known = release, await self._make(publication, depot)
        return self._known[1]

    async def _make(self, publication: Publication, depot: Depot) -> Basis:
        settings = self._service.settings
        made = await depot.all(publication.release)
        figures = await counting.count(publication.engine)
        kept = await asyncio.to_thread(history, settings.releases)
        first = min((it.manifest.created for it in kept), default=publication.manifest.created)
        return Basis(
            Site(self._service.base),
            publication.manifest,
            min(first, publication.manifest.created),
            figures.totals,
            tuple(Download(it.name, it.sha256) for it in made),
            settings,
        )


def bases_of(request: Request, service: Service) -> Bases:
    """The application's bases."""
    state = request.app.state
    if not hasattr(state, "bases"):
        state.bases = Bases(service)
    bases: Bases = state.bases
    return bases


async def _basis(
    request: Request, service: ServiceDep, publication: PublicationDep, depot: DepotDep
) -> Basis:
    return await bases_of(request, service).of(publication, depot)


BasisDep = Annotated[Basis, Depends(_basis)]
