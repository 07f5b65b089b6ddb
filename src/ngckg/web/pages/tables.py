"""Answers of queries as tables for people, made on the server."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ngckg.namespaces import PREFIXES
from ngckg.web.pages import rows
from ngckg.web.pages.context import Context, Label, Link
from ngckg.web.pages.rows import Row, Term

#: So many rows are shown; the whole answer can be had as a file.
SHOWN: Final = 500
_BOOLEAN: Final = f"{PREFIXES['xsd']}boolean"
#: Addresses that a browser may follow.
_SAFE: Final = ("http://", "https://")

Value = Link | Label


@dataclass(frozen=True, slots=True)
class Table:
    """A table of solutions; `cut` where there are more rows than are shown."""

    columns: list[str]
    rows: list[list[Value | None]]
    count: int
    cut: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer for people: a table, a yes or no, or triples as text."""

    table: Table | None = None
    verdict: bool | None = None
    turtle: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return (self.table is not None and not self.table.rows) or self.turtle == ""


def solutions(context: Context, body: bytes, words: Mapping[str, str] | None = None) -> Shown:
    """SPARQL JSON results; `words` are the heads of columns, else the variables' names."""
    document = json.loads(body)
    if "boolean" in document:
        return Shown(verdict=bool(document["boolean"]))
    variables: list[str] = document["head"]["vars"]
    found = rows.read(document)
    shown = found[:SHOWN]
    if words is not None:
        variables = [it for it in variables if not _repeats(context, it, variables, shown)]
    table = Table(
        [(words or {}).get(it, it) for it in variables],
        [[value(context, row[it]) if it in row else None for it in variables] for row in shown],
        len(found),
        len(found) > SHOWN,
    )
    return Shown(table=table)


def value(context: Context, term: Term) -> Value:
    """A term as people read it: our things by name, everything else as it stands."""
    if term.is_iri:
        if context.to.of(term.value) != term.value:
            return context.link(term.value)
        if term.value.startswith(_SAFE):
            return Link(term.value, Label(term.value, is_code=True))
        return Label(term.value, is_code=True)
    if term.datatype == _BOOLEAN:
        yes = term.value in ("true", "1")
        return Label(context.say.gettext("yes") if yes else context.say.gettext("no"))
    return Label(term.value, None if term.lang in (None, context.lang) else term.lang)


def _repeats(context: Context, variable: str, variables: list[str], shown: list[Row]) -> bool:
    """Whether a column only repeats the names that its neighbour's links show already."""
    thing = variable.removesuffix("Name")
    if thing == variable or thing not in variables:
        return False
    return all(
        variable in row
        and thing in row
        and context.label(row[thing].value).text == row[variable].value
        for row in shown
    )
