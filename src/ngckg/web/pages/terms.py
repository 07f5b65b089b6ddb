"""Ontology and shapes for people: every term with its meaning, every rule in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from ngckg.namespaces import NGCKG, NGCSH, ONTOLOGY, PREFIXES, SHAPES
from ngckg.web.pages import collation
from ngckg.web.pages.alternates import Form
from ngckg.web.pages.context import Context, Label, Link
from ngckg.web.pages.drawing import classes
from ngckg.web.pages.facts import local
from ngckg.web.pages.frame import Place
from ngckg.web.pages.names import outer
from ngckg.web.pages.rows import Row, Term
from ngckg.web.pages.site import Made

_SKOS: Final = PREFIXES["skos"]
_RDFS: Final = PREFIXES["rdfs"]
_OWL: Final = PREFIXES["owl"]
_SCHEMA: Final = PREFIXES["schema"]
_TYPE: Final = f"{PREFIXES['rdf']}type"
_SEVERITY: Final = ("Violation", "Warning", "Info")


@dataclass(frozen=True, slots=True)
class Rule:
    """What a shape says, and how strictly."""

    anchor: str
    severity: str
    text: str


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A term of the ontology."""

    anchor: str
    title: str
    other: str
    definition: Label | None
    notes: list[Label]
    examples: list[Label]
    above: str
    domain: str
    range: str
    inverse: str
    count: str
    rules: list[Rule]
    replaced: str
    deprecated: bool


@dataclass(frozen=True, slots=True)
class Chapter:
    """The terms of one kind."""

    title: str
    entries: list[TermEntry]


@dataclass(frozen=True, slots=True)
class OntologyPage:
    """Everything that the page of the ontology shows."""

    title: str
    description: str
    iri: str
    version: str
    picture: Markup
    chapters: list[Chapter]
    forms: list[Form]


@dataclass(frozen=True, slots=True)
class ShapeEntry:
    """The rules for one class."""

    anchor: str
    title: str
    class_: Link | None
    rules: list[Rule]


@dataclass(frozen=True, slots=True)
class ShapesPage:
    """Everything that the page of the shapes shows."""

    title: str
    description: str
    iri: str
    entries: list[ShapeEntry]
    counts: list[tuple[str, int]]
    forms: list[Form]


async def ontology_made(context: Context) -> Made:
    """The page of the ontology."""
    say = context.say
    said: dict[str, dict[str, list[Term]]] = {}
    for row in await context.ask("page-terms"):
        by_property = said.setdefault(row["thing"].value, {})
        by_property.setdefault(row["property"].value, []).append(row["value"])
    counts = {
        row["thing"].value: int(row["count"].value)
        for row in await context.ask("page-term-counts")
        if "thing" in row
    }
    rules = _rules_by_path(context, await context.ask("page-shapes"))
    head = await _head(context, ONTOLOGY)
    chapters = []
    for kind, title in (
        ("Class", say.gettext("Classes")),
        ("ObjectProperty", say.gettext("Properties that lead to things")),
        ("DatatypeProperty", say.gettext("Properties that have a value")),
    ):
        terms = [it for it, by in said.items() if _is(by, f"{_OWL}{kind}")]
        terms.sort(key=lambda it: collation.key(context.label(it).text))
        entries = [
            _term(context, it, said[it], counts.get(it, 0), rules.get(it, [])) for it in terms
        ]
        chapters.append(Chapter(title, entries))
    page = OntologyPage(
        title=context.label(ONTOLOGY).text,
        description=head.get("description", ""),
        iri=ONTOLOGY,
        version=head.get("versionInfo", ""),
        picture=classes.picture(
            lambda name: context.label(f"{NGCKG}{name}").text,
            say.gettext(
                "Steps concern a patient group, use a recommendation and are taken by bodies; a "
                "group has documents and analysis offers; statements and evidence lead to the "
                "place in the source."
            ),
        ),
        chapters=chapters,
        forms=_forms("ontology"),
    )
    return Made(
        "ontology",
        page,
        Place("/ontology", own_forms=page.forms, crumbs=[_home(context)]),
        page.title,
        page.description,
        say.gettext("Ontology"),
    )


