"""$lookup, $validate-code, $expand and $translate."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from ngckg.catalogue.fhir import inputs, models, operations, searching
from ngckg.catalogue.fhir.inputs import Inputs
from ngckg.catalogue.fhir.models import Resource
from ngckg.catalogue.fhir.terminology import Terminology
from ngckg.errors import BadRequest, InvalidParameters, NotFound
from ngckg.settings import Settings
from tests.fhir.sample import GROUPS, MAP, MONDO, RELEASE, VALUE_SET, sample

Operation = Callable[[Terminology, Inputs, str | None, str], Resource]
OF = sample()


def _asked(**parameters: str) -> Inputs:
    return inputs.of_address([(name.replace("__", "-"), it) for name, it in parameters.items()])


def _answer(
    operation: Operation, key: str | None = None, language: str = "da", **parameters: str
) -> dict[str, Any]:
    """The parameters that come back, by name; several of one name as a list."""
    written = json.loads(models.write(operation(OF, _asked(**parameters), key, language)))
    assert written["meta"]["versionId"] == RELEASE
    found: dict[str, Any] = {}
    for it in written["parameter"]:
        value = next((v for k, v in it.items() if k.startswith("value")), None)
        if value is None:
            value = {
                part["name"]: next(v for k, v in part.items() if k.startswith("value"))
                for part in it["part"]
            }
            found.setdefault(it["name"], []).append(value)
        else:
            found[it["name"]] = value
    return found


def _expand(language: str = "da", key: str | None = None, **parameters: str) -> dict[str, Any]:
    made = operations.expand(OF, _asked(**parameters), key, language, Settings())
    found: dict[str, Any] = json.loads(models.write(made))["expansion"]
    return found


@pytest.mark.parametrize(
    ("language", "display", "other"), [("da", "Nyresvigt", "en"), ("en", "Kidney failure", "da")]
)
def test_lookup_tells_names_in_the_language(language: str, display: str, other: str) -> None:
    found = _answer(operations.lookup, None, language, system=GROUPS, code="nyre")
    assert found["display"] == display
    assert found["version"] == RELEASE
    assert [it["language"] for it in found["designation"]] == [other]
    properties = {it["code"]: it["value"] for it in found["property"]}
    assert properties["iri"].endswith("/patient-group/nyre")
    assert ("definition" in properties) == (language == "en")


def test_lookup_tells_the_properties_that_are_wanted() -> None:
    found = _answer(operations.lookup, system=GROUPS, code="nyre", property="definition")
    assert "property" not in found
    found = _answer(operations.lookup, system=GROUPS, code="nyre", property="iri")
    assert [it["code"] for it in found["property"]] == ["iri"]


@pytest.mark.parametrize(
    "parameters",
    [
        {"coding": f"{GROUPS}|nyre"},
        {"system": GROUPS, "code": "nyre", "version": RELEASE},
        {"system": f"{GROUPS}|{RELEASE}", "code": "nyre"},
    ],
)
def test_lookup_takes_a_code_however_it_is_named(parameters: dict[str, str]) -> None:
    assert _answer(operations.lookup, **parameters)["display"] == "Nyresvigt"
    assert _answer(operations.lookup, "patient-groups", code="nyre")["display"] == "Nyresvigt"


@pytest.mark.parametrize(
    "parameters",
    [
        {"system": GROUPS, "code": "none"},
        {"system": GROUPS, "code": "Nyre"},
        {"system": "http://loinc.org", "code": "nyre"},
        {"system": GROUPS, "code": "nyre", "version": "0"},
    ],
)
def test_lookup_does_not_find_what_is_not_there(parameters: dict[str, str]) -> None:
    with pytest.raises(NotFound):
        _answer(operations.lookup, **parameters)


@pytest.mark.parametrize(
    "parameters",
    [{}, {"code": "nyre"}, {"system": GROUPS}, {"code": "nyre", "coding": f"{GROUPS}|nyre"}],
)
def test_lookup_refuses_what_it_cannot_understand(parameters: dict[str, str]) -> None:
    with pytest.raises(InvalidParameters):
        _answer(operations.lookup, **parameters)


@pytest.mark.parametrize(
    ("parameters", "result"),
    [
        ({"url": GROUPS, "code": "nyre"}, True),
        ({"url": GROUPS, "code": "nyre", "display": "kidney FAILURE"}, True),
        ({"url": GROUPS, "code": "hjerte", "display": "Hjertegruppen"}, True),
        ({"url": GROUPS, "code": "nyre", "display": "Something else"}, False),
        ({"url": GROUPS, "code": "none"}, False),
        ({"coding": f"{GROUPS}|nyre"}, True),
    ],
)
def test_a_code_is_validated_in_its_system(parameters: dict[str, str], result: bool) -> None:
    found = _answer(operations.validate_in_code_system, **parameters)
    assert found["result"] is result
    assert ("message" in found) is not result


def test_a_wrong_name_is_told_with_the_right_one() -> None:
    found = _answer(
        operations.validate_in_code_system, None, "en", url=GROUPS, code="nyre", display="Heart"
    )
    assert (found["result"], found["display"]) == (False, "Kidney failure")
    assert "'Heart'" in found["message"]


def test_a_code_is_validated_in_a_value_set() -> None:
    validate = operations.validate_in_value_set
    assert _answer(validate, url=VALUE_SET, system=GROUPS, code="nyre")["result"] is True
    assert _answer(validate, "patient-groups", code="none")["result"] is False
    other = _answer(validate, "patient-groups", system="http://loinc.org", code="nyre")
    assert other["result"] is False
    for parameters in ({"url": f"{VALUE_SET}x"}, {"url": VALUE_SET, "valueSetVersion": "0"}):
        with pytest.raises(NotFound):
            _answer(validate, code="nyre", **parameters)
    with pytest.raises(InvalidParameters):
        _answer(validate, code="nyre")


@pytest.mark.parametrize(("version", "result"), [(RELEASE, True), ("0", False)])
def test_the_version_of_the_system_is_minded(version: str, result: bool) -> None:
    asked = {"system": GROUPS, "code": "nyre", "systemVersion": version}
    validate = operations.validate_in_value_set
    found = _answer(validate, url=VALUE_SET, **asked)
    assert found["result"] is result
    assert result or found["message"] == f"This is version {RELEASE}, not 0."


def test_expand_lists_the_codes() -> None:
    found = _expand(url=VALUE_SET)
    assert found["total"] == 2
    assert [it["code"] for it in found["contains"]] == ["hjerte", "nyre"]
    assert {it["system"] for it in found["contains"]} == {GROUPS}
    assert "designation" not in found["contains"][0]
    named = _expand("en", "patient-groups", includeDesignations="true")
    assert named["contains"][1]["designation"] == [{"language": "da", "value": "Nyresvigt"}]
    assert named["contains"][1]["display"] == "Kidney failure"


@pytest.mark.parametrize(
    ("sought", "codes"),
    [
        ("nyre", ["nyre"]),
        ("KIDNEY", ["nyre"]),
        ("arv hjerte", ["hjerte"]),
        ("sygdomme", []),
        ("hjertegr", ["hjerte"]),
        ("", ["hjerte", "nyre"]),
    ],
)
def test_expand_filters_by_the_beginnings_of_words(sought: str, codes: list[str]) -> None:
    found = _expand(url=VALUE_SET, filter=sought)
    assert [it["code"] for it in found.get("contains", [])] == codes
    assert found["total"] == len(codes)


def test_expand_tells_a_part_at_a_time() -> None:
    found = _expand(url=VALUE_SET, count="1", offset="1")
    assert (found["total"], found["offset"]) == (2, 1)
    assert [it["code"] for it in found["contains"]] == ["nyre"]
    assert "contains" not in _expand(url=VALUE_SET, count="0")
    for parameters in ({"count": "-1"}, {"count": "x"}, {"offset": "1.5"}, {"count": "²"}):
        with pytest.raises(InvalidParameters):
            _expand(url=VALUE_SET, **parameters)


def test_the_same_expansion_has_the_same_identifier() -> None:
    one, same = _expand(url=VALUE_SET), _expand(url=VALUE_SET)
    other = _expand(url=VALUE_SET, filter="x")
    assert one["identifier"] == same["identifier"] != other["identifier"]
    assert one["identifier"].startswith("urn:uuid:")


def test_translate_tells_what_a_code_is_elsewhere() -> None:
    found = _answer(operations.translate, system=GROUPS, code="nyre")
    assert found["result"] is True
    assert found["message"] == "Endnu har ingen kliniker gennemset disse koblinger."
    assert found["match"] == [
        {
            "equivalence": "wider",
            "concept": {"system": MONDO, "code": "MONDO:0001106", "display": "kidney failure"},
            "source": MAP,
        }
    ]


def test_translate_says_nothing_of_what_has_been_reviewed() -> None:
    of = sample(reviewed={"patient-group/nyre"})
    made = operations.translate(of, _asked(system=GROUPS, code="nyre"), None, "en")
    assert [it["name"] for it in made["parameter"]] == ["result", "match"]


def test_translate_backwards_tells_what_a_code_is_here() -> None:
    found = _answer(
        operations.translate, None, "en", system=MONDO, code="MONDO:0001106", reverse="true"
    )
    [match] = found["match"]
    assert match["equivalence"] == "narrower"
    assert match["concept"] == {"system": GROUPS, "code": "nyre", "display": "Kidney failure"}


@pytest.mark.parametrize(
    ("parameters", "targets"),
    [
        ({}, ["IX", "MONDO:0100547"]),
        ({"targetsystem": MONDO}, ["MONDO:0100547"]),
        ({"target": MONDO}, ["MONDO:0100547"]),
        ({"url": MAP}, ["MONDO:0100547"]),
        ({"targetsystem": "http://loinc.org"}, []),
        ({"system": "http://loinc.org"}, []),
    ],
)
def test_translate_keeps_to_what_is_wanted(parameters: dict[str, str], targets: list[str]) -> None:
    asked = {"system": GROUPS, "code": "hjerte"} | parameters
    found = _answer(operations.translate, **asked)
    assert [it["concept"]["code"] for it in found.get("match", [])] == targets
    assert found["result"] is bool(targets)
    assert ("No mapping" in found["message"]) is not bool(targets)


def test_translate_knows_its_maps() -> None:
    assert _answer(operations.translate, "patient-groups-to-mondo", code="nyre")["result"] is True
    found = _answer(operations.translate, "analysis-types-to-obi", code="germline")
    [match] = found["match"]
    assert match["concept"]["code"] == "OBI:0000001"
    with pytest.raises(NotFound):
        _answer(operations.translate, system=GROUPS, code="nyre", url=f"{MAP}x")


def test_other_addresses_of_a_system_are_understood() -> None:
    orphanet = {"system": "https://www.orpha.net", "code": "1", "reverse": "true"}
    assert _answer(operations.translate, **orphanet)["result"] is False


def test_parameters_come_in_a_resource_too() -> None:
    resource = {
        "resourceType": "Parameters",
        "parameter": [
            {
                "name": "codeableConcept",
                "valueCodeableConcept": {
                    "coding": [
                        {"system": "http://loinc.org", "code": "x"},
                        {"system": GROUPS, "code": "nyre"},
                    ]
                },
            },
            {"name": "reverse", "valueBoolean": False},
        ],
    }
    asked = inputs.of_resource(json.dumps(resource).encode())
    made = operations.translate(OF, asked, None, "da")
    assert made["parameter"][0] == {"name": "result", "valueBoolean": True}
    valid = operations.validate_in_value_set(OF, asked, "patient-groups", "da")
    assert valid["parameter"][0]["valueBoolean"] is True


@pytest.mark.parametrize(
    "parameter",
    [
        {"name": "code", "part": [{"name": "x", "valueString": "y"}]},
        {"name": "code"},
    ],
)
def test_a_parameter_without_a_value_is_refused(parameter: dict[str, Any]) -> None:
    resource = {"resourceType": "Parameters", "parameter": [parameter]}
    with pytest.raises(BadRequest):
        inputs.of_resource(json.dumps(resource).encode())


@pytest.mark.parametrize("concept", [{"text": "x"}, {"coding": []}])
@pytest.mark.parametrize(
    "operation",
    [
        *(operations.lookup, operations.translate),
        *(operations.validate_in_code_system, operations.validate_in_value_set),
    ],
)
def test_a_concept_without_a_coding_is_refused(
    operation: Operation, concept: dict[str, object]
) -> None:
    asked = Inputs({"codeableConcept": [concept]})
    with pytest.raises(InvalidParameters, match="coding"):
        operation(OF, asked, "patient-groups", "da")


def test_flags_and_repetitions_are_checked() -> None:
    with pytest.raises(InvalidParameters):
        _asked(reverse="yes").flag("reverse")
    with pytest.raises(InvalidParameters):
        inputs.of_address([("url", "a"), ("url", "b")]).text("url")
    with pytest.raises(InvalidParameters):
        Inputs({"coding": [{"system": GROUPS}]}).codings()
    with pytest.raises(InvalidParameters):
        Inputs({"url": [{"a": 1}]}).text("url")


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({}, ["patient-groups", "analysis-types"]),
        ({"url": GROUPS}, ["patient-groups"]),
        ({"_id": "analysis-types,none"}, ["analysis-types"]),
        ({"name": "patient"}, ["patient-groups"]),
        ({"status": "draft"}, []),
        ({"version": RELEASE, "_count": "1"}, ["patient-groups"]),
        ({"nonsense": "x"}, ["patient-groups", "analysis-types"]),
    ],
)
def test_search_finds_resources(parameters: dict[str, str], found: list[str]) -> None:
    made = searching.search(OF, Settings(), "da", "CodeSystem", _asked(**parameters), strict=False)
    bundle = json.loads(models.write(made))
    assert [it["resource"]["id"] for it in bundle.get("entry", [])] == found
    assert all(it["fullUrl"].endswith(it["resource"]["id"]) for it in bundle.get("entry", []))


def test_a_strict_client_is_told_of_what_is_not_known() -> None:
    with pytest.raises(InvalidParameters, match="nonsense"):
        searching.search(OF, Settings(), "da", "ValueSet", _asked(nonsense="x"), strict=True)
