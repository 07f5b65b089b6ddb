"""`/changes` and `/feed`: what changed, for people, for feed readers and for replicas.

`/changes` is Atom, release by release; `/feed` the catalogue as a DCAT-AP Feed; `/feed/things` the
things of the graph as a Linked Data Event Stream.
"""

from dataclasses import replace
from typing import Final, cast

from fastapi import APIRouter, Request
from starlette.responses import Response

from ngckg import negotiation
from ngckg.catalogue import documents, records
from ngckg.catalogue.downloads import Download
from ngckg.catalogue.feeds import atom, dcat, stream
from ngckg.catalogue.feeds.atom import Change, Entry, Language
from ngckg.catalogue.feeds.deltas import PER_PART
from ngckg.catalogue.records import Basis
from ngckg.errors import BadRequest, NotFound
from ngckg.negotiation import Format, choose, language
from ngckg.web import links
from ngckg.web.catalogue_basis import BasisDep
from ngckg.web.catalogue_history import History, Pair, memento_of
from ngckg.web.catalogue_releases import HistoryDep
from ngckg.web.pages.release_routes import comparisons_of
from ngckg.web.people import negotiate
from ngckg.web.reading import header
from ngckg.web.responses import ReleaseResponse, Representation
from ngckg.web.service import PublicationDep, Service, ServiceDep

router = APIRouter(include_in_schema=False)

_ATOM: Final = Format(
    "application/atom+xml", ("atom",), ".atom", ("application/xml", "text/xml"), charset=True
)
#: An event stream has named graphs; TriG is what DCAT-AP Feeds name first.
_QUADS: Final = (negotiation.TRIG, negotiation.JSON_LD, negotiation.N_QUADS)
_LANGUAGES: Final = ("da", "en")
_PER_PAGE: Final = 10
#: Releases that are looked through for entities which the catalogue has no more.
_LOOKED_BACK: Final = 20
_FOREVER: Final = "public, max-age=31536000, immutable"


@router.get("/changes")
@router.get("/changes.atom")
async def all_changes(
    request: Request, service: ServiceDep, publication: PublicationDep, history: HistoryDep
) -> Response:
    """What changed from release to release, the newest first."""
    if request.url.path.endswith(_ATOM.suffix):
        chosen: object = _ATOM
    else:
        chosen = negotiate(request, "changes", (_ATOM,))
    if callable(chosen):
        return cast(Response, await chosen(request))
    spoken = _language(request)
    pairs = (await history.pairs())[::-1]
    since = request.query_params.get("since")
    if since is not None:
        await history.release(since)
        pairs = pairs[: [it.manifest.id for _, it in pairs].index(since)]
    page = _page(request, len(pairs))
    shown = pairs[(page - 1) * _PER_PAGE : page * _PER_PAGE]
    following = None
    if len(pairs) > page * _PER_PAGE:
        following = f"{service.base}/changes.atom?lang={spoken}&page={page + 1}"
        following += f"&since={since}" if since else ""
    entries = [await _entry(request, it, spoken) for it in shown]
    settings = service.settings
    author = settings.publisher_name if spoken == "en" else settings.publisher_name_da
    text = atom.feed(service.base, entries, spoken, author, following)
    return ReleaseResponse(
        publication.represent(
            text.encode(),
            _ATOM.content_type,
            vary=("Accept", "Accept-Language"),
            extra=(("content-language", spoken),),
        )
    )


@router.get("/feed")
@router.get("/feed.{suffix}")
async def catalogue_feed(
    request: Request, basis: BasisDep, publication: PublicationDep, history: HistoryDep
) -> Response:
    """The catalogue as a DCAT-AP Feed."""
    syntax, vary = _syntax(request, "/feed")
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
    syntax, vary = _syntax(request, "/feed/things")
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
    syntax, vary = _syntax(request, "/feed/things/")
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
            cache_control=_FOREVER,
            vary=vary,
            links=(links.LICENSE,),
        )
    )


async def _entry(request: Request, pair: Pair, spoken: Language) -> Entry:
    """A release and what it changed, in words."""
    before, after = pair
    if before is None:
        return Entry(after.manifest.id, after.manifest.created, None)
    told = await comparisons_of(request).between(before, after, spoken)
    found = [
        Change(it["name"], it["what"], it["property"], it["before"], it["after"]) for it in told
    ]
    return Entry(after.manifest.id, after.manifest.created, found, before.manifest.id)


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


def _language(request: Request) -> Language:
    asked = request.query_params.get("lang")
    accepted = header(request.scope, b"accept-language")
    found = asked if asked in _LANGUAGES else language(accepted, _LANGUAGES)
    return "en" if found == "en" else "da"


def _page(request: Request, total: int) -> int:
    """The page that is asked for. Raises BadRequest or NotFound."""
    asked = request.query_params.get("page", "1")
    if not asked.isascii() or not asked.isdigit() or len(asked) > 6:
        raise BadRequest("A page is a number from 1 up.")
    pages = max(1, -(-total // _PER_PAGE))
    if not 1 <= int(asked) <= pages:
        raise NotFound(f"There are {pages} pages.")
    return int(asked)


def _syntax(request: Request, path: str) -> tuple[Format, tuple[str, ...]]:
    """The syntax that a suffix names, else the one that the client wants."""
    suffix = request.url.path.removeprefix(path)
    for syntax in _QUADS:
        if suffix == syntax.suffix:
            return syntax, ()
    if suffix.startswith("."):
        raise NotFound(f"There are {', '.join(it.suffix for it in _QUADS)}.")
    return choose(header(request.scope, b"accept"), _QUADS), ("Accept",)
