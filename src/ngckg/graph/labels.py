"""The labels that we give: those written in a file, and those composed from the names of others.

Composed ones are of things that have no name of their own. The English ones are ours by way of the
group's English name; a thing whose group has none gets none. A mapping has no label anywhere else,
so its Danish one is composed here too.
"""

import re
from collections.abc import Callable, Container, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from ngckg.graph.mappings import NO_TERM_FOUND, SSSOM
from ngckg.namespaces import graph_iri
from ngckg.rdf import files
from ngckg.rdf.terms import N

_VOCABULARY: Final = ox.NamedNode(graph_iri("vocabulary"))
_COMPOSED: Final = N.ngcid["label-origin/composed"]

#: The words between the ends of a mapping, after the SKOS reference's own definitions.
_MATCHES: Final[dict[ox.NamedNode | None, tuple[str, str]]] = {
    N.skos.exactMatch: ("svarer til", "is the same as"),
    N.skos.closeMatch: ("svarer omtrent til", "is about the same as"),
    N.skos.broadMatch: ("hører under", "falls under"),
    N.skos.narrowMatch: ("omfatter", "includes"),
    N.skos.relatedMatch: ("er beslægtet med", "is related to"),
}


class _Things:
    """What is said of each thing, as far as labels need it."""

    def __init__(self, graphs: Iterable[Iterable[ox.Quad]]) -> None:
        self._said: dict[ox.NamedNode, dict[ox.NamedNode, list[ox.NamedNode | ox.Literal]]] = {}
        self._groups: dict[ox.NamedNode, ox.NamedNode] = {}
        for quad in (quad for graph in graphs for quad in graph):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(
                quad.object, ox.NamedNode | ox.Literal
            ):
                said = self._said.setdefault(quad.subject, {})
                said.setdefault(quad.predicate, []).append(quad.object)
                if quad.predicate == N.ngckg.analysisOffer and isinstance(
                    quad.object, ox.NamedNode
                ):
                    self._groups[quad.object] = quad.subject

    def __iter__(self) -> Iterator[ox.NamedNode]:
        return iter(sorted(self._said, key=lambda node: node.value))

    def nodes(self, thing: ox.NamedNode, predicate: ox.NamedNode) -> list[ox.NamedNode]:
        """The things that it is linked to, by IRI."""
        found = self._said.get(thing, {}).get(predicate, [])
        return sorted(
            (node for node in found if isinstance(node, ox.NamedNode)), key=lambda n: n.value
        )

    def node(self, thing: ox.NamedNode, predicate: ox.NamedNode) -> ox.NamedNode | None:
        """The first thing that it is linked to."""
        return next(iter(self.nodes(thing, predicate)), None)

    def group_of(self, offer: ox.NamedNode) -> ox.NamedNode | None:
        """The group of an analysis offer, which points at the offer and not the other way."""
        return self._groups.get(offer)

    def label(self, thing: ox.NamedNode | None, language: str = "en") -> str | None:
        """Its label in the language; ontology terms have `rdfs:label`."""
        said = self._said.get(thing, {}) if thing is not None else {}
        for predicate in (N.skos.prefLabel, N.rdfs.label):
            for text in said.get(predicate, []):
                if isinstance(text, ox.Literal) and text.language == language:
                    return text.value
        return None

    def text(self, thing: ox.NamedNode, predicate: ox.NamedNode) -> str | None:
        """The first literal of the property, by value."""
        found = self._said.get(thing, {}).get(predicate, [])
        return min((text.value for text in found if isinstance(text, ox.Literal)), default=None)


_Template = Callable[[_Things, ox.NamedNode], str | None]


def read(path: Path, known: Container[object]) -> tuple[list[ox.Quad], list[ox.Quad]]:
    """The names and definitions in a file, of known things and of unknown ones.

    Each goes with the statement that tells where it comes from. Raises UnreadableInput, as reading
    any file does.
    """
    quads = files.read(path, _VOCABULARY)
    about = {quad.subject: quad.object for quad in quads if quad.predicate == N.rdf.subject}
    kept = [quad for quad in quads if about.get(quad.subject, quad.subject) in known]
    left_out = [quad for quad in quads if about.get(quad.subject, quad.subject) not in known]
    return kept, left_out


def compose(*graphs: Iterable[ox.Quad]) -> list[ox.Quad]:
    """The labels that follow from these graphs, in the vocabulary graph, each marked as composed.

    A thing that has a label in the language already keeps that one alone.
    """
    things = _Things(graphs)
    quads: list[ox.Quad] = []
    for thing in things:
        for language, templates in _TEMPLATES.items():
            for kind in things.nodes(thing, N.rdf.type):
                if kind in templates and things.label(thing, language) is None:
                    label = templates[kind](things, thing)
                    if label is not None:
                        quads += _composed(thing, ox.Literal(label, language=language))
    return list(dict.fromkeys(quads))


def inner(label: str) -> str:
    """A label as it stands inside a sentence; an acronym and a title keep their capitals."""
    first, *later = re.findall(r"\w+", label) or [""]
    acronym = len(first) == 1 or any(letter.isupper() for letter in first[1:])
    title = any(word[0].isupper() and not word.isupper() for word in later)
    return label if acronym or title else label[:1].lower() + label[1:]


