"""Where the rules across things draw the line: what is certain is told, what is possible is not."""

import pytest

from tests.shapes.world import SPOILT, VALIDATOR, broken, spoilt

pytestmark = pytest.mark.slow

GROUP = "<patient-group/eksempelsyge>"
STEP = "<step/eksempelsyge/{}>"
QUOTE = "<evidence/0123456789ab/100-112/quote>"
POSITION = "<evidence/0123456789ab/100-112/position>"


def _dated(step: str, edtf: str, *bounds: str) -> str:
    names = ("startNotBefore", "startNotAfter", "endNotBefore", "endNotAfter")
    new = " ; ".join(f'ngckg:{n} "{d}"^^xsd:date' for n, d in zip(names, bounds, strict=True))
    return f"""
        DELETE {{ ?step ?bound ?day ; ngckg:edtf ?edtf }}
        INSERT {{ ?step ngckg:edtf "{edtf}"^^edtf:EDTF ; {new} }}
        WHERE {{ BIND ({STEP.format(step)} AS ?step) ?step ngckg:edtf ?edtf ; ?bound ?day
          FILTER (DATATYPE(?day) = xsd:date) }}"""


def _day(step: str, day: str) -> str:
    return _dated(step, day, day, day, day, day)


MAY = ("2021-05", "2021-05-01", "2021-05-31", "2021-05-01", "2021-05-31")
REVIEWS = ("kommentering-fortolkning", "kommentering-klinisk-anvendelse")


@pytest.mark.parametrize(
    ("update", "expected"),
    [
        pytest.param(
            [_dated(step, *MAY) for step in (*REVIEWS, "godkendelse")],
            set(),
            id="reviewed and approved in the month in which the drafting ended",
        ),
        pytest.param(
            [_day(step, "2021-05-01") for step in (*REVIEWS, "godkendelse")],
            set(),
            id="reviewed and approved on the first day on which the drafting can have ended",
        ),
        pytest.param(
            [_day("godkendelse", "2021-06-07")],
            set(),
            id="approved on the day of a review",
        ),
        pytest.param(
            [_day("godkendelse", "2021-06-06")],
            {"Approval-after-review"},
            id="approved on the day before a review",
        ),
        pytest.param(
            [_day(REVIEWS[0], "2021-04-30")],
            {"Review-after-drafting"},
            id="reviewed on the day before the drafting can have ended",
        ),
        pytest.param(
            [
                _dated("evaluering", "2021-08/2021-10",
                       "2021-08-01", "2021-08-31", "2021-10-01", "2021-10-31"),
            ],
            set(),
            id="evaluated from the month in which it may have been approved",
        ),
        pytest.param(
            [
                _dated("evaluering", "2021-07/2021-10",
                       "2021-07-01", "2021-07-31", "2021-10-01", "2021-10-31"),
            ],
            {"Evaluation-after-approval"},
            id="evaluated from the month before it can have been approved",
        ),
    ],
)  # fmt: skip
def test_steps_follow_each_other(update: list[str], expected: set[str]) -> None:
    assert broken(VALIDATOR.report(spoilt(" ;".join(update)))) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("a b c d e f g h i j k l", set()),
        ("a b c d e f g h i j k l m", {"TextQuoteSelector-exact-words"}),
        ("æøå 🧬", set()),
        ("æøå 🧬 ", {"TextQuoteSelector-exact-words"}),
        ("d. 3.\u00a0juni 2022", set()),
    ],
)
def test_a_quotation_is_counted_in_words_and_code_points(words: str, expected: set[str]) -> None:
    update = f"""
        DELETE DATA {{ {QUOTE} oa:exact "eksempelsyge" . {POSITION} oa:end 112 }} ;
        INSERT DATA {{ {QUOTE} oa:exact "{words}" . {POSITION} oa:end {100 + len(words)} }}"""
    assert broken(VALIDATOR.report(spoilt(update))) == expected


def test_evidence_may_end_with_the_last_character_and_not_after_it() -> None:
    def report(count: int) -> set[str]:
        source = "<source/0123456789ab> ngckg:characterCount"
        update = f"DELETE DATA {{ {source} 1000 }} ; INSERT DATA {{ {source} {count} }}"
        return broken(VALIDATOR.report(spoilt(update)))

    assert report(208) == set()
    assert report(207) == {"SourceSnapshot-evidence-end"}


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        pytest.param([], set(), id="at the time of the first"),
        pytest.param(["2024-12-01"], set(), id="after the evaluation began"),
        pytest.param(
            ["2024-12-01", "2025-01-01"],
            {"Evaluation-after-approval"},
            id="and neither before the evaluation",
        ),
    ],
)
def test_a_second_approval_is_one_too_many_and_no_review(
    days: list[str], expected: set[str]
) -> None:
    steps = ("godkendelse-2", "godkendelse")
    copied = f"""
        INSERT {{ {STEP.format("godkendelse-2")} ?p ?o }}
        WHERE {{ {STEP.format("godkendelse")} ?p ?o }}"""
    dated = [_day(step, day) for step, day in zip(steps, days, strict=False)]
    found = broken(VALIDATOR.report(spoilt(" ;".join([copied, *dated]))))
    assert found == {"PatientGroup-approval", *expected}


def test_a_report_without_its_evaluation_is_told_from_both_sides() -> None:
    update = f"DELETE WHERE {{ {STEP.format('evaluering')} ?p ?o }}"
    expected = {"PatientGroup-statusReport", "StatusReport-evaluation"}
    assert broken(VALIDATOR.report(spoilt(update))) == expected


def test_a_report_in_preparation_needs_neither_document_nor_evaluation() -> None:
    status = "ngckg:statusReportStatus <status-report-status/{}>"
    statement = "<statement/eksempelsyge/status-report-status/published>"
    removed = SPOILT["PatientGroup-statusReport"].read_text(encoding="utf-8")
    update = f"""{removed} ;
        DELETE DATA {{ {GROUP} {status.format("published")} }} ;
        INSERT DATA {{ {GROUP} {status.format("in-preparation")} }} ;
        DELETE {{ {statement} rdf:object ?old }}
        INSERT {{ {statement} rdf:object <status-report-status/in-preparation> }}
        WHERE {{ {statement} rdf:object ?old }}"""
    assert broken(VALIDATOR.report(spoilt(update))) == set()


def test_no_review_is_odd_only_where_the_source_says_that_all_were_reviewed() -> None:
    removed = SPOILT["PatientGroup-no-review"].read_text(encoding="utf-8")
    update = f"{removed} ; DELETE WHERE {{ <general-statement/kommentering> ?p ?o }}"
    assert broken(VALIDATOR.report(spoilt(update))) == set()


def test_a_statement_of_another_time_need_not_hold_now() -> None:
    changed = SPOILT["Statement-asserted"].read_text(encoding="utf-8")
    statement = "<statement/eksempelsyge/pref-label/sample-disease>"
    validity = "<validity/analysis-offer/eksempelsyge/germline>"
    update = f"{changed} ; INSERT DATA {{ {statement} ngckg:validity {validity} }}"
    assert broken(VALIDATOR.report(spoilt(update))) == set()
