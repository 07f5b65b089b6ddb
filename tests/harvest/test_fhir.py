"""The face that hospital systems see, over HTTP."""

from typing import Any

import httpx
import pytest

from tests.harvest.proxy import PUBLIC

FHIR = f"{PUBLIC}/fhir"
GROUPS = "https://w3id.org/ngckg/id/scheme/patient-groups"
MONDO = "http://purl.obolibrary.org/obo/mondo.owl"
CONTENT_TYPE = "application/fhir+json; charset=utf-8"


def _get(web: httpx.Client, path: str, **headers: str) -> httpx.Response:
    return web.get(f"{FHIR}{path}", headers=headers)


def _json(web: httpx.Client, path: str, **headers: str) -> Any:
    answer = _get(web, path, **headers)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == CONTENT_TYPE
    return answer.json()


def _values(resource: Any) -> dict[str, Any]:
    return {
        it["name"]: next((v for k, v in it.items() if k.startswith("value")), None)
        for it in resource["parameter"]
    }


@pytest.mark.parametrize("path", ["", "/metadata"])
def test_the_server_says_what_it_can_do(web: httpx.Client, path: str) -> None:
    found = _json(web, path)
    assert found["resourceType"] == "CapabilityStatement"
    assert found["fhirVersion"] == "4.0.1"
    assert found["implementation"]["url"] == FHIR
    for resource in found["rest"][0]["resource"]:
        assert _json(web, f"/{resource['type']}")["total"] > 0
    terminology = _json(web, "/metadata?mode=terminology")
    assert terminology["resourceType"] == "TerminologyCapabilities"


def test_every_resource_stands_at_its_address(web: httpx.Client) -> None:
    total = 0
    for kind in ("CodeSystem", "ValueSet", "ConceptMap"):
        for entry in _json(web, f"/{kind}")["entry"]:
            assert web.get(entry["fullUrl"]).json() == entry["resource"]
            total += 1
    assert total > 15


def test_all_patient_groups_are_codes(web: httpx.Client) -> None:
    found = _json(web, "/CodeSystem/patient-groups?displayLanguage=en")
    assert found["count"] == len(found["concept"]) == 17
    names = {it["code"]: it["display"] for it in found["concept"]}
    assert names["nyresvigt"] == "Kidney failure"
    assert _json(web, "/CodeSystem/analysis-types")["count"] == 3


@pytest.mark.parametrize(
    ("path", "headers", "display"),
    [
        ("&displayLanguage=en", {}, "Kidney failure"),
        ("&displayLanguage=da", {"accept-language": "en"}, "Nyresvigt"),
        ("&displayLanguage=en-GB", {}, "Kidney failure"),
        ("", {"accept-language": "en-US,en;q=0.9"}, "Kidney failure"),
        ("", {}, "Nyresvigt"),
    ],
)
def test_lookup_speaks_the_language_that_is_wanted(
    web: httpx.Client, path: str, headers: dict[str, str], display: str
) -> None:
    found = _json(web, f"/CodeSystem/$lookup?system={GROUPS}&code=nyresvigt{path}", **headers)
    assert _values(found)["display"] == display


def test_operations_work_on_one_resource_too(web: httpx.Client) -> None:
    lookup = _json(web, "/CodeSystem/patient-groups/$lookup?code=nyresvigt")
    assert _values(lookup)["display"] == "Nyresvigt"
    valid = _json(web, "/ValueSet/patient-groups/$validate-code?code=nyresvigt")
    assert _values(valid)["result"] is True
    codes = _json(web, "/ValueSet/patient-groups/$expand?filter=nyre")["expansion"]["contains"]
    assert [it["code"] for it in codes] == ["nyresvigt"]


def test_a_code_of_another_system_leads_to_a_group(web: httpx.Client) -> None:
    asked = f"/ConceptMap/$translate?system={MONDO}&code=MONDO:0100547&reverse=true"
    found = _json(web, asked)
    assert _values(found)["result"] is True
    codes = [
        part["valueCoding"]["code"]
        for it in found["parameter"]
        for part in it.get("part", [])
        if part["name"] == "concept"
    ]
    assert codes == ["arvelige-hjertesygdomme"]


def test_mappings_that_no_clinician_has_read_are_drafts(web: httpx.Client) -> None:
    for entry in _json(web, "/ConceptMap?displayLanguage=en")["entry"]:
        assert entry["resource"]["status"] == "draft"
        assert entry["resource"]["description"] == "No clinician has read these mappings yet."
    assert "entry" not in _json(web, "/ConceptMap?status=active")
    asked = f"/ConceptMap/$translate?system={GROUPS}&code=nyresvigt&displayLanguage=en"
    assert _values(_json(web, asked))["message"] == "No clinician has read these mappings yet."