def _composed(thing: ox.NamedNode, label: ox.Literal) -> list[ox.Quad]:
    return [
        ox.Quad(thing, N.skos.prefLabel, label, _VOCABULARY),
        ox.Quad(thing, N.ngckg.labelOrigin, _COMPOSED, _VOCABULARY),
    ]


def _with_group(words: str, link: ox.NamedNode) -> _Template:
    """The words, with the name of the group that the thing is linked to set into them."""

    def template(things: _Things, thing: ox.NamedNode) -> str | None:
        group = things.label(things.node(thing, link))
        return None if group is None else words.format(inner(group))

    return template


def _review(things: _Things, thing: ox.NamedNode) -> str | None:
    group = things.label(things.node(thing, N.ngckg.concerns))
    body = things.label(things.node(thing, N.prov.wasAssociatedWith))
    if group is None or body is None:
        return None
    return f"Review of the professional recommendations by the {inner(body)}: {inner(group)}"


def _offer(things: _Things, thing: ox.NamedNode) -> str | None:
    group = things.label(things.group_of(thing))
    analysis = things.label(things.node(thing, N.ngckg.analysisType))
    restriction = things.node(thing, N.ngckg.restrictedTo)
    part = things.label(restriction)
    if group is None or analysis is None or (restriction is not None and part is None):
        return None
    label = f"{analysis[:1].upper()}{analysis[1:]}: {inner(group)}"
    return label if part is None else f"{label}, {inner(part)} only"


def _membership(things: _Things, thing: ox.NamedNode) -> str | None:
    member = things.label(things.node(thing, N.org.member))
    body = things.label(things.node(thing, N.org.organization))
    return None if member is None or body is None else f"{member} in the {inner(body)}"


def _statement(things: _Things, thing: ox.NamedNode) -> str | None:
    group = things.label(things.node(thing, N.rdf.subject))
    value = things.label(things.node(thing, N.rdf.object))
    words = _STATUS_WORDS.get(things.node(thing, N.rdf.predicate))
    if group is None or value is None or words is None:
        return None
    return f"{words} {value}: {inner(group)}"


def _mapping(things: _Things, thing: ox.NamedNode, language: str = "en") -> str | None:
    target = things.node(thing, N.owl.annotatedTarget)
    subject = things.label(things.node(thing, N.owl.annotatedSource), language)
    words = _MATCHES.get(things.node(thing, N.owl.annotatedProperty))
    if target is None or subject is None or words is None:
        return None
    danish = language == "da"
    if target.value == NO_TERM_FOUND:
        return f"{'Intet begreb fundet for' if danish else 'No term found for'} {inner(subject)}"
    code = re.split(r"[/#]", target.value)[-1]
    name = things.text(thing, ox.NamedNode(f"{SSSOM}object_label"))
    other = code if name is None or name == code else f"{name} ({code})"
    capital = subject[:1].upper() + subject[1:]
    return f"{capital} {words[0 if danish else 1]} {other}"


def _snapshot(_things: _Things, thing: ox.NamedNode) -> str | None:
    return f"Snapshot {thing.value.rsplit('/', 1)[-1]}"


_STATUS_WORDS: Final[dict[ox.NamedNode | None, str]] = {
    N.ngckg.requisitionStatus: "Requisition form",
    N.ngckg.onboardingStatus: "Onboarding of the interpreting departments",
    N.ngckg.statusReportStatus: "Status report",
}
_MAPPING: Final = ox.NamedNode(f"{SSSOM}Mapping")
_ENGLISH: Final[dict[ox.NamedNode, _Template]] = {
    N.ngckg.SpecialistNetwork: _with_group("National specialist network for {}", N.ngckg.advisesOn),
    N.ngckg.Recommendation: _with_group(
        "Professional recommendations for {}", N.ngckg.recommendationFor
    ),
    N.ngckg.RecommendationDocument: _with_group(
        "Professional recommendations incl. summary and list of members: {}", N.ngckg.documentFor
    ),
    N.ngckg.CriteriaDocument: _with_group("Indications and criteria: {}", N.ngckg.documentFor),
    N.ngckg.RequisitionForm: _with_group("Requisition form: {}", N.ngckg.documentFor),
    N.ngckg.StatusReport: _with_group("Status report: {}", N.ngckg.documentFor),
    N.ngckg.Drafting: _with_group(
        "Drafting of the professional recommendations: {}", N.ngckg.concerns
    ),
    N.ngckg.Review: _review,
    N.ngckg.Approval: _with_group(
        "Approval of the professional recommendations: {}", N.ngckg.concerns
    ),
    N.ngckg.Evaluation: _with_group("Evaluation of the patient group: {}", N.ngckg.concerns),
    N.ngckg.AnalysisOffer: _offer,
    N.ngckg.Statement: _statement,
    N.ngckg.SourceSnapshot: _snapshot,
    N.org.Membership: _membership,
    _MAPPING: _mapping,
}
_TEMPLATES: Final[dict[str, dict[ox.NamedNode, _Template]]] = {
    "da": {_MAPPING: partial(_mapping, language="da")},
    "en": _ENGLISH,
}
