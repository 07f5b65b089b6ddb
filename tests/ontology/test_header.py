"""The headers of the ontology and of its alignments."""

import re
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, VANN, XSD

from ngckg import __version__
from ngckg.namespaces import BASE, NGCKG, ONTOLOGY
from tests.ontology.sources import ALIGNMENTS_FILE, LANGUAGES, ONTOLOGY_FILE

HEADERS = [(ONTOLOGY_FILE, ONTOLOGY), (ALIGNMENTS_FILE, f"{ONTOLOGY}/alignments")]


@pytest.fixture(params=HEADERS, ids=["ontology", "alignments"])
def header(request: pytest.FixtureRequest) -> tuple[Graph, URIRef]:
    path, iri = request.param
    assert isinstance(path, Path)
    return Graph().parse(path), URIRef(iri)


def test_a_file_is_one_ontology(header: tuple[Graph, URIRef]) -> None:
    graph, iri = header
    assert list(graph.subjects(RDF.type, OWL.Ontology)) == [iri]


def test_the_version_is_the_packages(header: tuple[Graph, URIRef]) -> None:
    graph, iri = header
    assert list(graph.objects(iri, OWL.versionInfo)) == [Literal(__version__)]
    assert list(graph.objects(iri, OWL.versionIRI)) == [URIRef(f"{iri}/{__version__}")]


@pytest.mark.parametrize("predicate", [DCTERMS.title, DCTERMS.description])
def test_it_is_told_once_in_each_language(header: tuple[Graph, URIRef], predicate: URIRef) -> None:
    graph, iri = header
    told = [o.language for o in graph.objects(iri, predicate) if isinstance(o, Literal)]
    assert sorted(str(language) for language in told) == list(LANGUAGES)


def test_creator_publisher_and_licence_are_iris(header: tuple[Graph, URIRef]) -> None:
    graph, iri = header
    assert list(graph.objects(iri, DCTERMS.creator)) == [URIRef(BASE)]
    assert list(graph.objects(iri, DCTERMS.publisher)) == [URIRef(BASE)]
    licence = URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert list(graph.objects(iri, DCTERMS.license)) == [licence]


def test_created_and_modified_are_one_date_each(header: tuple[Graph, URIRef]) -> None:
    graph, iri = header
    created, modified = (list(graph.objects(iri, p)) for p in (DCTERMS.created, DCTERMS.modified))
    assert len(created) == len(modified) == 1
    for day in created + modified:
        assert isinstance(day, Literal)
        assert day.datatype == XSD.date
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", str(day))
    assert str(created[0]) <= str(modified[0])


def test_the_namespace_and_prefix_are_the_ones_in_code() -> None:
    graph = Graph().parse(ONTOLOGY_FILE)
    uris = list(graph.objects(URIRef(ONTOLOGY), VANN.preferredNamespaceUri))
    prefixes = list(graph.objects(URIRef(ONTOLOGY), VANN.preferredNamespacePrefix))
    assert uris == [Literal(NGCKG)]
    assert prefixes == [Literal("ngckg")]
