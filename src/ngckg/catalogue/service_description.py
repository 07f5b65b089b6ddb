"""The SPARQL endpoint described for clients: formats, features, graphs, limits (SPARQL 1.1 SD)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from ngckg.engine.limits import Limits
from ngckg.graph.release import Manifest
from ngckg.namespaces import graph_iri
from ngckg.rdf.terms import N, count, danish, english

_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_SIMPLE_ENTAILMENT: Final = ox.NamedNode("http://www.w3.org/ns/entailment/Simple")

#: The formats by their W3C names (https://www.w3.org/ns/formats/).
_RESULT_FORMATS: Final = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "RDF_XML",
    "N-Quads",
    "TriG",
)


@dataclass(frozen=True, slots=True)
class _Limit:
    """A limit in force, told in both languages."""

    value: float
    unit: str
    danish: str
    english: str


def describe(manifest: Manifest, base: str, limits: Limits) -> list[ox.Triple]:
    """The endpoint at `base`, as it serves a release."""
    return [
        *_service(f"{base}/sparql", _limits(limits)),
        *_dataset(f"{base}/sparql", manifest),
    ]


def _service(endpoint: str, limits: Mapping[str, _Limit]) -> Iterator[ox.Triple]:
    service = ox.NamedNode(f"{endpoint}#service")
    address = ox.NamedNode(endpoint)
    yield ox.Triple(service, N.rdf.type, _sd("Service"))
    yield ox.Triple(service, N.dcterms.title, danish("SPARQL-adgang til ngckg"))
    yield ox.Triple(service, N.dcterms.title, english("SPARQL access to ngckg"))
    yield ox.Triple(service, _sd("endpoint"), address)
    yield ox.Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield ox.Triple(service, _sd("feature"), _sd("UnionDefaultGraph"))
    yield ox.Triple(service, _sd("defaultEntailmentRegime"), _SIMPLE_ENTAILMENT)
    for name in _RESULT_FORMATS:
        yield ox.Triple(service, _sd("resultFormat"), ox.NamedNode(f"{_FORMATS}{name}"))
    yield ox.Triple(service, _sd("defaultDataset"), ox.NamedNode(f"{endpoint}#dataset"))
    nodes = {name: ox.NamedNode(f"{endpoint}#limit-{name}") for name in limits}
    for node in nodes.values():
        yield ox.Triple(service, N.schema.additionalProperty, node)
    for name, node in nodes.items():
        limit = limits[name]
        yield ox.Triple(node, N.rdf.type, N.schema.PropertyValue)
        yield ox.Triple(node, N.schema.propertyID, ox.Literal(name))
        yield ox.Triple(node, N.schema.value, ox.Literal(limit.value))
        if limit.unit:
            yield ox.Triple(node, N.schema.unitText, ox.Literal(limit.unit))
        yield ox.Triple(node, N.schema.description, danish(limit.danish))
        yield ox.Triple(node, N.schema.description, english(limit.english))


def _dataset(endpoint: str, manifest: Manifest) -> Iterator[ox.Triple]:
    dataset, default = ox.NamedNode(f"{endpoint}#dataset"), ox.NamedNode(f"{endpoint}#default")
    yield ox.Triple(dataset, N.rdf.type, _sd("Dataset"))
    yield ox.Triple(dataset, N.dcat.version, ox.Literal(manifest.id))
    yield ox.Triple(dataset, _sd("defaultGraph"), default)
    yield ox.Triple(default, N.rdf.type, _sd("Graph"))
    yield ox.Triple(default, N.dcterms.description, english("The union of all named graphs."))
    yield ox.Triple(default, N.dcterms.description, danish("Alle navngivne grafer tilsammen."))
    for name, triples in manifest.graphs.items():
        named, graph = (
            ox.NamedNode(f"{endpoint}#named-{name}"),
            ox.NamedNode(f"{endpoint}#graph-{name}"),
        )
        yield ox.Triple(dataset, _sd("namedGraph"), named)
        yield ox.Triple(named, N.rdf.type, _sd("NamedGraph"))
        yield ox.Triple(named, _sd("name"), ox.NamedNode(graph_iri(name)))
        yield ox.Triple(named, _sd("graph"), graph)
        yield ox.Triple(graph, N.rdf.type, _sd("Graph"))
        yield ox.Triple(graph, N.void.triples, count(triples))


def _limits(limits: Limits) -> dict[str, _Limit]:
    query = limits.query
    return {
        "seconds": _Limit(
            limits.seconds,
            "s",
            "Så længe må en forespørgsel være om det.",
            "How long a query may take.",
        ),
        "result": _Limit(
            limits.result,
            "B",
            "Så stort må et svar være.",
            "How large an answer may be.",
        ),
        "memory": _Limit(
            limits.memory,
            "B",
            "Så meget hukommelse må en forespørgsel bruge.",
            "How much memory a query may take.",
        ),
        "characters": _Limit(
            query.characters,
            "",
            "Så mange tegn må en forespørgsel have.",
            "How many characters a query may have.",
        ),
        "depth": _Limit(
            query.depth,
            "",
            "Så dybt må parenteser ligge i hinanden.",
            "How deep brackets may be nested.",
        ),
        "patterns": _Limit(
            query.patterns,
            "",
            "Så mange tripelmønstre må forenes med hinanden.",
            "How many triple patterns may be joined with each other.",
        ),
        "operators": _Limit(
            query.operators,
            "",
            "Så mange operatorer, nøgleord og parenteser må en forespørgsel have.",
            "How many operators, keywords and brackets a query may have.",
        ),
        "queue-per-client": _Limit(
            limits.queue_per_client,
            "",
            "Så mange forespørgsler må én besøgende have i kø.",
            "How many queries one visitor may have waiting.",
        ),
    }


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SD + name)
