"""Each form of a date says what it says and no more; what is no date is told why."""

from collections.abc import Iterator
from datetime import date

import pytest

from ngckg.page import dates
from ngckg.page.dates import BadDate, Dates, parse
from ngckg.page.words import words

FORMS = [
    ("den 3. december 2021", "2021-12-03", "2021-12-03 2021-12-03 2021-12-03 2021-12-03"),
    ("d. 16. maj 2022", "2022-05-16", "2022-05-16 2022-05-16 2022-05-16 2022-05-16"),
    ("1. marts 2024", "2024-03-01", "2024-03-01 2024-03-01 2024-03-01 2024-03-01"),
    ("29. februar 2024", "2024-02-29", "2024-02-29 2024-02-29 2024-02-29 2024-02-29"),
    ("august 2022", "2022-08", "2022-08-01 2022-08-31 2022-08-01 2022-08-31"),
    ("aug. 2022", "2022-08", "2022-08-01 2022-08-31 2022-08-01 2022-08-31"),
    ("i maj 2021", "2021-05", "2021-05-01 2021-05-31 2021-05-01 2021-05-31"),
    ("maj/juni 2022", "[2022-05,2022-06]", "2022-05-01 2022-06-30 2022-05-01 2022-06-30"),
    ("maj eller juni 2022", "[2022-05,2022-06]", "2022-05-01 2022-06-30 2022-05-01 2022-06-30"),
    (
        "december 2022/januar 2023",
        "[2022-12,2023-01]",
        "2022-12-01 2023-01-31 2022-12-01 2023-01-31",
    ),
    ("maj - september 2021", "2021-05/2021-09", "2021-05-01 2021-05-31 2021-09-01 2021-09-30"),
    ("i maj–september 2021", "2021-05/2021-09", "2021-05-01 2021-05-31 2021-09-01 2021-09-30"),
    (
        "november 2021 – marts 2022",
        "2021-11/2022-03",
        "2021-11-01 2021-11-30 2022-03-01 2022-03-31",
    ),
    (
        "fra januar til maj 2023.",
        "2023-01/2023-05",
        "2023-01-01 2023-01-31 2023-05-01 2023-05-31",
    ),
    ("maj - maj 2021", "2021-05", "2021-05-01 2021-05-31 2021-05-01 2021-05-31"),
    ("3. - 5. maj 2021", "2021-05-03/2021-05-05", "2021-05-03 2021-05-03 2021-05-05 2021-05-05"),
    ("DEN 3. Maj 2021", "2021-05-03", "2021-05-03 2021-05-03 2021-05-03 2021-05-03"),
]


@pytest.mark.parametrize(("text", "edtf", "bounds"), FORMS, ids=[form[0] for form in FORMS])
def test_a_date_has_the_precision_it_is_written_with(text: str, edtf: str, bounds: str) -> None:
    found = parse(text)
    assert found.edtf == edtf
    assert bounds.split() == [
        str(day)
        for day in (
            found.start_not_before,
            found.start_not_after,
            found.end_not_before,
            found.end_not_after,
        )
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("31. februar 2022", "no such day"),
        ("29. februar 2023", "no such day"),
        ("den 0. maj 2022", "no such day"),
        ("maj 0000", "no such day"),
        ("brumaire 2022", "unknown month 'brumaire'"),
        ("den 3. brumaire 2022", "unknown month 'brumaire'"),
        ("medio maj 2022", "unknown month 'medio'"),
        ("maj - brumaire 2022", "unknown month 'brumaire'"),
        ("maj", "no year"),
        ("maj 21", "unexpected '21'"),
        ("maj 20222", "unexpected '20222'"),
        ("maj ٢٠٢٢", "unexpected"),
        ("maj 2021 - september", "no year"),
        ("2022", "unexpected '2022'"),
        ("den maj 2022", "no day"),
        ("", "no date"),
        ("i", "no date"),
        ("fra maj 2022", "second of two dates is missing"),
        ("fra maj 2022/juni 2022", "unexpected '/'"),
        ("maj - juni - juli 2022", "unexpected '-'"),
        ("maj 2022 og senere", "unexpected 'og'"),
        ("september - maj 2021", "comes before it"),
        ("marts 2022 – november 2021", "comes before it"),
        ("juni/maj 2022", "comes before it"),
        ("december/januar 2023", "comes before it"),
        ("maj/maj 2022", "the same"),
        ("30. maj/juni 2022", "only one of two dates has a day"),
        ("- maj 2022", "no month"),
    ],
)
def test_what_is_no_date_is_told_why(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse(text)


def test_the_text_is_the_dates_own_words() -> None:
    assert parse("i maj -\u00a0september  2021").text == "maj - september 2021"
    assert parse("den\u00a013. oktober 2021").text == "den 13. oktober 2021"
    assert parse("fra januar til maj 2023.").text == "fra januar til maj 2023"


class Grammar:
    """Stands in for the library: finds this, here, or nothing."""

    def __init__(self, *found: object) -> None:
        self._found = found

    def scan_string(self, _text: str) -> Iterator[object]:
        return iter(self._found)


class Other:
    """A value that the library takes for other days."""

    def lower_strict(self) -> tuple[int, ...]:
        return (1999, 1, 1)

    upper_strict = lower_strict


@pytest.mark.parametrize(
    ("grammar", "reason"),
    [
        (Grammar(), "2021-05 is not EDTF"),
        (Grammar(([Other()], 0, 4)), "2021-05 is not EDTF"),
        (Grammar(([Other()], 0, 7)), "2021-05 means other days"),
    ],
)
def test_the_library_must_confirm_every_value(
    grammar: Grammar, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dates, "level0Expression", grammar)
    with pytest.raises(BadDate, match=reason):
        parse("maj 2021")


def test_more_dates_than_any_page_has_are_not_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dates, "MAX_DATES", 2)
    reader = Dates()
    for text in ("maj 2021", "juni 2021", "maj 2021"):
        assert reader.read(text, words(text)).start_not_before.year == 2021
    with pytest.raises(BadDate, match="more than 2 different dates"):
        reader.read("juli 2021", words("juli 2021"))


def test_the_words_of_a_date_are_found_at_the_end() -> None:
    line = words("specialistnetværket i maj - september 2021")
    assert dates.tail(line) == 1
    assert dates.tail(words("uden dato")) == 2
    assert date(2021, 5, 1) == parse("maj 2021").start_not_before
