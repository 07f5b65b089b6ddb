"""The release described in VoID: what it is about, by class and by property, with counts.

Partitions nest as void-generator's do (class, its properties, the classes and datatypes of their
values), which is what query editors read for completion.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from ngckg.graph.release import Manifest
from ngckg.namespaces import BASE, ID, ONTOLOGY, PREFIXES, graph_iri
from ngckg.negotiation import GRAPHS
from ngckg.rdf.terms import N, count, curie, danish, english

_EXTENDED: Final = "http://ldf.fi/void-ext#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_SYNTAXES: Final = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML", "N-Quads", "TriG")


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts over the union of all graphs."""

    triples: int
    subjects: int
    objects: int
    entities: int


@dataclass(frozen=True, slots=True)
class ClassCount:
    """How many things are of a class."""

    iri: str
    entities: int


@dataclass(frozen=True, slots=True)
class PropertyCount:
    """How often a property is used."""

    iri: str
    triples: int
    subjects: int
    objects: int


@dataclass(frozen=True, slots=True)
class Use:
    """How often things of a class have a property."""

    subject_class: str
    property: str
    triples: int


@dataclass(frozen=True, slots=True)
class ValueUse:
    """How often things of a class have a property with values of a class or of a datatype.

    A value may be of several classes and counts for each.
    """

    subject_class: str
    property: str
    object_class: str | None
    datatype: str | None
    triples: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What was counted in a release."""

    totals: Totals
    classes: Sequence[ClassCount]
    properties: Sequence[PropertyCount]
    uses: Sequence[Use]
    values: Sequence[ValueUse]


def describe(manifest: Manifest, base: str, figures: Figures) -> list[ox.Triple]:
    """The description of a release, as published at `base`."""
    return list(_Description(base).triples(manifest, figures))


class _Description:
    """Names for the nodes of one description."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._document = f"{base}/.well-known/void"
        self._dataset = ox.NamedNode(f"{base}/dataset/ngckg")

    def triples(self, manifest: Manifest, figures: Figures) -> Iterator[ox.Triple]:
        document = ox.NamedNode(self._document)
        yield ox.Triple(document, N.rdf.type, N.void.DatasetDescription)
        yield ox.Triple(document, N.dcterms.title, danish("ngckg i VoID"))
        yield ox.Triple(document, N.dcterms.title, english("ngckg in VoID"))
        yield ox.Triple(document, N.foaf.primaryTopic, self._dataset)
        yield from self._overview(manifest, figures)
        for counted in figures.classes:
            yield from self._class(counted)
        for use in figures.uses:
            yield from self._use(use)
        for value in figures.values:
            yield from self._value(value)
        for used in figures.properties:
            yield from self._property(used)

    def _overview(self, manifest: Manifest, figures: Figures) -> Iterator[ox.Triple]:
        dataset, totals = self._dataset, figures.totals
        yield ox.Triple(dataset, N.rdf.type, N.void.Dataset)
        yield ox.Triple(dataset, N.dcat.version, ox.Literal(manifest.id))
        yield ox.Triple(
            dataset, N.dcterms.modified, ox.Literal(manifest.created, datatype=N.xsd.dateTime)
        )
        yield ox.Triple(dataset, N.void.sparqlEndpoint, self._at("/sparql"))
        for syntax in GRAPHS:
            yield ox.Triple(dataset, N.void.dataDump, self._at(f"/download/ngckg{syntax.suffix}"))
        for name in _SYNTAXES:
            yield ox.Triple(dataset, N.void.feature, ox.NamedNode(_FORMATS + name))
        yield ox.Triple(dataset, N.void.uriSpace, ox.Literal(ID))
        yield ox.Triple(
            dataset, N.void.exampleResource, ox.NamedNode(f"{ID}patient-group/nyresvigt")
        )
        yield ox.Triple(dataset, N.void.vocabulary, ox.NamedNode(ONTOLOGY))
        for namespace in self._vocabularies(figures):
            yield ox.Triple(dataset, N.void.vocabulary, ox.NamedNode(namespace))
        yield ox.Triple(dataset, N.void.triples, count(totals.triples))
        yield ox.Triple(dataset, N.void.distinctSubjects, count(totals.subjects))
        yield ox.Triple(dataset, N.void.distinctObjects, count(totals.objects))
        yield ox.Triple(dataset, N.void.entities, count(totals.entities))
        yield ox.Triple(dataset, N.void.classes, count(len(figures.classes)))
        yield ox.Triple(dataset, N.void.properties, count(len(figures.properties)))
        for name, triples in manifest.graphs.items():
            graph = ox.NamedNode(graph_iri(name))
            yield ox.Triple(dataset, N.void.subset, graph)
            yield ox.Triple(graph, N.rdf.type, N.void.Dataset)
            yield ox.Triple(graph, N.void.triples, count(triples))

    @staticmethod
    def _vocabularies(figures: Figures) -> list[str]:
        """The namespaces of others that the release uses."""
        used = [it.iri for it in figures.classes] + [it.iri for it in figures.properties]
        return sorted(
            namespace
            for namespace in PREFIXES.values()
            if not namespace.startswith(BASE) and any(iri.startswith(namespace) for iri in used)
        )

    def _class(self, counted: ClassCount) -> Iterator[ox.Triple]:
        node = self._node("class", counted.iri)
        yield ox.Triple(self._dataset, N.void.classPartition, node)
        yield ox.Triple(node, N.rdf.type, N.void.Dataset)
        yield ox.Triple(node, N.void["class"], ox.NamedNode(counted.iri))
        yield ox.Triple(node, N.void.entities, count(counted.entities))

    def _use(self, use: Use) -> Iterator[ox.Triple]:
        node = self._node("class", use.subject_class, "property", use.property)
        yield ox.Triple(self._node("class", use.subject_class), N.void.propertyPartition, node)
        yield ox.Triple(node, N.rdf.type, N.void.Dataset)
        yield ox.Triple(node, N.void.property, ox.NamedNode(use.property))
        yield ox.Triple(node, N.void.triples, count(use.triples))

    def _value(self, use: ValueUse) -> Iterator[ox.Triple]:
        path = ("class", use.subject_class, "property", use.property)
        if use.object_class is not None:
            node = self._node(*path, "class", use.object_class)
            yield ox.Triple(self._node(*path), N.void.classPartition, node)
            yield ox.Triple(node, N.void["class"], ox.NamedNode(use.object_class))
        elif use.datatype is not None:
            node = self._node(*path, "datatype", use.datatype)
            yield ox.Triple(self._node(*path), _extended("datatypePartition"), node)
            yield ox.Triple(node, _extended("datatype"), ox.NamedNode(use.datatype))
        else:
            return
        yield ox.Triple(node, N.rdf.type, N.void.Dataset)
        yield ox.Triple(node, N.void.triples, count(use.triples))

    def _property(self, used: PropertyCount) -> Iterator[ox.Triple]:
        node = self._node("property", used.iri)
        yield ox.Triple(self._dataset, N.void.propertyPartition, node)
        yield ox.Triple(node, N.rdf.type, N.void.Dataset)
        yield ox.Triple(node, N.void.property, ox.NamedNode(used.iri))
        yield ox.Triple(node, N.void.triples, count(used.triples))
        yield ox.Triple(node, N.void.distinctSubjects, count(used.subjects))
        yield ox.Triple(node, N.void.distinctObjects, count(used.objects))

    def _at(self, path: str) -> ox.NamedNode:
        return ox.NamedNode(self._base + path)

    def _node(self, *path: str) -> ox.NamedNode:
        """A partition by what it is of: `…void#class-org-Membership-property-org-member`."""
        kinds, iris = path[::2], path[1::2]
        name = "-".join(f"{kind}-{_short(iri)}" for kind, iri in zip(kinds, iris, strict=True))
        return ox.NamedNode(f"{self._document}#{name}")


def _short(iri: str) -> str:
    """A fragment for an IRI: prefix and local name, or a digest where none of our prefixes fits."""
    short = curie(iri).replace(":", "-")
    if short.replace("-", "").replace("_", "").isalnum() and short.isascii():
        return short
    return hashlib.sha256(iri.encode()).hexdigest()[:12]


def _extended(name: str) -> ox.NamedNode:
    return ox.NamedNode(_EXTENDED + name)
