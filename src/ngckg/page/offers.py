"""Analyses that a group is offered: "Germline analyse mhp. arvelig disposition og …"."""

from typing import Final

from ngckg.page.readings import Offers, Unread
from ngckg.page.records import Offer
from ngckg.page.words import DASHES, Quoted, Words, folds, starts, without_stop

_ANALYSES: Final = {"germline": "germline", "somatisk": "somatic"}
_PURPOSES: Final = {
    folds("arvelig disposition"): "hereditary-disposition",
    folds("antineoplastisk behandling"): "antineoplastic-treatment",
}
_FOR_PURPOSE: Final = (folds("mhp."), folds("mhp"), folds("med henblik på"))

#: The part of a group that an offer holds for is a few words.
_MAX_PART: Final = 6


def read(quoted: Quoted, sentence: Words, line: int) -> Offers | Unread | None:
    """The analyses that this sentence offers, or None where it offers none."""
    if len(sentence) < 2 or sentence[0].fold not in _ANALYSES or sentence[1].fold != "analyse":
        return None
    try:
        return Offers(tuple(_Reader(quoted, without_stop(sentence), line).offers()))
    except _NotRead as error:
        return Unread(str(error))


class _NotRead(ValueError):
    """Why a sentence about analyses could not be read."""


class _Reader:
    """Goes through the words of one sentence."""

    def __init__(self, quoted: Quoted, some: Words, line: int) -> None:
        self._quoted, self._words, self._line = quoted, some, line
        self._at = 0

    def offers(self) -> list[Offer]:
        """One offer after the other, to the end."""
        found = [self._offer(None)]
        part: str | None = None
        while self._at < len(self._words):
            start = self._at
            broken = self._skip(",", *DASHES)
            if self._skip("for"):
                start = self._at - 1
                part = self._part()
                found.append(self._offer(part, start))
            elif self._skip("og") or broken:
                found.append(self._offer(part))
            else:
                raise self._unexpected()
        return found

    def _offer(self, part: str | None, start: int | None = None) -> Offer:
        start = self._at if start is None else start
        analysis = _ANALYSES.get(self._next or "")
        if analysis is None:
            raise _NotRead(f"unknown analysis: {self._rest()!r}")
        self._at += 1
        if not self._skip("analyse"):
            raise self._unexpected()
        purpose = self._purpose()
        mention = self._quoted.mention(self._words[start : self._at], self._line)
        return Offer(analysis, analysis, purpose, part, (mention,))

    def _purpose(self) -> str | None:
        introduced = next((it for it in _FOR_PURPOSE if starts(self._words, it, self._at)), None)
        if introduced is None:
            return None
        self._at += len(introduced)
        for phrase, purpose in _PURPOSES.items():
            if starts(self._words, phrase, self._at):
                self._at += len(phrase)
                return purpose
        raise _NotRead(f"unknown purpose: {self._rest()!r}")

    def _part(self) -> str:
        """The words up to "også": the part of the group that the next offer holds for."""
        within = range(self._at + 1, min(self._at + 1 + _MAX_PART, len(self._words)))
        stop = next((at for at in within if self._words[at].fold == "også"), None)
        if stop is None:
            raise self._unexpected()
        part = self._quoted.clean(self._words[self._at : stop])
        self._at = stop + 1
        return part

    @property
    def _next(self) -> str | None:
        return self._words[self._at].fold if self._at < len(self._words) else None

    def _skip(self, *these: str) -> bool:
        found = self._next in these
        self._at += found
        return found

    def _rest(self) -> str:
        return self._quoted.clean(self._words[self._at :])[:80]

    def _unexpected(self) -> _NotRead:
        return _NotRead(f"unexpected in a sentence about analyses: {self._rest()!r}")
