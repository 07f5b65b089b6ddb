"""What a named query answers, row by row."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Term:
    """An RDF term of an answer (SPARQL 1.1 Query Results JSON Format, §3.2.2)."""

    value: str
    is_iri: bool = False
    lang: str | None = None
    datatype: str | None = None


Row = Mapping[str, Term]


class Ask(Protocol):
    """Answers a named SELECT query, with the IRIs given bound to its variables."""

    async def __call__(self, name: str, /, **bound: str) -> list[Row]: ...


def read(document: Mapping[str, object]) -> list[Row]:
    """The rows of an answer in SPARQL JSON."""
    results = document["results"]
    assert isinstance(results, dict)  # noqa: S101  # our own engine wrote it
    return [{name: _term(raw) for name, raw in row.items()} for row in results["bindings"]]


def text(row: Row, name: str) -> str | None:
    """A value as it stands, or None where the row has none."""
    term = row.get(name)
    return None if term is None else term.value


def day(row: Row, name: str) -> date | None:
    """A value as a day, or None where the row has none."""
    term = row.get(name)
    return None if term is None else date.fromisoformat(term.value)


def _term(raw: Mapping[str, str]) -> Term:
    return Term(raw["value"], raw["type"] == "uri", raw.get("xml:lang"), raw.get("datatype"))
