"""Linked data: `/id/…` leads to a page or to a description, `/data/…` describes."""

from typing import Annotated, Final
from urllib.parse import quote

import pyoxigraph as ox
from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from ngckg.engine.describe import MOST_INCOMING
from ngckg.errors import NotAcceptable
from ngckg.namespaces import BASE, ID
from ngckg.negotiation import HTML, Format, choose
from ngckg.rdf.terms import N, danish, english
from ngckg.rdf.writing import ordered, write
from ngckg.web import links
from ngckg.web.asking import Questions, QuestionsDep
from ngckg.web.departed import Departed
from ngckg.web.dependencies import ServiceDep
from ngckg.web.links import link
from ngckg.web.reading import header
from ngckg.web.responses import Representation
from ngckg.web.service import Service

router = APIRouter(include_in_schema=False)

_ID: Final = ID.removeprefix(BASE)
_DESCRIPTION: Final = "resource-description"
_INCOMING: Final = "resource-incoming"
#: What asks for a part of the statements that point to a thing, as many as fit in an answer.
_PART: Final = (
    "CONSTRUCT {{ ?thing ?property {thing} }} WHERE {{ ?thing ?property {thing} }} "
    "ORDER BY ?thing ?property LIMIT 10000 OFFSET 0"
)


def departed_of(request: Request, service: ServiceDep) -> Departed:
    """The application's index of what is gone: one for all requests."""
    state = request.app.state
    if not hasattr(state, "departed"):
        state.departed = Departed(service.settings.releases, service.base)
    departed: Departed = state.departed
    return departed


DepartedDep = Annotated[Departed, Depends(departed_of)]


@router.get(f"/{_ID}{{path:path}}")
async def identify(
    path: str,
    request: Request,
    service: ServiceDep,
    questions: QuestionsDep,
    departed: DepartedDep,
) -> Response:
    """A thing itself cannot be sent: 303 to what is said of it."""
    thing = ox.NamedNode(links.thing(path))
    triples = await _describe(thing, questions, departed)
    accept = header(request.scope, b"accept")
    place = "page" if choose(accept, (*links.DESCRIPTIONS, HTML)) == HTML else "data"
    location = f"{service.base}/{place}{links.path_of(thing.value).removeprefix('/id')}"
    headers = {
        "vary": "Accept",
        "cache-control": questions.publication.cache_control(),
        "link": ", ".join(_links(service, thing, triples)),
    }
    return RedirectResponse(location, 303, headers)


@router.get("/data/{path:path}")
async def describe(
    path: str,
    request: Request,
    service: ServiceDep,
    questions: QuestionsDep,
    departed: DepartedDep,
) -> Response:
    """Everything that is said of a thing, what points to it, and what all that is called.

    Where too much points to it for one document, the document says so, and what to ask for all.
    """
    name, suffixed = links.syntax_of(path)
    thing = ox.NamedNode(links.thing(name))
    try:
        syntax = suffixed or choose(header(request.scope, b"accept"), links.DESCRIPTIONS)
    except NotAcceptable:
        await _describe(thing, questions, departed)  # what is not there is so in every syntax
        raise

    async def make() -> Representation:
        triples = await _describe(thing, questions, departed)
        triples += await _left_out(thing, triples, service, questions)
        return _represent(thing, triples, syntax, suffixed is None, service, questions)

    return await questions.publication.kept(("data", path, syntax.media_type), make)


async def _describe(
    thing: ox.NamedNode, questions: Questions, departed: Departed
) -> list[ox.Triple]:
    """Its description. Raises NotFound, or Gone where an earlier release had it."""
    triples = await questions.triples(_DESCRIPTION, it=thing)
    # Where something merely points to it, there is nothing to tell of it.
    if not any(it.subject == thing for it in triples):
        raise await departed.error(questions.publication.release, thing.value)
    return triples


async def _left_out(
    thing: ox.NamedNode, triples: list[ox.Triple], service: Service, questions: Questions
) -> list[ox.Triple]:
    """What the document says of itself where more points to the thing than it has."""
    here = sum(it.object == thing for it in triples)
    if here < MOST_INCOMING:
        return []
    [row] = await questions.rows(_INCOMING, it=thing)
    many = row["count"].value if isinstance(row["count"], ox.Literal) else str(here)
    if many == str(here):
        return []
    document = ox.NamedNode(_document(service, thing))
    asked = quote(_PART.format(thing=thing), safe="")
    told = (
        english(f"{many} statements point to the thing; this document has {here} of them."),
        danish(f"{many} udsagn peger på tingen; dette dokument har {here} af dem."),
    )
    return [
        ox.Triple(document, N.foaf.primaryTopic, thing),
        *(ox.Triple(document, N.rdfs.comment, it) for it in told),
        ox.Triple(document, N.rdfs.seeAlso, ox.NamedNode(f"{service.base}/sparql?query={asked}")),
    ]


def _represent(
    thing: ox.NamedNode,
    triples: list[ox.Triple],
    syntax: Format,
    negotiated: bool,
    service: Service,
    questions: Questions,
) -> Representation:
    document = _document(service, thing)
    return questions.publication.represent(
        write(ordered(triples, thing), syntax, links.context(service.base)),
        syntax.content_type,
        vary=("Accept",) if negotiated else (),
        links=tuple(_links(service, thing, triples)),
        extra=(("content-location", f"{document}{syntax.suffix}"),),
    )


def _document(service: Service, thing: ox.NamedNode) -> str:
    return f"{service.base}/data{links.path_of(thing.value).removeprefix('/id')}"


def _links(service: Service, thing: ox.NamedNode, triples: list[ox.Triple]) -> list[str]:
    """How a thing and what is said of it hang together."""
    document = _document(service, thing)
    page = f"{service.base}/page{links.path_of(thing.value).removeprefix('/id')}"
    classes = sorted(
        it.object.value
        for it in triples
        if it.subject == thing
        and it.predicate == N.rdf.type
        and isinstance(it.object, ox.NamedNode)
    )
    return [
        link(document, "describedby", anchor=thing.value),
        link(document, "canonical"),
        *links.alternates(document, page),
        *(link(it, "type") for it in classes),
        link(thing.value, "cite-as"),
        links.LICENSE,
    ]
