"""Answers for people at a terminal: as a table of plain text, or in the syntax that they name."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from ngckg.negotiation import JSON, RESULTS, TURTLE, Format, named
from ngckg.rdf.terms import curie


def syntax_for(format_name: str, offers: tuple[Format, ...]) -> Format:
    """The syntax to ask for. A table is made of JSON; triples are shown as Turtle instead.

    Raises NotAcceptable.
    """
    if format_name == "table":
        return JSON if offers == RESULTS else TURTLE
    return named([format_name], offers) or offers[0]


def as_asked(body: bytes, format_name: str, syntax: Format) -> bytes:
    """What came back, as it was asked for."""
    return table(body).encode() if format_name == "table" and syntax is JSON else body


def table(results: bytes) -> str:
    """SPARQL JSON results as aligned columns; yes or no for ASK."""
    document: dict[str, Any] = json.loads(results)
    if "boolean" in document:
        return "yes\n" if document["boolean"] else "no\n"
    names: list[str] = document["head"]["vars"]
    rows = [[_cell(row.get(name)) for name in names] for row in document["results"]["bindings"]]
    widths = [max(map(len, column)) for column in zip(names, *rows, strict=True)]
    lines = [_line(names, widths), "  ".join("-" * width for width in widths)]
    lines += (_line(row, widths) for row in rows)
    return "".join(f"{line}\n" for line in lines)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return "  ".join(padded).rstrip()


def _cell(term: Mapping[str, str] | None) -> str:
    if term is None:
        return ""
    if term["type"] == "uri":
        return curie(term["value"])
    # A line break inside a value would break the row.
    return " ".join(str(term["value"]).split())
