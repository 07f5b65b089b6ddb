"""Dates in words: as precise as the source and no more."""

from datetime import date

import pytest

from ngckg.web.pages.messages import Lang, load
from ngckg.web.pages.when import Calendar, When

DAY = When("2021-12-03", "den 3. december 2021", *[date(2021, 12, 3)] * 4)
MONTH = When(
    "2022-08",
    "august 2022",
    date(2022, 8, 1),
    date(2022, 8, 31),
    date(2022, 8, 1),
    date(2022, 8, 31),
)
EITHER = When(
    "[2022-05,2022-06]",
    "maj/juni 2022",
    date(2022, 5, 1),
    date(2022, 6, 30),
    date(2022, 5, 1),
    date(2022, 6, 30),
)
SPAN = When(
    "2021-05/2021-09",
    "maj - september 2021",
    date(2021, 5, 1),
    date(2021, 5, 31),
    date(2021, 9, 1),
    date(2021, 9, 30),
)
YEARS = When(
    "2021-11/2022-03",
    "november 2021 – marts 2022",
    date(2021, 11, 1),
    date(2021, 11, 30),
    date(2022, 3, 1),
    date(2022, 3, 31),
)
OPEN = When("2021-11/..", "fra november 2021", date(2021, 11, 1), date(2021, 11, 30), None, None)


@pytest.mark.parametrize(
    ("when", "lang", "table", "prose"),
    [
        (DAY, "da", "3. dec. 2021", "den 3. december 2021"),
        (DAY, "en", "3 Dec 2021", "on 3 December 2021"),
        (MONTH, "da", "aug. 2022", "i august 2022"),
        (MONTH, "en", "Aug 2022", "in August 2022"),
        (EITHER, "da", "maj/juni 2022", "i maj eller juni 2022"),
        (EITHER, "en", "May/June 2022", "in May or June 2022"),
        (SPAN, "da", "maj–sep. 2021", "fra maj til september 2021"),
        (SPAN, "en", "May–Sep 2021", "from May to September 2021"),
        (YEARS, "da", "nov. 2021 – mar. 2022", "fra november 2021 til marts 2022"),
        (YEARS, "en", "Nov 2021 – Mar 2022", "from November 2021 to March 2022"),
    ],
)
def test_a_date_is_said_as_tables_and_sentences_have_it(
    when: When, lang: Lang, table: str, prose: str
) -> None:
    calendar = Calendar(load(lang))
    assert calendar.table(when) == table
    assert calendar.prose(when) == prose


@pytest.mark.parametrize(
    ("when", "danish", "english"),
    [
        (DAY, "3. december 2021", "3 December 2021"),
        (
            EITHER,
            "tidligst 1. maj, senest 30. juni 2022",
            "1 May at the earliest, 30 June 2022 at the latest",
        ),
        (
            YEARS,
            "begyndte i november 2021, sluttede i marts 2022",
            "began in November 2021, ended in March 2022",
        ),
        (
            OPEN,
            "begyndte i november 2021, slutter senere",
            "began in November 2021, lasts until later",
        ),
    ],
)
def test_a_picture_is_named_by_what_is_certain(when: When, danish: str, english: str) -> None:
    assert Calendar(load("da")).ends(when) == danish
    assert Calendar(load("en")).ends(when) == english


def test_a_value_without_words_of_ours_is_told_by_its_bounds() -> None:
    season = When("2022-21", "foråret 2022", date(2022, 3, 1), date(2022, 5, 31), None, None)
    assert Calendar(load("da")).prose(season) == "tidligst 1. marts 2022, måske senere"
    closed = When(
        "2022-21",
        "foråret 2022",
        date(2022, 3, 1),
        date(2022, 5, 31),
        date(2022, 3, 1),
        date(2022, 5, 31),
    )
    assert Calendar(load("da")).table(closed) == "tidligst 1. marts, senest 31. maj 2022"


def test_only_a_date_known_to_the_day_at_both_ends_is_exact() -> None:
    days = When("2021-05-03/2021-09-10", "", *[date(2021, 5, 3)] * 2, *[date(2021, 9, 10)] * 2)
    assert [it.is_exact for it in (DAY, days, MONTH, SPAN, OPEN)] == [
        True,
        True,
        False,
        False,
        False,
    ]
    assert [it.is_day for it in (DAY, days, MONTH, SPAN, OPEN)] == [
        True,
        False,
        False,
        False,
        False,
    ]
