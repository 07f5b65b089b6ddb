"""Patient groups' names: how they are written, and which group a wording means."""

from collections.abc import Iterable
from typing import Final

from ngckg.page.words import Words, folds
from ngckg.rdf import iri

#: "Psykiatri for børn og unge" and "psykiatri børn og unge" name the same group.
_LINKING: Final = frozenset({"for", "hos", "patientgruppen"})

#: Nothing longer is a name, or one of the names in a list.
MAX_NAME: Final = 200
_MAX_NAME_WORDS: Final = 20


def capital(name: str) -> str:
    """A name as it stands alone."""
    return name[:1].upper() + name[1:]


def inner(name: str) -> str:
    """A name as it stands inside a sentence."""
    return name[:1].lower() + name[1:]


def key(name: str) -> str:
    """The key of a group of this name. Raises ValueError where it cannot be a name."""
    if len(name) > MAX_NAME:
        raise ValueError(f"a name of more than {MAX_NAME} characters")
    return iri.key(name)


def same(one: str, other: str) -> bool:
    """Whether two wordings name the same group, linking words aside."""
    return _loose(folds(one)) == _loose(folds(other))


def _loose(parts: Iterable[str]) -> tuple[str, ...]:
    return tuple(part for part in parts if part not in _LINKING)


class Names:
    """The groups of a page, by every wording that means one of them and no other."""

    def __init__(self, names: Iterable[str]) -> None:
        self._exact: dict[tuple[str, ...], str] = {}
        self._loose: dict[tuple[str, ...], str | None] = {}
        for name in names:
            parts, group = folds(name), key(name)
            self._exact[parts] = group
            loose = _loose(parts)
            self._loose[loose] = group if self._loose.get(loose, group) == group else None

    def find(self, some: Words) -> str | None:
        """The key of the group that these words name."""
        parts = tuple(word.fold for word in some[: _MAX_NAME_WORDS + 1])
        if parts and parts[-1] == ".":
            parts = parts[:-1]
        return self._exact.get(parts) or self._loose.get(_loose(parts))

    def split(self, some: Words) -> list[tuple[Words, str | None]]:
        """A list of names, each with the group it means: "A, B og C", where names have an "og"."""
        found: list[tuple[Words, str | None]] = []
        rest: Words = some
        while rest:
            comma = next((at for at, word in enumerate(rest) if word.fold == ","), len(rest))
            found += self._split_by_and(rest[:comma])
            rest = rest[comma + 1 :]
        return found

    def _split_by_and(self, some: Words) -> list[tuple[Words, str | None]]:
        found: list[tuple[Words, str | None]] = []
        rest = some
        while rest and self.find(rest) is None and (at := self._parting(rest)) is not None:
            found.append((rest[:at], self.find(rest[:at])))
            rest = rest[at + 1 :]
        return [*found, (rest, self.find(rest))] if rest else found

    def _parting(self, some: Words) -> int | None:
        """Where the "og" stands that parts two names: one that is known, from whatever follows."""
        near = range(min(len(some), _MAX_NAME_WORDS))
        ands = [at for at in near if some[at].fold == "og"]
        before = (at for at in ands if self.find(some[:at]) is not None)
        after = (at for at in ands if self.find(some[at + 1 :]) is not None)
        return next(before, next(after, None))
