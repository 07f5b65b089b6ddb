"""What catalogue records are made from, put together once for each release."""

import asyncio
from dataclasses import replace
from typing import Annotated

from fastapi import Depends, Request

from ngckg.catalogue import counting
from ngckg.catalogue.downloads import Download
from ngckg.catalogue.records import Basis
from ngckg.catalogue.site import Site
from ngckg.graph.release import Release, history
from ngckg.web.dependencies import PublicationDep, ServiceDep
from ngckg.web.downloads.depot import Depot
from ngckg.web.downloads.routes import DepotDep
from ngckg.web.service import Publication, Service


class Bases:
    """The basis of the release that is being served; one for all requests."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._outline: tuple[Release, Basis] | None = None
        self._whole: tuple[Release, Basis] | None = None

    async def outline(self, publication: Publication) -> Basis:
        """A basis without files, for records that name none: it is there at once."""
        release = publication.release
        if self._outline is None or self._outline[0] is not release:
            settings, created = self._service.settings, publication.manifest.created
            figures = await counting.count(publication.engine)
            kept = await asyncio.to_thread(history, settings.releases)
            self._outline = (
                release,
                Basis(
                    Site(self._service.base),
                    publication.manifest,
                    min([it.manifest.created for it in kept] + [created]),
                    figures.totals,
                    (),
                    settings,
                ),
            )
        return self._outline[1]

    async def of(self, publication: Publication, depot: Depot) -> Basis:
        """The basis of a release. Raises Unavailable while its files are being made."""
        release = publication.release
        if self._whole is None or self._whole[0] is not release:
            made = await depot.all(release)
            files = tuple(Download(it.name, it.sha256) for it in made)
            self._whole = release, replace(await self.outline(publication), downloads=files)
        return self._whole[1]


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


async def _outline(request: Request, service: ServiceDep, publication: PublicationDep) -> Basis:
    return await bases_of(request, service).outline(publication)


BasisDep = Annotated[Basis, Depends(_basis)]
OutlineDep = Annotated[Basis, Depends(_outline)]
