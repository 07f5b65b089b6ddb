"""Lists in an order that people expect, cut into pages that name each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import pyoxigraph as ox

from ngckg.web.asking import Row
from ngckg.web.links import link
from ngckg.web.pages import collation

_NEVER = "9999"


@dataclass(slots=True)
class Entry:
    """A thing as it stands in a list."""

    thing: ox.NamedNode
    names: dict[str, str] = field(default_factory=dict)
    earliest: str = _NEVER
    latest: str = _NEVER

    def name(self, lang: str) -> str:
        """Its name in this language, else in the source's, else in any."""
        return self.names.get(lang) or self.names.get("da") or min(self.names.values(), default="")


def entries(rows: Iterable[Row]) -> list[Entry]:
    """The things that a query found, each once."""
    found: dict[str, Entry] = {}
    for row in rows:
        thing = row["it"]
        if not isinstance(thing, ox.NamedNode):
            continue
        entry = found.setdefault(thing.value, Entry(thing))
        name = row["name"]
        if isinstance(name, ox.Literal):
            entry.names[name.language or ""] = name.value
        entry.earliest = min(entry.earliest, _text(row, "earliest"))
        entry.latest = min(entry.latest, _text(row, "latest"))
    return list(found.values())


def ordered(found: Iterable[Entry], sort: str, lang: str) -> list[Entry]:
    """In this order; what has no date comes last, whichever way round."""

    def by_name(entry: Entry) -> tuple[collation.Key, str]:
        return collation.key(entry.name(lang)), entry.thing.value

    def by_date(entry: Entry) -> tuple[str, str]:
        return entry.earliest, entry.latest

    backwards = sort.startswith("-")
    things = sorted(found, key=by_name, reverse=backwards)
    if sort.removeprefix("-") == "name":
        return things
    dated = [it for it in things if it.earliest != _NEVER]
    undated = [it for it in things if it.earliest == _NEVER]
    return sorted(dated, key=by_date, reverse=backwards) + undated


@dataclass(frozen=True, slots=True)
class Slice:
    """Where a page lies in its list."""

    address: str
    #: The parameters as they were given, those of the page apart.
    parameters: Sequence[tuple[str, str]]
    start: int
    limit: int
    total: int

    @property
    def neighbours(self) -> dict[str, str]:
        """The addresses of the pages around it, by the names that the answer gives them."""
        last = max(0, (self.total - 1) // self.limit * self.limit)
        found = {"first": 0, "last": last}
        if self.start > 0:
            found["previous"] = max(0, min(self.start - self.limit, last))
        if self.start + self.limit < self.total:
            found["next"] = self.start + self.limit
        return {name: self._at(start) for name, start in found.items()}

    @property
    def links(self) -> tuple[str, ...]:
        """The same as Link fields (RFC 8288), with the relations that are registered."""
        relations = {"previous": "prev"}
        return tuple(
            link(target, relations.get(name, name)) for name, target in self.neighbours.items()
        )

    def _at(self, start: int) -> str:
        paging = [("limit", str(self.limit)), ("offset", str(start))]
        return f"{self.address}?{urlencode([*self.parameters, *paging])}"


def document(part: Slice, items: list[dict[str, Any]], context: str) -> dict[str, Any]:
    """A page as it is told."""
    return {
        "@context": context,
        "total": part.total,
        "limit": part.limit,
        "offset": part.start,
        **part.neighbours,
        "items": items,
    }


def _text(row: Row, name: str) -> str:
    value = row.get(name)
    return value.value if isinstance(value, ox.Literal) else _NEVER
