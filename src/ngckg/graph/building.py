"""Making a release: written whole, made current by one rename, and kept."""

import fcntl
import json
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import pyoxigraph as ox

from ngckg import __version__
from ngckg.errors import BuildRefused, Locked, NotARelease
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
from ngckg.graph.sources import Dataset
from ngckg.graph.validation import Report
from ngckg.namespaces import GRAPH, GRAPHS
from ngckg.rdf.canonical import canonical_nquads, digest
from ngckg.rdf.terms import N

_LOCK = ".lock"
_PARTIAL = ".partial-"


def build(dataset: Dataset, report: Report, releases: Path) -> tuple[Release, bool]:
    """Make a release of a checked dataset and make it current; True where it is a new one.

    The same dataset as the current release's is not released twice. Raises BuildRefused where a
    shape is violated, and leaves `current` alone.
    """
    if not report.conforms:
        raise BuildRefused(
            f"{report.violations} violation(s): nothing was released; `ngckg check` lists them"
        )
    content = canonical_nquads(dataset.quads())
    with _locked(releases):
        _sweep(releases)
        parent = _current_or_none(releases)
        if parent is not None and parent.manifest.digest == digest(content):
            return parent, False
        manifest = _manifest(dataset, report, content, parent)
        return _write(releases, manifest, content, report.turtle), True


def _manifest(dataset: Dataset, report: Report, content: bytes, parent: Release | None) -> Manifest:
    now = datetime.now(UTC)
    counts = Counter(_graph_of(line) for line in content.splitlines())
    snapshots = {
        q.subject.value.rsplit("/", 1)[1]
        for q in dataset.quads("evidence")
        if q.predicate == N.rdf.type
        and q.object == N.ngckg.SourceSnapshot
        and isinstance(q.subject, ox.NamedNode)
    }
    hexadecimal = digest(content).removeprefix("sha256:")
    return Manifest(
        id=f"{now:%Y%m%dT%H%M%SZ}-{hexadecimal[:12]}",
        created=f"{now:%Y-%m-%dT%H:%M:%SZ}",
        parent=None if parent is None else parent.manifest.id,
        digest=digest(content),
        quads=counts.total(),
        graphs={name: counts[name] for name in GRAPHS},
        tool={"name": "ngckg", "version": __version__},
        shacl=Shacl(report.conforms, report.violations, report.warnings, report.infos),
        sources=tuple(sorted(snapshots)),
    )


def _graph_of(line: bytes) -> str:
    # The graph is the last term of a canonical N-Quads line: `<…/graph/data> .`
    return line.rsplit(b" ", 2)[1].decode()[len(GRAPH) + 1 : -1]


def _write(releases: Path, manifest: Manifest, content: bytes, report: bytes) -> Release:
    """Write aside, sync, rename: whoever looks sees all of a release or nothing of it."""
    partial = Path(tempfile.mkdtemp(prefix=_PARTIAL, dir=releases))
    described = json.dumps(asdict(manifest), indent=2, ensure_ascii=False).encode() + b"\n"
    for name, data in ((DATASET, content), (REPORT, report), (MANIFEST, described)):
        _write_synced(partial / name, data)
    partial.chmod(0o755)  # mkdtemp makes it 0700, but a release is for everyone
    _sync_folder(partial)
    final = releases / manifest.id
    partial.rename(final)
    link = releases / f"{_PARTIAL}{manifest.id}"
    link.symlink_to(manifest.id)
    _sync_folder(releases)
    link.replace(releases / CURRENT)
    _sync_folder(releases)
    return Release(final, manifest)


def _write_synced(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
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
    """Remove what a build that was killed left behind; only ever called under the lock."""
    for path in releases.glob(f"{_PARTIAL}*"):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


@contextmanager
def _locked(releases: Path) -> Iterator[None]:
    """Hold the folder's lock, which the system lets go of however the process ends.

    A second build waits for the first one.
    """
    try:
        releases.mkdir(parents=True, exist_ok=True)
        lock = (releases / _LOCK).open("w")
    except OSError as error:
        raise Locked(f"cannot write to {releases}: {error.strerror or error}") from error
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
