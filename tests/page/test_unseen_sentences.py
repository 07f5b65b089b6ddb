"""Sentences that nobody has seen yet: read where every word is known, else reported."""

import pytest

from ngckg.page.reader import read
from ngckg.page.records import Verdict
from tests.page.unseen import PAGE, REMAINING, REPORTED, changed, documents, group, statuses, unread


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


@pytest.mark.parametrize(
    "heading",
    [
        "De faglige anbefalinger for lungesygdomme:",
        "De faglige anbefalniger for lungesygdomme er:",
        "Dog ikke for lungesygdomme.",
        "x" * 5000,
    ],
)
def test_an_analysis_does_not_pass_over_what_is_not_understood(heading: str) -> None:
    page = changed(
        (
            "De faglige anbefalinger for kardi",
            f"Somatisk analyse.\n{heading}\nDe faglige anbefalinger for kardi",
        )
    )
    assert unread(page).keys() == {"Somatisk analyse.", heading}
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
        ("Det passer ikke, at onboarding af de fortolkende afdelinger pågår.", set()),
        ("Onboarding af de fortolkende afdelinger er gennemført?", set()),
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


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Nyresvigt og Kardiologi", "Nyresvigt og Kardiologiske patienter"),
        ("de 2 patientgrupper: Nyresvigt og Kardiologi", "de 2 patientgrupper: Nyresvigt"),
        ("og Kardiologi.", "og Kardiologi, dog endnu ikke Oftalmologi."),
        ("er i gang.", "er i gang, dog ikke for oftalmologi."),
        ("er i gang.", "er i gang. Dog ikke for oftalmologi."),
        (
            REMAINING,
            f"Vi har også offentliggjort statusrapporter for Oftalmologi.\n{REMAINING}",
        ),
    ],
)
def test_the_remainder_is_known_only_where_all_that_is_said_of_it_is(old: str, new: str) -> None:
    page = changed((old, new))
    told = {line.number: line.reason or "" for line in page.not_understood}
    place = next(line.number for line in page.lines if "resterende" in line.text)
    assert "which groups remain is not told: line" in told[place]
    assert statuses(page, "oftalmologi") == {"requisitionStatus available listed"}
    assert "statusReportStatus published named" in statuses(page, "nyresvigt")


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
