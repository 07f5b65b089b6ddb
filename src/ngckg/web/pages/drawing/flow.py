"""The process as a picture: who does what in which order, a lane for each, with counts.

Drawn twice, across for wide screens and print, down for narrow ones; the style sheet shows one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from markupsafe import Markup

from ngckg.web.pages.drawing.text import box, wrap

_TEXT: Final = 13
_LANE: Final = 74
_HEAD: Final = 210
_ACROSS: Final = 1104
_DOWN: Final = 368
_BETWEEN: Final = 26


@dataclass(frozen=True, slots=True)
class Station:
    """A step of the process: who takes it, which one it is, and how often it is told of.

    Stations with the same `turn` stand side by side.
    """

    who: str
    what: str
    count: str
    turn: int


def across(stations: Sequence[Station], sentence: str) -> Markup:
    """Lanes from left to right; the sentence says the same in words."""
    lanes = list(dict.fromkeys(station.who for station in stations))
    turns = sorted({station.turn for station in stations})
    step = (_ACROSS - _HEAD) / len(turns)
    wide, tall = step - 44, 48.0

    def place(station: Station) -> tuple[float, float]:
        return (
            _HEAD + turns.index(station.turn) * step + 22,
            lanes.index(station.who) * _LANE + (_LANE - tall) / 2,
        )

    parts = []
    for number, lane in enumerate(lanes):
        y = float(number * _LANE)
        parts.append(
            Markup('<path class="g1" d="M0 {}H{}"/>').format(y + _LANE, _ACROSS)
            + _left(wrap(lane, _TEXT, _HEAD - 24), y + _LANE / 2)
        )
    for before, after in _pairs(stations):
        (x1, y1), (x2, y2) = place(before), place(after)
        start, end = x1 + wide, x2 - 1
        bend = end - 22
        middle = y2 + tall / 2
        parts.append(
            Markup('<path class="nl" d="M{:g} {:g}H{:g}V{:g}H{:g}"/>').format(
                start, y1 + tall / 2, bend, middle, end
            )
            + Markup('<path class="na" d="M{:g} {:g}l-7-4v8z"/>').format(end, middle)
        )
    for station in stations:
        x, y = place(station)
        parts.append(_station(station, x, y, wide, tall))
    return _picture("flow-across", _ACROSS, len(lanes) * _LANE + 1, parts, sentence)


def down(stations: Sequence[Station], sentence: str) -> Markup:
    """One turn under the other, for a narrow screen."""
    parts = []
    y = 1.0
    turns = [list(found) for _turn, found in groupby(stations, key=lambda it: it.turn)]
    for turn in turns:
        wide = (_DOWN - 2 - 12 * (len(turn) - 1)) / len(turn)
        names = [wrap(it.who, 12, wide - 16) for it in turn]
        tall = 52 + 15.0 * max(map(len, names))
        for number, (station, who) in enumerate(zip(turn, names, strict=True)):
            x = 1 + number * (wide + 12)
            parts.append(_station(station, x, y, wide, tall, who))
            if turn is not turns[-1]:
                parts.append(_arrow_down(x + wide / 2, y + tall))
        y += tall + _BETWEEN
    return _picture("flow-down", _DOWN, y - _BETWEEN + 1, parts, sentence)


def _arrow_down(x: float, y: float) -> Markup:
    return Markup(
        '<path class="nl" d="M{:g} {:g}v22"/><path class="na" d="M{:g} {:g}h8l-4 7z"/>'
    ).format(x, y, x - 4, y + 19)


def _pairs(stations: Sequence[Station]) -> list[tuple[Station, Station]]:
    """Every station with each one of the next turn."""
    turns = sorted({station.turn for station in stations})
    return [
        (before, after)
        for before in stations
        for after in stations
        if turns.index(after.turn) == turns.index(before.turn) + 1
    ]


def _station(
    station: Station, x: float, y: float, wide: float, tall: float, who: list[str] | None = None
) -> Markup:
    frame = box([], x, y, (wide, tall), "nb nt")
    head = Markup('<text class="nt nt-b" x="{0:g}" y="{1:g}">{2}</text>').format(
        x + wide / 2, y + 21, station.what
    ) + Markup('<text class="nr" x="{0:g}" y="{1:g}">{2}</text>').format(
        x + wide / 2, y + 37, station.count
    )
    lines = Markup("").join(
        Markup('<text class="nt" x="{:g}" y="{:g}">{}</text>').format(
            x + wide / 2, y + 55 + 15 * n, line
        )
        for n, line in enumerate(who or [])
    )
    return frame + head + lines


def _left(lines: list[str], middle: float) -> Markup:
    first = middle - (len(lines) - 1) * 8
    return Markup("").join(
        Markup('<text class="nt nt-l" x="0" y="{:g}" dy=".35em">{}</text>').format(
            first + 16 * n, line
        )
        for n, line in enumerate(lines)
    )


def _picture(css: str, wide: float, tall: float, parts: Sequence[Markup], sentence: str) -> Markup:
    return Markup(
        '<svg class="{}" viewBox="0 0 {:g} {:g}" role="img" aria-label="{}">{}</svg>'
    ).format(css, wide, tall, sentence, Markup("").join(parts))
