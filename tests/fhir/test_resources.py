"""Every resource is one that FHIR knows, and says what the release says."""

import json
from typing import Any

import pytest

from ngckg.catalogue.fhir import models, resources, terminology
from ngckg.catalogue.fhir.models import Resource
from ngckg.errors import BadRequest
from ngckg.settings import Settings
from tests.catalogue.basis import BASE, MANIFEST
from tests.fhir.sample import GROUPS, MAP, MONDO, RELEASE, TYPES, VALUE_SET, sample

SETTINGS = Settings(publisher_name="The publisher", publisher_name_da="Udgiveren")


def _all(language: str = "da") -> list[Resource]:
    of = sample()
    found = [it for kind in resources.TYPES for it in resources.every(of, SETTINGS, language, kind)]
    return [*found, resources.capability_statement(of), resources.terminology_capabilities(of)]


def _one(kind: str, key: str, language: str = "da") -> Any:
    """A resource as it goes over the wire."""
    for it in resources.every(sample(), SETTINGS, language, kind):
        if it["id"] == key:
            return json.loads(models.write(it))
    raise LookupError(key)


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_resource_is_valid_and_of_the_release(language: str) -> None:
    found = _all(language)
    assert len(found) == 9
    for it in found:
        written = json.loads(models.write(it))
        assert RELEASE in (
            written.get("version"),
            written.get("implementation", {}).get("description", "")[-len(RELEASE) :],
        )


def test_a_resource_that_fhir_does_not_know_is_not_written() -> None:
    good = resources.every(sample(), SETTINGS, "da", "CodeSystem")[0]
    missing = {name: value for name, value in good.items() if name != "content"}
    broken: list[Resource] = [missing, good | {"concept": [{}]}, good | {"other": 1}]
    for it in broken:
        with pytest.raises(ValueError, match="validation error"):
            models.write(it)


def test_no_list_is_empty() -> None:
    for it in _all():
        assert b"[]" not in models.write(it)


def test_a_code_system_has_its_codes_in_a_language() -> None:
    danish, english = (_one("CodeSystem", "patient-groups", it) for it in ("da", "en"))
    assert (danish["url"], danish["version"], danish["count"]) == (GROUPS, RELEASE, 2)
    assert danish["content"] == "complete"
    assert [it["display"] for it in danish["concept"]] == ["Arvelige hjertesygdomme", "Nyresvigt"]
    assert english["concept"][1]["display"] == "Kidney failure"
    assert english["concept"][1]["designation"] == [{"language": "da", "value": "Nyresvigt"}]
    assert english["concept"][1]["definition"] == "Those with kidney failure."
    assert (danish["publisher"], english["publisher"]) == ("Udgiveren", "The publisher")
    assert (danish["language"], english["language"]) == ("da", "en")


def test_a_name_stands_in_for_one_that_is_missing() -> None:
    english = _one("CodeSystem", "patient-groups", "en")
    assert english["concept"][0]["display"] == "Arvelige hjertesygdomme"
    assert english["concept"][0]["designation"][0] == {
        "language": "da",
        "value": "Arvelige hjertesygdomme",
    }


def test_other_names_are_designations() -> None:
    heart = _one("CodeSystem", "patient-groups")["concept"][0]
    assert heart["designation"] == [{"language": "da", "value": "Hjertegruppen"}]
    [iri] = heart["property"]
    assert iri["valueString"].endswith("/id/patient-group/hjerte")


def test_a_value_set_is_all_of_its_code_system() -> None:
    found = _one("ValueSet", "patient-groups")
    assert found["url"] == VALUE_SET == _one("CodeSystem", "patient-groups")["valueSet"]
    assert found["compose"]["include"] == [{"system": GROUPS, "version": RELEASE}]


def test_there_is_a_map_for_each_system_that_is_mapped_to() -> None:
    keys = [it["id"] for it in resources.every(sample(), SETTINGS, "da", "ConceptMap")]
    assert keys == [
        "patient-groups-to-icd-10",
        "patient-groups-to-mondo",
        "analysis-types-to-obi",
    ]


def test_a_map_says_how_in_the_words_of_fhir() -> None:
    found = _one("ConceptMap", "patient-groups-to-mondo")
    [group] = found["group"]
    assert (found["url"], group["source"], group["target"]) == (MAP, GROUPS, MONDO)
    targets = {it["code"]: it["target"][0] for it in group["element"]}
    assert targets["nyre"] == {
        "code": "MONDO:0001106",
        "display": "kidney failure",
        "equivalence": "wider",
        "comment": "Wider.",
    }
    # The invariant cmd-1: narrower and inexact want a comment.
    assert targets["hjerte"]["equivalence"] == "inexact"
    assert targets["hjerte"]["comment"]
    [icd] = _one("ConceptMap", "patient-groups-to-icd-10")["group"]
    assert (icd["target"], icd["element"][0]["target"][0]["code"]) == (
        "http://hl7.org/fhir/sid/icd-10",
        "IX",
    )


@pytest.mark.parametrize(
    ("language", "none", "some"),
    [
        (
            "da",
            "Endnu har ingen kliniker gennemset disse koblinger.",
            "Nogle af disse koblinger har endnu ingen kliniker gennemset.",
        ),
        (
            "en",
            "No clinician has read these mappings yet.",
            "No clinician has read some of these mappings yet.",
        ),
    ],
)
def test_a_map_is_a_draft_until_clinicians_have_read_it(
    language: str, none: str, some: str
) -> None:
    one, both = {"patient-group/nyre"}, {"patient-group/nyre", "patient-group/hjerte"}
    for reviewed, status, said in (
        (set[str](), "draft", none),
        (one, "draft", some),
        (both, "active", None),
    ):
        of = sample(reviewed=reviewed)
        maps = resources.every(of, SETTINGS, language, "ConceptMap")
        [found] = [it for it in maps if it["url"] == MAP]
        written = json.loads(models.write(found))
        assert (written["status"], written.get("description")) == (status, said)


def test_the_capability_statement_tells_what_there_is() -> None:
    found = json.loads(models.write(resources.capability_statement(sample())))
    assert found["fhirVersion"] == "4.0.1"
    [rest] = found["rest"]
    told = {it["type"]: [op["name"] for op in it["operation"]] for it in rest["resource"]}
    assert told == {
        "CodeSystem": ["lookup", "validate-code"],
        "ValueSet": ["expand", "validate-code"],
        "ConceptMap": ["translate"],
    }
    capabilities = json.loads(models.write(resources.terminology_capabilities(sample())))
    assert [it["uri"] for it in capabilities["codeSystem"]] == [GROUPS, TYPES]


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"[]", b"{}", b'{"resourceType": "Patient"}'),
        b'{"resourceType": "Parameters", "x": 1}',
        b'{"resourceType": "Parameters", "parameter": [{"name": "x", "resource": '
        b'{"resourceType": "Nothing"}}]}',
        b"[" * 100_000,
        # So deep that it is JSON all the same.
        b'{"resourceType": "Parameters", "parameter": '
        + b'[{"name": "x", "part": ' * 400
        + b"[]"
        + b"}]" * 400
        + b"}",
    ],
    ids=lambda it: it[:20].decode() or "nothing",
)
def test_what_is_no_parameters_resource_is_refused(content: bytes) -> None:
    with pytest.raises(BadRequest):
        models.read(content, "Parameters")


def test_an_empty_release_makes_valid_resources() -> None:
    empty = terminology.read(MANIFEST, BASE, [], [], {})
    for kind in resources.TYPES:
        for it in resources.every(empty, SETTINGS, "da", kind):
            assert models.write(it)
