"""What two datasets differ in: by thing and property in words, or as an RDF Patch."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pyoxigraph as ox

from ngckg.errors import NotARelease
from ngckg.graph import release
from ngckg.page.records import StepKind
from ngckg.rdf import canonical, files, iri
from ngckg.rdf.terms import N, curie

Lang = Literal["da", "en"]

_WORDS: dict[Lang, dict[str, str]] = {
    "en": {
        "was": "was",
        "is": "is",
        "new": "new",
        "gone": "gone",
        "none": "not stated",
        "evidence": "places on the page that are quoted: {came} new, {went} gone",
    },
    "da": {
        "was": "var",
        "is": "er",
        "new": "ny",
        "gone": "væk",
        "none": "ikke oplyst",
        "evidence": "citerede steder på siden: {came} nye, {went} væk",
    },
}

#: Where the facts stand on the page moves with every line that is added above them.
_PLACES = "evidence"

#: The date of a step is one fact in six triples; told once where the page's words changed.
_DATE = {
    N.ngckg.edtf,
    N.ngckg.startNotBefore,
    N.ngckg.startNotAfter,
    N.ngckg.endNotBefore,
    N.ngckg.endNotAfter,
    N.ngckg.dateText,
}

_STEPS = {N.ngckg[kind] for kind in StepKind}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing's property before and after; no property where the whole thing came or went.

    `kind` is what its class is called, empty where that is not known.
    """

    thing: str
    label: str
    kind: str
    property: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """The quads that went and came, and the two datasets they are told from.

    `known` says what things are called where the two themselves do not.
    """

    before: frozenset[ox.Quad]
    after: frozenset[ox.Quad]
    known: tuple[ox.Quad, ...] = ()

    @property
    def removed(self) -> frozenset[ox.Quad]:
        """What only the first has."""
        return self.before - self.after

    @property
    def added(self) -> frozenset[ox.Quad]:
        """What only the second has."""
        return self.after - self.before

    def __bool__(self) -> bool:
        return self.before != self.after


def compare(first: Path, second: Path) -> Difference:
    """Two releases (folders) or two RDF files, blank nodes relabelled canonically.

    Raises UnreadableInput or NotARelease where one cannot be read.
    """
    return Difference(_quads(first), _quads(second))


def rdf_patch(difference: Difference) -> Iterator[str]:
    """The lines of an RDF Patch (https://afs.github.io/rdf-delta/rdf-patch.html)."""
    yield "TX ."
    for code, quads in (("D", difference.removed), ("A", difference.added)):
        for line in sorted(str(quad) for quad in quads):
            yield f"{code} {line} ."
    yield "TC ."


def tell(difference: Difference, lang: Lang) -> Iterator[str]:
    """The changes in words, one a line, things in the order of their labels' code points."""
    words = _WORDS[lang]
    for change in changes(difference, lang):
        if not change.property:
            what = f"{change.label} ({change.kind})" if change.kind else change.label
            yield f"{what}: {words['new' if change.after else 'gone']}"
            continue
        before = ", ".join(change.before) or words["none"]
        after = ", ".join(change.after) or words["none"]
        yield (f"{change.label}: {change.property} {words['was']} {before}, {words['is']} {after}")
    came, went = _places(difference.added), _places(difference.removed)
    if came or went:
        yield words["evidence"].format(came=came, went=went)


def changes(difference: Difference, lang: Lang) -> list[Change]:
    """What changed, thing by thing and property by property; places on the page left aside."""
    names = _Names(difference, lang)
    touched: dict[ox.NamedNode, set[ox.NamedNode]] = defaultdict(set)
    for quad in difference.removed | difference.added:
        if isinstance(quad.subject, ox.NamedNode) and not _is_place(quad):
            touched[quad.subject].add(quad.predicate)
    before, after = _by_subject(difference.before, touched), _by_subject(difference.after, touched)
    found = [
        change
        for thing, predicates in touched.items()
        for change in _of_thing(thing, predicates, before[thing], after[thing], names)
    ]
    return sorted(found, key=lambda it: (it.label, it.thing, it.property))


_Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_Values = dict[ox.NamedNode, list[_Term]]


