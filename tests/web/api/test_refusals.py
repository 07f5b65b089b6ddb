"""Parameters that make no sense are refused by name; nothing that anyone asks breaks the API."""

from typing import Any
from urllib.parse import quote, urlencode

import httpx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.web.api.test_lists import COLLECTIONS

#: Every status that an answer may have; none of them says that we failed.
FINE = {200, 404, 406, 410, 414, 422}

PARAMETERS = (
    *("lang", "limit", "offset", "page", "analysisType", "requisitionStatus", "onboardingStatus"),
    *("statusReportStatus", "body", "step", "q", "approvedBefore", "approvedAfter", "certainty"),
    *("sort", "fields", "kind", "patientGroup", "before", "after", "since", "severity"),
)
PATHS = (*(f"/{path}" for path in COLLECTIONS), "/contradictions", "/changes", "/releases", "")


def errors(answer: httpx.Response) -> list[dict[str, Any]]:
    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == 422
    assert problem["requestId"]
    found: list[dict[str, Any]] = problem["errors"]
    return found


@pytest.mark.parametrize(
    ("query", "name", "allowed"),
    [
        ("requisitionStatus=ready", "requisitionStatus", ["available", "in-preparation"]),
        (
            "analysisType=Germline",
            "analysisType",
            ["germline", "somatic", "whole-genome-sequencing"],
        ),
        ("sort=size", "sort", ["name", "-name", "approval", "-approval"]),
        ("lang=sv", "lang", ["da", "en"]),
        ("certainty=maybe", "certainty", ["certain", "possible"]),
        ("step=Approval", "step", ["drafting", "review", "approval", "evaluation"]),
        ("fields=label,weight", "fields", None),
        ("fields=", "fields", None),
        ("limit=0", "limit", None),
        ("limit=101", "limit", None),
        ("limit=ten", "limit", None),
        ("offset=-1", "offset", None),
        ("page=0", "page", None),
        ("offset=99999999999999999999", "offset", None),
        ("approvedBefore=2022", "approvedBefore", None),
        ("approvedBefore=1654041600", "approvedBefore", None),
        ("approvedAfter=2022-02-30", "approvedAfter", None),
        ("approvedAfter=0000-01-01", "approvedAfter", None),
        ("body=nobody", "body", None),
        ("body=https://w3id%C2%8Aorg/ngckg/id/working-group/x", "body", None),
        ("body=working-group/%3E", "body", None),
        ("q=", "q", None),
        (f"q={'x' * 101}", "q", None),
        ("statusreportstatus=published", "statusreportstatus", None),
        ("kind=approval", "kind", None),
        ("lang=da&lang=en", "lang", None),
    ],
)
def test_each_is_named_with_what_would_do(
    query: str, name: str, allowed: list[str] | None, api: httpx.Client
) -> None:
    [error] = errors(api.get(f"/patient-groups?{query}"))
    assert error["in"] == "query"
    assert error["name"] == name
    assert error["detail"]
    if allowed is not None:
        assert error["allowed"] == allowed


def test_all_mistakes_are_told_at_once(api: httpx.Client) -> None:
    found = errors(api.get("/patient-groups?limit=x&sort=y&colour=red"))
    assert {it["name"] for it in found} == {"limit", "sort", "colour"}


def test_unknown_parameter_is_told_the_known_ones(api: httpx.Client) -> None:
    [error] = errors(api.get("/steps?colour=red"))
    assert {"kind", "patientGroup", "body", "before", "after"} <= set(error["allowed"])


def test_unknown_field_is_told_the_known_ones(api: httpx.Client) -> None:
    [error] = errors(api.get("/working-groups?fields=weight"))
    assert error["allowed"] == ["label", "key", "links", "evidence"]
    assert "weight" in error["detail"]


@pytest.mark.parametrize(
    "path", [*PATHS, "/patient-groups/nyresvigt", "/steps/nyresvigt/evaluering"]
)
def test_no_path_passes_over_what_it_does_not_know(path: str, api: httpx.Client) -> None:
    [error] = errors(api.get(path, params={"colour": "red"}))
    assert error["name"] == "colour"


def test_other_methods_are_not_allowed(api: httpx.Client) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        answer = api.request(method, "/patient-groups")
        assert answer.status_code == 405
        assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert api.options("/patient-groups").status_code == 204


_values = st.one_of(
    st.text(max_size=30),
    st.integers(-(10**20), 10**20).map(str),
    st.sampled_from(["name", "da", "2022-06-01", "germline", "label,steps", "certain", "approval"]),
)
_queries: st.SearchStrategy[list[tuple[str, str]]] = st.lists(
    st.tuples(st.one_of(st.sampled_from(PARAMETERS), st.text(max_size=10)), _values), max_size=5
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(path=st.sampled_from(PATHS), query=_queries)
@example(path="/patient-groups", query=[("q", "\0")])
@example(path="/patient-groups", query=[("q", "'\"\\}]; DROP")])
@example(
    path="/patient-groups",
    query=[("approvedBefore", "9999-12-31"), ("approvedAfter", "0001-01-01")],
)
@example(path="/changes", query=[("since", "0000-00-00")])
@example(path="/changes", query=[("since", "99999999T999999Z-000000000000")])
def test_no_parameters_break_it(path: str, query: list[tuple[str, str]], api: httpx.Client) -> None:
    answer = api.get(f"{path}?{urlencode(query, errors='surrogatepass')}")
    assert answer.status_code in FINE, answer.text


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(path=st.sampled_from(list(COLLECTIONS)), key=st.text(max_size=20))
@example(path="patient-groups", key="%ff")
@example(path="steps", key="a//b")
def test_no_key_breaks_it(path: str, key: str, api: httpx.Client) -> None:
    address = f"/{path}/{quote(key, safe='/%', errors='surrogatepass')}"
    assert api.get(address).status_code in FINE


@pytest.mark.parametrize("query", [b"q=%ff", b"%ff=1", b"q=%", b"&&=&", b"q", b"=q", b"q=%00%0A"])
def test_odd_encodings_do_not_break_it(query: bytes, api: httpx.Client) -> None:
    address = api.base_url.copy_with(raw_path=b"/api/patient-groups?" + query)
    assert api.get(address).status_code in FINE
