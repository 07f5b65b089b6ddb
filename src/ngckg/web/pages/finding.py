"""Finding things by what they are called: forgiving, in both languages at once, without stemming.

Case, accents and the two ways of writing æ, ø and å make no difference, nor do small slips.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process

from ngckg.namespaces import ID, NGCKG
from ngckg.rdf import iri
from ngckg.web.pages.rows import Row, text
from ngckg.web.pages.vocabularies import code

#: Kinds of things that are found, in the order in which they are shown. The rest of the graph
#: (evidence, statements, columns) is found from these.
KINDS: Final = (
    "patient-group",
    "specialist-network",
    "working-group",
    "steering-group",
    "organization",
    "recommendation",
    "document",
    "step",
    "analysis-type",
    "analysis-purpose",
    "requisition-status",
    "onboarding-status",
    "status-report-status",
    "scheme",
    "example",
    "term",
)
#: How much a match counts by what was matched.
_WEIGHT: Final = {"name": 1.0, "other name": 0.95, "code": 0.95, "title": 0.85, "definition": 0.6}
#: Below this a word is another word, in percent of rapidfuzz's ratio.
_ALIKE: Final = 76
_FUZZY: Final = 60
#: Below this a name is not worth suggesting.
_NEAR: Final = 72
LONGEST: Final = 200

_WORD: Final = re.compile(r"[^\W_]+")
_FOLDS: Final = (("æ", "ae"), ("ø", "o"), ("oe", "o"), ("å", "a"), ("aa", "a"))


@dataclass(frozen=True, slots=True)
class Entry:
    """A text by which a thing is found; `what` it is of the thing."""

    thing: str
    kind: str
    what: str
    text: str
    lang: str | None
    folded: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing with the text that matched best, from 0 to 1."""

    thing: str
    kind: str
    entry: Entry
    score: float


class Index:
    """Every text of a release by which something is found."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.entries = [entry for row in rows for entry in _entries(row)]
        self._folded = [entry.folded for entry in self.entries]

    def find(self, query: str, kinds: frozenset[str] = frozenset()) -> list[Hit]:
        """The things that a query finds, kind by kind, the best first."""
        words = fold(query).split()
        if not words:
            return []
        found = self._exact(words) or self._alike(words)
        best: dict[str, Hit] = {}
        for entry, score in found:
            hit = Hit(entry.thing, entry.kind, entry, round(score * _WEIGHT[entry.what], 4))
            if hit.score > best.get(entry.thing, _NONE).score:
                best[entry.thing] = hit
        hits = [hit for hit in best.values() if not kinds or hit.kind in kinds]
        return sorted(hits, key=lambda it: (KINDS.index(it.kind), -it.score, it.entry.folded))

    def nearest(self, query: str, limit: int = 5) -> list[Entry]:
        """The names that look most like a query that found nothing."""
        names = {n: e.folded for n, e in enumerate(self.entries) if e.what == "name"}
        near = process.extract(
            fold(query), names, scorer=fuzz.WRatio, score_cutoff=_NEAR, limit=4 * limit
        )
        things: dict[str, Entry] = {}
        for _text, _score, number in near:
            things.setdefault(self.entries[number].thing, self.entries[number])
        return list(things.values())[:limit]

    def _exact(self, words: list[str]) -> list[tuple[Entry, float]]:
        """Entries that hold every word, as a word, as its beginning, or inside one."""
        found = []
        for entry, folded in zip(self.entries, self._folded, strict=True):
            if all(word in folded for word in words):
                found.append((entry, _exactness(words, folded)))
        return found

    def _alike(self, words: list[str]) -> list[tuple[Entry, float]]:
        """Entries whose words look like those of the query; tried where no entry holds them."""
        near = process.extract(
            " ".join(words),
            self._folded,
            scorer=fuzz.partial_token_set_ratio,
            score_cutoff=_FUZZY,
            limit=500,
        )
        found = []
        for _text, _score, number in near:
            score = _likeness(words, self._folded[number].split())
            if score:
                found.append((self.entries[number], score))
        return found


def fold(text_: str) -> str:
    """A text as it is compared: small letters without accents, words with single spaces."""
    lower = unicodedata.normalize("NFC", text_[:LONGEST]).casefold()
    for letter, plain in _FOLDS:
        lower = lower.replace(letter, plain)
    bare = unicodedata.normalize("NFD", lower)
    bare = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return " ".join(_WORD.findall(bare))


def _exactness(words: list[str], folded: str) -> float:
    if folded == " ".join(words):
        return 1.0
    those = folded.split()
    scores = [
        0.9 if word in those else 0.8 if any(it.startswith(word) for it in those) else 0.7
        for word in words
    ]
    # A short text that holds the words says more about them than a long one.
    return sum(scores) / len(scores) - min(len(those) - len(words), 40) / 400


def _likeness(words: list[str], those: list[str]) -> float:
    scores = []
    for word in words:
        best = max((fuzz.ratio(word, it) for it in those), default=0.0)
        if best < _ALIKE:
            return 0.0
        scores.append(best / 100)
    return 0.6 * sum(scores) / len(scores)


def _entries(row: Row) -> list[Entry]:
    thing, what = row["thing"].value, row["what"].value
    kind = "term" if thing.startswith(NGCKG) else (iri.parts(thing) or ("", ""))[0]
    if kind not in KINDS or not (thing.startswith((ID, NGCKG))):
        return []
    target, said = text(row, "target"), text(row, "text")
    if target is None:
        lang = row["text"].lang
        return [Entry(thing, kind, what, said or "", lang, fold(said or ""))]
    vocabulary, its_code = code(target)
    if not vocabulary:
        return []
    # The code as people write it, in one word and in two; and what the vocabulary calls it.
    shown = f"{its_code} {said}" if said else its_code
    bare = fold(its_code).replace(" ", "")
    ways = f"{fold(its_code)} {bare} {fold(vocabulary)} {fold(said or '')}"
    return [Entry(thing, kind, "code", shown, "en", " ".join(ways.split()))]


_NONE: Final = Hit("", "", Entry("", "", "", "", None, ""), 0.0)
