"""What pages for people say to machines: schema.org inside, signposts around."""

from dataclasses import replace
from typing import Final

from fastapi import Request

from ngckg.catalogue import schemaorg, signposting
from ngckg.catalogue.site import Site
from ngckg.errors import NotFound
from ngckg.namespaces import ID
from ngckg.web import links
from ngckg.web.catalogue.basis import bases_of
from ngckg.web.pages.site import Made
from ngckg.web.service import Service

_DATASET: Final = "/dataset/"
_CATALOGUE: Final = ("/catalog", "/catalog/ngckg", "/fdp")


def catalogue(request: Request, made: Made) -> Made:
    """A page with the catalogue in it."""
    service: Service = request.app.state.service
    site, manifest = Site(service.base), service.publication.manifest
    structured = schemaorg.script(schemaorg.catalog(site, manifest, service.settings))
    return _with(made, structured, signposting.of_catalogue_page(site))


async def record(request: Request, made: Made, path: str) -> Made:
    """The page of a record, with the dataset or the catalogue in it that it is about."""
    if path in _CATALOGUE:
        return catalogue(request, made)
    if not path.startswith(_DATASET):
        return made
    service: Service = request.app.state.service
    basis = await bases_of(request, service).of(service.publication, service.depot)
    key = path.removeprefix(_DATASET)
    try:
        structured = schemaorg.dataset(
            basis.site, basis.manifest, basis.settings, basis.issued, key, basis.downloads
        )
    except NotFound:
        return made
    signposts = signposting.of_dataset_page(basis.site, key, basis.downloads)
    return _with(made, schemaorg.script(structured), signposts)


def thing(request: Request, made: Made, iri: str) -> Made:
    """The page of a thing, with signposts to what is said of it."""
    service: Service = request.app.state.service
    description = f"{service.base}/data{links.path_of(iri).removeprefix('/id')}"
    signposts = signposting.of_thing_page(Site(service.base), iri, description)
    return _with(made, "", signposts) if iri.startswith(ID) else made


def _with(made: Made, structured: str, signposts: list[str]) -> Made:
    place = replace(made.place, structured=structured, signposts=tuple(signposts))
    return replace(made, place=place)
