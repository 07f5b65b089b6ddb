"""`/changes`: what changed from release to release, as Atom. The page for people is there, too."""

from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import Response

from ngckg.catalogue.feeds import atom
from ngckg.catalogue.feeds.atom import Change, Entry, Language
from ngckg.errors import BadRequest, NotFound
from ngckg.negotiation import Format, language
from ngckg.web.catalogue.history import Pair
from ngckg.web.catalogue.releases import HistoryDep
from ngckg.web.dependencies import PublicationDep, ServiceDep
from ngckg.web.pages.release_routes import comparisons_of
from ngckg.web.people import negotiate
from ngckg.web.reading import header
from ngckg.web.responses import ReleaseResponse

router = APIRouter(include_in_schema=False)

_ATOM: Final = Format(
    "application/atom+xml", ("atom",), ".atom", ("application/xml", "text/xml"), charset=True
)
_LANGUAGES: Final = ("da", "en")
_PER_PAGE: Final = 10


@router.get("/changes")
@router.get("/changes.atom")
async def all_changes(
    request: Request, service: ServiceDep, publication: PublicationDep, history: HistoryDep
) -> Response:
    """What changed from release to release, the newest first."""
    suffixed = request.scope["path"].endswith(_ATOM.suffix)
    chosen = _ATOM if suffixed else negotiate(request, "changes", (_ATOM,))
    if not isinstance(chosen, Format):
        return await chosen(request)
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
