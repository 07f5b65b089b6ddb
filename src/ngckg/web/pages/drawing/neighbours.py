"""A thing and what is around it, as a picture 368 units wide, so that it fits a phone unscaled.

Its own box stands on top. Up to three neighbours stand in a row below, each with one of its own
neighbours under it; more hang on a trunk, one under the other. There are no links in it: the list
beside it has them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from ngckg.web.pages.drawing.text import box, centred, width, wrap

WIDTH: Final = 368
#: So many neighbours are drawn; a thing with fewer or more has the list alone.
FEWEST: Final = 3
MOST: Final = 9

_ROW: Final = 3
_TEXT: Final = 12
_LABEL: Final = 11
_GAP: Final = 82


@dataclass(frozen=True, slots=True)
class Branch:
    """A neighbour: the words on the line, its name; `inward` where the line points at the thing.

    `beyond` is a neighbour of the neighbour, with the words on the line that points from it.
    """

    edge: str
    name: str
    inward: bool = False
    beyond: tuple[str, str] | None = None


def picture(me: str, branches: Sequence[Branch], sentence: str) -> Markup:
    """The thing `me` with its neighbours; the sentence says the same in words."""
    own = wrap(me, 13, WIDTH - 24)
    top = 25 + 15 * len(own)
    head = box(own, 1, 1, (WIDTH - 2, top - 1), "nb-me nt nt-b")
    rows = _rows if len(branches) <= _ROW else _trunk
    drawn, height = rows(branches, top)
    return Markup(
        '<svg class="near" viewBox="0 0 {} {:g}" role="img" aria-label="{}">{}{}</svg>'
    ).format(WIDTH, height, sentence, head, drawn)


def _rows(branches: Sequence[Branch], top: float) -> tuple[Markup, float]:
    """Neighbours side by side, theirs below them."""
    count = len(branches)
    across = {1: 240.0, 2: 172.0}.get(count, 112.0)
    step = (WIDTH - 2 - across) / max(count - 1, 1)
    centres = [1 + across / 2 + n * step for n in range(count)] if count > 1 else [WIDTH / 2]
    names = [wrap(branch.name, _TEXT, across - 8) for branch in branches]
    beyond = [branch.beyond and wrap(branch.beyond[1], _TEXT, across - 8) for branch in branches]
    middle = top + _GAP
    tall = 20 + 15 * max(map(len, names))
    lower = middle + tall + _GAP
    low = 20 + 15 * max((len(lines) for lines in beyond if lines), default=0)
    parts = []
    for branch, x, lines, far in zip(branches, centres, names, beyond, strict=True):
        tip = (top, middle) if branch.inward else (middle, top)
        parts.append(_line(x, start=tip[1], end=tip[0]))
        parts.append(_words(branch.edge, x, (top + middle) / 2, across - 8))
        parts.append(box(lines, x - across / 2, middle, (across, tall), "nb nt"))
        if branch.beyond and far:
            parts.append(_line(x, start=lower, end=middle + tall))
            parts.append(_words(branch.beyond[0], x, (middle + tall + lower) / 2, across - 8))
            parts.append(box(far, x - across / 2, lower, (across, low), "nb nt"))
    bottom = lower + low if any(beyond) else middle + tall
    return Markup("").join(parts), bottom + 1


def _trunk(branches: Sequence[Branch], top: float) -> tuple[Markup, float]:
    """Neighbours one under the other, each on its own arm."""
    trunk, left = 14.0, 158.0
    across = WIDTH - 1 - left
    y = top + 16
    parts = []
    arm = top
    for branch in branches:
        lines = wrap(branch.name, _TEXT, across - 14)
        words = wrap(branch.edge, _LABEL, left - trunk - 24)
        tall = max(16 + 15 * len(lines), 28.0)
        arm = y + tall / 2
        parts.append(Markup('<path class="nl" d="M{:g} {:g}H{:g}"/>').format(trunk, arm, left))
        head = f"M{trunk:g} {arm:g}l7-4v8z" if branch.inward else f"M{left:g} {arm:g}l-7-4v8z"
        parts.append(Markup('<path class="na" d="{}"/>').format(head))
        parts.append(_plate(words, (trunk + left) / 2, arm))
        parts.append(box(lines, left, y, (across, tall), "nb nt"))
        y += tall + 10
    stem = Markup('<path class="nl" d="M{:g} {:g}V{:g}"/>').format(trunk, top, arm)
    return stem + Markup("").join(parts), y - 9


def _line(x: float, start: float, end: float) -> Markup:
    """A line down or up, with its arrowhead at the end."""
    head = f"M{x - 4:g} {end - 7:g}h8l-4 7z" if end > start else f"M{x - 4:g} {end + 7:g}h8l-4-7z"
    return Markup('<path class="nl" d="M{:g} {:g}V{:g}"/><path class="na" d="{}"/>').format(
        x, start, end, head
    )


def _words(text: str, x: float, middle: float, most: float) -> Markup:
    return _plate(wrap(text, _LABEL, most), x, middle)


def _plate(lines: list[str], x: float, middle: float) -> Markup:
    """Words on a line, on a ground of their own so that it does not strike them through."""
    across = max(width(line, _LABEL) for line in lines) + 8
    tall = 14 * len(lines) + 2
    return Markup('<rect class="m-paper" x="{:g}" y="{:g}" width="{:g}" height="{:g}"/>{}').format(
        x - across / 2, middle - tall / 2, across, tall, centred(lines, x, middle, 14, "nr")
    )
