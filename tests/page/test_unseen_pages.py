"""Pages that nobody has seen yet: what is new is read, what is not understood is reported."""

import pytest

from ngckg.page.reader import read
from ngckg.page.records import Page, PatientGroup, Verdict

REPORTED = "Vi har offentliggjort statusrapporter for de 2 patientgrupper: Nyresvigt og Kardiologi."
REMAINING = "Udarbejdelsen af statusrapporterne for de resterende patientgrupper er i gang."
PAGE = f"""{REPORTED}
{REMAINING}

De faglige anbefalinger for nyresvigt er:
 • Udarbejdet af nationalt specialistnetværk for nyresvigt oktober 2021 - marts 2022
 • Godkendt af styregruppen for implementering af personlig medicin maj/juni 2022
Statusrapport for nyresvigt:
 • Nationalt Genom Center evaluerede patientgruppen i samarbejde med specialistnetværket maj 2023.
Faglige anbefalinger
Rekvisition
Statusrapport nyresvigt

De faglige anbefalinger for kardiologi er:
 • Udarbejdet af specialistnetværket i marts 2024 - maj 2025
 • Kommenteret af arbejdsgruppen for fortolkning d. 3. juni 2025
Faglige anbefalinger
Indikationer og kriterier
Statusrapport kardiologi
Onboarding af de fortolkende afdelinger pågår.

De faglige anbefalinger for oftalmologi er:
 • Udarbejdet af specialistnetværket i marts 2024
Rekvisition
"""


def changed(*changes: tuple[str, str]) -> Page:
    """The page with other words here and there."""
    text = PAGE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return read(text.encode())


def unread(page: Page) -> dict[str, str]:
    return {line.text.strip(" •"): line.reason or "" for line in page.not_understood}


def group(page: Page, key: str) -> PatientGroup:
    return next(it for it in page.groups if it.key == key)


def statuses(page: Page, key: str) -> set[str]:
    return {f"{it.property} {it.value} {it.basis}" for it in group(page, key).statuses}


def steps(page: Page, key: str) -> dict[str, str]:
    return {step.key: step.when.edtf for step in group(page, key).steps}


def documents(page: Page, key: str) -> list[str]:
    return [document.key for document in group(page, key).documents]


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
    ],
)
def test_what_only_begins_like_a_title_is_no_document(line: str, reason: str) -> None:
    page = changed(("marts 2024\nRekvisition", f"marts 2024\n{line}"))
    assert documents(page, "oftalmologi") == []
    assert reason in unread(page)[line]


