"""What stood in earlier releases and stands in the current one no more.

    python -m ngckg.web.departed RELEASES CURRENT

prints a line of JSON for each such thing: in which release it stood last, and its name there.
"""

import asyncio
import contextlib
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from ngckg.errors import Gone, NotFound
from ngckg.graph.release import Release, history, read
from ngckg.namespaces import ID, PREFIXES
from ngckg.web import errands

_SUBJECT: Final = f"<{ID}".encode()
_LABEL: Final = f" <{PREFIXES['skos']}prefLabel> ".encode()


@dataclass(frozen=True, slots=True)
class Seen:
    """Where a thing stood last."""

    iri: str
    release: str
    created: str
    label: str | None = None


class GoneThing(Gone):
    """The 410 of a thing, which says where it stood last."""

    def __init__(self, seen: Seen, changes: str) -> None:
        called = f"“{seen.label}”" if seen.label else "It"
        super().__init__(
            f"{called} stood in releases up to {seen.release} and stands in the current one no "
            "more. What has changed since is told under `changes`."
        )
        self._seen, self._changes = seen, changes

    def details(self) -> dict[str, object]:
        return {
            "iri": self._seen.iri,
            "lastRelease": {"id": self._seen.release, "created": self._seen.created},
            "changes": self._changes,
        }


class Departed:
    """The index of what is gone, made when first something is not found in a release."""

    def __init__(self, releases: Path, base: str) -> None:
        self._releases = releases
        self._base = base
        self._made: tuple[str, asyncio.Task[dict[str, Seen]]] | None = None

    async def error(self, release: Release, iri: str) -> NotFound | GoneThing:
        """What to answer where this release has no such thing."""
        seen = (await self._index(release)).get(iri)
        if seen is None:
            return NotFound(f"No release has {iri}.")
        return GoneThing(seen, f"{self._base}/api/changes?since={seen.release}")

    async def _index(self, release: Release) -> dict[str, Seen]:
        if self._made is None or self._made[0] != release.manifest.id or self._has_failed():
            self._made = release.manifest.id, asyncio.create_task(self._make(release))
        # One that hangs up must not take the index from the others who wait for it.
        return await asyncio.shield(self._made[1])

    def _has_failed(self) -> bool:
        task = self._made[1] if self._made else None
        return task is not None and task.done() and (task.cancelled() or bool(task.exception()))

    async def _make(self, release: Release) -> dict[str, Seen]:
        arguments = str(self._releases), str(release.path)
        told = errands.lines("ngckg.web.departed", *arguments)
        async with contextlib.aclosing(told):
            found = [Seen(**json.loads(line)) async for line in told]
        return {it.iri: it for it in found}


def find(releases: Path, current: Path) -> Iterator[Seen]:
    """Every thing that only earlier releases have, with the latest of them that had it."""
    release = read(current)
    present = {subject for subject, _ in _subjects(release)}
    made = release.manifest.created, release.manifest.id
    for earlier in history(releases):
        if (earlier.manifest.created, earlier.manifest.id) >= made:
            continue
        for subject, label in _subjects(earlier):
            if subject not in present:
                present.add(subject)
                yield Seen(
                    subject[1:].decode(), earlier.manifest.id, earlier.manifest.created, label
                )


def _subjects(release: Release) -> Iterator[tuple[bytes, str | None]]:
    """The things of a release, each once, with their Danish names; the lines are sorted."""
    before, label = b"", None
    with release.dataset.open("rb") as file:
        for line in file:
            if not line.startswith(_SUBJECT):
                continue
            subject = line[: line.index(b">")]
            if subject != before:
                if before:
                    yield before, label
                before, label = subject, None
            if line.startswith(_LABEL, len(subject) + 1):
                label = _danish(line) or label
    if before:
        yield before, label


def _danish(line: bytes) -> str | None:
    for quad in ox.parse(line, format=ox.RdfFormat.N_QUADS):
        if isinstance(quad.object, ox.Literal) and quad.object.language == "da":
            return quad.object.value
    return None


def main(releases: str, current: str) -> None:
    """Tell of each thing on standard output."""
    errands.step_back()
    for seen in find(Path(releases), Path(current)):
        print(json.dumps(asdict(seen)))


if __name__ == "__main__":
    main(*sys.argv[1:])
