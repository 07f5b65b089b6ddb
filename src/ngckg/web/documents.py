"""The documents that things are described with: ontology, shapes and the JSON-LD context."""

import json
from typing import Final

import pyoxigraph as ox
from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from ngckg.errors import NotFound
from ngckg.namespaces import BASE, graph_iri
from ngckg.negotiation import JSON_LD, Format
from ngckg.rdf.context import context
from ngckg.rdf.terms import N
from ngckg.rdf.writing import ordered, write
from ngckg.web import links
from ngckg.web.asking import Questions, QuestionsDep
from ngckg.web.dependencies import PublicationDep, ServiceDep
from ngckg.web.links import link
from ngckg.web.people import negotiate
from ngckg.web.responses import Representation

router = APIRouter(include_in_schema=False)

_NAMES: Final = ("ontology", "shapes")
_GRAPH: Final = "resource-graph"


@router.get("/context.jsonld")
async def json_ld_context(service: ServiceDep, publication: PublicationDep) -> Response:
    """What the keys of our JSON mean."""

    async def make() -> Representation:
        body = json.dumps(context(), ensure_ascii=False, indent=1).encode() + b"\n"
        about = link(f"{service.base}/ontology", "describedby")
        fields = (about, links.LICENSE)
        return publication.represent(body, JSON_LD.media_type, vary=(), links=fields)

    return await publication.kept("context", make)


@router.get("/ontology")
@router.get("/ontology.{suffix}")
@router.get("/shapes")
@router.get("/shapes.{suffix}")
async def vocabulary(request: Request, service: ServiceDep, questions: QuestionsDep) -> Response:
    """All terms in one document; the fragment of a term's IRI says where in it."""
    name, suffixed = links.syntax_of(request.scope["path"].removeprefix("/"))
    if name not in _NAMES:
        raise NotFound(f"There are {', '.join(it.suffix for it in links.DESCRIPTIONS)}.")
    chosen = suffixed or negotiate(request, name, links.DESCRIPTIONS)
    if not isinstance(chosen, Format):
        return await chosen(request)
    syntax = chosen

    async def make() -> Representation:
        document, base = ox.NamedNode(f"{BASE}{name}"), service.base
        triples = ordered(await _everything(name, questions), document)
        return questions.publication.represent(
            write(triples, syntax, links.context(base)),
            syntax.content_type,
            vary=() if suffixed else ("Accept",),
            links=_links(base, name),
            extra=(("content-location", f"{base}/{name}{syntax.suffix}"),),
        )

    key = "vocabulary", name, syntax.media_type, suffixed is None
    return await questions.publication.kept(key, make)


@router.get("/ontology/{version}")
async def version(version: str, service: ServiceDep, questions: QuestionsDep) -> Response:
    """The IRI of the version that this release has leads to it."""
    document = ox.NamedNode(f"{BASE}ontology")
    for it in await _everything("ontology", questions):
        if it.subject == document and it.predicate == N.owl.versionIRI:
            current = str(getattr(it.object, "value", ""))
            if current == f"{document.value}/{version}":
                return RedirectResponse(f"{service.base}/ontology", 303)
            raise NotFound(f"This release has version {current.rpartition('/')[2]}.")
    raise NotFound("This release has no version of that name.")


async def _everything(name: str, questions: Questions) -> list[ox.Triple]:
    return await questions.triples(_GRAPH, graph=ox.NamedNode(graph_iri(name)))


def _links(base: str, name: str) -> tuple[str, ...]:
    document = f"{base}/{name}"
    return (
        link(document, "canonical"),
        *links.alternates(document, document),
        link(f"{base}/.well-known/void", "describedby"),
        link(N.owl.Ontology.value, "type"),
        link(f"{BASE}{name}", "cite-as"),
        links.LICENSE,
    )
