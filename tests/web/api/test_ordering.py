"""May this group be ordered? What the source says, and never more."""

from typing import Any

import pyoxigraph as ox
import pytest

from ngckg.namespaces import ID, NGCKG, PREFIXES
from ngckg.rdf.terms import N
from ngckg.web.api.framing import Graph
from ngckg.web.api.ordering import ordering
from tests.web.api import reference
from tests.web.api.conftest import Ask
from tests.web.reading import Dataset

GROUP = ox.NamedNode(f"{ID}patient-group/x")


def said(*statuses: str) -> Graph:
    return Graph(
        ox.Triple(GROUP, N.ngckg.requisitionStatus, ox.NamedNode(f"{ID}requisition-status/{it}"))
        for it in statuses
    )


@pytest.mark.parametrize(
    ("statuses", "state"),
    [
        (("available",), "stated-available"),
        (("in-preparation",), "stated-in-preparation"),
        (("available", "in-preparation"), "contradictory"),
        ((), "not-stated"),
    ],
)
def test_state_is_what_is_said(statuses: tuple[str, ...], state: str) -> None:
    found = ordering(GROUP, said(*statuses))
    assert found.state == state
    assert found.contradiction == (state == "contradictory")
    assert set(found.explanation) == {"da", "en"}
    assert found.statements == []
    assert found.analyses == found.criteria == found.forms == found.onboarding == []


def test_explanations_tell_the_states_apart() -> None:
    states = [(), ("available",), ("in-preparation",), ("available", "in-preparation")]
    for lang in ("da", "en"):
        told = {ordering(GROUP, said(*it), lang).explanation[lang] for it in states}
        assert len(told) == 4


def test_every_group_is_answered_as_the_release_says(
    ask: Ask, groups: list[reference.Group], dataset: Dataset
) -> None:
    states = set()
    for group in groups:
        found = ask(f"/patient-groups/{group.key}/ordering")
        told, stated = found["ordering"], group.codes["requisitionStatus"]
        states.add(told["state"])
        assert {it["says"] for it in told["statements"]} == stated
        assert told["contradiction"] == (len(stated) == 2)
        assert set(told["analyses"]) == group.codes["analysisType"]
        assert set(told["onboarding"]) == group.codes["onboardingStatus"]
        documents = dataset.values(ID + f"patient-group/{group.key}", "ngckg", "document")
        for name, kind in (("criteria", "CriteriaDocument"), ("forms", "RequisitionForm")):
            assert set(told[name]) == {
                it for it in documents if kind in reference.kinds(dataset, it)
            }
        listed = {it["@id"] for it in found.get("documents", [])}
        assert listed == {*told["criteria"], *told["forms"]}
        assert all(it["evidence"] for it in told["statements"])
    assert states >= {"stated-available", "stated-in-preparation", "contradictory"}


def test_contradiction_has_the_evidence_of_both_sides(ask: Ask) -> None:
    told = ask("/patient-groups/foetal-medicin/ordering", lang="en")["ordering"]
    assert told["state"] == "contradictory"
    assert "contradicts itself" in told["explanation"]["en"]
    words = {it["says"]: _words(it) for it in told["statements"]}
    assert words["available"] == ["Rekvisition"]
    assert "under udarbejdelse" in words["in-preparation"][0]
    bases = {it["says"]: it["basis"] for it in told["statements"]}
    assert bases == {"available": "listed", "in-preparation": "position"}
    assert set(told["caveat"]) == {"en"}


def _words(statement: dict[str, Any]) -> list[str]:
    return [
        selector["exact"]
        for place in statement["evidence"]
        for selector in place["selectors"]
        if "exact" in selector
    ]


def test_answer_is_in_the_group_too(ask: Ask) -> None:
    for key in ("foetal-medicin", "nyresvigt", "haematologisk-kraeft"):
        alone = ask(f"/patient-groups/{key}/ordering")
        whole = ask(f"/patient-groups/{key}")
        assert whole["ordering"] == alone["ordering"]
        assert {"steps", "evidence", "specialistNetwork"}.isdisjoint(alone)


def test_status_of_another_property_counts_for_nothing() -> None:
    """A report in preparation says nothing of the form."""
    statement = ox.NamedNode(f"{ID}statement/x/status-report-status/in-preparation")
    triples = [
        ox.Triple(statement, N.rdf.subject, GROUP),
        ox.Triple(statement, N.rdf.predicate, ox.NamedNode(f"{NGCKG}statusReportStatus")),
        ox.Triple(
            statement,
            ox.NamedNode(PREFIXES["rdf"] + "object"),
            ox.NamedNode(f"{ID}status-report-status/in-preparation"),
        ),
    ]
    found = ordering(GROUP, Graph(triples))
    assert (found.state, found.statements) == ("not-stated", [])
