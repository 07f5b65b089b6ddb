"""Dates as the page writes them, with the precision that it gives them and no more.

A moment on a day, in a month, or in one of two; or a span from one to another.
"""

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Final

from babel.dates import get_month_names
from edtf.parser.grammar import choiceList, level0Expression

from ngckg.page.records import PageDate
from ngckg.page.words import DASHES, Words, clean, ends, words

#: The months by their names and the names' short forms, without the full stop.
MONTHS: Final = {
    name.rstrip("."): number
    for names in (get_month_names("wide", locale="da"), get_month_names("abbreviated", locale="da"))
    for number, name in names.items()
}
_SPAN: Final = DASHES | {"til"}
_CHOICE: Final = frozenset({"/", "eller"})
_PREPOSITIONS: Final = frozenset({"i", "den", "d", "fra"})

#: Checking an EDTF value takes milliseconds; a page of ours has a few dozen different ones.
MAX_DATES: Final = 400


class BadDate(ValueError):
    """What was read is no date, or an impossible one; the text says why."""


def parse(text: str) -> PageDate:
    """The date that this text writes. Raises `BadDate` with the reason where it writes none."""
    return Dates().read(text, words(text))


def tail(some: Words) -> int:
    """Where the words begin, at the end of these, of which only dates are made."""
    at = len(some)
    while at and _datelike(some[at - 1].fold):
        at -= 1
    return at


def _datelike(part: str) -> bool:
    grammar = part == "." or part in _PREPOSITIONS or part in _SPAN or part in _CHOICE
    return grammar or part in MONTHS or _is_number(part)


def _is_number(part: str) -> bool:
    return part.isascii() and part.isdecimal()


@dataclass(frozen=True, slots=True)
class _Point:
    """A day or a month: its EDTF value, its first and its last day."""

    edtf: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class _Parts:
    """A day or month as far as it is written; the first of two may leave the rest to the second."""

    day: int | None
    month: int | None
    year: int | None

    def point(self) -> _Point:
        """What is written, where that is enough and exists."""
        if self.month is None:
            raise BadDate("no month stands here")
        if self.year is None:
            raise BadDate("no year stands here")
        edtf = f"{self.year:04}-{self.month:02}"
        try:
            if self.day is None:
                last = calendar.monthrange(self.year, self.month)[1]
                return _Point(
                    edtf, date(self.year, self.month, 1), date(self.year, self.month, last)
                )
            day = date(self.year, self.month, self.day)
        except ValueError:
            raise BadDate("there is no such day") from None
        return _Point(f"{edtf}-{self.day:02}", day, day)

    def completed(self, by: "_Parts") -> "_Parts":
        """ "3. - 5. maj 2021", "maj - juni 2021": the first takes from the second what it lacks."""
        if self.month is None and self.day is None:
            raise BadDate("no month stands here")
        return _Parts(self.day, self.month or by.month, self.year or by.year)


class _Reader:
    """Goes through the words once."""

    def __init__(self, some: Words) -> None:
        self._words = some
        self._at = 0

    def skip(self, *these: str) -> bool:
        """Whether one of these words stands next; if so, goes past it."""
        found = self.next in these
        self._at += found
        return found

    @property
    def next(self) -> str | None:
        """The next word, if there is one."""
        return self._words[self._at].fold if self._at < len(self._words) else None

    def number(self, digits: int) -> int | None:
        """A number of at most so many digits."""
        part = self.next
        if part is None or not _is_number(part) or len(part) > digits:
            return None
        self._at += 1
        return int(part)

    def parts(self) -> _Parts:
        """A day or a month, as far as it is written."""
        if self.skip("den", "d"):
            self.skip(".")
            if self.next is None or not _is_number(self.next):
                raise BadDate(f"no day stands after {self._words[0].fold!r}")
        day = self.number(2)
        if day is not None:
            self.skip(".")
        month = MONTHS.get(self.next or "")
        if month is not None:
            self._at += 1
            self.skip(".")
        year = self.number(4) if month is not None and self._full_year() else None
        return _Parts(day, month, year)

    def _full_year(self) -> bool:
        return self.next is not None and len(self.next) == 4


class Dates:
    """Reads dates; remembers which EDTF values it has had checked."""

    def __init__(self) -> None:
        self._checked: set[str] = set()

    def read(self, text: str, some: Words) -> PageDate:
        """The date that these words of the text write. Raises `BadDate` where they write none."""
        some = written(some)
        if not some:
            raise BadDate("no date stands here")
        reader = _Reader(some)
        between = reader.skip("fra")
        first = reader.parts()
        if reader.next is None and not between:
            start = stop = first.point()
            edtf = start.edtf
            bounds = (start.first, start.last, start.first, start.last)
        elif reader.skip(*_SPAN):
            start, stop = _both(first, reader)
            edtf = start.edtf if start == stop else f"{start.edtf}/{stop.edtf}"
            bounds = (start.first, start.last, stop.first, stop.last)
        elif not between and reader.skip(*_CHOICE):
            start, stop = _both(first, reader)
            if start == stop:
                raise BadDate("both of two dates are the same")
            edtf = f"[{start.edtf},{stop.edtf}]"
            bounds = (start.first, stop.last, start.first, stop.last)
        else:
            raise _unexpected(first, reader)
        self._check(edtf, start.first, stop.last)
        written_so = clean(text[some[0].start : some[-1].end])
        return PageDate(written_so, edtf, *bounds)

    def _check(self, edtf: str, first: date, last: date) -> None:
        """Have the library confirm that the value is EDTF and means these days."""
        if edtf in self._checked:
            return
        if len(self._checked) >= MAX_DATES:
            raise BadDate(f"the page has more than {MAX_DATES} different dates")
        grammar = choiceList if edtf.startswith("[") else level0Expression
        found = next(grammar.scan_string(edtf), None)
        if found is None or found[1:] != (0, len(edtf)):
            raise BadDate(f"{edtf} is not EDTF")
        value = found[0][0]
        understood = (tuple(value.lower_strict()[:3]), tuple(value.upper_strict()[:3]))
        if understood != ((*first.timetuple()[:3],), (*last.timetuple()[:3],)):
            raise BadDate(f"{edtf} means other days in EDTF")
        self._checked.add(edtf)


def written(some: Words) -> Words:
    """The words of the date itself: without "i" before it and the full stop after it."""
    if ends(some, "."):
        some = some[:-1]
    return some[1:] if some and some[0].fold == "i" else some


def _both(first: _Parts, reader: _Reader) -> tuple[_Point, _Point]:
    second = reader.parts()
    if reader.next is not None:
        raise _unexpected(second, reader)
    if (first.day is None) != (second.day is None):
        raise BadDate("only one of two dates has a day")
    start, stop = first.completed(second).point(), second.point()
    if stop.first < start.first:
        raise BadDate(f"{stop.edtf} stands after {start.edtf} but comes before it")
    return start, stop


def _unexpected(parts: _Parts, reader: _Reader) -> BadDate:
    part = reader.next
    if part is None:
        return BadDate("the second of two dates is missing")
    what = "unexpected" if parts.month or _is_number(part) else "unknown month"
    return BadDate(f"{what} {part[:40]!r}")
