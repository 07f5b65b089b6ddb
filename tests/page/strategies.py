"""Pages and dates that hypothesis makes up."""

import calendar
from collections.abc import Iterable
from datetime import date, timedelta
from typing import TypeVar

from hypothesis import strategies as st

from ngckg.rdf import iri
from tests.page.written import (
    ACTORS,
    ANALYSES,
    NOTES,
    PURPOSES,
    TITLES,
    Offer,
    WrittenDate,
    WrittenGroup,
)

MONTHS = (
    *("januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september"),
    *("oktober", "november", "december"),
)
_YEARS = st.integers(1990, 2100)
_SPACE = st.sampled_from([" ", "\u00a0", "  "])
_DASH = st.sampled_from([" - ", " – ", "-", "–", " — ", " til "])


@st.composite
def days(draw: st.DrawFn) -> WrittenDate:
    """A single day: with "den", with "d." or bare."""
    day = draw(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
    before = draw(st.sampled_from(["den ", "d. ", "den\u00a0", ""]))
    text = f"{before}{day.day}.{draw(_SPACE)}{MONTHS[day.month - 1]} {day.year}"
    return WrittenDate(text, day.isoformat(), (day, day, day, day))


@st.composite
def months(draw: st.DrawFn) -> WrittenDate:
    """A month, in which a moment lies."""
    year, month = draw(_YEARS), draw(st.integers(1, 12))
    first, last = _bounds(year, month)
    before = draw(st.sampled_from(["i ", "i\u00a0", ""]))
    text = f"{before}{MONTHS[month - 1]}{draw(_SPACE)}{year}"
    return WrittenDate(text, f"{year}-{month:02}", (first, last, first, last))


@st.composite
def choices(draw: st.DrawFn) -> WrittenDate:
    """One of two months, the year of the first written or not."""
    (year, month), (later_year, later) = draw(_two_months(1))
    text = _first(draw, year, month, later_year) + f"/{MONTHS[later - 1]} {later_year}"
    first, last = _bounds(year, month)[0], _bounds(later_year, later)[1]
    edtf = f"[{year}-{month:02},{later_year}-{later:02}]"
    return WrittenDate(text, edtf, (first, last, first, last))


@st.composite
def spans(draw: st.DrawFn) -> WrittenDate:
    """A span of months, within a year or over its turn."""
    (year, month), (later_year, later) = draw(_two_months(40))
    start = _first(draw, year, month, later_year)
    if draw(st.booleans()):
        text = f"fra {start} til {MONTHS[later - 1]} {later_year}"
    else:
        text = f"{start}{draw(_DASH)}{MONTHS[later - 1]} {later_year}"
    edtf = f"{year}-{month:02}/{later_year}-{later:02}"
    return WrittenDate(text, edtf, (*_bounds(year, month), *_bounds(later_year, later)))


@st.composite
def spans_of_days(draw: st.DrawFn) -> WrittenDate:
    """A span from one day to another."""
    start = draw(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
    stop = start + timedelta(days=draw(st.integers(1, 300)))
    words = [f"{it.day}. {MONTHS[it.month - 1]} {it.year}" for it in (start, stop)]
    edtf = f"{start.isoformat()}/{stop.isoformat()}"
    return WrittenDate(draw(_DASH).join(words), edtf, (start, start, stop, stop))


def moments() -> st.SearchStrategy[WrittenDate]:
    """When something happened at one moment."""
    return st.one_of(days(), months(), choices())


def dates() -> st.SearchStrategy[WrittenDate]:
    """A date in any form that the page can have."""
    return st.one_of(moments(), spans(), spans_of_days())


@st.composite
def _two_months(draw: st.DrawFn, apart: int) -> tuple[tuple[int, int], tuple[int, int]]:
    first = draw(st.integers(1990 * 12, 2100 * 12))
    second = first + draw(st.integers(1, apart))
    return (first // 12, first % 12 + 1), (second // 12, second % 12 + 1)


def _first(draw: st.DrawFn, year: int, month: int, later_year: int) -> str:
    """The first of two months; its year may be left to the second where it is the same."""
    with_year = year != later_year or draw(st.booleans())
    return f"{MONTHS[month - 1]} {year}" if with_year else MONTHS[month - 1]


def _bounds(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


#: Words of which the page itself is made; hypothesis finds them in the code, and a group named
#: "Rekvisition" would be read as a document, as it should be.
_RESERVED = frozenset(
    word.lower()
    for phrase in (*ACTORS.values(), *TITLES.values(), *ANALYSES.values(), *NOTES.values())
    for word in phrase.split()
) | {*MONTHS, "anbefalinger", "rekvisitionsblanket", "den", "fra", "for", "hos", "til", "ngc"}
_WORDS = st.text("abcdefghijklmnoprstuvyæøåéü", min_size=3, max_size=12).filter(
    lambda word: word not in _RESERVED
)


@st.composite
def names(draw: st.DrawFn) -> str:
    """A group's name: some words, some of them joined as names join them."""
    words = draw(st.lists(_WORDS, min_size=1, max_size=5))
    joint = draw(st.sampled_from([" ", " og ", " hos ", " med ", "-"]))
    name = joint.join(words)
    return name[0].upper() + name[1:]


@st.composite
def groups(draw: st.DrawFn) -> WrittenGroup:
    """A group of which anything may be missing."""
    name = draw(names())
    lasting = ("udarbejdelse", "evaluering")
    steps = [(it, draw(dates() if it in lasting else moments())) for it in _some(draw, ACTORS)]
    documents = _some(draw, TITLES)
    urls = [f"https://www.ngc.dk/media/{iri.key(name)}/{it}.pdf?v=1&x=2" for it in documents]
    notes = _some(draw, NOTES)
    documented = tuple(zip(documents, urls, strict=True))
    return WrittenGroup(name, tuple(steps), documented, draw(_offers()), tuple(notes))


def pages() -> st.SearchStrategy[list[WrittenGroup]]:
    """Groups whose names have no word in common, so that a list of them can be read one way."""
    return st.lists(groups(), min_size=1, max_size=5).filter(_share_no_word)


def _share_no_word(page: list[WrittenGroup]) -> bool:
    words = [word for group in page for word in set(group.inner.replace("-", " ").split())]
    own = [word for word in words if word not in ("og", "hos", "med")]
    return len(own) == len(set(own))


@st.composite
def _offers(draw: st.DrawFn) -> tuple[Offer, ...]:
    analyses = draw(st.permutations(sorted(ANALYSES)))[: draw(st.integers(0, 2))]
    purposes = st.sampled_from(list(PURPOSES))
    parts = st.sampled_from([None, "pancreas", "lever og galdeveje"])
    return tuple(
        (analysis, draw(purposes), draw(parts) if place else None)
        for place, analysis in enumerate(analyses)
    )


_T = TypeVar("_T")


def _some(draw: st.DrawFn, every: Iterable[_T]) -> list[_T]:
    return [it for it in every if draw(st.booleans())]
