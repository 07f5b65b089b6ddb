"""The addresses of the pages for people."""

from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import Response

from ngckg.errors import NotFound
from ngckg.web import links
from ngckg.web.catalogue import structured
from ngckg.web.pages import (
    anything,
    body,
    concept,
    document,
    finding,
    group,
    landing,
    listing,
    network,
    process,
    recommendation,
    search,
    source,
    step,
    timetable,
)
from ngckg.web.pages.assets import PREFIX
from ngckg.web.pages.context import Context
from ngckg.web.pages.desk import DeskDep
from ngckg.web.pages.question_routes import router as question_router
from ngckg.web.pages.release_routes import router as release_router
from ngckg.web.pages.search_routes import router as search_router
from ngckg.web.pages.site import Made
from ngckg.web.resources import DepartedDep
from ngckg.web.responses import FOREVER

_people = APIRouter(include_in_schema=False)


#: The views of the kinds that have one of their own; every other thing has the general one.
_VIEWS: Final = {
    "patient-group": group.made,
    "specialist-network": network.made,
    "working-group": body.made,
    "steering-group": body.made,
    "organization": body.made,
    "recommendation": recommendation.made,
    "document": document.made,
    "step": step.made,
    "scheme": concept.scheme_made,
}


@_people.get("/")
async def show_landing(desk: DeskDep, request: Request, sort: str | None = None) -> Response:
    """The state of all groups."""

    async def view(context: Context) -> Made:
        return structured.catalogue(request, await landing.made(context, sort))

    return await desk.page(view, "/", sort)


@_people.get("/process")
async def show_process(desk: DeskDep) -> Response:
    """How a recommendation comes about."""
    return await desk.page(process.made, "/process")


@_people.get("/timeline")
async def show_timeline(
    desk: DeskDep, sort: str | None = None, body: str | None = None, view: str | None = None
) -> Response:
    """The timeline alone."""
    return await desk.page(
        lambda context: timetable.made(context, sort, body, view), "/timeline", sort, body, view
    )


@_people.get("/timeline.csv")
async def download_timeline(desk: DeskDep) -> Response:
    """The dates of every step."""
    return await desk.table("timeline.csv", timetable.as_csv)


@_people.get("/groups.csv")
async def download_groups(desk: DeskDep) -> Response:
    """The matrix of all groups."""
    return await desk.table("groups.csv", timetable.groups_as_csv)


@_people.get("/search")
async def show_search(desk: DeskDep, q: str = "", kind: str | None = None) -> Response:
    """What a word finds."""
    query = q[: finding.LONGEST]

    async def view(context: Context) -> Made:
        return await search.made(context, (await desk.library()).index, query, kind)

    return await desk.page(view, "/search", query, kind)


@_people.get("/page/source/{key}")
async def show_source(key: str, desk: DeskDep) -> Response:
    """A snapshot of the source."""
    links.thing(f"source/{key}")  # or there is none
    return await desk.page(lambda context: source.made(context, key), "source", key)


@_people.get("/page/{kind}")
async def show_list(kind: str, desk: DeskDep, page: int = 1) -> Response:
    """Everything of a kind."""
    return await desk.page(lambda context: listing.made(context, kind, page), "list", kind, page)


@_people.get("/page/{kind}/{key:path}")
async def show_thing(
    kind: str, key: str, desk: DeskDep, departed: DepartedDep, request: Request
) -> Response:
    """One thing."""
    iri = links.thing(f"{kind}/{key}")

    async def view(context: Context) -> Made:
        return structured.thing(request, await shown(context), iri)

    async def shown(context: Context) -> Made:
        if iri not in context.names and not await context.ask("page-about", thing=iri):
            # Or it stood in an earlier release, and the answer says so.
            raise await departed.error(desk.publication.release, iri)
        if kind in _VIEWS:
            return await _VIEWS[kind](context, iri)
        in_scheme = await context.ask("page-concepts", concept=iri)
        return await (concept.made if in_scheme else anything.made)(context, iri)

    return await desk.page(view, "thing", iri)


@_people.get(f"{PREFIX}{{name}}")
async def show_asset(name: str, desk: DeskDep) -> Response:
    """A style sheet, a font, a script: under a name that changes with its content."""
    asset = desk.pages.site.assets.served(name)
    if asset is None:
        raise NotFound(f"There is no file {name!r}.")
    return Response(asset.content, media_type=asset.media_type, headers={"cache-control": FOREVER})


router = APIRouter()
router.include_router(search_router)
router.include_router(question_router)
router.include_router(release_router)
router.include_router(_people)