async def shapes_made(context: Context) -> Made:
    """The page of the shapes."""
    say = context.say
    head = await _head(context, SHAPES)
    entries: dict[str, list[Rule]] = {}
    classes_: dict[str, str] = {}
    for row in await context.ask("page-node-shapes"):
        node = row["node"].value
        if "class" in row:
            classes_[node] = row["class"].value
        rules = entries.setdefault(node, [])
        if "message" in row and row["message"].lang == context.lang:
            rules.append(Rule("", _severity(row), row["message"].value))
    rows = [row for row in await context.ask("page-shapes") if row["message"].lang == context.lang]
    rows.sort(key=_order)
    for row in rows:
        rules = entries.setdefault(row["node"].value, [])
        rule = Rule(row["shape"].value.removeprefix(NGCSH), _severity(row), row["message"].value)
        if rule not in rules:
            rules.append(rule)
    every = {rule.anchor: rule for rules in entries.values() for rule in rules if rule.anchor}
    seen: set[str] = set()
    shown = []
    for node in sorted(entries, key=lambda it: collation.key(context.label(it).text)):
        rules = entries[node]
        if not rules:
            continue
        shown.append(
            ShapeEntry(
                node.removeprefix(NGCSH),
                context.label(node).text,
                context.link(classes_[node]) if node in classes_ else None,
                # A rule that several classes share has its anchor where it stands first.
                [
                    Rule("" if rule.anchor in seen else rule.anchor, rule.severity, rule.text)
                    for rule in rules
                ],
            )
        )
        seen |= {rule.anchor for rule in rules}
    names = _severities(context)
    page = ShapesPage(
        title=context.label(SHAPES).text,
        description=head.get("description", ""),
        iri=SHAPES,
        entries=shown,
        counts=[
            (names[name], sum(rule.severity == name for rule in every.values()))
            for name in _SEVERITY
        ],
        forms=_forms("shapes"),
    )
    return Made(
        "shapes",
        page,
        Place("/shapes", own_forms=page.forms, crumbs=[_home(context)]),
        page.title,
        page.description,
        say.gettext("Shapes"),
    )


def _term(
    context: Context,
    iri: str,
    said: Mapping[str, Sequence[Term]],
    count: int,
    rules: list[Rule],
) -> TermEntry:
    say = context.say
    definitions = _texts(context, said.get(f"{_SKOS}definition", ()))
    replaced = said.get(f"{PREFIXES['dcterms']}isReplacedBy", ())
    return TermEntry(
        anchor=local(iri),
        title=context.label(iri).text,
        other=context.other_name(iri) or "",
        definition=definitions[0] if definitions else None,
        notes=_texts(context, said.get(f"{_SKOS}scopeNote", ()))[:1],
        examples=_texts(context, said.get(f"{_SKOS}example", ()))[:1],
        above=_links(
            context,
            [
                *said.get(f"{_RDFS}subClassOf", ()),
                *said.get(f"{_RDFS}subPropertyOf", ()),
            ],
        ),
        domain=_links(context, said.get(f"{_SCHEMA}domainIncludes", ())),
        range=_links(
            context, said.get(f"{_SCHEMA}rangeIncludes", ()) or said.get(f"{_RDFS}range", ())
        ),
        inverse=_links(context, said.get(f"{_OWL}inverseOf", ())),
        count=say.ngettext("%(n)s in this release", "%(n)s in this release", count)
        if count
        else say.gettext("none in this release"),
        rules=rules,
        replaced=_links(context, replaced),
        deprecated=any(it.value == "true" for it in said.get(f"{_OWL}deprecated", ())),
    )


def _rules_by_path(context: Context, rows: Sequence[Row]) -> dict[str, list[Rule]]:
    """The rules for each property, each once."""
    found: dict[str, dict[str, Rule]] = {}
    for row in rows:
        if "path" in row and row["message"].lang == context.lang:
            shape = row["shape"].value.removeprefix(NGCSH)
            rule = Rule(shape, _severity(row), row["message"].value)
            found.setdefault(row["path"].value, {})[shape] = rule
    return {path: list(rules.values()) for path, rules in found.items()}


def _texts(context: Context, terms: Sequence[Term]) -> list[Label]:
    """Texts, the page's language first."""
    ordered = sorted(terms, key=lambda it: (it.lang != context.lang, it.lang or "", it.value))
    return [Label(it.value, None if it.lang == context.lang else it.lang) for it in ordered]


def _links(context: Context, terms: Sequence[Term]) -> str:
    iris = sorted({it.value for it in terms if it.is_iri})
    return context.joined([context.link(it, inside=True) for it in iris]) if iris else ""


def _is(by_property: Mapping[str, Sequence[Term]], class_: str) -> bool:
    return any(it.value == class_ for it in by_property.get(_TYPE, ()))


def _order(row: Row) -> tuple[int, str]:
    return int(row["order"].value) if "order" in row else 99, row["shape"].value


def _severity(row: Row) -> str:
    return row["severity"].value.rpartition("#")[2] if "severity" in row else "Violation"


def _severities(context: Context) -> dict[str, str]:
    say = context.say
    return {
        "Violation": say.gettext("must"),
        "Warning": say.gettext("should"),
        "Info": say.gettext("may"),
    }


async def _head(context: Context, document: str) -> dict[str, str]:
    """What a document says of itself, in the page's language where it has one."""
    found: dict[str, str] = {}
    for row in await context.ask("page-about", thing=document):
        if row["value"].lang in (None, context.lang):
            found[row["property"].value.rpartition("#")[2].rpartition("/")[2]] = row["value"].value
    return found


def _forms(name: str) -> list[Form]:
    return [
        Form("Turtle", f"/{name}.ttl", "text/turtle"),
        Form("JSON-LD", f"/{name}.jsonld", "application/ld+json"),
        Form("N-Triples", f"/{name}.nt", "application/n-triples"),
        Form("RDF/XML", f"/{name}.rdf", "application/rdf+xml"),
    ]


def _home(context: Context) -> Link:
    return context.named(context.to.to("/about"), outer(context.say.gettext("About the data")))
