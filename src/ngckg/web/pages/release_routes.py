"""The pages about the release itself: about, changes; and an address that the law names."""

import asyncio
from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from ngckg.errors import Unavailable
from ngckg.graph.release import Release
from ngckg.web.api import contradictions
from ngckg.web.api.changes import Comparisons, choose
from ngckg.web.downloads.depot import Depot
from ngckg.web.downloads.files import Made as MadeFile
from ngckg.web.pages import about, changes, downloads
from ngckg.web.pages.address import Address
from ngckg.web.pages.context import Context
from ngckg.web.pages.desk import DeskDep, desk_of
from ngckg.web.pages.site import Made
from ngckg.web.service import Service

router = APIRouter(include_in_schema=False)

_PATIENCE: Final = 0.2
_SEVERITIES: Final = ("violation", "warning", "info")


@router.get("/about")
async def show_about(desk: DeskDep) -> Response:
    """About the data."""
    release = desk.publication.release

    async def view(context: Context) -> Made:
        found = [it for name in _SEVERITIES for it in await contradictions.read(release, name)]
        return await about.made(context, release.manifest, found)

    return await desk.page(view, "/about")


async def show_download(request: Request) -> Response:
    """Download and reuse; with sizes once the files have been made."""
    desk = desk_of(request)
    release = desk.publication.release
    service: Service = request.app.state.service
    files = await _files(service.depot, release)

    async def view(context: Context) -> Made:
        return downloads.made(context, release.manifest, files)

    return await desk.page(view, "/download", len(files))


async def show_changes(request: Request) -> Response:
    """What changed since a release."""
    desk, since = desk_of(request), request.query_params.get("since")
    comparisons = comparisons_of(request)
    kept, current = await comparisons.kept(), desk.publication.release
    before = choose(kept, current, since)
    told = await comparisons.between(before, current, desk.lang)

    async def view(context: Context) -> Made:
        return changes.made(context, kept, before, current, told)

    return await desk.page(view, "/changes", before.manifest.id, len(kept))


@router.get("/was")
async def lead_to_statement(desk: DeskDep) -> Response:
    """Danish public bodies owe this short address of their accessibility statement."""
    return RedirectResponse(f"{desk.base}{Address(desk.chosen).to('/about', 'accessibility')}", 303)


def comparisons_of(request: Request) -> Comparisons:
    """The application's comparisons, those of its API."""
    state = request.app.state
    if not hasattr(state, "comparisons"):
        state.comparisons = Comparisons(state.service.settings.releases)
    comparisons: Comparisons = state.comparisons
    return comparisons


async def _files(depot: Depot, release: Release) -> dict[str, MadeFile]:
    """The files of a release, where they are made; a page does not wait for them."""
    try:
        async with asyncio.timeout(_PATIENCE):
            return {it.name: it for it in await depot.all(release)}
    except (TimeoutError, Unavailable):
        return {}
