"""`/release/…`: what there is of a release beside its data, and the lists of states (RFC 7089)."""

from pathlib import Path
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from ngckg.catalogue import documents
from ngckg.catalogue.feeds import memento, releases
from ngckg.catalogue.site import Site
from ngckg.errors import NotFound
from ngckg.graph.release import DATASET, MANIFEST, REPORT, Release
from ngckg.namespaces import ID
from ngckg.negotiation import Format, choose
from ngckg.web import links
from ngckg.web.catalogue_history import History, memento_of
from ngckg.web.downloads.ranges import Body, FileAnswer
from ngckg.web.reading import header
from ngckg.web.responses import ReleaseResponse, Representation
from ngckg.web.service import PublicationDep, ServiceDep

router = APIRouter(include_in_schema=False)

_FOREVER: Final = "public, max-age=31536000, immutable"
_LINK_FORMAT: Final = "application/link-format"
#: The files of a release directory, with their media types.
_FILES: Final = {
    MANIFEST: "application/json",
    REPORT: "text/turtle; charset=utf-8",
    DATASET: "application/n-quads",
}


def _history(request: Request) -> History:
    history: History = request.app.state.history
    return history


HistoryDep = Annotated[History, Depends(_history)]


@router.get("/release")
@router.get("/release.{suffix}")
async def all_releases(
    request: Request, service: ServiceDep, publication: PublicationDep, history: HistoryDep
) -> Response:
    """The releases that are kept."""
    triples = releases.listed(Site(service.base), [it.manifest for it in await history.kept()])
    syntax, vary = _syntax(request)
    body = documents.write(triples, syntax)
    return ReleaseResponse(publication.represent(body, syntax.content_type, vary=vary))


@router.get("/release/{identifier}")
async def one_release(
    identifier: str, request: Request, service: ServiceDep, history: HistoryDep
) -> Response:
    """A release: what it is made of, what came before it, where its files are."""
    syntax, vary = _syntax(request)
    release = await history.release(_without_suffix(identifier))
    triples = releases.describe(Site(service.base), release.manifest)
    body = documents.write(triples, syntax)
    return ReleaseResponse(_forever(release, body, syntax.content_type, vary))


@router.get("/release/{identifier}/{name}")
async def file_of_release(identifier: str, name: str, history: HistoryDep) -> Response:
    """A file of a release directory."""
    if name not in _FILES:
        raise NotFound(f"There are {', '.join(_FILES)}, and data, page, download, sparql.")
    release = await history.release(identifier)
    path = release.path / name
    body = Body(path, path.stat().st_size, _etag(release, name), _FILES[name])
    headers = {"cache-control": _FOREVER, "link": links.LICENSE}
    return FileAnswer(body, memento_of(release).created, headers, None)


@router.get("/timemap/data/{path:path}")
async def timemap(
    path: str, service: ServiceDep, publication: PublicationDep, history: HistoryDep
) -> Response:
    """The states that a description has had."""
    name, _ = links.syntax_of(path)
    states = await history.mementos(ID + name)
    if not states:
        raise NotFound("No release has said anything of such a thing.")
    described = links.path_of(ID + path).replace("/id/", "/data/", 1)
    body = memento.timemap(service.base, described, states).encode()
    return ReleaseResponse(publication.represent(body, _LINK_FORMAT, vary=()))


def _forever(
    release: Release, body: bytes, content_type: str, vary: tuple[str, ...]
) -> Representation:
    made = memento_of(release).created
    return Representation(body, content_type, made, cache_control=_FOREVER, vary=vary)


def _syntax(request: Request) -> tuple[Format, tuple[str, ...]]:
    """The syntax that a suffix names, else the one that the client wants."""
    path: str = request.scope["path"]
    for syntax in documents.SYNTAXES:
        if path.endswith(syntax.suffix):
            return syntax, ()
    return choose(header(request.scope, b"accept"), documents.SYNTAXES), ("Accept",)


def _without_suffix(identifier: str) -> str:
    for syntax in documents.SYNTAXES:
        if identifier.endswith(syntax.suffix):
            return identifier.removesuffix(syntax.suffix)
    return identifier


def _etag(release: Release, name: str) -> str:
    digest = release.manifest.digest.removeprefix("sha256:")[:32]
    return f'"{digest}-{Path(name).stem}"'
