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
from ngckg.web import links
from ngckg.web.catalogue.history import History, memento_of
from ngckg.web.catalogue.syntax import wanted
from ngckg.web.dependencies import PublicationDep, ServiceDep
from ngckg.web.downloads.ranges import Body, FileAnswer
from ngckg.web.responses import FOREVER, ReleaseResponse, Representation

router = APIRouter(include_in_schema=False)

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
    syntax, vary = wanted(request, documents.SYNTAXES)
    body = documents.write(triples, syntax)
    return ReleaseResponse(publication.represent(body, syntax.content_type, vary=vary))


@router.get("/release/{identifier}")
async def one_release(
    identifier: str, request: Request, service: ServiceDep, history: HistoryDep
) -> Response:
    """A release: what it is made of, what came before it, where its files are."""
    syntax, vary = wanted(request, documents.SYNTAXES)
    name, _ = links.syntax_of(identifier, documents.SYNTAXES)
    release = await history.release(name)
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
    headers = {"cache-control": FOREVER, "link": links.LICENSE}
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
    return Representation(body, content_type, made, cache_control=FOREVER, vary=vary)


def _etag(release: Release, name: str) -> str:
    digest = release.manifest.digest.removeprefix("sha256:")[:32]
    return f'"{digest}-{Path(name).stem}"'
