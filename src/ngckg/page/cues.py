"""Sentences told by their cues: a phrase that carries a fact, among words that add none.

A sentence is judged clause by clause. A clause tells its facts only where every other word in it
is known to add nothing: "ikke" or "måske" is no such word, so a denial is never read as a fact.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ngckg.page.readings import Noted, Said, Told
from ngckg.page.records import StatementKind, StatusProperty
from ngckg.page.words import DASHES, MAX_WORDS, Quoted, Words, folds, starts

_BREAKS = DASHES | {",", ";", "samt"}
_MARKS = frozenset(".:()/!")

#: What follows one of these is no fact yet.
_CONDITIONS = frozenset({"når", "hvis", "indtil", "såfremt"})


@dataclass(frozen=True, slots=True)
class Fact:
    """What a cue says: a kind of statement and its key, or a status and its value.

    `quote` are the words of the cue that carry it, as a slice; all of them where it is None.
    """

    kind: StatementKind | StatusProperty
    value: str
    quote: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase and what it says; one without facts is known to say none.

    Where the cue is `open`, the rest of the clause belongs to the fact, whatever it is.
    """

    phrase: tuple[str, ...]
    facts: tuple[Fact, ...]
    open: bool


def cue(phrase: str, *facts: Fact, rest: bool = False) -> Cue:
    """A cue, its phrase written as on the page; with `rest`, the cue is open."""
    return Cue(folds(phrase), facts, rest)


class Cues:
    """Cues that occur together, and the words that may stand beside them without adding a fact."""

    def __init__(self, cues: Iterable[Cue], fillers: str) -> None:
        self._by_first: dict[str, list[Cue]] = {}
        for it in cues:
            self._by_first.setdefault(it.phrase[0], []).append(it)
        self._fillers = frozenset(folds(fillers)) | _MARKS

    def read(self, quoted: Quoted, sentence: Words, line: int) -> Told | None:
        """What the sentence tells, or None where no cue stands in it."""
        if self._by_first.keys().isdisjoint(word.fold for word in sentence):
            return None
        facts: list[Said | Noted] = []
        unread: list[str] = []
        any_cue = conditional = False
        for clause in _clauses(sentence):
            conditional = conditional or any(word.fold in _CONDITIONS for word in clause)
            told, known = self._read_clause(quoted, clause, line)
            any_cue = any_cue or told is not None
            if known and not (told and conditional):
                facts += told or ()
            else:
                unread.append(quoted.clean(clause))
                # "Det er ikke sådan, at …": what is denied may follow.
                conditional = conditional or any(word.fold == "ikke" for word in clause)
        return Told(tuple(facts), "; ".join(unread) or None) if any_cue else None

    def _read_clause(
        self, quoted: Quoted, clause: Words, line: int
    ) -> tuple[list[Said | Noted] | None, bool]:
        """The facts of a clause (None: no cue in it), and whether every other word is known."""
        facts: list[Said | Noted] | None = None
        known = True
        at = 0
        while at < len(clause):
            found = self._cue_at(clause, at)
            if found is None:
                word = clause[at].fold
                known = known and (word in self._fillers or word in _CONDITIONS)
                at += 1
                continue
            stop = len(clause) if found.open else at + len(found.phrase)
            while found.open and clause[stop - 1].fold in _MARKS:
                stop -= 1
            facts = facts or []
            for fact in found.facts:
                first, last = fact.quote or (0, stop - at)
                facts.append(_told(fact, quoted, clause[at + first : at + last], line))
            known = known and len(quoted.verbatim(clause[at:stop]).split()) <= MAX_WORDS
            at = max(stop, at + len(found.phrase))
        return facts, known

    def _cue_at(self, clause: Words, at: int) -> Cue | None:
        cues = self._by_first.get(clause[at].fold, ())
        return next((it for it in cues if starts(clause, it.phrase, at)), None)


def _told(fact: Fact, quoted: Quoted, some: Words, line: int) -> Said | Noted:
    mention = quoted.mention(some, line)
    if isinstance(fact.kind, StatementKind):
        return Said(fact.kind, fact.value, mention)
    return Noted(fact.kind, fact.value, mention)


def _clauses(sentence: Words) -> Iterator[Words]:
    first = 0
    for at, word in enumerate(sentence):
        if word.fold in _BREAKS:
            if at > first:
                yield sentence[first:at]
            first = at + 1
    if first < len(sentence):
        yield sentence[first:]
