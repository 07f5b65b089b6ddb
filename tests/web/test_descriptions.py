"""The service description and VoID say what is so."""

from collections import Counter, defaultdict
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.term import Node

from ngckg.namespaces import GRAPHS, graph_iri
from ngckg.negotiation import GRAPHS as SYNTAXES
from ngckg.negotiation import Format
from tests.web.servers import Server

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
VOID = Namespace("http://rdfs.org/ns/void#")
EXT = Namespace("http://ldf.fi/void-ext#")
FORMATS = "http://www.w3.org/ns/formats/"
SCHEMA = Namespace("https://schema.org/")
NGCKG = Namespace("https://w3id.org/ngckg/ontology#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")


def graph(client: httpx.Client, path: str) -> Graph:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/turtle; charset=utf-8"
    return Graph().parse(data=answer.content, format="turtle")


@pytest.fixture(scope="module")
def quads(shipped: Path) -> list[ox.Quad]:
    """The release, read without our code."""
    path = shipped / "current" / "dataset.nq"
    return list(ox.parse(path=path, format=ox.RdfFormat.N_QUADS))


@pytest.mark.parametrize("path", ["/sparql", "/.well-known/void"])
@pytest.mark.parametrize("syntax", SYNTAXES, ids=lambda it: it.names[0])
def test_every_syntax_says_the_same(client: httpx.Client, path: str, syntax: Format) -> None:
    answer = client.get(path, headers={"accept": syntax.media_type})
    assert answer.headers["content-type"] == syntax.content_type
    assert answer.headers["etag"]
    known = ox.RdfFormat.from_media_type(syntax.media_type)
    assert known is not None
    found = {quad.triple for quad in ox.parse(answer.content, format=known)}
    turtle = ox.parse(client.get(path).content, format=ox.RdfFormat.TURTLE)
    assert found == {quad.triple for quad in turtle}


def test_service_is_found_by_its_endpoint(server: Server, client: httpx.Client) -> None:
    found = graph(client, "/sparql")
    [service] = found.subjects(RDF.type, SD.Service)
    assert found.value(service, SD.endpoint) == URIRef(f"{server.base}/sparql")
    assert found.value(service, SD.supportedLanguage) == SD.SPARQL11Query
    features = set(found.objects(service, SD.feature))
    assert SD.UnionDefaultGraph in features
    # what it does not do, it does not claim
    assert not features & {SD.BasicFederatedQuery, SD.DereferencesURIs}


def test_named_formats_are_answered(client: httpx.Client) -> None:
    found = graph(client, "/sparql")
    names = {str(it).removeprefix(FORMATS) for it in found.objects(None, SD.resultFormat)}
    media_types = {
        "SPARQL_Results_JSON": "application/sparql-results+json",
        "SPARQL_Results_XML": "application/sparql-results+xml",
        "SPARQL_Results_CSV": "text/csv",
        "SPARQL_Results_TSV": "text/tab-separated-values",
        "Turtle": "text/turtle",
        "N-Triples": "application/n-triples",
        "JSON-LD": "application/ld+json",
        "RDF_XML": "application/rdf+xml",
        "N-Quads": "application/n-quads",
        "TriG": "application/trig",
    }
    assert names == set(media_types)
    for name, media_type in media_types.items():
        query = "ASK {}" if "Results" in name else "DESCRIBE <https://w3id.org/ngckg/ontology>"
        answer = client.get("/sparql", params={"query": query}, headers={"accept": media_type})
        assert answer.headers["content-type"].partition(";")[0] == media_type


def test_graphs_are_counted(client: httpx.Client, quads: list[ox.Quad]) -> None:
    found = graph(client, "/sparql")
    counted = Counter(str(quad.graph_name) for quad in quads)
    assert len(counted) == len(GRAPHS)
    for name in GRAPHS:
        [named] = found.subjects(SD.name, URIRef(graph_iri(name)))
        [triples] = found.objects(found.value(named, SD.graph), VOID.triples)
        assert int(str(triples)) == counted[f"<{graph_iri(name)}>"]


def test_limits_are_those_in_force(client: httpx.Client) -> None:
    found = graph(client, "/sparql")
    limits: dict[str, Node | None] = {
        str(found.value(node, SCHEMA.propertyID)): found.value(node, SCHEMA.value)
        for node in found.objects(None, SCHEMA.additionalProperty)
    }
    told = client.post(
        "/sparql",
        content=b"ASK {}" + b" " * 1_000_001,
        headers={"content-type": "application/sparql-query"},
    ).json()
    assert int(str(limits["characters"])) == told["limit"]
    deep = "ASK " + "{" * 500 + "}" * 500
    told = client.post("/sparql", data={"query": deep}).json()
    assert int(str(limits["depth"])) == told["limit"]
    assert float(str(limits["seconds"])) == 10


