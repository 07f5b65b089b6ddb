"""Sections that nobody has seen yet: what is new is read, the rest is reported where it stands."""

import pytest

from ngckg.page.reader import read
from tests.page.unseen import (
    PAGE,
    REMAINING,
    REPORTED,
    changed,
    documents,
    group,
    statuses,
    steps,
    unread,
)


def test_the_page_unchanged_is_read_whole() -> None:
    page = changed()
    assert unread(page) == {}
    assert [it.name for it in page.groups] == ["Nyresvigt", "Kardiologi", "Oftalmologi"]
    assert statuses(page, "oftalmologi") == {
        "requisitionStatus available listed",
        "statusReportStatus in-preparation remainder",
    }


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("oktober 2021 - marts 2022", "31. februar 2022", "there is no such day"),
        ("oktober 2021 - marts 2022", "brumaire 2022", "unknown month 'brumaire'"),
        ("oktober 2021 - marts 2022", "maj 2022 - marts 2022", "comes before it"),
        ("oktober 2021 - marts 2022", "", "no date stands here"),
        ("oktober 2021 - marts 2022", "maj 2022 (udkast)", "unexpected '('"),
        ("netværk for nyresvigt", "netværk for kardiologi", "names the network for 'kardiologi'"),
        ("netværk for nyresvigt", "råd for nyresvigt", "unknown body: 'nationalt specialistråd"),
    ],
)
def test_a_step_that_cannot_be_right_is_left_out_and_reported(
    old: str, new: str, reason: str
) -> None:
    page = changed((old, new))
    ((line, told),) = unread(page).items()
    assert line.startswith("Udarbejdet af nationalt")
    assert reason in told
    assert steps(page, "nyresvigt") == {"godkendelse": "[2022-05,2022-06]", "evaluering": "2023-05"}


@pytest.mark.parametrize(
    ("moment", "key"), [("maj/juni 2022", "godkendelse"), ("d. 3. juni 2025", "kommentering")]
)
@pytest.mark.parametrize("span", ["maj-juni 2026", "maj til juni 2026", "d. 30.-31. maj 2026"])
def test_an_approval_or_a_review_lasts_no_months(moment: str, key: str, span: str) -> None:
    page = changed((moment, span))
    (reason,) = unread(page).values()
    assert "happens at one moment, but a span is written" in reason
    assert not any(step.startswith(key) for it in page.groups for step in steps(page, it.key))


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ("arbejdsgruppen for etik", "arbejdsgruppen for etik"),
        ("arbejdsgruppen for fortolkning af film", "arbejdsgruppen for fortolkning af film"),
        ("styregruppen for implementering af personlig medicin", "styregruppen for"),
    ],
)
def test_an_unknown_body_is_named_in_the_report(body: str, named: str) -> None:
    page = changed(("arbejdsgruppen for fortolkning", body))
    (reason,) = unread(page).values()
    assert reason.startswith(f"unknown body: '{named}")
    assert steps(page, "kardiologi") == {"udarbejdelse": "2024-03/2025-05"}


def test_an_evaluation_by_someone_else_is_not_ngcs() -> None:
    page = changed(("Nationalt Genom Center evaluerede", "Regionerne evaluerede"))
    assert "unknown body: 'Regionerne'" in unread(page).values()
    assert "evaluering" not in steps(page, "nyresvigt")


def test_without_its_heading_a_list_belongs_to_no_group() -> None:
    page = changed(("De faglige anbefalinger for kardiologi er:\n", ""))
    assert [it.name for it in page.groups] == ["Nyresvigt", "Oftalmologi"]
    assert steps(page, "nyresvigt").keys() == {"udarbejdelse", "godkendelse", "evaluering"}
    assert documents(page, "nyresvigt") == ["faglige-anbefalinger", "rekvisition", "statusrapport"]
    assert statuses(page, "nyresvigt") == {
        "requisitionStatus available listed",
        "statusReportStatus published named",
    }
    reported = unread(page)
    assert "without a group's heading" in reported.pop(
        "Udarbejdet af specialistnetværket i marts 2024 - maj 2025"
    )
    assert "no group has the name 'Kardiologi'" in reported.pop(REPORTED)
    assert "which groups remain is not told: line 1" in reported.pop(REMAINING)
    assert reported.keys() == {
        "Kommenteret af arbejdsgruppen for fortolkning d. 3. juni 2025",
        "Faglige anbefalinger",
        "Indikationer og kriterier",
        "Statusrapport kardiologi",
        "Onboarding af de fortolkende afdelinger pågår.",
    }


