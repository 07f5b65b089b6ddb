"""The shipped dataset against its shapes: nothing is wrong, and what is odd is known by name."""

import pytest

from ngckg.graph.checking import load_and_check
from ngckg.graph.report import Finding, Report, Severity
from ngckg.namespaces import ID, NGCSH
from tests.shared import ROOT

pytestmark = pytest.mark.slow

YOUNG_ADULTS = "kraeft-hos-unge-voksne-samt-arvelig-kraeft-hos-voksne"


@pytest.fixture(scope="module")
def report() -> Report:
    _, report = load_and_check(ROOT)
    return report


def _named(findings: tuple[Finding, ...], severity: Severity) -> list[tuple[str, str]]:
    return sorted(
        (finding.shape.removeprefix(NGCSH), finding.focus.removeprefix(ID))
        for finding in findings
        if finding.severity is severity
    )


def test_nothing_is_wrong(report: Report) -> None:
    assert _named(report.findings, Severity.VIOLATION) == []
    assert report.conforms


def test_what_is_odd_is_what_the_page_is_known_for(report: Report) -> None:
    silent_on_reviews = (
        "arvelige-hjertesygdomme",
        "endokrinologiske-patienter",
        "neurogenetiske-patienter",
        "nyresvigt",
        "primaer-immundefekt",
        "psykiatri-boern-og-unge",
    )
    assert _named(report.findings, Severity.WARNING) == [
        *(("PatientGroup-no-review", f"patient-group/{group}") for group in silent_on_reviews),
        ("PatientGroup-onboarding-and-report", "patient-group/psykiatri-boern-og-unge"),
        ("PatientGroup-requisitionForm", "patient-group/haematologisk-kraeft"),
        ("PatientGroup-requisitionStatus-single", "patient-group/foetal-medicin"),
        ("Review-after-drafting", f"step/{YOUNG_ADULTS}/kommentering-klinisk-anvendelse"),
    ]


def test_what_is_merely_hinted_at(report: Report) -> None:
    hints = _named(report.findings, Severity.INFO)
    documents = [focus for shape, focus in hints if shape == "Document-url"]
    assert len(documents) == 56  # the text form of the page has no addresses
    assert [(shape, focus) for shape, focus in hints if shape != "Document-url"] == [
        ("PatientGroup-one-working-group", "patient-group/kraeft-hos-boern-og-unge"),
        ("PatientGroup-one-working-group", f"patient-group/{YOUNG_ADULTS}"),
        ("SourceSnapshot-source", next(f for s, f in hints if s == "SourceSnapshot-source")),
    ]


def test_the_working_group_that_is_not_mentioned_is_named(report: Report) -> None:
    shape = f"{NGCSH}PatientGroup-one-working-group"
    values = {finding.value for finding in report.findings if finding.shape == shape}
    assert values == {f"{ID}working-group/fortolkning"}


def test_every_shape_looked_at_something_but_those_of_validity(report: Report) -> None:
    # The page dates no validity yet; the model has the place for it.
    assert {shape.removeprefix(NGCSH).split("-")[0] for shape in report.idle} == {
        "ValidThing",
        "Validity",
    }
    assert report.asked[f"{NGCSH}PatientGroup-approval"] == 17
    assert report.asked[f"{NGCSH}ProcessStep-concerns"] == 60
    assert report.asked[f"{NGCSH}Document-title"] == 56
    assert report.asked[f"{NGCSH}Evidence-line"] > 200
