"""What things are called: every name of a release, read once."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ngckg.namespaces import ID, PREFIXES
from ngckg.web.pages.rows import Row

_LAST_PART: Final = re.compile(r"[^/#]+/?$")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the words of one language; where there is none at all, the end of the IRI."""

    text: str
    lang: str | None

    @property
    def is_code(self) -> bool:
        """Whether it is a part of the IRI and no word of any language."""
        return self.lang is None


class Names:
    """Names by IRI and language."""

    def __init__(self, rows: Iterable[Row]) -> None:
        found: dict[str, dict[str | None, tuple[int, str]]] = {}
        for row in rows:
            name, rank = row["name"], int(row["rank"].value)
            names = found.setdefault(row["thing"].value, {})
            # Of equally good names the first in order, so that a page does not change by chance.
            names[name.lang] = min(names.get(name.lang, (9, "")), (rank, name.value))
        self._names = found

    def __contains__(self, iri: object) -> bool:
        return iri in self._names

    def __len__(self) -> int:
        return len(self._names)

    def of_kind(self, kind: str) -> list[str]:
        """Our things of a kind that have a name."""
        beginning = f"{ID}{kind}/"
        return [thing for thing in self._names if thing.startswith(beginning)]

    def own(self, iri: str, lang: str) -> str | None:
        """The name in this very language."""
        found = self._names.get(iri, {}).get(lang)
        return None if found is None else found[1]

    def best(self, iri: str, lang: str) -> Name:
        """The name in this language, else in another one, else the end of the IRI."""
        names = self._names.get(iri, {})
        for choice in (lang, "da", "en"):
            if choice in names:
                return Name(names[choice][1], choice)
        for other in sorted(names, key=str):
            return Name(names[other][1], other or lang)
        return Name(_code(iri), None)


def inner(name: str) -> str:
    """A name as it stands inside a sentence; an acronym and a proper name keep their capitals."""
    first, *later = re.findall(r"\w+", name) or [""]
    acronym = len(first) == 1 or any(letter.isupper() for letter in first[1:])
    proper = any(word[0].isupper() and not word.isupper() for word in later)
    return name if acronym or proper else name[:1].lower() + name[1:]


def outer(name: str) -> str:
    """A name as it stands at the beginning of a line."""
    return name[:1].upper() + name[1:]


def _code(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        # Our own things are known by their last part; others by the vocabulary they are from.
        if iri.startswith(namespace) and not prefix.startswith("ngc") and iri != namespace:
            return f"{prefix}:{iri[len(namespace) :]}"
    found = _LAST_PART.search(iri)
    return found.group().rstrip("/") if found else iri
