"""The shapes as texts: well named, bilingual, with a severity, and covering the ontology."""

import re

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, BNode, Literal, URIRef
from rdflib.namespace import SH
from rdflib.plugins.sparql import prepareQuery
from rdflib.term import Node

from ngckg.namespaces import NGCKG, NGCSH, PREFIXES
from ngckg.namespaces import SHAPES as HEADER
from tests.shapes.world import (
    HELPERS,
    NODE_SHAPES,
    ONTOLOGY,
    PROPERTY_SHAPES,
    REPORTING,
    SHAPE_FILES,
    SHAPES,
    TARGETED,
    constraints,
    is_shacl,
    kebab,
    local,
    own,
)

SEVERITIES = {SH.Violation, SH.Warning, SH.Info}
LEAN = (SH.node, SH["not"], SH.qualifiedValueShape)
QUERIES = sorted(str(query) for query in SHAPES.subjects(RDF.type, SH.SPARQLConstraint))
PROPERTIES = sorted(
    own(
        property
        for kind in (OWL.ObjectProperty, OWL.DatatypeProperty)
        for property in ONTOLOGY.subjects(RDF.type, kind)
    )
)


def _languages(shape: Node, predicate: URIRef) -> list[str]:
    texts = [text for text in SHAPES.objects(shape, predicate) if isinstance(text, Literal)]
    return sorted(text.language or "" for text in texts)


def _path_terms(path: Node) -> set[Node]:
    if isinstance(path, URIRef):
        return {path}
    return {term for step in SHAPES.objects(path) for term in _path_terms(step)}


def test_every_shacl_term_exists() -> None:
    used = {term for triple in SHAPES for term in triple if str(term).startswith(str(SH))}
    assert len(used) > 30
    assert {term for term in used if not is_shacl(term)} == set()


def test_every_shape_has_a_readable_iri() -> None:
    assert len(PROPERTY_SHAPES) > 150
    everything = set(SHAPES.subjects(SH.path, None)) | set(SHAPES.objects(None, SH.property))
    assert {shape for shape in everything if isinstance(shape, BNode)} == set()
    property_shape = re.compile(rf"{NGCSH}[A-Z][A-Za-z]+-[a-z][A-Za-z]*(-[a-z][A-Za-z]*)*")
    node_shape = re.compile(rf"{NGCSH}[A-Z][A-Za-z]+")
    assert [s for s in PROPERTY_SHAPES if not property_shape.fullmatch(s)] == []
    assert [s for s in NODE_SHAPES if not node_shape.fullmatch(s)] == []


def test_what_has_a_path_is_a_property_shape_and_is_asked_of_someone() -> None:
    assert set(SHAPES.subjects(SH.path, None)) == set(PROPERTY_SHAPES)
    assert set(SHAPES.objects(None, SH.property)) == set(PROPERTY_SHAPES)


def test_blank_nodes_are_only_in_lists_and_paths() -> None:
    allowed = {RDF.first, RDF.rest, SH.inversePath, SH.alternativePath}
    blank = {(s, p) for s, p in SHAPES.subject_predicates() if isinstance(s, BNode)}
    assert blank
    assert {p for _, p in blank} - allowed == set()


@pytest.mark.parametrize("shape", PROPERTY_SHAPES, ids=local)
def test_a_property_shape_is_complete(shape: URIRef) -> None:
    assert constraints(shape), "nothing to violate"
    assert len(set(SHAPES.objects(shape, SH.path))) == 1
    assert set(SHAPES.objects(shape, SH.severity)) <= SEVERITIES
    assert len(set(SHAPES.objects(shape, SH.severity))) == 1
    assert _languages(shape, SH.message) == ["da", "en"]
    assert _languages(shape, SH.name) == ["da", "en"]
    assert len(set(SHAPES.objects(shape, SH.order))) == 1


@pytest.mark.parametrize("shape", NODE_SHAPES, ids=local)
def test_a_node_shape_says_what_it_is_and_what_it_demands(shape: URIRef) -> None:
    assert _languages(shape, RDFS.label) == ["da", "en"]
    if shape in REPORTING:
        assert len(set(SHAPES.objects(shape, SH.severity)) & SEVERITIES) == 1
        assert _languages(shape, SH.message) == ["da", "en"]


@pytest.mark.parametrize("shape", TARGETED, ids=local)
def test_parts_have_an_order_of_their_own(shape: URIRef) -> None:
    orders = [
        o for part in SHAPES.objects(shape, SH.property) for o in SHAPES.objects(part, SH.order)
    ]
    assert len(orders) == len(set(orders))


