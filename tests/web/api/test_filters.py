"""Every combination of filters lets pass what the release says, and nothing else."""

from datetime import date, timedelta
from itertools import product
from typing import Any

import httpx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ngckg.namespaces import ID
from tests.web.api import reference
from tests.web.api.conftest import Ask
from tests.web.reading import Dataset

_BODIES = [
    *("working-group/fortolkning", "working-group/klinisk-anvendelse-af-helgenomsekventering"),
    *("specialist-network/nyresvigt", "steering-group/implementering-af-personlig-medicin"),
    *("organization/nationalt-genom-center", "working-group/nobody"),
]
_DAYS = st.dates(date(2021, 1, 1), date(2025, 1, 1)).map(str)
_STATUSES = {
    "analysisType": ["germline", "somatic", "whole-genome-sequencing"],
    "requisitionStatus": ["available", "in-preparation"],
    "onboardingStatus": ["in-progress", "completed"],
    "statusReportStatus": ["published", "in-preparation"],
    "body": _BODIES,
    "step": ["drafting", "review", "approval", "evaluation"],
    "q": ["kræft", "KRÆFT", "cancer", "ø", "sygdom", "xyz", "(", "%", "\\", '"', "?q"],
    "certainty": ["certain", "possible"],
}
_FILTERS: dict[str, st.SearchStrategy[str]] = {
    **{name: st.sampled_from(values) for name, values in _STATUSES.items()},
    "approvedBefore": _DAYS,
    "approvedAfter": _DAYS,
}
asked_of_groups = st.fixed_dictionaries({}, optional=_FILTERS)

_WITH_A_SERVER = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@_WITH_A_SERVER
@given(asked=asked_of_groups)
def test_groups_are_those_that_pass(
    asked: dict[str, str], ask: Ask, groups: list[reference.Group]
) -> None:
    found = ask("/patient-groups", fields="key", limit=100, **asked)
    expected = {it.key for it in groups if it.passes(asked)}
    assert {it["key"] for it in found["items"]} == expected
    assert found["total"] == len(expected)


def test_groups_change_sides_on_the_very_days(ask: Ask, groups: list[reference.Group]) -> None:
    days = sorted({str(day) for it in groups for bounds in it.approvals for day in bounds})
    assert len(days) > 10
    for day, side, certainty in product(
        days, ("approvedBefore", "approvedAfter"), ("certain", "possible")
    ):
        asked = {side: day, "certainty": certainty}
        found = ask("/patient-groups", fields="key", limit=100, **asked)
        expected = {it.key for it in groups if it.passes(asked)}
        assert {it["key"] for it in found["items"]} == expected, asked


def test_filters_tell_groups_apart(groups: list[reference.Group]) -> None:
    """What is compared above is not nothing."""
    assert len(groups) == 17
    for name, values in _STATUSES.items():
        if name in ("certainty", "q"):
            continue
        passing = {value: {it.key for it in groups if it.passes({name: value})} for value in values}
        assert any(0 < len(it) < 17 for it in passing.values()), name


def test_certain_and_possible_are_two_answers(ask: Ask) -> None:
    counts = {
        certainty: ask("/patient-groups", approvedBefore="2022-06-01", certainty=certainty)["total"]
        for certainty in ("certain", "possible")
    }
    assert 0 < counts["certain"] < counts["possible"] < 17


def test_contradicting_group_passes_both_ways(ask: Ask) -> None:
    for status in ("available", "in-preparation"):
        found = ask("/patient-groups", requisitionStatus=status, fields="key")["items"]
        assert {"key": "foetal-medicin"}.items() <= _named(found, "foetal-medicin").items()


def _named(items: list[dict[str, Any]], key: str) -> dict[str, Any]:
    return next(it for it in items if it["key"] == key)


def test_a_body_is_named_by_its_iri_too(ask: Ask) -> None:
    short = ask("/patient-groups", body="working-group/fortolkning", fields="key")
    long = ask("/patient-groups", body=f"{ID}working-group/fortolkning", fields="key")
    assert short["items"] == long["items"] != []


