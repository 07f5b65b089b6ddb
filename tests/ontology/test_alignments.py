"""The alignments: whose terms, by which relation, and in step with the mapping set."""

import csv

import pytest
from rdflib import URIRef
from rdflib.namespace import OWL, RDFS, SKOS

from ngckg.namespaces import NGCKG
from tests.ontology.foreign import known
from tests.ontology.sources import ALIGNMENTS, CLASSES, PROPERTIES, TERMS, local
from tests.shared import ROOT

MATCHES = {
    SKOS.exactMatch,
    SKOS.closeMatch,
    SKOS.broadMatch,
    SKOS.narrowMatch,
    SKOS.relatedMatch,
}
RELATIONS = MATCHES | {
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    OWL.equivalentClass,
    OWL.equivalentProperty,
}
ROWS = sorted(
    (subject, predicate, value)
    for subject, predicate, value in ALIGNMENTS
    if isinstance(subject, URIRef)
    and isinstance(predicate, URIRef)
    and isinstance(value, URIRef)
    and predicate in RELATIONS
)


def test_there_are_alignments_to_every_vocabulary_named_in_the_header() -> None:
    namespaces = {
        "http://www.w3.org/ns/prov#",
        "http://www.w3.org/ns/org#",
        "http://www.w3.org/ns/dcat#",
        "http://xmlns.com/foaf/0.1/",
        "http://purl.org/dc/terms/",
        "https://schema.org/",
        "http://purl.obolibrary.org/obo/IAO_",
        "http://www.cidoc-crm.org/cidoc-crm/",
    }
    seen = {space for space in namespaces for _, _, value in ROWS if value.startswith(space)}
    assert seen == namespaces


@pytest.mark.parametrize(("subject", "predicate", "value"), ROWS, ids=local)
def test_an_alignment_goes_from_our_term_to_one_that_exists(
    subject: URIRef, predicate: URIRef, value: URIRef
) -> None:
    assert subject in TERMS
    assert known(value) is True
    assert predicate != RDFS.subClassOf or subject in CLASSES
    assert predicate != RDFS.subPropertyOf or subject in PROPERTIES


def test_a_pair_is_aligned_in_one_way_only() -> None:
    pairs = [(subject, value) for subject, _, value in ROWS]
    assert len(set(pairs)) == len(pairs)


def test_the_file_says_nothing_else_of_our_terms() -> None:
    """Labels and definitions have one home, the ontology."""
    others = {
        predicate
        for subject, predicate, _ in ALIGNMENTS
        if str(subject).startswith(NGCKG) and predicate not in RELATIONS
    }
    assert others == set()


def test_alignments_and_mapping_set_agree_on_our_terms() -> None:
    table = ROOT / "data" / "mappings" / "ngckg.sssom.tsv"
    if not table.exists():
        pytest.skip("no mapping set in the repository")
    lines = [ln for ln in table.read_text(encoding="utf-8").splitlines() if not ln.startswith("#")]
    rows = [
        row for row in csv.DictReader(lines, delimiter="\t") if row["subject_id"][:6] == "ngckg:"
    ]
    assert rows, "the mapping set has no row on a term of ours"
    aligned = {(local(s), _tail(o)): p for s, p, o in ROWS}
    for row in rows:
        pair = (row["subject_id"].removeprefix("ngckg:"), _tail(row["object_id"]))
        if pair in aligned:
            assert aligned[pair] == _skos(row["predicate_id"]), pair


def _tail(iri: str) -> str:
    """The last part of an IRI or CURIE, the same for both spellings."""
    return iri.replace("_", "/").replace("#", "/").replace(":", "/").rsplit("/", 1)[1]


def _skos(curie: str) -> URIRef:
    return URIRef(str(SKOS) + curie.removeprefix("skos:"))


def test_both_spellings_of_a_term_are_the_same_to_the_comparison() -> None:
    assert _tail("IAO:0000310") == _tail("http://purl.obolibrary.org/obo/IAO_0000310")
    assert _tail("schema:MedicalGuideline") == _tail("https://schema.org/MedicalGuideline")