def test_a_message_is_a_sentence_for_people() -> None:
    messages = [text for text in SHAPES.objects(None, SH.message) if isinstance(text, Literal)]
    assert len(messages) > 400
    machine = re.compile(
        r"https?://\w|<|>|\b(ngc|sh|skos|prov|org|oa|rdf)\w*:|violat|overtræd|\bIRI\b"
    )
    assert [text for text in messages if machine.search(text)] == []
    assert [text for text in messages if not re.fullmatch(r"[A-ZÆØÅ].*[.]", text)] == []


def test_a_helper_helps() -> None:
    leant_on = {shape for term in LEAN for shape in SHAPES.objects(None, term)}
    leant_on |= {shape for each in SHAPES.objects(None, SH["or"]) for shape in SHAPES.items(each)}
    leant_on |= {part for shape in leant_on for part in SHAPES.objects(shape, SH.property)}
    assert set(HELPERS) - leant_on == set()


def test_helpers_do_not_lean_on_each_other_in_circles() -> None:
    # pyshacl takes data for conforming where shapes are recursive.
    def below(shape: Node) -> set[Node]:
        terms = (*LEAN, SH.property)
        return {other for term in terms for other in SHAPES.objects(shape, term)}

    todo: list[tuple[Node, tuple[Node, ...]]] = [(shape, (shape,)) for shape in NODE_SHAPES]
    while todo:
        shape, way = todo.pop()
        for other in below(shape):
            assert other not in way
            todo.append((other, (*way, other)))


@pytest.mark.parametrize("query", QUERIES, ids=local)
def test_a_query_is_well_formed_and_says_why_it_is_needed(query: str) -> None:
    text = str(SHAPES.value(URIRef(query), SH.select))
    prefixes = {
        str(SHAPES.value(each, SH.prefix)): str(SHAPES.value(each, SH.namespace))
        for each in SHAPES.objects(URIRef(HEADER), SH.declare)
    }
    assert prefixes.items() <= PREFIXES.items()
    prepareQuery("".join(f"PREFIX {p}: <{n}>\n" for p, n in prefixes.items()) + text)
    assert (URIRef(query), SH.prefixes, URIRef(HEADER)) in SHAPES
    assert own(URIRef(NGCKG + name) for name in re.findall(r"\bngckg:(\w+)", text)) <= {
        *PROPERTIES,
        *own(ONTOLOGY.subjects(RDF.type, OWL.Class)),
    }


def test_each_query_has_its_reason_in_a_comment() -> None:
    texts = [path.read_text(encoding="utf-8") for path in SHAPE_FILES]
    reasons = sum(len(re.findall(r"^# SPARQL, because ", text, re.MULTILINE)) for text in texts)
    # The two halves of DatedThing-edtf share theirs.
    assert reasons == len(QUERIES) - 1


def test_every_own_term_is_declared() -> None:
    used = own(term for triple in SHAPES for term in triple if isinstance(term, URIRef))
    assert used - own(ONTOLOGY.subjects(RDF.type, None)) == set()


@pytest.mark.parametrize("name", sorted(own(ONTOLOGY.subjects(RDF.type, OWL.Class))))
def test_every_class_has_a_file_with_its_shape(name: str) -> None:
    [path] = [path for path in SHAPE_FILES if path.stem == kebab(name)]
    assert f"\nngcsh:{name} a sh:NodeShape ;" in path.read_text(encoding="utf-8")
    assert (URIRef(NGCSH + name), SH.targetClass, URIRef(NGCKG + name)) in SHAPES


@pytest.mark.parametrize("name", PROPERTIES)
def test_every_property_is_on_the_path_of_a_shape_or_compared_with_one(name: str) -> None:
    on_paths = {term for path in SHAPES.objects(None, SH.path) for term in _path_terms(path)}
    assert URIRef(NGCKG + name) in on_paths | set(SHAPES.objects(None, SH.equals))


def test_the_header_tells_what_this_is() -> None:
    header = URIRef(HEADER)
    assert (header, RDF.type, OWL.Ontology) in SHAPES
    assert _languages(header, DCTERMS.title) == ["da", "en"]
    assert _languages(header, DCTERMS.description) == ["da", "en"]
    assert SHAPES.value(header, DCTERMS.license) is not None
    version = SHAPES.value(header, OWL.versionInfo)
    assert SHAPES.value(header, OWL.versionIRI) == URIRef(f"{HEADER}/{version}")