def test_a_group_told_twice_differently_keeps_both() -> None:
    again = """
De faglige anbefalinger for nyresvigt er:
 • Godkendt af styregruppen for implementering af personlig medicin august 2022
 • Godkendt af styregruppen for implementering af personlig medicin maj/juni 2022
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


def test_an_analysis_may_stand_on_a_line_before_the_heading() -> None:
    page = changed(
        (
            "De faglige anbefalinger for kardi",
            "Somatisk analyse.\n\nDe faglige anbefalinger for kardi",
        )
    )
    assert [it.analysis for it in group(page, "kardiologi").offers] == ["somatic"]
    assert group(page, "nyresvigt").offers == ()
    assert unread(page) == {}


def test_an_analysis_may_stand_right_after_the_heading() -> None:
    page = changed(("for kardiologi er:\n", "for kardiologi er:\nSomatisk analyse.\n"))
    assert [it.analysis for it in group(page, "kardiologi").offers] == ["somatic"]


def test_an_analysis_that_no_heading_follows_belongs_to_nobody() -> None:
    page = changed(
        ("Faglige anbefalinger\nIndik", "Somatisk analyse.\nFaglige anbefalinger\nIndik")
    )
    assert unread(page) == {"Somatisk analyse.": "no group's section begins after this"}
    assert all(it.offers == () for it in page.groups)


def test_an_analysis_at_the_end_of_the_page_belongs_to_nobody() -> None:
    page = read(f"{PAGE}Somatisk analyse.\n".encode())
    assert unread(page) == {"Somatisk analyse.": "no group's section begins after this"}


@pytest.mark.parametrize(
    ("line", "reported"),
    [
        ("Kardiologi", 1),
        ("De faglige anbefalinger for kardiologi følger.", 2),
        ("Oftalmologi", 0),
    ],
)
def test_a_note_belongs_to_no_group_that_another_name_parts_it_from(
    line: str, reported: int
) -> None:
    page = read(f"{PAGE}{line}\nOnboarding af de fortolkende afdelinger pågår.\n".encode())
    assert len(unread(page)) == reported
    noted = {
        it.key for it in page.groups for status in it.statuses if "onboarding" in status.property
    }
    assert noted == {"kardiologi"} | ({"oftalmologi"} if reported == 0 else set())


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Germline analyse mhp. fertilitet.", "unknown purpose: 'fertilitet'"),
        ("Germline analyse og epigenetisk analyse.", "unknown analysis: 'epigenetisk analyse'"),
        ("Germline analyse er udgået.", "unexpected in a sentence about analyses: 'er udgået'"),
        ("Germline analyse – for pancreas.", "unexpected in a sentence about analyses: 'pancreas'"),
        ("Germline analyse og germline.", "unexpected in a sentence about analyses: ''"),
    ],
)
def test_an_analysis_not_understood_is_no_offer(sentence: str, reason: str) -> None:
    page = changed(
        ("De faglige anbefalinger for kardi", f"{sentence} De faglige anbefalinger for kardi")
    )
    assert group(page, "kardiologi").offers == ()
    (told,) = unread(page).values()
    assert told == f"{reason} («{sentence}»)"


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("Onboarding af de fortolkende afdelinger er gennemført.", {"onboardingStatus completed"}),
        ("Rekvisition er under udarbejdelse.", {"requisitionStatus in-preparation"}),
        ("Statusrapporten er under udarbejdelse.", {"statusReportStatus in-preparation"}),
        ("Onboarding af de fortolkende afdelinger pågår ikke.", set()),
        ("Rekvisition er måske under udarbejdelse.", set()),
        ("Når onboarding af de fortolkende afdelinger er gennemført, melder NGC ud.", set()),
        ("Hvis alt går vel, onboarding af de fortolkende afdelinger pågår.", set()),
    ],
)
def test_a_note_is_read_only_where_every_word_is_known(note: str, told: set[str]) -> None:
    page = changed(("Onboarding af de fortolkende afdelinger pågår.", note))
    found = {
        it.removesuffix(" position") for it in statuses(page, "kardiologi") if "position" in it
    }
    assert found == told
    assert set(unread(page)) == (set() if told else {note})


def test_a_line_is_judged_by_sentence() -> None:
    line = (
        "Onboarding af de fortolkende afdelinger pågår. Kantinen har lukket. "
        "Rekvisition er under udarbejdelse."
    )
    page = changed(("Onboarding af de fortolkende afdelinger pågår.", line))
    assert unread(page) == {line: "no sentence of this form is known («Kantinen har lukket.»)"}
    assert {it for it in statuses(page, "kardiologi") if "position" in it} == {
        "onboardingStatus in-progress position",
        "requisitionStatus in-preparation position",
    }


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("2 patientgrupper", "3 patientgrupper", "speaks of 3 groups but names 2"),
        ("2 patientgrupper", "tre patientgrupper", "speaks of 3 groups but names 2"),
        (
            "Nyresvigt og Kardiologi.",
            "Nyresvigt, Lunger og Kardiologi.",
            "no group has the name 'Lunger'",
        ),
        ("har offentliggjort", "har ikke offentliggjort", "no sentence of this form"),
    ],
)
def test_the_list_of_reports_is_checked(old: str, new: str, reason: str) -> None:
    page = changed((old, new))
    assert any(reason in told for told in unread(page).values())
    assert ("statusReportStatus published named" in statuses(page, "nyresvigt")) == (
        "ikke" not in new
    )


def test_the_remainder_is_known_only_where_some_are_named() -> None:
    page = changed((f"{REPORTED}\n", ""))
    assert "which groups remain is not told" in unread(page)[REMAINING]
    assert statuses(page, "oftalmologi") == {"requisitionStatus available listed"}
    assert statuses(page, "nyresvigt") >= {"statusReportStatus published listed"}


def test_a_report_that_a_group_lists_is_none_that_is_being_written() -> None:
    page = changed(("2 patientgrupper: Nyresvigt og Kardiologi", "1 patientgruppe: Nyresvigt"))
    assert "statusReportStatus published listed" in statuses(page, "kardiologi")
    assert not any("remainder" in it for it in statuses(page, "kardiologi"))


@pytest.mark.parametrize(
    ("sentence", "keys"),
    [
        ("Alle anbefalinger er kommenteret af faglige eksperter.", {"review"}),
        ("Nogle anbefalinger er kommenteret af faglige eksperter.", set()),
        ("De er godkendt af styregruppen for implementering af personlig medicin.", {"approval"}),
        ("Der er regionernes sundhedsdirektører er medlemmer.", set()),
        (
            "Godkendt er de, godkendt af styregruppen for implementering af personlig medicin, "
            "hvor regionernes sundhedsdirektører og ministeren er medlemmer.",
            {"approval"},
        ),
        ("Og de næste planlægges i foråret 2030.", {"reports-planned"}),
        ("De næste planlægges " + "ganske " * 12 + "snart.", set()),
    ],
)
def test_the_general_part_is_read_clause_by_clause(sentence: str, keys: set[str]) -> None:
    page = read(f"{sentence}\n{PAGE}".encode())
    expected = keys | {"reports-published", "reports-in-preparation"}
    assert {it.kind.value for it in page.statements} == expected
    assert page.memberships == ()


def test_members_are_told_only_of_a_body_that_is_named() -> None:
    sentence = (
        "Alle anbefalinger er godkendt af styregruppen for implementering af personlig medicin, "
        "hvor også regionernes sundhedsdirektører er medlemmer."
    )
    page = read(f"{sentence}\n{PAGE}".encode())
    assert len(page.memberships) == 1
    assert page.lines[0].verdict is Verdict.FACT
    alone = read(f"{sentence.split(', ')[1]}\n{PAGE}".encode())
    assert alone.memberships == ()
    assert "members of what" in (alone.lines[0].reason or "")


@pytest.mark.parametrize(
    "line", ["Nyresvigt", "kardiologi", "Sidst opdateret den 3. maj 2024", "Læs mere", "•"]
)
def test_known_words_without_a_fact_are_boilerplate(line: str) -> None:
    page = read(f"{line}\n{PAGE}".encode())
    assert page.lines[0].verdict is Verdict.BOILERPLATE
    assert unread(page) == {}


@pytest.mark.parametrize(
    "line", ["Kontakt os på telefon", "Sidst opdateret af Jens", "...", "Arytmi"]
)
def test_unknown_words_are_reported_where_they_stand(line: str) -> None:
    page = changed(("Statusrapport kardiologi\n", f"Statusrapport kardiologi\n{line}\n"))
    (told,) = page.not_understood
    assert (told.text, told.reason) == (line, "no sentence of this form is known")
    assert page.snapshot.text[told.start : told.end] == f"{line}\n"
    assert documents(page, "kardiologi")[-1] == "statusrapport"


def test_a_groups_name_over_another_list_ends_the_section() -> None:
    page = changed(
        ("De faglige anbefalinger for kardiologi er:", "Oftalmologi"),
        ("2 patientgrupper: Nyresvigt og Kardiologi", "1 patientgruppe: Nyresvigt"),
    )
    assert documents(page, "nyresvigt") == ["faglige-anbefalinger", "rekvisition", "statusrapport"]
    assert len(unread(page)) == 6
