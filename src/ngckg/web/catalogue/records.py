"""`/catalog`, `/dataset/…`, `/distribution/…`, `/service/…`, `/fdp`: the records of the catalogue.

The address of a record is its IRI. Turtle where the client does not mind, HTML only where it is
asked for, and never an empty answer: harvesters delete what they do not find.
"""

from collections.abc import Callable, Mapping
from typing import Final

import pyoxigraph as ox
from fastapi import APIRouter, Request
from starlette.responses import Response

from ngckg.catalogue import documents, fdp, records, signposting
from ngckg.catalogue.records import Basis
from ngckg.negotiation import Format
from ngckg.web import links
from ngckg.web.catalogue import syntax as syntaxes
from ngckg.web.catalogue.basis import BasisDep, OutlineDep
from ngckg.web.dependencies import PublicationDep
from ngckg.web.links import link
from ngckg.web.people import negotiate
from ngckg.web.responses import Representation

router = APIRouter(include_in_schema=False)

Make = Callable[[Basis, str], list[ox.Triple]]

#: What makes the records of a kind, by the first part of their path; the second is their key.
_KINDS: Final[Mapping[str, Make]] = {
    "dataset": fdp.dataset,
    "distribution": fdp.distribution,
    "service": records.service,
    "agent": lambda basis, key: records.agent(basis, f"agent/{key}"),
    "contact": lambda basis, key: records.agent(basis, f"contact/{key}"),
    "profile": lambda basis, key: fdp.profile(basis.site, key),
}
_PROFILED: Final = {"dataset": "dataset", "distribution": "distribution"}


@router.get("/catalog")
@router.get("/catalog.{suffix}")
async def catalogue(request: Request, basis: BasisDep, publication: PublicationDep) -> Response:
    """Everything in one document, as portals read it."""
    return await _answer(request, basis, publication, "catalog", lambda: records.whole(basis))


@router.get("/catalog/ngckg")
@router.get("/catalog/ngckg.{suffix}")
async def catalogue_record(
    request: Request, basis: OutlineDep, publication: PublicationDep
) -> Response:
    """The catalogue as a record of the FAIR Data Point."""
    return await _answer(request, basis, publication, "catalog/ngckg", lambda: fdp.catalog(basis))


@router.get("/fdp")
@router.get("/fdp.{suffix}")
async def fair_data_point(
    request: Request, basis: OutlineDep, publication: PublicationDep
) -> Response:
    """The FAIR Data Point itself."""
    return await _answer(request, basis, publication, "fdp", lambda: fdp.root(basis))


@router.get("/dataset/{key}")
@router.get("/distribution/{key}")
async def record_of_files(
    request: Request, basis: BasisDep, publication: PublicationDep
) -> Response:
    """One record that names files, with their checksums."""
    return await _record(request, basis, publication)


@router.get("/service/{key}")
@router.get("/agent/{key}")
@router.get("/contact/{key}")
@router.get("/profile/{key}")
async def record(request: Request, basis: OutlineDep, publication: PublicationDep) -> Response:
    """One record that names none."""
    return await _record(request, basis, publication)


async def _record(request: Request, basis: Basis, publication: PublicationDep) -> Response:
    path, _ = syntaxes.split(request.scope["path"].removeprefix("/"), documents.SYNTAXES)
    kind, _, key = path.partition("/")
    return await _answer(request, basis, publication, path, lambda: _KINDS[kind](basis, key))


async def _answer(
    request: Request,
    basis: Basis,
    publication: PublicationDep,
    path: str,
    triples: Callable[[], list[ox.Triple]],
) -> Response:
    """A record in the syntax of the suffix, else in the one that the client wants."""
    _, suffixed = syntaxes.split(request.scope["path"].removeprefix("/"), documents.SYNTAXES)
    kind = path.partition("/")[0]
    chosen = suffixed or negotiate(request, kind, documents.SYNTAXES)
    if not isinstance(chosen, Format):
        return await chosen(request)
    syntax = chosen

    async def make() -> Representation:
        return publication.represent(
            documents.write(triples(), syntax),
            syntax.content_type,
            vary=() if suffixed else ("Accept",),
            links=_links(basis, path),
            extra=(("content-location", f"{basis.site.base}/{path}{syntax.suffix}"),),
        )

    return await publication.kept(("record", path, syntax.media_type, suffixed is None), make)


def _links(basis: Basis, path: str) -> tuple[str, ...]:
    """How a record hangs together with its other forms and with what it is about."""
    iri, kind, key = f"{basis.site.base}/{path}", *_split(path)
    found = [link(f"{iri}{it.suffix}", "alternate", it.media_type) for it in documents.SYNTAXES]
    if kind in _PROFILED:
        found.append(link(basis.site.profile(_PROFILED[kind]), "profile"))
    if kind == "dataset":
        return (*found, *signposting.of_dataset_page(basis.site, key, basis.downloads))
    return (*found, links.LICENSE)


def _split(path: str) -> tuple[str, str]:
    kind, _, key = path.partition("/")
    return kind, key
