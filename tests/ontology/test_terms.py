"""Every term of the ontology, one by one."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SDO, SKOS

from ngckg.namespaces import BASE, NGCKG
from tests.ontology.sources import (
    CLASSES,
    KINDS,
    LANGUAGES,
    ONTOLOGY,
    ONTOLOGY_FILE,
    PROPERTIES,
    TERMS,
    local,
)

FIXED_CLASSES = [
    "AnalysisOffer",
    "AnalysisPurpose",
    "AnalysisType",
    "Approval",
    "Body",
    "CriteriaDocument",
    "Document",
    "Drafting",
    "Evaluation",
    "Evidence",
    "GeneralStatement",
    "PatientGroup",
    "ProcessStep",
    "Recommendation",
    "RecommendationDocument",
    "RequisitionForm",
    "Review",
    "SourceSnapshot",
    "SpecialistNetwork",
    "Statement",
    "StatusReport",
    "SteeringGroup",
    "Validity",
    "WorkingGroup",
]
FIXED_PROPERTIES = [
    "advisesOn",
    "analysisOffer",
    "analysisType",
    "basis",
    "characterCount",
    "concerns",
    "dateText",
    "document",
    "documentFor",
    "edtf",
    "endNotAfter",
    "endNotBefore",
    "evidence",
    "expectedAnnualSequencings",
    "expectedClinicalEffect",
    "expectedDiagnosticYield",
    "expresses",
    "labelOrigin",
    "line",
    "lineCount",
    "onboardingStatus",
    "purpose",
    "recommendation",
    "recommendationFor",
    "requisitionStatus",
    "restrictedTo",
    "reviewStatus",
    "specialistNetwork",
    "startNotAfter",
    "startNotBefore",
    "statusReportStatus",
    "url",
    "validity",
]
INVERSES = [
    ("specialistNetwork", "advisesOn"),
    ("recommendation", "recommendationFor"),
    ("document", "documentFor"),
]

every_term = pytest.mark.parametrize("term", TERMS, ids=local)


def texts(term: URIRef, predicate: URIRef) -> list[Literal]:
    return [text for text in ONTOLOGY.objects(term, predicate) if isinstance(text, Literal)]


def test_the_terms_are_the_ones_that_data_and_queries_count_on() -> None:
    assert [local(term) for term in CLASSES] == FIXED_CLASSES
    assert [local(term) for term in PROPERTIES] == FIXED_PROPERTIES


@every_term
def test_a_term_is_of_exactly_one_kind(term: URIRef) -> None:
    assert len(set(ONTOLOGY.objects(term, RDF.type)) & KINDS) == 1


@every_term
def test_a_term_is_defined_by_the_ontology(term: URIRef) -> None:
    assert list(ONTOLOGY.objects(term, RDFS.isDefinedBy)) == [URIRef(f"{BASE}ontology")]


@every_term
@pytest.mark.parametrize("predicate", [RDFS.label, SKOS.definition], ids=local)
def test_a_term_has_one_text_in_each_language(term: URIRef, predicate: URIRef) -> None:
    assert sorted(str(text.language) for text in texts(term, predicate)) == list(LANGUAGES)


@every_term
def test_notes_and_examples_come_in_both_languages(term: URIRef) -> None:
    for predicate in (SKOS.scopeNote, SKOS.example):
        languages = sorted(str(text.language) for text in texts(term, predicate))
        assert languages in ([], list(LANGUAGES)), f"{predicate} in {languages}"


@every_term
def test_a_label_is_lower_case(term: URIRef) -> None:
    for label in texts(term, RDFS.label):
        words = str(label).replace("EDTF", "edtf")
        assert words == words.lower().strip()


@every_term
def test_a_definition_is_one_sentence_that_does_not_use_the_label(term: URIRef) -> None:
    labels = {label.language: str(label) for label in texts(term, RDFS.label)}
    for definition in texts(term, SKOS.definition):
        text = str(definition)
        assert text[0].isupper()
        assert text.endswith(".")
        assert not re.search(r"[.!?] \S", text), "more than one sentence"
        used = rf"\b{re.escape(labels[definition.language])}\b"
        assert not re.search(used, text, re.IGNORECASE), "the definition uses its own label"


@every_term
def test_a_term_has_no_second_comment(term: URIRef) -> None:
    assert texts(term, RDFS.comment) == []


def test_no_two_terms_share_a_label_or_a_definition() -> None:
    for predicate in (RDFS.label, SKOS.definition):
        seen = Counter(
            (str(text), text.language) for term in TERMS for text in texts(term, predicate)
        )
        assert len(seen) == len(TERMS) * len(LANGUAGES)


@every_term
def test_a_name_says_what_kind_of_term_it_is(term: URIRef) -> None:
    first = "[A-Z]" if term in CLASSES else "[a-z]"
    assert re.fullmatch(rf"{re.escape(NGCKG)}{first}[A-Za-z]*", term)


@pytest.mark.parametrize(("one", "other"), INVERSES, ids=str)
def test_inverses_say_so_of_each_other(one: str, other: str) -> None:
    a, b = URIRef(NGCKG + one), URIRef(NGCKG + other)
    assert (a, OWL.inverseOf, b) in ONTOLOGY
    assert (b, OWL.inverseOf, a) in ONTOLOGY


def test_only_these_are_inverses() -> None:
    found = {(local(s), local(o)) for s, o in ONTOLOGY.subject_objects(OWL.inverseOf)}
    assert found == {*INVERSES, *((b, a) for a, b in INVERSES)}


def test_domains_and_ranges_are_few() -> None:
    assert list(ONTOLOGY.subject_objects(RDFS.domain)) == []
    ranges = {(local(s), local(o)) for s, o in ONTOLOGY.subject_objects(RDFS.range)}
    assert ranges == {("evidence", "Evidence"), ("validity", "Validity")}


@pytest.mark.parametrize("term", PROPERTIES, ids=local)
def test_a_property_is_of_the_kind_of_its_values(term: URIRef) -> None:
    """A datatype property has datatypes to point to, an object property has classes."""
    values = set(ONTOLOGY.objects(term, SDO.rangeIncludes))
    datatypes = {v for v in values if _is_datatype(v)}
    kind = OWL.DatatypeProperty if datatypes else OWL.ObjectProperty
    assert (term, RDF.type, kind) in ONTOLOGY
    assert datatypes in (set(), values), "both literals and things"
    # url points to whatever stands on the web under that address
    assert values or local(term) == "url"


def _is_datatype(value: object) -> bool:
    return str(value).startswith(("http://www.w3.org/2001/XMLSchema#", str(RDF.langString))) or (
        (URIRef(str(value)), RDF.type, RDFS.Datatype) in ONTOLOGY
    )


def _chain(term: URIRef) -> Iterator[URIRef]:
    for above in ONTOLOGY.objects(term, RDFS.subClassOf):
        if isinstance(above, URIRef):
            yield above
            yield from _chain(above)


STANDS_ON = {
    "PatientGroup": "http://www.w3.org/2004/02/skos/core#Concept",
    "Body": "http://www.w3.org/ns/org#Organization",
    "SpecialistNetwork": "http://www.w3.org/ns/org#Organization",
    "WorkingGroup": "http://www.w3.org/ns/org#Organization",
    "SteeringGroup": "http://www.w3.org/ns/org#Organization",
    "Recommendation": "http://www.w3.org/ns/prov#Entity",
    "RecommendationDocument": "http://xmlns.com/foaf/0.1/Document",
    "CriteriaDocument": "http://www.w3.org/ns/dcat#Resource",
    "RequisitionForm": "http://xmlns.com/foaf/0.1/Document",
    "StatusReport": "http://www.w3.org/ns/dcat#Resource",
    "Drafting": "http://www.w3.org/ns/prov#Activity",
    "Review": "http://www.w3.org/ns/prov#Activity",
    "Approval": "http://www.w3.org/ns/prov#Activity",
    "Evaluation": "http://www.w3.org/ns/prov#Activity",
    "AnalysisType": "http://www.w3.org/2004/02/skos/core#Concept",
    "AnalysisPurpose": "http://www.w3.org/2004/02/skos/core#Concept",
    "SourceSnapshot": "http://www.w3.org/ns/prov#Entity",
    "Evidence": "http://www.w3.org/ns/oa#SpecificResource",
    "Statement": "http://www.w3.org/ns/prov#Entity",
    "Validity": "http://purl.org/dc/terms/PeriodOfTime",
}


@pytest.mark.parametrize(("name", "above"), STANDS_ON.items(), ids=STANDS_ON)
def test_a_class_stands_on_its_foreign_class(name: str, above: str) -> None:
    assert URIRef(above) in set(_chain(URIRef(NGCKG + name)))


def test_blank_nodes_are_restrictions_only() -> None:
    graph = Graph().parse(ONTOLOGY_FILE)
    blank = {node for triple in graph for node in triple if isinstance(node, BNode)}
    assert blank == set(graph.subjects(RDF.type, OWL.Restriction))


def test_classes_and_properties_stand_in_alphabetical_order() -> None:
    text = ONTOLOGY_FILE.read_text(encoding="utf-8")
    declared = re.findall(r"^ngckg:(\w+) a owl:", text, re.MULTILINE)
    assert declared == FIXED_CLASSES + FIXED_PROPERTIES
