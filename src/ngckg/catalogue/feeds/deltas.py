"""What came, changed and went between two releases, thing by thing.

    python -m ngckg.catalogue.feeds.deltas BEFORE AFTER FOLDER

writes it into FOLDER, a part at a time; BEFORE is `-` where there is no release before. Both
datasets are sorted, so that they are read side by side, and memory stays bounded however large
they are.
"""

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from heapq import merge
from itertools import groupby
from pathlib import Path
from typing import IO, Final

from ngckg.graph.release import DATASET
from ngckg.namespaces import ID, NGCKG, graph_iri

#: Things in one part.
PER_PART: Final = 200
#: Written last: a folder that has it is whole.
INDEX: Final = "index.json"
#: The kinds that say where and how often something is said: they differ whenever the page was
#: read anew, even where it says the same.
REPEATING: Final = ("evidence", "source", "statement")

_NONE: Final = "-"
_NICENESS: Final = 10
_THING: Final = f"<{ID}".encode()
_EVIDENCE: Final = f" <{NGCKG}evidence> ".encode()
_GRAPHS: Final = frozenset(
    f"<{graph_iri(name)}>".encode() for name in ("vocabulary", "data", "mappings")
)


class Kind(StrEnum):
    """What happened to a thing, in the words of ActivityStreams."""

    CREATE = "Create"
    UPDATE = "Update"
    DELETE = "Delete"


@dataclass(frozen=True, slots=True)
class Delta:
    """What happened to a thing, and what is said of it since, as N-Triples."""

    kind: Kind
    thing: str
    statements: str = ""


def deltas(before: Path | None, after: Path) -> Iterator[Delta]:
    """What happened from one dataset (canonical N-Quads) to the other, in the order of IRIs.

    Where each fact stands on the page is left aside: that changes with every reading of it.
    """
    earlier = _things(before) if before is not None else iter(())
    told = merge(
        ((thing, 0, said) for thing, said in earlier),
        ((thing, 1, said) for thing, said in _things(after)),
    )
    for thing, states in groupby(told, key=lambda it: it[0]):
        found = {which: said for _, which, said in states}
        was, is_ = found.get(0), found.get(1)
        iri = thing[1:-1].decode()
        if is_ is None:
            yield Delta(Kind.DELETE, iri)
        elif was is None:
            yield Delta(Kind.CREATE, iri, b"".join(is_).decode())
        elif was != is_:
            yield Delta(Kind.UPDATE, iri, b"".join(is_).decode())


def write(before: Path | None, after: Path, folder: Path) -> None:
    """Write the deltas into a folder: parts `1.jsonl`, `2.jsonl`…, then the index."""
    folder.mkdir(parents=True, exist_ok=True)
    things: list[tuple[str, str]] = []
    part: IO[str] | None = None
    try:
        for number, delta in enumerate(deltas(before, after)):
            if number % PER_PART == 0:
                if part is not None:
                    part.close()
                part = part_of(folder, number // PER_PART + 1).open("w", encoding="utf-8")
            things.append((delta.kind.value, delta.thing))
            print(json.dumps(asdict(delta), ensure_ascii=False), file=part)
    finally:
        if part is not None:
            part.close()
    unfinished = folder / f"{INDEX}.part"
    unfinished.write_text(json.dumps(things, ensure_ascii=False), encoding="utf-8")
    unfinished.replace(folder / INDEX)


def part_of(folder: Path, number: int) -> Path:
    """Where a part stands, counted from 1."""
    return folder / f"{number}.jsonl"


def read(path: Path) -> list[Delta]:
    """The deltas of a part."""
    with path.open(encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines)
        return [Delta(Kind(it["kind"]), it["thing"], it["statements"]) for it in rows]


def read_index(folder: Path) -> list[tuple[Kind, str]] | None:
    """What happened to which thing; None where the folder is not whole."""
    try:
        listed = json.loads((folder / INDEX).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return [(Kind(kind), thing) for kind, thing in listed]


def _things(dataset: Path) -> Iterator[tuple[bytes, list[bytes]]]:
    """The things of a dataset with what is said of each, without the names of graphs."""
    with dataset.open("rb") as lines:
        for thing, those in groupby(filter(_counts, lines), key=_subject):
            statements = (line.rsplit(b" ", 2)[0] + b" .\n" for line in those)
            yield thing, list(dict.fromkeys(statements))


def _counts(line: bytes) -> bool:
    if not line.startswith(_THING) or line.rsplit(b" ", 2)[1] not in _GRAPHS:
        return False
    kind = line[len(_THING) : line.index(b"/", len(_THING))].decode()
    return kind not in REPEATING and _EVIDENCE not in line.split(b'"', 1)[0]


def _subject(line: bytes) -> bytes:
    return line[: line.index(b"> ") + 1]


def main(before: str, after: str, folder: str) -> None:
    """Write the deltas between two releases."""
    earlier = None if before == _NONE else Path(before) / DATASET
    write(earlier, Path(after) / DATASET, Path(folder))


if __name__ == "__main__":
    os.nice(_NICENESS)
    main(*sys.argv[1:])