def _of_thing(
    thing: ox.NamedNode,
    predicates: set[ox.NamedNode],
    before: _Values,
    after: _Values,
    names: "_Names",
) -> Iterator[Change]:
    label, kind = names.thing(thing), names.kind(thing)
    if not before or not after:
        yield Change(thing.value, label, kind, "", ("",) if before else (), ("",) if after else ())
        return
    told = predicates
    if N.ngckg.dateText in predicates:
        told = (predicates - _DATE) | {N.ngckg.dateText}
    for predicate in sorted(told, key=lambda it: it.value):
        yield Change(
            thing.value,
            label,
            kind,
            names.property(thing, predicate),
            tuple(sorted(names.value(v) for v in before.get(predicate, []))),
            tuple(sorted(names.value(v) for v in after.get(predicate, []))),
        )


class _Names:
    """What things, properties and values are called in one language."""

    def __init__(self, difference: Difference, lang: Lang) -> None:
        self._lang = lang
        self._labels: dict[_Term, dict[str, str]] = defaultdict(dict)
        self._group: dict[_Term, _Term] = {}
        self._step: dict[_Term, _Term] = {}
        self._classes: dict[_Term, set[_Term]] = defaultdict(set)
        self._above: dict[_Term, set[_Term]] = defaultdict(set)
        # Looked up once: there are many statements.
        labels, concerns = {N.skos.prefLabel, N.rdfs.label, N.sh.name}, N.ngckg.concerns
        above, kind = N.rdfs.subClassOf, N.rdf.type
        for quad in (*difference.known, *difference.before, *difference.after):
            predicate = quad.predicate
            if predicate in labels:
                if isinstance(quad.object, ox.Literal):
                    self._labels[quad.subject][quad.object.language or ""] = quad.object.value
            elif predicate == concerns:
                self._group[quad.subject] = quad.object
            elif predicate == above:
                self._above[quad.subject].add(quad.object)
            elif predicate == kind:
                self._classes[quad.subject].add(quad.object)
                if quad.object in _STEPS:
                    self._step[quad.subject] = quad.object

    def thing(self, thing: _Term) -> str:
        """A step by the name of its group, everything else by its own."""
        return self._name(self._group.get(thing, thing))

    def kind(self, thing: _Term) -> str:
        """What the narrowest of its classes is called, those without a name left aside."""
        classes = {it for it in self._classes[thing] if it in self._labels}
        above = {it for each in classes for it in self._above[each]}
        return min((self._name(it) for it in classes - above), default="")

    def property(self, thing: _Term, predicate: ox.NamedNode) -> str:
        """A step's date by the name of the step's kind ("approval"), the rest by their own."""
        if thing not in self._group:
            return self._name(predicate)
        kind = self._name(self._step[thing])
        is_date = predicate == N.ngckg.dateText
        return kind if is_date else f"{kind}, {self._name(predicate)}"

    def value(self, value: _Term) -> str:
        """A text without its language, a thing by its label."""
        return value.value if isinstance(value, ox.Literal) else self._name(value)

    def _name(self, term: _Term) -> str:
        labels = self._labels.get(term, {})
        if labels:
            return labels.get(self._lang) or labels[min(labels)]
        return curie(term.value) if isinstance(term, ox.NamedNode) else str(term)


def _is_place(quad: ox.Quad) -> bool:
    """Whether this says where something stands on the page, and nothing else."""
    about = iri.parts(quad.subject.value) if isinstance(quad.subject, ox.NamedNode) else None
    return quad.predicate == N.ngckg.evidence or (about is not None and about[0] == _PLACES)


def _places(quads: Iterable[ox.Quad]) -> int:
    return sum(q.predicate == N.rdf.type and q.object == N.ngckg.Evidence for q in quads)


def _by_subject(
    quads: Iterable[ox.Quad], wanted: Iterable[ox.NamedNode]
) -> defaultdict[ox.NamedNode, _Values]:
    found: defaultdict[ox.NamedNode, _Values] = defaultdict(dict)
    things = set(wanted)
    for quad in quads:
        if isinstance(quad.subject, ox.NamedNode) and quad.subject in things:
            found[quad.subject].setdefault(quad.predicate, []).append(quad.object)
    return found


def _quads(path: Path) -> frozenset[ox.Quad]:
    if path.is_dir():
        content = release.read(path.resolve()).content()
    elif not path.exists():
        raise NotARelease(f"{path}: no such release or file")
    else:
        content = canonical.canonical_nquads(files.read(path))
    return frozenset(ox.parse(content, format=ox.RdfFormat.N_QUADS))
