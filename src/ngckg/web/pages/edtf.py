"""The EDTF values that dates of ours have, taken apart so that they can be said in words.

Only what can be said: a day, a month or a year; one of several; a span between two of them, either
end open. What is not among these is told by its four bounds instead.
"""

import re
from dataclasses import dataclass
from typing import Final

_POINT: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass(frozen=True, slots=True)
class Point:
    """A year, a month or a day."""

    year: int
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One of these, and it is not said which."""

    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """From one to another; an end that is open or unknown is None."""

    start: Point | None
    end: Point | None


Value = Point | Choice | Span


def parse(text: str) -> Value | None:
    """What the value says, or None where we have no words for it."""
    if text.startswith("[") and text.endswith("]"):
        points = [_point(part.strip()) for part in text[1:-1].split(",")]
        known = tuple(point for point in points if point is not None)
        return Choice(known) if len(known) == len(points) > 1 else None
    start, slash, end = text.partition("/")
    if not slash:
        return _point(text)
    ends = [None if part in ("", "..") else _point(part) for part in (start, end)]
    understood = all(
        end is not None or part in ("", "..") for end, part in zip(ends, (start, end), strict=True)
    )
    return Span(*ends) if understood and any(ends) else None


def _point(text: str) -> Point | None:
    found = _POINT.fullmatch(text)
    if found is None:
        return None
    year, month, day = (None if part is None else int(part) for part in found.groups())
    if year is None or not (month is None or 1 <= month <= 12):
        return None
    return Point(year, month, day)
