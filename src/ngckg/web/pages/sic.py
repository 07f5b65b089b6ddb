"""Slips of the pen in a title of the source: it is shown as it stands, and marked as such."""

import re

from markupsafe import Markup, escape
from rapidfuzz.distance import DamerauLevenshtein

_WORD = re.compile(r"\w+")
_LONG = 6
_SLIPS = 2


def slips(title: str, mended: str) -> list[str]:
    """The words of a title that the mended label spells otherwise."""
    proper = {word.casefold() for word in _WORD.findall(mended)}
    said = [word for word in _WORD.findall(title) if word.casefold() not in proper]
    missing = proper - {word.casefold() for word in _WORD.findall(title)}
    return [word for word in said if any(_close(word.casefold(), other) for other in missing)]


def marked(title: str, words: list[str]) -> Markup:
    """A title with its slips marked by the word that editors use."""
    done = escape(title)
    for word in words:
        slip = escape(word)
        sic = Markup('{} <i class="sic" lang="la">sic</i>').format(word)
        done = Markup(str(done).replace(str(slip), str(sic), 1))  # noqa: S704  # both escaped
    return done


def _close(word: str, other: str) -> bool:
    """Whether one is the other but for a letter or two; short words differ by right."""
    return min(len(word), len(other)) >= _LONG and (
        DamerauLevenshtein.distance(word, other) <= _SLIPS
    )