def test_page_is_for_those_who_ask_for_html(client: httpx.Client) -> None:
    answer = client.get("/sparql", headers={"accept": "text/html", "accept-language": "en"})
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert '<html lang="en">' in answer.text
    assert "<textarea" in answer.text
    assert '<html lang="da">' in client.get("/sparql", headers={"accept": "text/html"}).text


# VoID


def test_void_totals(client: httpx.Client, quads: list[ox.Quad]) -> None:
    found = graph(client, "/.well-known/void")
    [dataset] = found.objects(None, URIRef("http://xmlns.com/foaf/0.1/primaryTopic"))
    triples = {quad.triple for quad in quads}
    expected = {
        VOID.triples: len(triples),
        VOID.distinctSubjects: len({it.subject for it in triples}),
        VOID.distinctObjects: len({it.object for it in triples}),
        VOID.properties: len({it.predicate for it in triples}),
        VOID.entities: len(
            {
                it.subject
                for it in triples
                if str(it.subject).startswith("<https://w3id.org/ngckg/id/")
            }
        ),
    }
    for prop, number in expected.items():
        [told] = found.objects(dataset, prop)
        assert int(str(told)) == number, prop


def test_void_partitions_by_property(client: httpx.Client, quads: list[ox.Quad]) -> None:
    found = graph(client, "/.well-known/void")
    [dataset] = found.objects(None, URIRef("http://xmlns.com/foaf/0.1/primaryTopic"))
    counted = Counter(str(it.predicate.value) for it in {quad.triple for quad in quads})
    told = {
        str(found.value(node, VOID.property)): int(str(found.value(node, VOID.triples)))
        for node in found.objects(dataset, VOID.propertyPartition)
    }
    assert told == dict(counted)


def test_void_partitions_by_class_and_what_is_said_of_it(
    client: httpx.Client, quads: list[ox.Quad]
) -> None:
    found = graph(client, "/.well-known/void")
    triples = {quad.triple for quad in quads}
    types = defaultdict(set)
    for it in triples:
        if str(it.predicate) == f"<{RDF.type}>" and isinstance(it.object, ox.NamedNode):
            types[it.object.value].add(it.subject)
    [dataset] = found.objects(None, URIRef("http://xmlns.com/foaf/0.1/primaryTopic"))
    partitions = {
        str(found.value(node, VOID["class"])): node
        for node in found.objects(dataset, VOID.classPartition)
    }
    assert {name: len(things) for name, things in types.items()} == {
        name: int(str(found.value(node, VOID.entities))) for name, node in partitions.items()
    }
    groups = types[str(NGCKG.PatientGroup)]
    used = Counter(it.predicate.value for it in triples if it.subject in groups)
    told = {
        str(found.value(node, VOID.property)): int(str(found.value(node, VOID.triples)))
        for node in found.objects(partitions[str(NGCKG.PatientGroup)], VOID.propertyPartition)
    }
    assert told == dict(used)


def test_void_tells_what_values_are(client: httpx.Client) -> None:
    found = graph(client, "/.well-known/void")
    # the query that SIB's editor asks, for completion
    rows = found.query("""
        PREFIX void: <http://rdfs.org/ns/void#>
        PREFIX void-ext: <http://ldf.fi/void-ext#>
        SELECT DISTINCT ?subjectClass ?prop ?objectClass ?objectDatatype WHERE {
          ?cp void:class ?subjectClass ; void:propertyPartition ?pp .
          ?pp void:property ?prop .
          OPTIONAL {
            { ?pp void:classPartition [ void:class ?objectClass ] }
            UNION { ?pp void-ext:datatypePartition [ void-ext:datatype ?objectDatatype ] }
          }
        }""")
    told: set[tuple[object, ...]] = {tuple(row) for row in rows if isinstance(row, tuple)}
    assert (NGCKG.PatientGroup, NGCKG.specialistNetwork, NGCKG.SpecialistNetwork, None) in told
    assert (NGCKG.PatientGroup, SKOS.prefLabel, None, RDF.langString) in told


def test_void_document_has_no_blank_nodes(client: httpx.Client) -> None:
    parsed = ox.parse(client.get("/.well-known/void").content, format=ox.RdfFormat.TURTLE)
    for quad in parsed:
        assert isinstance(quad.subject, ox.NamedNode)
        assert not isinstance(quad.object, ox.BlankNode)
