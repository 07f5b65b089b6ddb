"""Any thing of the graph: all that is said of it, what points to it, the words that carry it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from ngckg.errors import NotFound
from ngckg.namespaces import EDTF_DATATYPE, NGCKG, PREFIXES
from ngckg.web.pages import collation, facts, naming, reuse, words
from ngckg.web.pages.context import Context, Label, Link, Source
from ngckg.web.pages.evidence import Evidence, by_thing
from ngckg.web.pages.frame import Place
from ngckg.web.pages.naming import Naming
from ngckg.web.pages.reuse import Reuse
from ngckg.web.pages.rows import Row, Term
from ngckg.web.pages.site import Made

_TYPE: Final = f"{PREFIXES['rdf']}type"
#: What stands first, because it says what the thing is.
_FIRST: Final = (
    _TYPE,
    f"{PREFIXES['skos']}prefLabel",
    f"{PREFIXES['dcterms']}title",
    f"{PREFIXES['skos']}definition",
)
#: So many values of one property are shown at once.
SHOWN: Final = 20
#: So many of the things that point to one; a query has the others.
MOST: Final = 100


@dataclass(frozen=True, slots=True)
class Said:
    """A property with its values; `rest` beyond those that are shown at once.

    `all` leads to every value where even those are more than a page holds.
    """

    iri: str
    property: Link
    values: list[Label | Link]
    rest: list[Label | Link]
    all: Link | None = None


@dataclass(frozen=True, slots=True)
class AnythingPage:
    """Everything that the page of any thing shows."""

    naming: Naming
    says: list[Said]
    pointed: list[Said]
    sources: list[Source]
    reuse: Reuse


async def made(context: Context, iri: str) -> Made:
    """The page of a thing. Raises NotFound where nothing is said of it."""
    about = await context.ask("page-about", thing=iri)
    if not about:
        raise NotFound(f"There is nothing at {context.to.path(iri)}.")
    kind = facts.kind(iri)
    name, many = words.kind_name(context.say, kind)
    classes = sorted(
        {row["value"].value for row in about if row["property"].value == _TYPE},
        key=lambda it: (not it.startswith(NGCKG), it),
    )
    page = AnythingPage(
        naming=await naming.read(context, iri, name),
        says=said(context, about, "value"),
        pointed=await pointing(context, iri),
        sources=context.sources(await _evidence(context, iri, about)),
        reuse=reuse.reuse(context, iri, classes[:1], ask=_question(context, iri)),
    )
    return Made(
        "anything",
        page,
        Place(
            context.to.path(iri),
            crumbs=[context.named(context.to.to(f"/page/{kind}"), many)]
            if context.names.of_kind(kind)
            else [],
            own_forms=page.reuse.forms,
        ),
        f"{page.naming.title.text} – {name.lower()}",
        context.say.gettext("All that the graph says of %(name)s.", name=page.naming.title.text),
        page.naming.title,
    )


def _question(context: Context, iri: str) -> Link | None:
    """Where an example query is answered."""
    kind, key = facts.kind(iri), facts.key(iri)
    if kind != "example" or "/" in key or key == "prefixes":
        return None
    return context.named(context.to.to(f"/queries/{key}"), context.say.gettext("The answer"))


def said(
    context: Context,
    rows: Iterable[Row],
    column: str,
    names: Mapping[str, Label] | None = None,
) -> list[Said]:
    """Rows by property, each value as people read it; `names` for what has none in the graph."""
    found: dict[str, set[Term]] = {}
    for row in rows:
        found.setdefault(row["property"].value, set()).add(row[column])

    def order(property_: str) -> tuple[int, object]:
        first = _FIRST.index(property_) if property_ in _FIRST else len(_FIRST)
        return first, collation.key(context.label(property_).text)

    result = []
    for property_ in sorted(found, key=order):
        values = [value(context, term, names or {}) for term in sorted(found[property_], key=_key)]
        values.sort(key=lambda it: collation.key(it.text))
        link = Link(context.to.of(property_), context.label(property_))
        result.append(Said(property_, link, values[:SHOWN], values[SHOWN:]))
    return result


async def pointing(context: Context, iri: str) -> list[Said]:
    """What points to a thing, by property; where that is very much, a query has all of it."""
    say = context.say
    result = []
    for it in said(context, await context.ask("page-pointing", value=iri), "thing"):
        count = len(it.values) + len(it.rest)
        query = f"SELECT ?thing WHERE {{\n  ?thing <{it.iri}> <{iri}> .\n}}"
        every = context.named(
            context.to.to("/sparql", query=query),
            say.ngettext("%(n)s in all", "%(n)s in all", count),
        )
        shown = it.rest[: MOST - SHOWN]
        result.append(replace(it, rest=shown, all=every if len(shown) < len(it.rest) else None))
    return result


def value(context: Context, term: Term, names: Mapping[str, Label]) -> Label | Link:
    """A value as people read it: a thing by its name, words in their language."""
    if term.is_iri:
        if term.value in names:
            return Link(context.to.of(term.value), names[term.value])
        return context.link(term.value)
    if term.lang is not None:
        return Label(term.value, None if term.lang == context.lang else term.lang)
    return Label(term.value, is_code=term.datatype in (EDTF_DATATYPE, _XSD_HEX))


_XSD_HEX: Final = f"{PREFIXES['xsd']}hexBinary"


async def _evidence(context: Context, iri: str, about: Iterable[Row]) -> tuple[Evidence, ...]:
    """The places of the thing; a piece of evidence is its own place."""
    if facts.kind(iri) == "evidence":
        rows = await context.ask("page-place", evidence=iri)
        return tuple(it for places in by_thing(rows).values() for it in places)
    if not any(row["property"].value.endswith("#evidence") for row in about):
        return ()
    return by_thing(await context.ask("page-evidence", about=iri)).get(iri, ())


def _key(term: Term) -> tuple[str, str, str]:
    return term.value, term.lang or "", term.datatype or ""