def test_a_body_does_as_well_as_an_address(web: httpx.Client) -> None:
    body = {
        "resourceType": "Parameters",
        "parameter": [
            {"name": "coding", "valueCoding": {"system": GROUPS, "code": "nyresvigt"}},
            {"name": "displayLanguage", "valueCode": "en"},
        ],
    }
    for content_type in ("application/fhir+json", "application/json; charset=utf-8"):
        answer = web.post(
            f"{FHIR}/CodeSystem/$lookup", json=body, headers={"content-type": content_type}
        )
        assert _values(answer.json())["display"] == "Kidney failure"
        assert answer.headers["cache-control"] == "no-store"
    form = web.post(f"{FHIR}/CodeSystem/$lookup", data={"system": GROUPS, "code": "nyresvigt"})
    assert _values(form.json())["display"] == "Nyresvigt"
    found = web.post(f"{FHIR}/CodeSystem/_search", data={"url": GROUPS}).json()
    assert found["total"] == 1


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/Patient", 404, "not-found"),
        ("GET", "/CodeSystem/none", 404, "not-found"),
        ("GET", "/CodeSystem/$subsumes", 404, "not-found"),
        ("GET", "/CodeSystem/none/$lookup?code=x", 404, "not-found"),
        ("GET", "/CodeSystem/a/b/c", 404, "not-found"),
        ("GET", f"/CodeSystem/$lookup?system={GROUPS}&code=none", 404, "not-found"),
        ("GET", "/CodeSystem/$lookup", 422, "invalid"),
        ("GET", "/metadata?_format=xml", 406, "not-supported"),
        ("POST", "", 415, "not-supported"),
        ("PUT", "", 405, "not-supported"),
        ("PUT", "/CodeSystem/patient-groups", 405, "not-supported"),
        ("DELETE", "/CodeSystem/patient-groups", 405, "not-supported"),
        ("POST", "/CodeSystem/$lookup", 415, "not-supported"),
    ],
)
def test_errors_are_outcomes(
    web: httpx.Client, method: str, path: str, status: int, code: str
) -> None:
    answer = web.request(method, f"{FHIR}{path}")
    assert answer.status_code == status
    assert answer.headers["content-type"] == CONTENT_TYPE
    outcome = answer.json()
    assert outcome["resourceType"] == "OperationOutcome"
    [issue] = outcome["issue"]
    assert (issue["severity"], issue["code"]) == ("error", code)
    assert issue["details"]["text"]


def test_bodies_that_are_wrong_are_outcomes(web: httpx.Client) -> None:
    headers = {"content-type": "application/fhir+json"}
    for content in (b"{", b"[]", b'{"resourceType": "Patient"}', b"\xff", b"[" * 100_000):
        answer = web.post(f"{FHIR}/CodeSystem/$lookup", content=content, headers=headers)
        assert answer.status_code == 400
        assert answer.json()["issue"][0]["code"] == "invalid"


def test_strange_addresses_are_outcomes(web: httpx.Client) -> None:
    for path in ("/%C2%A0", "/CodeSystem/%0B", "/CodeSystem/%00", "/ValueSet/$expand?url=%0b"):
        answer = _get(web, path)
        assert answer.status_code == 404, path
        assert answer.json()["resourceType"] == "OperationOutcome"


def test_xml_is_not_to_be_had(web: httpx.Client) -> None:
    assert _get(web, "/metadata", accept="application/fhir+xml").status_code == 406
    for accept in ("*/*", "", "application/json", "text/html,*/*;q=0.8"):
        assert _get(web, "/metadata", accept=accept).status_code == 200


def test_answers_of_a_release_can_be_kept(web: httpx.Client) -> None:
    first = _get(web, "/CodeSystem/patient-groups")
    again = _get(web, "/CodeSystem/patient-groups", **{"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert "accept-language" in first.headers["vary"].lower()
    head = web.head(f"{FHIR}/CodeSystem/patient-groups")
    assert (head.status_code, head.content) == (200, b"")


def test_the_release_is_the_one_that_is_served(web: httpx.Client) -> None:
    release = _json(web, "/CodeSystem/patient-groups")["version"]
    ready = web.get(f"{PUBLIC}/health/ready").json()
    assert ready["release"] == release
    assert release in _json(web, "/metadata")["implementation"]["description"]