@pytest.mark.parametrize(
    ("heading", "reason"),
    [
        ("De faglige anbefalinger for er:", "without a name"),
        ("De faglige anbefalinger for patientgruppen er:", "without a name"),
        ("De faglige anbefalinger for kardiologi", "does not end like one"),
        ("De faglige anbefalinger for kardiologi blev ændret:", "does not end like one"),
        ("De faglige anbefalinger for kardiologi er under revision.", "does not end like one"),
        ("De faglige anbefalinger for 鼻 er:", "without a usable name"),
        (f"De faglige anbefalinger for {'x' * 300} er:", "without a usable name"),
    ],
)
def test_a_heading_that_names_no_group_ends_the_section_before_it(
    heading: str, reason: str
) -> None:
    page = changed(("De faglige anbefalinger for kardiologi er:", heading))
    assert [it.name for it in page.groups] == ["Nyresvigt", "Oftalmologi"]
    assert documents(page, "nyresvigt") == ["faglige-anbefalinger", "rekvisition", "statusrapport"]
    assert reason in unread(page)[heading]


@pytest.mark.parametrize(
    "heading",
    [
        "Faglige anbefalinger for kardiologi er:",
        "De faglige anbefalinger for kardiologi er",
        "De faglige anbefalinger for patientgruppen kardiologi er følgende:",
        " - DE FAGLIGE ANBEFALINGER FOR kardiologi ER :",
    ],
)
def test_a_heading_may_be_worded_a_little_differently(heading: str) -> None:
    page = changed(("De faglige anbefalinger for kardiologi er:", heading))
    assert unread(page) == {}
    assert group(page, "kardiologi").name == "Kardiologi"


@pytest.mark.parametrize(
    "heading",
    [
        "De faglige anbefalniger for oftalmologi er:",
        "De faglige anbefalniger for oftalmologi",
        "Faglige anbefalinger for patientgruppen oftalmologi i drift",
        "De faglgie råd om oftalmologi er:",
    ],
)
@pytest.mark.parametrize("documents_before", [True, False])
def test_a_misspelt_heading_ends_the_section_before_it(
    heading: str, documents_before: bool
) -> None:
    start = PAGE.index("Faglige anbefalinger\nIndik")
    listed = PAGE[start : PAGE.index("De faglige anbefalinger for oft")]
    page = changed(
        (listed, listed if documents_before else ""),
        ("De faglige anbefalinger for oftalmologi er:", heading),
    )
    assert [it.name for it in page.groups] == ["Nyresvigt", "Kardiologi"]
    assert steps(page, "kardiologi").keys() == {"udarbejdelse", "kommentering-fortolkning"}
    assert ("rekvisition" in documents(page, "kardiologi")) is False
    assert unread(page).keys() == {
        heading,
        "Udarbejdet af specialistnetværket i marts 2024",
        "Rekvisition",
    }


@pytest.mark.parametrize(
    "again",
    [
        "Udarbejdet af specialistnetværket i marts 2026",
        "Godkendt af styregruppen for implementering af personlig medicin den 10. juni 2026",
    ],
)
def test_a_second_drafting_or_approval_is_another_list(again: str) -> None:
    approved = "Godkendt af styregruppen for implementering af personlig medicin maj/juni 2022"
    page = changed((f"{approved}\n", f"{approved}\n • {again}\n"))
    assert steps(page, "nyresvigt") == {
        "udarbejdelse": "2021-10/2022-03",
        "godkendelse": "[2022-05,2022-06]",
    }
    assert documents(page, "nyresvigt") == []
    assert "without a group's heading" in unread(page)[again]


