"""Every term that is mentioned exists: ours in the ontology, the others' in their vocabularies."""

import re
from pathlib import Path

import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF

from ngckg.namespaces import BASE, NGCKG
from tests.ontology.foreign import known
from tests.ontology.sources import HERE, INSTANCE_FILES, TERMS
from tests.shared import ROOT

TURTLE_FILES = sorted(
    file for folder in ("ontology", "shapes", "data") for file in (ROOT / folder).rglob("*.ttl")
)
RDF_FILES = TURTLE_FILES + INSTANCE_FILES + [HERE / "upstream.ttl"]
TEXT_FILES = sorted(
    [
        *(ROOT / "src" / "ngckg" / "queries").glob("**/*.rq"),
        *(ROOT / "data").glob("**/*.tsv"),
        *(ROOT / "docs").glob("**/*.md"),
        *(HERE / "examples").glob("*.rq"),
    ]
)
CODE_FILES = sorted((ROOT / "src" / "ngckg").glob("**/*.py"))

#: Our IRIs: documents, versions, named graphs, the endpoint that examples are meant for, the
#: mapping set, terms, things. ASCII, no extension, no æøå.
OWN = re.compile(
    r"https://w3id\.org/ngckg/"
    r"((ontology|shapes)(#[A-Za-z][A-Za-z0-9-]*)?"
    r"|(ontology|ontology/alignments|shapes)(/\d+\.\d+\.\d+)?"
    r"|graph/[a-z]+"
    r"|sparql|mappings"
    r"|id/[a-z]+(-[a-z]+)*(/[A-Za-z0-9]+(-[A-Za-z0-9]+)*)+)?"
)


def path_of(file: Path) -> str:
    return str(file.relative_to(ROOT))


def iris(graph: Graph) -> set[URIRef]:
    """Every IRI in the graph, datatypes among them."""
    found: set[URIRef] = set()
    for triple in graph:
        for node in triple:
            if isinstance(node, URIRef):
                found.add(node)
            elif isinstance(node, Literal) and node.datatype is not None:
                found.add(node.datatype)
    return found


def vocabulary_of(graph: Graph) -> set[URIRef]:
    """What the graph uses as vocabulary: predicates, classes, datatypes."""
    used: set[URIRef] = set()
    for _, predicate, value in graph:
        assert isinstance(predicate, URIRef)
        used.add(predicate)
        if predicate == RDF.type and isinstance(value, URIRef):
            used.add(value)
        if isinstance(value, Literal) and value.datatype is not None:
            used.add(value.datatype)
    return used


def undeclared(found: set[URIRef]) -> list[URIRef]:
    return sorted(iri for iri in found if iri.startswith(NGCKG) and iri not in TERMS)


def unknown(found: set[URIRef]) -> list[URIRef]:
    """Terms that their vocabulary does not have."""
    return sorted(iri for iri in found if known(iri) is False)


def test_there_is_something_to_look_at() -> None:
    names = {path_of(file) for file in TURTLE_FILES}
    assert {"ontology/ngckg.ttl", "ontology/alignments.ttl"} <= names
    assert len(TERMS) > 50
    assert len(INSTANCE_FILES) > 5
    assert TEXT_FILES
    assert CODE_FILES


@pytest.mark.parametrize("file", RDF_FILES, ids=path_of)
def test_every_term_in_a_graph_exists(file: Path) -> None:
    graph = Graph().parse(file)
    assert len(graph) > 0
    assert undeclared(iris(graph)) == []
    assert unknown(iris(graph)) == []
    foreign = {iri for iri in vocabulary_of(graph) if not iri.startswith(BASE)}
    assert sorted(iri for iri in foreign if known(iri) is None) == [], "no such vocabulary known"


@pytest.mark.parametrize("file", RDF_FILES, ids=path_of)
def test_our_iris_follow_the_policy(file: Path) -> None:
    ours = {iri for iri in iris(Graph().parse(file)) if iri.startswith(BASE)}
    assert sorted(iri for iri in ours if not OWN.fullmatch(iri)) == []


@pytest.mark.parametrize("file", RDF_FILES, ids=path_of)
def test_a_version_stands_only_where_versions_are_told(file: Path) -> None:
    for _, predicate, value in Graph().parse(file):
        if isinstance(value, URIRef) and re.search(r"/\d+\.\d+\.\d+$", value.removeprefix(BASE)):
            assert predicate in (OWL.versionIRI, OWL.priorVersion) or not value.startswith(BASE)


@pytest.mark.parametrize("file", TEXT_FILES, ids=path_of)
def test_every_own_term_in_a_query_or_table_is_declared(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    names = set(re.findall(r"\bngckg:([A-Za-z]\w*)", text))
    names |= set(re.findall(rf"{re.escape(NGCKG)}([A-Za-z]\w*)", text))
    assert undeclared({URIRef(NGCKG + name) for name in names}) == []


@pytest.mark.parametrize("file", CODE_FILES, ids=path_of)
def test_every_own_term_in_code_is_declared(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    names = set(re.findall(r"\bngckg:([A-Za-z]\w*)", text))
    names |= set(re.findall(r"\bN\.ngckg\.([A-Za-z]\w*)", text))
    assert undeclared({URIRef(NGCKG + name) for name in names}) == []


def test_a_misspelt_term_would_be_seen() -> None:
    """ORG itself was published with org:subOrganzationOf, and nobody noticed."""
    graph = Graph().parse(
        data="""@prefix org: <http://www.w3.org/ns/org#> .
        @prefix ngckg: <https://w3id.org/ngckg/ontology#> .
        @prefix oa: <http://www.w3.org/ns/oa#> .
        <https://w3id.org/ngckg/id/x/Ærø.ttl> org:subOrganzationOf ngckg:PatientGrup ;
            oa:hasSelektor <https://example.org/> .""",
        format="turtle",
    )
    assert undeclared(iris(graph)) == [URIRef(f"{NGCKG}PatientGrup")]
    assert [str(iri).rsplit("#")[1] for iri in unknown(iris(graph))] == [
        "hasSelektor",
        "subOrganzationOf",
    ]
    assert not OWN.fullmatch(f"{BASE}id/x/Ærø.ttl")
    assert known(URIRef("https://example.org/ns#term")) is None


@pytest.mark.parametrize("file", INSTANCE_FILES, ids=path_of)
def test_examples_have_no_blank_nodes(file: Path) -> None:
    assert not [
        node for triple in Graph().parse(file) for node in triple if isinstance(node, BNode)
    ]
