"""What of a date is certain and what the source leaves open: solid or hatched."""

from dataclasses import dataclass
from datetime import date, timedelta

from ngckg.web.pages.when import When

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of time from the first day up to, not including, `after`.

    `certain` where it was surely under way. An end that is None lies outside every picture.
    """

    first: date | None
    after: date | None
    certain: bool


def segments(when: When) -> tuple[Segment, ...]:
    """A span, from left to right: perhaps begun, certainly under way, perhaps ended.

    Where what is open at both ends meets, nothing is certain and there is one open stretch. An end
    known to the day leaves nothing open there.
    """
    begun = _after(when.start_not_before, when.start_not_after)
    ending = when.end_not_before
    if ending is not None and ending == when.end_not_after:
        ending += _DAY
    over = None if when.end_not_after is None else when.end_not_after + _DAY
    if begun is None or ending is None or begun >= ending:
        if begun is not None and ending is None and when.end_not_after is None:
            # Begun and not known to have ended: beyond its beginning, all of it is open.
            return _kept(Segment(when.start_not_before, None, certain=False))
        return _kept(Segment(when.start_not_before, over, certain=False))
    return _kept(
        Segment(when.start_not_before, begun, certain=False),
        Segment(begun, ending, certain=True),
        Segment(ending, over, certain=False),
    )


def _after(first: date | None, last: date | None) -> date | None:
    """From which day on it has certainly begun."""
    if last is None:
        return None
    return last if first == last else last + _DAY


def _kept(*found: Segment) -> tuple[Segment, ...]:
    return tuple(it for it in found if it.first is None or it.first != it.after)
