"""Words of a text, each with its place: what every reading of the page starts from."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple, TypeAlias
from unicodedata import category, normalize

from ngckg.page.records import Mention

#: Evidence quotes at most so many words, and characters where a "word" is a whole paragraph.
MAX_WORDS: Final = 12
MAX_CHARACTERS: Final = 400
_MAX_COMPOSED: Final = 100

#: What stands between the two ends of a span: hyphens, dashes, the minus sign.
DASHES: Final = frozenset("-‐‑‒–—―−")
_MARKS: Final = ".,:;!?/()•·" + "".join(sorted(DASHES))
_TOKEN = re.compile(rf"[{re.escape(_MARKS)}]|[^\s{re.escape(_MARKS)}]+")


class Word(NamedTuple):
    """A word or a punctuation mark; `fold` is how it is compared, the place counts in the text."""

    start: int
    end: int
    fold: str


Words: TypeAlias = Sequence[Word]


def visible(text: str) -> str:
    """The text without soft hyphens, joiners, direction marks and the like."""
    return text if text.isascii() else "".join(c for c in text if category(c) != "Cf")


def fold(word: str) -> str:
    """The form in which words are compared: composed, without case and invisible characters."""
    return word.lower() if word.isascii() else _composed(visible(word)).casefold()


def clean(text: str) -> str:
    """The same words as a name or title: composed, one space between words, nothing invisible.

    The page's no-break spaces and soft hyphens are layout; a name that is looked up has none.
    """
    return " ".join(_composed(word) for word in visible(text).split())


def _composed(word: str) -> str:
    # Composing takes time with the square of a run of combining marks; no word has many.
    return normalize("NFC", word) if len(word) <= _MAX_COMPOSED else word


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words between two places of the text."""
    found = _TOKEN.finditer(text, start, len(text) if end is None else end)
    made = (Word(match.start(), match.end(), fold(match.group())) for match in found)
    return [word for word in made if word.fold]


def folds(phrase: str) -> tuple[str, ...]:
    """A phrase as its words are compared."""
    return tuple(word.fold for word in words(phrase))


def starts(some: Words, phrase: Sequence[str], at: int = 0) -> bool:
    """Whether this phrase stands at this word."""
    if len(some) - at < len(phrase):
        return False
    return all(some[at + place].fold == part for place, part in enumerate(phrase))


def find(some: Words, phrase: Sequence[str]) -> int | None:
    """Where this phrase first stands."""
    first = phrase[0]
    places = (at for at, word in enumerate(some) if word.fold == first)
    return next((at for at in places if starts(some, phrase, at)), None)


def ends(some: Words, *marks: str) -> bool:
    """Whether these are the last words."""
    return len(some) >= len(marks) and starts(some, marks, len(some) - len(marks))


def without_stop(some: Words) -> Words:
    """The same without the full stop at its end."""
    return some[:-1] if ends(some, ".") else some


class Quoted:
    """The text and its lines' numbers: turns words into mentions of them."""

    def __init__(self, text: str) -> None:
        self.text = text

    def verbatim(self, some: Words) -> str:
        """The text from the first of these words to the last, as it stands there."""
        return self.text[some[0].start : some[-1].end] if some else ""

    def clean(self, some: Words) -> str:
        """The same as a name or title."""
        return clean(self.verbatim(some))

    def mention(self, some: Words, line: int) -> Mention:
        """Where these words stand: the first twelve, where there are more."""
        start, end = some[0].start, some[-1].end
        if len(self.text[start:end].split()) > MAX_WORDS or end - start > MAX_CHARACTERS:
            end = _cut(self.text, start, some)
        return Mention(start, end, line, self.text[start:end])


def _cut(text: str, start: int, some: Words) -> int:
    fitting = [
        word.end
        for word in some[: 2 * MAX_WORDS]
        if word.end - start <= MAX_CHARACTERS and len(text[start : word.end].split()) <= MAX_WORDS
    ]
    return max(fitting, default=start + MAX_CHARACTERS)
