"""Where a fact stands in the source, and the words around it where the text is at hand."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ngckg.rdf import iri
from ngckg.web.pages.rows import Row

#: A sentence ends at a full stop before a capital; "d. 27. april" and "mhp. x" do not end one.
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ])")
_BULLET: Final = " \t•-–"


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """A place in a snapshot's text: code points from `start` up to `end`, and the words there."""

    source: str
    start: int
    end: int
    line: int
    words: str


@dataclass(frozen=True, slots=True)
class Part:
    """Some words of a quotation; the marked ones carry the fact."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words of one line that carry a fact, in their sentence where the text is at hand.

    `place` is the evidence that a link goes to.
    """

    place: Evidence
    parts: tuple[Part, ...]
    places: tuple[Evidence, ...]

    @property
    def is_whole(self) -> bool:
        """Whether the marked words are all there is."""
        return all(part.marked for part in self.parts)


class Texts:
    """The texts of snapshots, where this machine has them; they are no part of the data."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._texts: dict[str, str | None] = {}

    def text(self, source: str) -> str | None:
        """The text that offsets count in, by the key of its snapshot."""
        if source not in self._texts:
            self._texts[source] = self._read(source)
        return self._texts[source]

    def _read(self, source: str) -> str | None:
        # The key comes from an address: nothing but hex digits reaches the file system.
        if not re.fullmatch(r"[0-9a-f]{12}", source):
            return None
        try:
            return (self._folder / f"{source}.txt").read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def quotations(self, found: Iterable[Evidence], saying: str | None = None) -> list[Quotation]:
        """One quotation for each line, in the order of the source.

        `saying` are words that the fact shows: a link goes to the evidence that holds them.
        """
        lines: dict[tuple[str, int], list[Evidence]] = {}
        for it in sorted(set(found)):
            lines.setdefault((it.source, it.line), []).append(it)
        return [
            Quotation(_place(places, saying), self._parts(places), tuple(places))
            for places in lines.values()
        ]

    def _parts(self, places: Sequence[Evidence]) -> tuple[Part, ...]:
        text = self.text(places[0].source)
        # A file that was changed by hand must not put words into the source's mouth.
        if text is None or any(text[it.start : it.end] != it.words for it in places):
            return tuple(
                part
                for number, it in enumerate(places)
                for part in ([Part(" … ", False)] if number else []) + [Part(it.words, True)]
            )
        first, last = _sentence(text, places[0].start, max(it.end for it in places))
        parts, at = [], first
        for it in places:
            if it.end <= at:
                continue
            start = max(it.start, at)
            if start > at:
                parts.append(Part(text[at:start], False))
            parts.append(Part(text[start : it.end], True))
            at = it.end
        if last > at:
            parts.append(Part(text[at:last], False))
        return tuple(parts)


def by_thing(rows: Iterable[Row]) -> dict[str, tuple[Evidence, ...]]:
    """The evidence of each thing, in the order of the source."""
    found: dict[str, set[Evidence]] = {}
    for row in rows:
        key = (iri.parts(row["source"].value) or ("", row["source"].value))[1]
        found.setdefault(row["thing"].value, set()).add(
            Evidence(
                key,
                int(row["start"].value),
                int(row["end"].value),
                int(row["line"].value),
                row["words"].value,
            )
        )
    return {thing: tuple(sorted(places)) for thing, places in found.items()}


def _place(places: Sequence[Evidence], saying: str | None) -> Evidence:
    if saying is not None:
        for it in places:
            if saying in it.words or it.words in saying:
                return it
    return places[0]


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentences of one line that a stretch lies in, without what sets off a list's item."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    first = line_start
    for stop in _SENTENCE_END.finditer(text, line_start, line_end):
        if stop.end() <= start:
            first = stop.end()
        # Words that are a sentence of their own are read with the one that follows.
        elif stop.start() > end + 1 or (stop.start() >= end and first < start):
            line_end = stop.start()
            break
    while first < start and text[first] in _BULLET:
        first += 1
    while line_end > end and text[line_end - 1].isspace():
        line_end -= 1
    return first, line_end
