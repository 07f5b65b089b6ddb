"""The concept schemes: one file each, complete in both languages."""

import re

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, ORG, RDF, SKOS

from ngckg.namespaces import ID, NGCKG
from ngckg.page.records import StatementKind, StatusBasis
from tests.ontology.sources import LANGUAGES, SCHEMES, local, named

#: Scheme -> the kind in its concepts' IRIs, and their keys.
EXPECTED: dict[str, tuple[str, set[str]]] = {
    "analysis-purposes": (
        "analysis-purpose",
        {"hereditary-disposition", "antineoplastic-treatment"},
    ),
    "analysis-types": ("analysis-type", {"whole-genome-sequencing", "germline", "somatic"}),
    "label-origins": ("label-origin", {"source-wording", "translation", "composed"}),
    "onboarding-statuses": ("onboarding-status", {"in-progress", "completed"}),
    "patient-groups": ("patient-group", set()),
    "requisition-statuses": ("requisition-status", {"available", "in-preparation"}),
    "review-statuses": (
        "review-status",
        {"awaiting-clinical-review", "clinically-reviewed"},
    ),
    "roles": ("role", {"sundhedsdirektoer"}),
    "statement-kinds": ("statement-kind", {str(kind) for kind in StatementKind}),
    "status-bases": ("status-basis", {str(basis) for basis in StatusBasis}),
    "status-report-statuses": ("status-report-status", {"published", "in-preparation"}),
}
CONCEPTS = [
    (name, concept)
    for name, graph in SCHEMES.items()
    for concept in named(graph.subjects(RDF.type, SKOS.Concept))
]
TYPES = {
    "analysis-types": URIRef(f"{NGCKG}AnalysisType"),
    "analysis-purposes": URIRef(f"{NGCKG}AnalysisPurpose"),
    "roles": ORG.Role,
}

every_scheme = pytest.mark.parametrize("name", EXPECTED)
every_concept = pytest.mark.parametrize(
    ("name", "concept"), CONCEPTS, ids=lambda value: local(value)
)


def languages(graph: Graph, thing: URIRef, predicate: URIRef) -> list[str]:
    return sorted(
        str(o.language) for o in graph.objects(thing, predicate) if isinstance(o, Literal)
    )


def scheme_iri(name: str) -> URIRef:
    return URIRef(f"{ID}scheme/{name}")


def test_there_is_one_file_for_each_scheme() -> None:
    assert set(SCHEMES) == set(EXPECTED)
    assert len(CONCEPTS) == sum(len(keys) for _, keys in EXPECTED.values()) > 20


@every_scheme
def test_a_file_holds_its_own_scheme(name: str) -> None:
    graph = SCHEMES[name]
    assert list(graph.subjects(RDF.type, SKOS.ConceptScheme)) == [scheme_iri(name)]
    for predicate in (DCTERMS.title, DCTERMS.description, SKOS.prefLabel):
        assert languages(graph, scheme_iri(name), predicate) == list(LANGUAGES)


@every_scheme
def test_a_scheme_has_the_concepts_that_data_count_on(name: str) -> None:
    kind, keys = EXPECTED[name]
    graph = SCHEMES[name]
    expected = {URIRef(f"{ID}{kind}/{key}") for key in keys}
    assert set(graph.subjects(RDF.type, SKOS.Concept)) == expected
    assert set(graph.objects(scheme_iri(name), SKOS.hasTopConcept)) == expected


@every_concept
def test_a_concept_is_complete_in_both_languages(name: str, concept: URIRef) -> None:
    graph = SCHEMES[name]
    assert languages(graph, concept, SKOS.prefLabel) == list(LANGUAGES)
    assert languages(graph, concept, SKOS.definition) == list(LANGUAGES)
    for predicate in (SKOS.altLabel, SKOS.scopeNote):
        assert set(languages(graph, concept, predicate)) <= set(LANGUAGES)


@every_concept
def test_a_concept_belongs_to_its_scheme(name: str, concept: URIRef) -> None:
    graph = SCHEMES[name]
    assert list(graph.objects(concept, SKOS.inScheme)) == [scheme_iri(name)]
    assert list(graph.objects(concept, SKOS.topConceptOf)) == [scheme_iri(name)]
    key = str(concept).rsplit("/", 1)[1]
    assert list(graph.objects(concept, SKOS.notation)) == [Literal(key)]


@every_concept
def test_a_concept_is_defined_in_one_sentence_without_its_own_name(
    name: str, concept: URIRef
) -> None:
    graph = SCHEMES[name]
    labels = {
        o.language: str(o) for o in graph.objects(concept, SKOS.prefLabel) if isinstance(o, Literal)
    }
    for definition in graph.objects(concept, SKOS.definition):
        assert isinstance(definition, Literal)
        text = str(definition)
        assert text[0].isupper()
        assert text.endswith(".")
        assert not re.search(r"[.!?] \S", text), "more than one sentence"
        used = rf"\b{re.escape(labels[definition.language])}\b"
        assert not re.search(used, text, re.IGNORECASE), "the definition uses its own label"


@pytest.mark.parametrize("name", TYPES)
def test_concepts_carry_the_class_of_their_scheme(name: str) -> None:
    graph = SCHEMES[name]
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert concepts == set(graph.subjects(RDF.type, TYPES[name]))


@every_scheme
def test_labels_are_unique_within_a_scheme(name: str) -> None:
    graph = SCHEMES[name]
    labels = [
        (str(o), o.language)
        for predicate in (SKOS.prefLabel, SKOS.altLabel)
        for o in graph.objects(None, predicate)
        if isinstance(o, Literal)
    ]
    assert len(set(labels)) == len(labels)
