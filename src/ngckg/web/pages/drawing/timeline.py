"""Dates of steps drawn on a scale: one small picture a row, all rows alike.

A date gets no more ink than the source gives it precision. Coordinates across are percent, down
pixels; a picture stretches with its column and its text never shrinks, but grows with the
reader's: what it stands on is measured in rem. Colours come from the style
sheet by class, patterns by presentation attribute: the pages allow no style of their own.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from markupsafe import Markup

from ngckg.web.pages.drawing.certainty import segments
from ngckg.web.pages.drawing.scale import Scale
from ngckg.web.pages.when import Calendar, When

_MIDDLE = 16
_DIAMOND = Markup('<path class="m-ok" d="M0-7.5 7.5 0 0 7.5-7.5 0Z"/>')
_DOWN = Markup('<path class="m-rev" d="M-5-6H5L0 2Z"/>')
_UP = Markup('<path class="m-rev" d="M-5 6H5L0-2Z"/>')
_EARLIER = Markup('<path class="m-rev" d="M8-5 0 0 8 5Z"/>')
_LATER = Markup('<path class="m-rev" d="M-8-5 0 0-8 5Z"/>')


class Mark(StrEnum):
    """How a step is drawn."""

    DRAFTING = "draft"
    EVALUATION = "eval"
    REVIEW_ABOVE = "above"
    REVIEW_BELOW = "below"
    APPROVAL = "ok"


#: What the pictures of a page refer to; once on each page that has pictures.
PATTERNS = Markup(
    '<pattern id="h-draft" width="5" height="5" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><path class="h-draft" d="M1.25 0V5"/></pattern>'
    '<pattern id="h-eval" width="5" height="5" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><path class="h-eval" d="M1.25 0V5"/></pattern>'
    '<pattern id="h-ok" width="5" height="5" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(-45)"><path class="h-ok" d="M1.25 0V5"/></pattern>'
    '<pattern id="h-rev" width="5" height="5" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(-45)"><path class="h-rev" d="M1.25 0V5"/></pattern>'
)


def picture(marks: Iterable[tuple[Mark, When]], scale: Scale, name: str, together: bool) -> Markup:
    """The marks of one row, under a name that says the same in words.

    `together` where a row has several marks: then reviews keep clear of the bar, above and below.
    """
    drawn = Markup("").join(_drawn(mark, when, scale, together) for mark, when in marks)
    return Markup('<svg class="tl" role="img" aria-label="{}"><use href="#grid"/>{}</svg>').format(
        name, drawn
    )


def grid(scale: Scale) -> Markup:
    """The lines behind every row, to be used by each."""
    lines = [(tick.x, tick.begins_year) for tick in scale.ticks()]
    lines.append((100.0, scale.after.month == 1))
    return Markup('<g id="grid">{}</g>').format(
        Markup("").join(
            Markup('<line class="{}" x1="{}%" x2="{}%" y1="-40" y2="80"/>').format(
                "g2" if strong else "g1", _number(x), _number(x)
            )
            for x, strong in lines
        )
    )


def axis(scale: Scale, calendar: Calendar) -> Markup:
    """The head of the column: years above, months below; narrow screens drop every other month."""
    parts = []
    for position, tick in enumerate(scale.ticks()):
        x = _number(tick.x)
        if tick.begins_year or position == 0:
            parts.append(
                Markup('<text class="yr" x="{}%" dx="4" y=".9375rem">{}</text>').format(
                    x, tick.day.year
                )
            )
        kept = tick.day.month in (1, 7) if scale.months > 10 else tick.day.month in (1, 4, 7, 10)
        parts.append(
            Markup(
                '<line class="{}" x1="{}%" x2="{}%" y1="{}" y2="100%"/>'
                '<text{} x="{}%" dx="4" y="2.125rem">{}</text>'
            ).format(
                "g2" if tick.begins_year else "g1",
                x,
                x,
                ".125rem" if tick.begins_year else "1.5rem",
                Markup("") if kept else Markup(' class="mo"'),
                x,
                calendar.month(tick.day.month),
            )
        )
    return Markup('<svg class="tl tl-axis" aria-hidden="true" focusable="false">{}</svg>').format(
        Markup("").join(parts)
    )


def _drawn(mark: Mark, when: When, scale: Scale, together: bool) -> Markup:
    match mark:
        case Mark.DRAFTING | Mark.EVALUATION:
            return _bar(mark, when, scale)
        case Mark.APPROVAL:
            if when.is_day and when.start_not_before is not None:
                return _at(scale.middle(when.start_not_before), _MIDDLE, _DIAMOND)
            return _band("m-band", "h-ok", when, scale, _MIDDLE - 7, 14)
        case _:
            above = mark is Mark.REVIEW_ABOVE
            y = (8 if above else 24) if together else _MIDDLE
            if when.is_day and when.start_not_before is not None:
                return _at(scale.middle(when.start_not_before), y, _DOWN if above else _UP)
            return _band("m-band-rev", "h-rev", when, scale, y - 4, 8)


def _bar(mark: Mark, when: When, scale: Scale) -> Markup:
    y, height = _MIDDLE - 5, 10
    parts = []
    for part in segments(when):
        left, width = _extent(part.first, part.after, scale)
        parts.append(
            Markup('<rect{} x="{}%" y="{}" width="{}%" height="{}"{}/>').format(
                Markup(' class="m-{}"').format(mark) if part.certain else Markup(""),
                left,
                y,
                width,
                height,
                Markup("") if part.certain else Markup(' fill="url(#h-{})"').format(mark),
            )
        )
    return Markup("").join(parts) + _open_ends(when)


def _band(outline: str, pattern: str, when: When, scale: Scale, y: int, height: int) -> Markup:
    """One moment somewhere within a window: all of the window, never a point in its middle."""
    after = (
        None if when.end_not_after is None else date.fromordinal(when.end_not_after.toordinal() + 1)
    )
    left, width = _extent(when.start_not_before, after, scale)
    return Markup(
        '<rect class="m-paper" x="{x}%" y="{y}" width="{w}%" height="{h}"/>'
        '<rect class="{c}" x="{x}%" y="{y}" width="{w}%" height="{h}" fill="url(#{p})"/>'
    ).format(x=left, y=y, w=width, h=height, c=outline, p=pattern) + _open_ends(when)


def _open_ends(when: When) -> Markup:
    """An arrowhead at the edge where a date has no bound on that side."""
    earlier = _at(0, _MIDDLE, _EARLIER) if when.start_not_before is None else Markup("")
    later = _at(100, _MIDDLE, _LATER) if when.end_not_after is None else Markup("")
    return earlier + later


def _extent(first: date | None, after: date | None, scale: Scale) -> tuple[str, str]:
    left = 0.0 if first is None else scale.x(first)
    right = 100.0 if after is None else scale.x(after)
    return _number(left), _number(right - left)


def _at(x: float, y: int, shape: Markup) -> Markup:
    """A shape of fixed size at a place in percent: a nested picture moves, its content does not."""
    return Markup('<svg x="{}%" y="{}" overflow="visible">{}</svg>').format(_number(x), y, shape)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
