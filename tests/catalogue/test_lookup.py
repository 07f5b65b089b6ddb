"""However a code is written, it is understood, or it is said what would do."""

import pytest

from ngckg.catalogue.lookup import Found, converter, expand, tell
from ngckg.errors import InvalidParameters
from ngckg.graph import mappings
from ngckg.namespaces import ID, PREFIXES
from tests.shared import ROOT

MAPPINGS = mappings.read(ROOT / "data" / "mappings" / "ngckg.sssom.tsv")
KNOWN = converter(MAPPINGS.converter.bimap, [it.object for it in MAPPINGS.mappings])
MONDO = "http://purl.obolibrary.org/obo/MONDO_0100547"


@pytest.mark.parametrize(
    ("written", "curie", "iri"),
    [
        ("MONDO:0100547", "MONDO:0100547", MONDO),
        ("mondo:0100547", "MONDO:0100547", MONDO),
        (" MONDO:0100547 ", "MONDO:0100547", MONDO),
        (MONDO, "MONDO:0100547", MONDO),
        (MONDO.replace("http", "https"), "MONDO:0100547", MONDO),
        ("ORPHA:98053", "Orphanet:98053", "http://www.orpha.net/ORDO/Orphanet_98053"),
        ("orphanet:98053", "Orphanet:98053", "http://www.orpha.net/ORDO/Orphanet_98053"),
        ("ICD-10:I42", "ICD10:I42", "https://icd.who.int/browse10/2019/en#/I42"),
        ("SNOMEDCT:1", "SCTID:1", "http://snomed.info/id/1"),
        ("http://snomed.info/id/1", "SCTID:1", "http://snomed.info/id/1"),
        ("http://snomed.info/sct/1", "SCTID:1", "http://snomed.info/id/1"),
        ("SNOMED:1", "SCTID:1", "http://snomed.info/id/1"),
        ("HPO:0000118", "HP:0000118", "http://purl.obolibrary.org/obo/HP_0000118"),
        ("MESH:D006402", "mesh:D006402", "http://id.nlm.nih.gov/mesh/D006402"),
    ],
)
def test_a_code_is_understood(written: str, curie: str, iri: str) -> None:
    assert expand(written, KNOWN) == (curie, iri)


def test_every_code_of_the_mappings_is_understood_both_ways() -> None:
    targets = {it.object for it in MAPPINGS.mappings}
    assert len(targets) > 50
    for iri in targets:
        curie, back = expand(iri, KNOWN)
        assert back == iri
        assert expand(curie, KNOWN) == (curie, iri)


@pytest.mark.parametrize(
    "written",
    [
        *("", "0100547", "MONDO:", "NOPE:1", "MONDO", "http://nowhere.example.org/1", ":", "::"),
        # The mapping set has these prefixes, and nothing is mapped to any of them.
        *("nlm:1", "obo:X_1", "whoicd:1", "http://purl.obolibrary.org/obo/X_1", "skos:Concept"),
        # What follows the colon makes no IRI.
        *("MONDO:a b", "MONDO:<x>", "MONDO:{", "MONDO:\\", "MONDO:\0", "ICD10:C81 - C96"),
    ],
)
def test_what_is_no_code_is_refused_with_what_would_do(written: str) -> None:
    with pytest.raises(InvalidParameters, match=r"MONDO.*Orphanet"):
        expand(written, KNOWN)


def _found(how: str, thing: str, confidence: str) -> Found:
    return Found(
        record=f"{ID}mapping/{thing}",
        thing=f"{ID}{thing}",
        relation=f"{PREFIXES['skos']}{how}Match",
        justification="https://w3id.org/semapv/vocab/ManualMappingCuration",
        confidence=confidence,
        review=f"{ID}review-status/awaiting-clinical-review",
        labels={"en": thing},
    )


def test_patient_groups_come_first_and_the_nearest_first_of_all() -> None:
    found = [
        _found("related", "patient-group/a", "0.9"),
        _found("exact", "analysis-type/b", "0.9"),
        _found("close", "patient-group/c", "0.5"),
        _found("close", "patient-group/d", "0.8"),
        _found("broad", "patient-group/e", "1"),
    ]
    told = tell("MONDO:1", MONDO, "x", found, "r1")
    groups, others = told["patientGroups"], told["others"]
    assert isinstance(groups, list)
    assert isinstance(others, list)
    assert [(it["@id"][-1], it["how"]) for it in groups] == [
        *(("d", "close"), ("c", "close"), ("e", "broad"), ("a", "related"))
    ]
    assert [it["@id"][-1] for it in others] == ["b"]
    assert groups[0]["confidence"] == 0.8
    assert groups[0]["meaning"]["en"] == "The code means nearly the same."
    assert groups[0]["reviewStatus"] == "awaiting-clinical-review"


def test_two_vocabularies_never_share_a_spelling() -> None:
    prefixes = {"DO": "http://a.example.org/", "DOID": "http://b.example.org/"}
    both = converter(prefixes, [f"{it}1" for it in prefixes.values()])
    assert expand("DO:1", both)[1] == "http://a.example.org/1"
    assert expand("doid:1", both)[1] == "http://b.example.org/1"
