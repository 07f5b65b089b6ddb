"""`/feed`: the catalogue as a DCAT-AP Feed; `/feed/things`: the graph as an event stream (LDES)."""

from dataclasses import replace
from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import Response

from ngckg import negotiation
from ngckg.catalogue import documents, records
from ngckg.catalogue.downloads import Download
from ngckg.catalogue.feeds import dcat, stream
from ngckg.catalogue.feeds.deltas import PER_PART
from ngckg.catalogue.records import Basis
from ngckg.errors import NotFound
from ngckg.web import links
from ngckg.web.catalogue.basis import BasisDep
from ngckg.web.catalogue.history import History, Pair, memento_of
from ngckg.web.catalogue.releases import HistoryDep
from ngckg.web.catalogue.syntax import wanted
from ngckg.web.dependencies import PublicationDep, ServiceDep
from ngckg.web.responses import FOREVER, ReleaseResponse, Representation
from ngckg.web.service import Service

router = APIRouter(include_in_schema=False)

#: An event stream has named graphs; TriG is what DCAT-AP Feeds name first.
_QUADS: Final = (negotiation.TRIG, negotiation.JSON_LD, negotiation.N_QUADS)
#: Releases that are looked through for entities which the catalogue has no more.
_LOOKED_BACK: Final = 20


@router.get("/feed")
@router.get("/feed.{suffix}")
async def catalogue_feed(
    request: Request, basis: BasisDep, publication: PublicationDep, history: HistoryDep
) -> Response:
    """The catalogue as a DCAT-AP Feed."""
    syntax, vary = wanted(request, _QUADS)
    manifest = publication.manifest
    kept = [it.manifest for it in await history.kept()]
    earlier = [it for it in kept if (it.created, it.id) < (manifest.created, manifest.id)]
    known = set(dcat.entities(records.whole(basis)))
    gone: dict[str, None] = {}
    for it in earlier[-_LOOKED_BACK:]:
        before = dcat.entities(records.whole(_as_of(basis, it.graphs)))
        gone |= {entity.value: None for entity in before if entity not in known}
    quads = dcat.feed(basis, first=not earlier, gone=gone)
    body = documents.write(quads, syntax)
    return ReleaseResponse(publication.represent(body, syntax.content_type, vary=vary))


@router.get("/feed/things")
async def things_feed(
    request: Request, service: ServiceDep, publication: PublicationDep, history: HistoryDep
) -> Response:
    """The root of the stream of things."""
    syntax, vary = wanted(request, _QUADS)
    pages: list[tuple[str, str]] = []
    for pair in await history.pairs():
        count = -(-len(await history.index(pair)) // PER_PART)
        pages += (
            (_address(service, pair, number), pair[1].manifest.created)
            for number in range(1, count + 1)
        )
    body = documents.write(stream.root_page(service.base, pages), syntax)
    return ReleaseResponse(publication.represent(body, syntax.content_type, vary=vary))


@router.get("/feed/things/{release}/{since}/{number}")
async def things_page(
    release: str,
    since: str,
    number: int,
    request: Request,
    service: ServiceDep,
    history: HistoryDep,
) -> Response:
    """A page of the stream of things. It never changes."""
    syntax, vary = wanted(request, _QUADS)
    pair = await _pair(history, release, since)
    told = await history.part(pair, number)
    manifest = pair[1].manifest
    address = _address(service, pair, number)
    quads = stream.release_page(service.base, manifest.id, manifest.created, address, told)
    return ReleaseResponse(
        Representation(
            documents.write(quads, syntax),
            syntax.content_type,
            memento_of(pair[1]).created,
            cache_control=FOREVER,
            vary=vary,
            links=(links.LICENSE,),
        )
    )


def _as_of(basis: Basis, graphs: dict[str, int]) -> Basis:
    """The basis as it would be with the graphs of another release."""
    manifest = replace(basis.manifest, graphs=graphs)
    names = {it.dataset for it in basis.downloads} | set(graphs)
    files = tuple(Download(it.name, it.sha256) for it in basis.downloads if it.dataset in names)
    return replace(basis, manifest=manifest, downloads=files)


async def _pair(history: History, release: str, since: str) -> Pair:
    after = await history.release(release)
    if since == "all":
        return None, after
    before = await history.release(since)
    if (before.manifest.created, before.manifest.id) >= (
        after.manifest.created,
        after.manifest.id,
    ):
        raise NotFound(f"Release {since} did not come before {release}.")
    return before, after


def _address(service: Service, pair: Pair, number: int) -> str:
    before, after = pair
    since = before.manifest.id if before else None
    return stream.page(service.base, after.manifest.id, number, since)
