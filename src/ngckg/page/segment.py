"""A text as lines that tile it, and a line as sentences."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ngckg.page.words import Words, folds, words

#: The page has a few hundred lines. Its longest paragraph has some four hundred characters in two
#: sentences. What is far beyond is reported unread, so that no page takes more than seconds.
MAX_LINES: Final = 50_000
MAX_LINE: Final = 4_000
MAX_SENTENCES: Final = 40

#: Words whose full stop ends no sentence.
_ABBREVIATIONS: Final = frozenset(
    folds("bl ca d dr dvs evt f fx ift inkl jf kl mhp mv nr osv pga prof st stk tlf vedr vha")
)
_BULLETS: Final = frozenset("•·*‣◦▪●○■-–—")
_STOPS: Final = frozenset(".!?")


@dataclass(frozen=True, slots=True)
class Span:
    """A line of the text: its content ends at `stop`, its terminator at `end`."""

    number: int
    start: int
    stop: int
    end: int


def lines(text: str) -> Iterator[Span]:
    """The lines of a text: they end at LF, CRLF or CR, as editors count them, nowhere else."""
    start = 0
    for number, part in enumerate(io.StringIO(text, newline=""), 1):
        end = start + len(part)
        yield Span(number, start, start + len(part.rstrip("\r\n")), end)
        start = end


def sentences(text: str, span: Span) -> list[Words]:
    """The sentences of a line, without its bullet; each keeps its own full stop."""
    found = words(text, span.start, span.stop)
    first = next((i for i, word in enumerate(found) if word.fold not in _BULLETS), len(found))
    parts: list[Words] = []
    for at in range(first, len(found)):
        if _ends_sentence(text, found, at):
            parts.append(found[first : at + 1])
            first = at + 1
    if first < len(found):
        parts.append(found[first:])
    return parts


def _ends_sentence(text: str, some: Words, at: int) -> bool:
    """Whether a stop stands here, after a whole word and before a capital letter."""
    if some[at].fold not in _STOPS or not 0 < at < len(some) - 1:
        return False
    before, after = some[at - 1].fold, some[at + 1]
    ordinal = before.isdecimal() and len(before) < 3  # "3. Juni"; but "2023. Patienterne"
    return (
        after.start > some[at].end
        and text[after.start].isupper()
        and before not in _ABBREVIATIONS
        and not ordinal
    )
