"""Search for machines: JSON, and the description by which browsers search us."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from ngckg.web import links
from ngckg.web.pages import search, search_api
from ngckg.web.pages.desk import DeskDep
from ngckg.web.pages.finding import KINDS, LONGEST
from ngckg.web.responses import Representation

router = APIRouter()


@router.get("/api/search", response_model=search_api.Results, tags=["things"])
async def search_graph(
    desk: DeskDep,
    q: Annotated[str, Query(max_length=LONGEST, description="What to search for.")],
    kind: Annotated[
        list[str] | None, Query(description=f"Only these kinds: {', '.join(KINDS)}.")
    ] = None,
    limit: Annotated[int, Query(ge=1, le=200, description="How many at most.")] = 50,
) -> Response:
    """What a word finds in names, definitions and codes, forgivingly, in both languages."""
    wanted = frozenset(kind or ())

    async def make() -> Representation:
        library = await desk.library()
        found = search_api.results(
            q,
            library.index.find(q, wanted),
            limit,
            library.names,
            desk.base,
            links.context(desk.base),
        )
        body = found.model_dump_json(by_alias=True, exclude_none=True, indent=1).encode()
        return desk.publication.represent(body + b"\n", "application/json", vary=())

    return await desk.publication.kept(("search", q, wanted, limit), make)


@router.get("/opensearch.xml", include_in_schema=False)
async def describe_search(desk: DeskDep) -> Response:
    """The OpenSearch description."""

    async def make() -> Representation:
        context = await desk.context()
        return desk.publication.represent(
            search.open_search(desk.base, context.say),
            "application/opensearchdescription+xml",
            vary=("Accept-Language",),
        )

    return await desk.publication.kept(("opensearch", desk.lang), make)
