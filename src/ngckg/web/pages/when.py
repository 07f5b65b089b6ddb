"""Dates in words, with the precision that the source gives them and no more."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from babel.dates import get_month_names

from ngckg.web.pages.edtf import Choice, Point, Span, Value, parse
from ngckg.web.pages.messages import Messages


@dataclass(frozen=True)
class When:
    """A date of the graph: EDTF, the words of the page, the first and last possible day of its
    beginning and of its end. A bound that is not known is None.
    """

    edtf: str
    text: str
    start_not_before: date | None
    start_not_after: date | None
    end_not_before: date | None
    end_not_after: date | None

    @cached_property
    def value(self) -> Value | None:
        """The EDTF value, where we have words for it."""
        return parse(self.edtf)

    @property
    def is_span(self) -> bool:
        """Whether it began and ended, rather than happened at one moment."""
        return "/" in self.edtf

    @property
    def is_day(self) -> bool:
        """Whether it is one known day."""
        return not self.is_span and self.start_not_before == self.end_not_after is not None

    @property
    def is_exact(self) -> bool:
        """Whether both ends are known to the day: nothing is left open."""
        return (
            self.start_not_before == self.start_not_after is not None
            and self.end_not_before == self.end_not_after is not None
        )


class Calendar:
    """Says dates in one language."""

    def __init__(self, messages: Messages) -> None:
        self._say = messages
        wide = get_month_names("wide", locale=messages.locale)
        narrow = get_month_names("abbreviated", locale=messages.locale)
        # Danish "juni" and "juli" are as short as their abbreviations; English ones are cut.
        keep = messages.lang == "da"
        self._wide = {number: str(wide[number]) for number in range(1, 13)}
        self._short = {
            number: name if keep and len(name) <= 4 else narrow[number].replace("Sept", "Sep")
            for number, name in self._wide.items()
        }

    def month(self, number: int) -> str:
        """The short name of a month, as axes and tables have it."""
        return self._short[number]

    def day(self, day: date) -> str:
        """A day in full: "3. december 2021"."""
        return self._point(Point(day.year, day.month, day.day), self._wide)

    def short_day(self, day: date) -> str:
        """A day as a table has it: "3. dec. 2021"."""
        return self._point(Point(day.year, day.month, day.day), self._short)

    def table(self, when: When) -> str:
        """As a table has it: "3. dec. 2021", "aug. 2022", "maj/juni 2022"."""
        match when.value:
            case Point() as point:
                return self._point(point, self._short)
            case Choice(points):
                *others, last = points
                first = [self._beside(point, last, self._wide) for point in others]
                return "/".join([*first, self._point(last, self._wide)])
            case Span(Point() as start, Point() as end):
                dash = "–" if start.year == end.year and start.day is None else " – "
                first_end = self._beside(start, end, self._short)
                return f"{first_end}{dash}{self._point(end, self._short)}"
            case _:
                return self.prose(when)

    def noun(self, when: When) -> str:
        """Without a preposition: "3. december 2021", "maj eller juni 2022"."""
        match when.value:
            case Point() as point:
                return self._point(point, self._wide)
            case Choice(points):
                *others, last = points
                first = [self._beside(point, last, self._wide) for point in others]
                return self._say.pgettext(
                    "date",
                    "%(first)s or %(last)s",
                    first=", ".join(first),
                    last=self._point(last, self._wide),
                )
            case Span(Point() as start, Point() as end):
                dash = "–" if start.year == end.year and start.day is None else " – "
                return f"{self._beside(start, end, self._wide)}{dash}{self._point(end, self._wide)}"
            case _:
                return self._bounds(when)

    def prose(self, when: When) -> str:
        """As a sentence has it: "den 3. december 2021", "i maj eller juni 2022"."""
        say = self._say
        match when.value:
            case Point(_, _, int()):
                return say.pgettext("day", "on %(date)s", date=self.noun(when))
            case Point() | Choice():
                return say.pgettext("month", "in %(date)s", date=self.noun(when))
            case Span(Point() as start, Point() as end):
                return say.pgettext(
                    "date",
                    "from %(start)s to %(end)s",
                    start=self._beside(start, end, self._wide),
                    end=self._point(end, self._wide),
                )
            case Span(Point() as start, None):
                date_ = self._point(start, self._wide)
                return say.pgettext("date", "from %(start)s, the end left open", start=date_)
            case Span(None, Point() as end):
                date_ = self._point(end, self._wide)
                return say.pgettext("date", "until %(end)s, the beginning left open", end=date_)
            case _:
                return self._bounds(when)

    def ends(self, when: When) -> str:
        """What is certain and what is not: the sentence that names a picture."""
        say = self._say
        if not when.is_span:
            return self.noun(when) if when.is_day else self._bounds(when)
        match when.value:
            case Span(start, end):
                pass
            case _:
                return self._bounds(when)
        began, ended = (point and self._at(point) for point in (start, end))
        if began and ended:
            return say.gettext("began %(start)s, ended %(end)s", start=began, end=ended)
        if began:
            return say.gettext("began %(start)s, lasts until later", start=began)
        return say.gettext("began earlier, ended %(end)s", end=ended)

    def _at(self, point: Point) -> str:
        """A day or a month as a sentence has it."""
        said = self._point(point, self._wide)
        if point.day is None:
            return self._say.pgettext("month", "in %(date)s", date=said)
        return self._say.pgettext("day", "on %(date)s", date=said)

    def _bounds(self, when: When) -> str:
        """The window alone: "tidligst 1. maj, senest 30. juni 2022"."""
        first, last = when.start_not_before, when.end_not_after
        say = self._say
        if first is None or last is None:
            if first is not None:
                return say.gettext("%(first)s at the earliest, or later", first=self.day(first))
            if last is not None:
                return say.gettext("%(last)s at the latest, or earlier", last=self.day(last))
            return when.edtf
        if first == last:
            return self.day(first)
        short = Point(first.year, first.month, first.day)
        return say.gettext(
            "%(first)s at the earliest, %(last)s at the latest",
            first=self._beside(short, Point(last.year, last.month, last.day), self._wide),
            last=self.day(last),
        )

    def _point(self, point: Point, months: dict[int, str]) -> str:
        if point.month is None:
            return str(point.year)
        return f"{self._within_year(point.day, months[point.month])} {point.year}"

    def _beside(self, point: Point, next_to: Point, months: dict[int, str]) -> str:
        """A point before another one, which says the year for both where it is the same."""
        if point.year == next_to.year and point.month is not None:
            return self._within_year(point.day, months[point.month])
        return self._point(point, months)

    def _within_year(self, day: int | None, month: str) -> str:
        if day is None:
            return month
        return self._say.pgettext("date", "%(day)s %(month)s", day=day, month=month)
