"""Solid is certain, hatched is left open."""

from datetime import date

import pytest

from ngckg.web.pages.drawing.certainty import Segment, segments
from ngckg.web.pages.when import When


def _span(*bounds: date | None) -> When:
    return When("x/y", "", *bounds)


def test_a_span_of_months_is_certain_only_between_its_first_and_last_month() -> None:
    when = _span(date(2021, 5, 1), date(2021, 5, 31), date(2021, 9, 1), date(2021, 9, 30))
    assert segments(when) == (
        Segment(date(2021, 5, 1), date(2021, 6, 1), certain=False),
        Segment(date(2021, 6, 1), date(2021, 9, 1), certain=True),
        Segment(date(2021, 9, 1), date(2021, 10, 1), certain=False),
    )


@pytest.mark.parametrize("end", [date(2021, 5, 1), date(2021, 6, 1)], ids=["overlap", "meet"])
def test_open_parts_that_meet_leave_nothing_certain(end: date) -> None:
    when = _span(date(2021, 5, 1), date(2021, 5, 31), end, date(2021, 6, 30))
    assert segments(when) == (Segment(date(2021, 5, 1), date(2021, 7, 1), certain=False),)


def test_a_span_of_days_is_certain_all_through() -> None:
    when = _span(date(2021, 5, 3), date(2021, 5, 3), date(2021, 5, 9), date(2021, 5, 9))
    assert segments(when) == (Segment(date(2021, 5, 3), date(2021, 5, 10), certain=True),)


def test_one_day_is_a_span_of_one_day() -> None:
    when = _span(*[date(2021, 5, 3)] * 4)
    assert segments(when) == (Segment(date(2021, 5, 3), date(2021, 5, 4), certain=True),)


def test_an_end_that_is_not_known_leaves_everything_open() -> None:
    when = _span(date(2021, 5, 1), date(2021, 5, 31), None, None)
    assert segments(when) == (Segment(date(2021, 5, 1), None, certain=False),)


def test_a_beginning_that_is_not_known_leaves_everything_open() -> None:
    when = _span(None, None, date(2021, 5, 1), date(2021, 5, 31))
    assert segments(when) == (Segment(None, date(2021, 6, 1), certain=False),)
