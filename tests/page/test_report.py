"""What was found is counted, what was not read is listed."""

import json

from ngckg.page import report
from ngckg.page.reader import read

PAGE = """De faglige anbefalinger for nyresvigt er:
 • Godkendt af styregruppen for implementering af personlig medicin i maj 2022
 • Godkendt af styregruppen for implementering af personlig medicin i maj
Rekvisition
"""


def test_the_summary_is_plain_data() -> None:
    page = read(PAGE.encode())
    summary = report.summary(page)
    assert json.loads(json.dumps(summary)) == summary
    assert summary["source"] == page.snapshot.key
    assert summary["title"] == PAGE.splitlines()[0]
    assert summary["lines"] == {"fact": 3, "not understood": 1}
    assert summary["not_understood"] == [
        {
            "line": 3,
            "text": "• Godkendt af styregruppen for implementering af personlig medicin i maj",
            "reason": "no year stands here",
        }
    ]


def test_every_kind_is_counted_even_where_there_is_none() -> None:
    found = report.found(read(PAGE.encode()))
    assert found.pop("requisitionStatus: available") == 1
    ones = {"PatientGroup", "ProcessStep", "Approval", "Document", "RequisitionForm"}
    assert {kind for kind, count in found.items() if count == 1} == ones
    assert {kind for kind, count in found.items() if count == 0} >= {"Review", "StatusReport"}


def test_a_long_line_is_shown_by_its_beginning() -> None:
    page = read(f"{PAGE}{'x' * 9000}\n".encode())
    shown = report.not_understood(page)[-1]["text"]
    assert len(shown) == report.MAX_SHOWN
    assert shown == "x" * (report.MAX_SHOWN - 1) + "…"