_STEP_FILTERS: dict[str, st.SearchStrategy[str]] = {
    "kind": st.sampled_from(["drafting", "review", "approval", "evaluation"]),
    "patientGroup": st.sampled_from(["nyresvigt", "foetal-medicin", "nowhere"]),
    "body": _FILTERS["body"],
    "before": _DAYS,
    "after": _DAYS,
    "certainty": _FILTERS["certainty"],
}


@_WITH_A_SERVER
@given(asked=st.fixed_dictionaries({}, optional=_STEP_FILTERS))
def test_steps_are_those_that_pass(asked: dict[str, str], ask: Ask, dataset: Dataset) -> None:
    found = ask("/steps", fields="key", limit=100, **asked)
    expected = {
        step.partition("/")[2] for step in dataset.things("step") if _passes(dataset, step, asked)
    }
    assert {it["key"] for it in found["items"]} == expected


def _passes(dataset: Dataset, path: str, asked: dict[str, str]) -> bool:
    step = ID + path
    certainty = asked.get("certainty", "certain")
    bounds = reference.bounds(dataset, step)
    group, bodies = (
        dataset.values(step, "ngckg", "concerns"),
        dataset.values(step, "prov", "wasAssociatedWith"),
    )
    checks = {
        "kind": lambda it: it.capitalize() in reference.kinds(dataset, step),
        "patientGroup": lambda it: f"{ID}patient-group/{it}" in group,
        "body": lambda it: ID + it in bodies,
        "before": lambda it: reference.before(bounds, date.fromisoformat(it), certainty),
        "after": lambda it: reference.after(bounds, date.fromisoformat(it), certainty),
    }
    return all(checks[name](it) for name, it in asked.items() if name in checks)


def test_steps_change_sides_on_the_very_days(ask: Ask, dataset: Dataset) -> None:
    steps = dataset.things("step")
    days = sorted({str(day) for it in steps for day in reference.bounds(dataset, ID + it)})
    for day, side, certainty in product(days[::5], ("before", "after"), ("certain", "possible")):
        asked = {side: day, "certainty": certainty}
        found = ask("/steps", fields="key", limit=100, **asked)
        expected = {it.partition("/")[2] for it in steps if _passes(dataset, it, asked)}
        assert {it["key"] for it in found["items"]} == expected, asked


def test_day_itself_is_neither_before_nor_after(ask: Ask, dataset: Dataset) -> None:
    for path in dataset.things("step"):
        first, second, third, fourth = reference.bounds(dataset, ID + path)
        if first == fourth:
            key, day = path.partition("/")[2], first
            group = key.partition("/")[0]
            on_it = [
                ask("/steps", patientGroup=group, fields="key", limit=100, **{side: str(day)})
                for side in ("before", "after")
            ]
            assert all(key not in {it["key"] for it in found["items"]} for found in on_it)
            nearly = ask(
                "/steps", patientGroup=group, fields="key", before=str(day + timedelta(days=1))
            )
            assert key in {it["key"] for it in nearly["items"]}
            assert second == third == day
            break
    else:
        raise AssertionError("no step is dated by day")


def test_documents_by_kind_and_group(ask: Ask, dataset: Dataset) -> None:
    counts = {
        kind: ask("/documents", kind=kind, fields="key")["total"]
        for kind in (
            *("recommendation-document", "criteria-document"),
            *("requisition-form", "status-report"),
        )
    }
    assert sum(counts.values()) == len(dataset.things("document")) == 56
    assert counts["status-report"] == 6
    of_group = ask("/documents", patientGroup="nyresvigt", fields="key")["items"]
    assert {it["key"].partition("/")[0] for it in of_group} == {"nyresvigt"}
    assert ask("/documents", q="STATUSRAPPORT")["total"] == 6


def test_search_takes_its_words_as_they_are(ask: Ask, api: httpx.Client) -> None:
    assert ask("/specialist-networks", q="NYRE")["total"] == 1
    assert ask("/working-groups", q="fortolkning")["total"] == 1
    assert ask("/analysis-types", q="germline")["total"] == 1
    assert api.get("/patient-groups", params={"q": "} DROP ALL"}).json()["total"] == 0
