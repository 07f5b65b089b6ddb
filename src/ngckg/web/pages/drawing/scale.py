"""A time scale: days to percent of a picture's width, so that it stretches without distorting."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ngckg.web.pages.when import When

#: How many months lie between ticks, by the number of months that the scale has at most.
_STEPS = ((10, 1), (48, 3), (96, 6))


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid at the beginning of a month."""

    day: date
    x: float

    @property
    def begins_year(self) -> bool:
        """Whether it stands at the turn of a year."""
        return self.day.month == 1


@dataclass(frozen=True, slots=True)
class Scale:
    """From the first day to the day after the last, both the first of a month."""

    first: date
    after: date

    def x(self, day: date) -> float:
        """Where a day begins, in percent; outside the scale it is cut at the edge."""
        part = (day - self.first).days / (self.after - self.first).days
        return round(100 * min(max(part, 0.0), 1.0), 2)

    def middle(self, day: date) -> float:
        """Where the middle of a day is."""
        return round((self.x(day) + self.x(day + timedelta(days=1))) / 2, 2)

    @property
    def months(self) -> int:
        """How many months it has."""
        return _number(self.after) - _number(self.first)

    def ticks(self) -> Iterator[Tick]:
        """The beginnings of months that get a line: every one, or every third, sixth, twelfth."""
        step = _step(self.months)
        for number in range(_number(self.first), _number(self.after)):
            if number % step == 0 or number == _number(self.first):
                day = _month(number)
                yield Tick(day, self.x(day))


def around(dates: Iterable[When]) -> Scale | None:
    """The months that these dates touch and one more on each side; None where there are none."""
    days = _days(dates)
    if not days:
        return None
    first, after = _number(min(days)) - 1, _number(max(days)) + 2
    # Where only some months get a line, the scale begins and ends with one.
    step = _step(after - first)
    return Scale(_month(first // step * step), _month(-(-after // step) * step))


def years(dates: Iterable[When]) -> Scale | None:
    """The whole years that these dates touch; None where there are none."""
    days = _days(dates)
    if not days:
        return None
    return Scale(date(min(days).year, 1, 1), date(max(days).year + 1, 1, 1))


def _days(dates: Iterable[When]) -> list[date]:
    return [
        day
        for when in dates
        for day in (
            when.start_not_before,
            when.start_not_after,
            when.end_not_before,
            when.end_not_after,
        )
        if day is not None
    ]


def _step(months: int) -> int:
    """How many months lie between ticks on a scale of so many months."""
    return next((step for most, step in _STEPS if months <= most), 12)


def _number(day: date) -> int:
    """Months counted through, so that they can be reckoned with."""
    return day.year * 12 + day.month - 1


def _month(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)
