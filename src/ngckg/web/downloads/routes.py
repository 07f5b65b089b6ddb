"""`/download/…`: the release as files, with a manifest of them all."""

import json
from base64 import b64encode
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from ngckg.catalogue import signposting
from ngckg.catalogue.datasets import DATASETS
from ngckg.catalogue.site import Site
from ngckg.errors import NotFound
from ngckg.namespaces import GRAPHS
from ngckg.negotiation import Format, choose
from ngckg.web import links
from ngckg.web.dependencies import PublicationDep, ServiceDep
from ngckg.web.downloads.depot import Depot
from ngckg.web.downloads.files import FILES, SSSOM, SYNTAXES, WHOLE, File, Made
from ngckg.web.downloads.ranges import Body, FileAnswer
from ngckg.web.people import negotiate
from ngckg.web.responses import ReleaseResponse
from ngckg.web.service import Publication, Service

router = APIRouter(include_in_schema=False)

_DATASETS: Final = frozenset(it.key for it in DATASETS)
_SUMS: Final = "SHA256SUMS"
_JSON: Final = links.PLAIN_JSON.media_type


def _depot(service: ServiceDep) -> Depot:
    return service.depot


DepotDep = Annotated[Depot, Depends(_depot)]


@router.get("/download")
async def overview(request: Request, service: ServiceDep) -> Response:
    """Everything that can be downloaded: a page for people, the manifest for machines."""
    chosen = negotiate(request, "download", (links.PLAIN_JSON,))
    if not isinstance(chosen, Format):
        return await chosen(request)
    location = f"{service.base}/download/manifest.json"
    return RedirectResponse(location, 303, headers={"vary": "Accept"})


@router.get("/download/manifest.json")
async def manifest(service: ServiceDep, publication: PublicationDep, depot: DepotDep) -> Response:
    """What the release is made of, and every file with its size and checksum."""
    made = await depot.all(publication.release)
    document = asdict(publication.manifest) | {"files": [_entry(service.base, it) for it in made]}
    body = json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"
    return ReleaseResponse(publication.represent(body, _JSON, vary=(), links=(links.LICENSE,)))


@router.get(f"/download/{_SUMS}")
async def sums(publication: PublicationDep, depot: DepotDep) -> Response:
    """The checksums as `sha256sum --check` reads them."""
    made = await depot.all(publication.release)
    body = "".join(f"{it.sha256}  {it.name}\n" for it in made).encode()
    return ReleaseResponse(publication.represent(body, "text/plain; charset=utf-8", vary=()))


@router.get("/download/{name}")
async def download(
    name: str, service: ServiceDep, publication: PublicationDep, depot: DepotDep
) -> Response:
    """One file."""
    file = FILES.get(name)
    if file is None:
        raise NotFound(f"There are {WHOLE} and {', '.join(GRAPHS)}, each as {_suffixes()}.")
    return await _answer(file, service, publication, depot)


@router.get("/graph/{name}")
async def graph(name: str, request: Request, service: ServiceDep) -> Response:
    """The name of a named graph leads to the file that holds it."""
    if name not in GRAPHS:
        raise NotFound(f"The named graphs are {', '.join(GRAPHS)}.")
    file = File(name, choose(request.headers.get("accept"), (*_BY_GRAPH, *SYNTAXES)))
    location = f"{service.base}/download/{file.name}"
    return RedirectResponse(location, 303, headers={"vary": "Accept"})


#: A description is Turtle where the client does not mind.
_BY_GRAPH: Final = tuple(it for it in SYNTAXES if it.suffix == ".ttl")


async def _answer(
    file: File, service: Service, publication: Publication, depot: Depot
) -> FileAnswer:
    release = publication.release
    path, made = await depot.take(release, file.name)
    packed = None
    if not file.gzipped:
        packed = _body(file.gz, *await depot.take(release, file.gz.name))
    headers = {
        "cache-control": publication.cache_control(),
        "content-disposition": f'attachment; filename="{file.name}"',
        "link": ", ".join((*_signposts(file, service.base), _manifest_link(service.base))),
        # RFC 9530: of the file itself, whatever the coding it travels in.
        "repr-digest": f"sha-256=:{b64encode(bytes.fromhex(made.sha256)).decode()}:",
    }
    return FileAnswer(_body(file, path, made), publication.modified, headers, packed)


def _body(file: File, path: Path, made: Made) -> Body:
    return Body(path, made.bytes, f'"{made.sha256[:32]}"', file.content_type)


def _signposts(file: File, base: str) -> list[str]:
    """Where a machine that found the file learns what it is. Some graphs have no dataset."""
    dataset = file.graph if file.graph in _DATASETS else WHOLE
    return signposting.of_file(Site(base), dataset)


def _manifest_link(base: str) -> str:
    return f'<{base}/download/manifest.json>; rel="describedby"; type="{_JSON}"'


def _entry(base: str, made: Made) -> dict[str, Any]:
    file = FILES[made.name]
    return {
        "name": made.name,
        "url": f"{base}/download/{made.name}",
        "graph": None if file.graph == WHOLE else file.graph,
        "mediaType": file.syntax.media_type,
        "compression": "gzip" if file.gzipped else None,
        "bytes": made.bytes,
        "sha256": made.sha256,
    }


def _suffixes() -> str:
    suffixes = ", ".join(it.suffix for it in SYNTAXES)
    return f"{suffixes} and each of these with .gz; the mappings also as {SSSOM.suffix}"
