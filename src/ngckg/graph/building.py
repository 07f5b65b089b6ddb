"""Making a release: written whole, made current by one rename, and kept."""

import fcntl
import hashlib
import json
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from ngckg import __version__
from ngckg.errors import BuildRefused, CannotWrite, NotARelease
from ngckg.graph.release import (
    CURRENT,
    DATASET,
    MANIFEST,
    REPORT,
    Manifest,
    Release,
    Shacl,
    current,
)
from ngckg.graph.report import Report
from ngckg.namespaces import GRAPHS, graph_iri
from ngckg.rdf.canonical import canonical_lines
from ngckg.rdf.terms import N

_LOCK = ".lock"
_PARTIAL = ".partial-"


class Quads(Protocol):
    """A dataset that is read graph by graph, as often as needed: it need not be in memory."""

    def quads(self, *names: str) -> Iterable[ox.Quad]:
        """The quads of the graphs with these short names, or of all."""


def build(dataset: Quads, report: Report, releases: Path) -> tuple[Release, bool]:
    """Make a release of a checked dataset and make it current; True where it is a new one.

    The same dataset as the current release's is not released twice. Raises BuildRefused where a
    shape is violated and CannotWrite where there is no room or no permission; either leaves
    `current` alone.
    """
    if not report.conforms:
        raise BuildRefused(
            f"{report.violations} violation(s): nothing was released; `ngckg check` lists them"
        )
    with _locked(releases):
        parent = _current_or_none(releases)
        # Written aside, synced, renamed: whoever looks sees all of a release or nothing of it.
        partial = Path(tempfile.mkdtemp(prefix=_PARTIAL, dir=releases))
        digest, graphs = _write_dataset(partial / DATASET, dataset)
        if parent is not None and parent.manifest.digest == digest:
            return parent, False
        manifest = _manifest(dataset, report, digest, graphs, parent)
        described = json.dumps(asdict(manifest), indent=2, ensure_ascii=False).encode() + b"\n"
        _write_synced(partial / REPORT, [report.turtle])
        _write_synced(partial / MANIFEST, [described])
        return Release(_publish(partial, releases, manifest.id), manifest), True


def _write_dataset(path: Path, dataset: Quads) -> tuple[str, dict[str, int]]:
    """Write the canonical N-Quads; their digest, and how many quads each graph has."""
    seen = hashlib.sha256()
    graphs: Counter[bytes] = Counter()

    def lines() -> Iterator[bytes]:
        for line in canonical_lines(dataset.quads()):
            seen.update(line)
            # The graph is the last term of a canonical line: `<…/graph/data> .`
            graphs[line.rsplit(b" ", 2)[1]] += 1
            yield line

    _write_synced(path, lines())
    counts = {name: graphs[f"<{graph_iri(name)}>".encode()] for name in GRAPHS}
    return f"sha256:{seen.hexdigest()}", counts


def _manifest(
    dataset: Quads, report: Report, digest: str, graphs: dict[str, int], parent: Release | None
) -> Manifest:
    now = datetime.now(UTC)
    snapshots = {
        q.subject.value.rsplit("/", 1)[1]
        for q in dataset.quads("evidence")
        if q.predicate == N.rdf.type
        and q.object == N.ngckg.SourceSnapshot
        and isinstance(q.subject, ox.NamedNode)
    }
    return Manifest(
        id=f"{now:%Y%m%dT%H%M%SZ}-{digest.removeprefix('sha256:')[:12]}",
        created=f"{now:%Y-%m-%dT%H:%M:%SZ}",
        parent=None if parent is None else parent.manifest.id,
        digest=digest,
        quads=sum(graphs.values()),
        graphs=graphs,
        tool={"name": "ngckg", "version": __version__},
        shacl=Shacl(report.conforms, report.violations, report.warnings, report.infos),
        sources=tuple(sorted(snapshots)),
    )


def _publish(partial: Path, releases: Path, name: str) -> Path:
    """Make what was written aside the current release, by one rename."""
    partial.chmod(0o755)  # mkdtemp makes it 0700, but a release is for everyone
    _sync_folder(partial)
    final = releases / name
    if not final.exists():  # unless a build of this same second was killed before it was current
        partial.rename(final)
    link = releases / f"{_PARTIAL}{name}"
    link.symlink_to(name)
    _sync_folder(releases)
    link.replace(releases / CURRENT)
    _sync_folder(releases)
    return final


def _write_synced(path: Path, data: Iterable[bytes]) -> None:
    with path.open("wb") as file:
        file.writelines(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _current_or_none(releases: Path) -> Release | None:
    try:
        return current(releases)
    except NotARelease:
        return None


def _sweep(releases: Path) -> None:
    """Remove what a build has left aside; only ever called under the lock."""
    for path in releases.glob(f"{_PARTIAL}*"):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


@contextmanager
def _locked(releases: Path) -> Iterator[None]:
    """Hold the folder's lock, which the system lets go of however the process ends.

    A second build waits for the first one. What is left aside at either end is removed.
    """
    try:
        releases.mkdir(parents=True, exist_ok=True)
        with (releases / _LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            _sweep(releases)
            try:
                yield
            finally:
                _sweep(releases)
    except OSError as error:
        where = error.filename or releases
        raise CannotWrite(f"cannot write to {where}: {error.strerror or error}") from error