def test_documents_alone_cannot_begin_a_group_either() -> None:
    start = PAGE.index("De faglige anbefalinger for kardiologi")
    page = changed((PAGE[start : PAGE.index("Faglige anbefalinger\nIndik")], ""))
    assert documents(page, "nyresvigt") == ["faglige-anbefalinger", "rekvisition", "statusrapport"]
    assert "without a group's heading" in unread(page)["Faglige anbefalinger"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Rekvisition germline", "rekvisition"),
        ("Rekvisition (pdf)", "rekvisition"),
        ("Rekvisitionsblanket", "rekvisition"),
        ("Rekvisition for oftalmologi", "rekvisition"),
        ("Anbefalinger for patientgruppen oftalmologi", "faglige-anbefalinger"),
        ("Indikationer og kriterier for oftalmologi", "indikationer-og-kriterier"),
        ("Statusrapport oftalmolgi", "statusrapport"),
        ("Statusrapport oftalmologi (pdf, 1,2 MB)", "statusrapport"),
        ("Rekvisition inkl. vejledning (version 2, maj 2024)", "rekvisition"),
    ],
)
def test_a_title_is_told_by_how_it_begins(line: str, kind: str) -> None:
    page = changed(("marts 2024\nRekvisition", f"marts 2024\n{line}"))
    (document,) = group(page, "oftalmologi").documents
    assert (document.key, document.title) == (kind, line)
    assert unread(page) == {}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Rekvisition følger", "no sentence of this form"),
        ("Rekvisition for oftalmologi er ikke klar", "no sentence of this form"),
        ("Statusrapport forventes i 2026", "no sentence of this form"),
        ("Statusrapport kardiologi", "names another group"),
        ("Statusrapport for kardiologi:", "names another group"),
        ("Statusrapport for lungesygdomme:", "names no group"),
        ("Indikationer og kriterier:", "no sentence of this form"),
        ("Rekvisition (under udarbejdelse)", "no sentence of this form"),
        ("Rekvisition (kommer snart)", "no sentence of this form"),
        ("Rekvisition (pdf, udgået)", "no sentence of this form"),
        ("Rekvisition for oftalmologi (ikke tilgængelig)", "no sentence of this form"),
        ("Rekvisition inkl. vejledning er ikke klar endnu", "no sentence of this form"),
        ("Statusrapport (planlagt 2026)", "no sentence of this form"),
        ("Statusrapport (2026)", "no sentence of this form"),
        ("Statusrapport inkl. bilag forventes i 2026", "no sentence of this form"),
        ("Statusrapport oftalmologi ej", "no sentence of this form"),
        ("Statusrapport for oftalmologi.", "no sentence of this form"),
    ],
)
def test_what_only_begins_like_a_title_is_no_document(line: str, reason: str) -> None:
    page = changed(("marts 2024\nRekvisition", f"marts 2024\n{line}"))
    assert documents(page, "oftalmologi") == []
    assert reason in unread(page)[line]


@pytest.mark.parametrize("title", ["Statusrapport for nyresvigt", "Statusrapport nyresvigt"])
def test_a_reports_title_over_its_evaluation_is_a_heading(title: str) -> None:
    page = changed(("Statusrapport for nyresvigt:", title))
    assert unread(page) == {}
    titles = [it.title for it in group(page, "nyresvigt").documents]
    assert titles == ["Faglige anbefalinger", "Rekvisition", "Statusrapport nyresvigt"]


@pytest.mark.parametrize(
    ("below", "reason"),
    [
        ("Forventes offentliggjort i 2026.", "may be a report's title or a heading"),
        ("Statusrapporten er under udarbejdelse.", None),
    ],
)
def test_what_may_be_a_heading_lists_no_report(below: str, reason: str | None) -> None:
    title = "Statusrapport for oftalmologi"
    page = changed(("marts 2024\nRekvisition", f"marts 2024\n{title}\n\n{below}\nRekvisition"))
    assert documents(page, "oftalmologi") == ["rekvisition"]
    assert (reason or "") in unread(page).get(title, "")
    assert unread(page).keys() == ({title, below} if reason else set())


@pytest.mark.parametrize(
    "broken", ["oktober 2021\n – marts 2022", "oktober 2021\n\n- marts\n2022", "2021\n2022"]
)
def test_a_date_that_goes_on_in_the_next_line_is_not_read(broken: str) -> None:
    page = changed(("oktober 2021 - marts 2022", broken))
    assert "udarbejdelse" not in steps(page, "nyresvigt")
    assert "godkendelse" in steps(page, "nyresvigt")
    assert len(unread(page)) == len(broken.split("\n")) - broken.count("\n\n")


def test_a_group_told_twice_differently_keeps_both() -> None:
    again = """
De faglige anbefalinger for nyresvigt er:
 • Godkendt af styregruppen for implementering af personlig medicin august 2022
Rekvisition
Rekvisition (ny)
"""
    page = read(f"{PAGE}{again}".encode())
    assert steps(page, "nyresvigt") == {
        "udarbejdelse": "2021-10/2022-03",
        "godkendelse": "[2022-05,2022-06]",
        "godkendelse-2": "2022-08",
        "evaluering": "2023-05",
    }
    titles = {it.key: (it.title, len(it.mentions)) for it in group(page, "nyresvigt").documents}
    assert titles["rekvisition"] == ("Rekvisition", 2)
    assert titles["rekvisition-2"] == ("Rekvisition (ny)", 1)
    assert len(group(page, "nyresvigt").mentions) == 2
    assert unread(page) == {}


def test_a_groups_name_over_another_list_ends_the_section() -> None:
    page = changed(
        ("De faglige anbefalinger for kardiologi er:", "Oftalmologi"),
        ("2 patientgrupper: Nyresvigt og Kardiologi", "1 patientgruppe: Nyresvigt"),
    )
    assert documents(page, "nyresvigt") == ["faglige-anbefalinger", "rekvisition", "statusrapport"]
    assert len(unread(page)) == 6
