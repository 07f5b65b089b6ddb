"""SSSOM/TSV as a form: a commented YAML header, then a table. What it means is for others.

Of YAML it reads what such a header needs, `name: value` and maps of one level, and refuses the
rest, so that nothing is understood half. https://mapping-commons.github.io/sssom/spec-formats-tsv/
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ngckg.errors import UnreadableInput

_ENTRY = re.compile(r"(?P<indent> *)(?P<name>[A-Za-z][\w.-]*):(?: +(?P<value>.*))?")
_QUOTED = re.compile(r'"(?P<text>[^"\\]*)"')
_PLAIN = re.compile(r"[A-Za-z0-9/][^\"#]*")


@dataclass(frozen=True, slots=True)
class Header:
    """The header: single values, maps, and the line of each name."""

    path: Path
    scalars: dict[str, str]
    maps: dict[str, dict[str, str]]
    lines: dict[str, int]
    length: int

    def value(self, name: str) -> str:
        """The value of a name that has to be there."""
        if name not in self.scalars:
            raise UnreadableInput(f"{self.path}:{self.length}: the header has no {name}; add it")
        return self.scalars[name]

    def error(self, name: str, what: str) -> UnreadableInput:
        """An error in what the header says under this name."""
        return UnreadableInput(f"{self.path}:{self.lines.get(name, 1)}: {name}: {what}")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table, by column."""

    path: Path
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def get(self, column: str) -> str:
        """What stands in the column; empty where the table has no such column."""
        return self.cells.get(column, "")

    def error(self, column: str, what: str) -> UnreadableInput:
        """An error in one cell."""
        return UnreadableInput(f"{self.path}:{self.line}: {column}: {what}")


def read_header(path: Path, maps: frozenset[str]) -> Header:
    """The header of a file; `maps` are the names under which a map is expected."""
    lines = _text(path).split("\n")
    length = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    header = Header(path, {}, {}, {}, length)
    current: str | None = None
    for number, line in enumerate(lines[:length], start=1):
        content = line[1:].removeprefix(" ").rstrip()
        if not content:
            continue
        entry = _ENTRY.fullmatch(content)
        if entry is None:
            raise UnreadableInput(f"{path}:{number}: not `name: value`; write it so, on one line")
        name, value = entry["name"], entry["value"]
        inside = bool(entry["indent"])
        if inside and current is None:
            raise UnreadableInput(f"{path}:{number}: {name}: indented, but under no map; move it")
        current = current if inside else None
        target = header.maps[current] if current is not None else header.scalars
        if name in target or name in header.maps:
            raise UnreadableInput(f"{path}:{number}: {name}: stands there twice; keep one")
        header.lines[name] = number
        if name in maps and not inside:
            if value:
                raise UnreadableInput(f"{path}:{number}: {name}: a map begins on the next line")
            header.maps[name] = {}
            current = name
        else:
            target[name] = _value(path, number, name, value or "")
    return header


def read_rows(
    path: Path, header: Header, required: Sequence[str], optional: Sequence[str]
) -> Iterator[Row]:
    """The rows below the header; the required columns are there and filled in."""
    table = _text(path).split("\n", header.length)[-1] if header.length else _text(path)
    reader = csv.reader(io.StringIO(table, newline=""), delimiter="\t", strict=True)
    columns: list[str] = []
    begins = header.length + 1
    try:
        for cells in reader:
            line, begins = begins, header.length + reader.line_num + 1
            if not any(cells):
                continue
            if not columns:
                columns = cells
                _check_columns(path, line, columns, required, optional)
            else:
                yield _row(path, line, columns, cells, required)
    except csv.Error as error:
        raise UnreadableInput(f"{path}:{begins}: not a table row: {error}") from error
    if not columns:
        raise UnreadableInput(f"{path}:{begins}: no table below the header; add one")


def _row(
    path: Path, line: int, columns: Sequence[str], cells: Sequence[str], required: Sequence[str]
) -> Row:
    if len(cells) != len(columns):
        raise UnreadableInput(
            f"{path}:{line}: {len(cells)} cells under {len(columns)} columns; "
            "separate them with tabs, one for each column"
        )
    row = Row(path, line, dict(zip(columns, cells, strict=True)))
    for column, cell in row.cells.items():
        if cell != cell.strip() or any(character < " " for character in cell):
            raise row.error(column, "has space around it or a line break in it; take that out")
    for column in required:
        if not row[column]:
            raise row.error(column, "is empty; fill it in")
    return row


def _check_columns(
    path: Path, line: int, columns: Sequence[str], required: Sequence[str], optional: Sequence[str]
) -> None:
    for number, column in enumerate(columns):
        if column in columns[:number]:
            raise UnreadableInput(f"{path}:{line}: {column}: stands there twice; keep one")
        if column not in required and column not in optional:
            known = ", ".join([*required, *optional])
            raise UnreadableInput(f"{path}:{line}: {column!r} is not a column; known: {known}")
    for column in required:
        if column not in columns:
            raise UnreadableInput(f"{path}:{line}: the column {column} is missing; add it")


def _value(path: Path, line: int, name: str, text: str) -> str:
    if quoted := _QUOTED.fullmatch(text):
        return quoted["text"]
    # A plain YAML scalar that could be read as anything but itself wants quotation marks.
    if _PLAIN.fullmatch(text) and ": " not in text:
        return text
    raise UnreadableInput(f'{path}:{line}: {name}: write its value on this line, in "…"')


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableInput(f"{path}: {error.strerror or error}") from error
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableInput(f"{path}:{line}: not UTF-8; save it as UTF-8") from error
    return text.replace("\r\n", "\n")
