"""Catalogue records for people: what a record says, read from its own Turtle."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox
from starlette.requests import Request
from starlette.types import Message

from ngckg.errors import NotFound
from ngckg.rdf.terms import N
from ngckg.web.pages.alternates import Form
from ngckg.web.pages.anything import Said, said
from ngckg.web.pages.context import Context, Label
from ngckg.web.pages.frame import Place
from ngckg.web.pages.rows import Row, Term
from ngckg.web.pages.site import Made

_OK: Final = 200
#: Where the record of a document stands under another name than its own.
_ABOUT: Final = {"/catalog": "/catalog/ngckg"}


@dataclass(frozen=True, slots=True)
class Inside:
    """A thing that a record describes under an anchor of its own."""

    anchor: str
    title: str
    says: list[Said]


@dataclass(frozen=True, slots=True)
class RecordPage:
    """Everything that the page of a record shows."""

    title: str
    iri: str
    description: str
    says: list[Said]
    inside: list[Inside]
    forms: list[Form]


async def turtle(request: Request) -> bytes:
    """The same document as Turtle, asked of the application itself."""
    path = f"{request.scope['path']}.ttl"
    inner = {
        **request.scope,
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "method": "GET",
        "headers": [],
    }
    started: list[Message] = []
    body = bytearray()

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            started.append(message)
        else:
            body.extend(message.get("body", b""))

    await request.app(inner, request.receive, send)
    if not started or started[0]["status"] != _OK:
        raise NotFound(f"There is no record at {request.scope['path']}.")
    return bytes(body)


def made(context: Context, path: str, content: bytes) -> Made:
    """The page of a record."""
    about = f"{context.base}{_ABOUT.get(path, path)}"
    titles: dict[str, dict[str | None, str]] = {}
    rows: list[Row] = []
    inside: dict[str, list[Row]] = {}
    quads = list(ox.parse(content, format=ox.RdfFormat.TURTLE))
    described = {quad.subject for quad in quads}
    for quad in quads:
        if not isinstance(quad.subject, ox.NamedNode):
            continue
        if quad.predicate in (N.dcterms.title, N.foaf.name) and isinstance(quad.object, ox.Literal):
            own = titles.setdefault(quad.subject.value, {})
            own[quad.object.language] = quad.object.value
        term = _term(quad.object)
        if term is None:
            continue
        # The document says nothing of such a thing: a link to it would lead nowhere.
        if term.value.startswith(f"{about}#") and quad.object not in described:
            term = Term(term.value, False)
        row = {"property": Term(quad.predicate.value, True), "value": term}
        if quad.subject.value == about:
            rows.append(row)
        elif quad.subject.value.startswith(f"{about}#"):
            inside.setdefault(quad.subject.value.removeprefix(f"{about}#"), []).append(row)
    names = _namer(context, titles)
    says = said(context, rows, "value", names)
    forms = [
        Form("Turtle", f"{path}.ttl", "text/turtle"),
        Form("JSON-LD", f"{path}.jsonld", "application/ld+json"),
        Form("RDF/XML", f"{path}.rdf", "application/rdf+xml"),
    ]
    title = _best(context, titles.get(about, {})) or path.strip("/")
    descriptions = {
        it.lang: it.value
        for row in rows
        if row["property"].value == N.dcterms.description.value and (it := row["value"])
    }
    page = RecordPage(
        title,
        about,
        _best(context, descriptions) or "",
        says,
        [
            Inside(
                anchor,
                _best(context, titles.get(f"{about}#{anchor}", {})) or f"#{anchor}",
                said(context, own, "value", names),
            )
            for anchor, own in sorted(inside.items())
        ],
        forms,
    )
    say = context.say
    return Made(
        "record",
        page,
        Place(
            path,
            menu="/download",
            crumbs=[
                context.named(context.to.to("/download"), say.gettext("Download and reuse")),
                context.named(context.to.to("/catalog"), say.gettext("Catalogue (DCAT)")),
            ],
            own_forms=forms,
        ),
        title,
        page.description or title,
        title,
    )


def _namer(context: Context, titles: Mapping[str, Mapping[str | None, str]]) -> Mapping[str, Label]:
    """What things of the catalogue are called, by their own titles."""
    return {
        iri: Label(best) for iri, own in titles.items() if (best := _best(context, own)) is not None
    }


def _best(context: Context, texts: Mapping[str | None, str]) -> str | None:
    for lang in (context.lang, None, "en", "da"):
        if lang in texts:
            return texts[lang]
    return None


def _term(value: object) -> Term | None:
    if isinstance(value, ox.NamedNode):
        return Term(value.value, True)
    if isinstance(value, ox.Literal):
        return Term(value.value, False, value.language, value.datatype.value)
    return None
