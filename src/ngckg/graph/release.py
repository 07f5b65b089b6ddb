"""A release on disk: the unit of publishing, never changed after it was made."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from ngckg.errors import NotARelease
from ngckg.rdf.canonical import digest

DATASET = "dataset.nq"
MANIFEST = "manifest.json"
REPORT = "report.ttl"
CURRENT = "current"


@dataclass(frozen=True, slots=True)
class Shacl:
    """The outcome of validation."""

    conforms: bool
    violations: int
    warnings: int
    infos: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a release is made of. `digest` is of the canonical N-Quads; `created` is UTC."""

    id: str
    created: str
    parent: str | None
    digest: str
    quads: int
    graphs: dict[str, int]
    tool: dict[str, str]
    shacl: Shacl
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Release:
    """A release on disk."""

    path: Path
    manifest: Manifest

    @property
    def dataset(self) -> Path:
        """Its canonical N-Quads."""
        return self.path / DATASET

    def content(self) -> bytes:
        """The canonical N-Quads, verified. Raises NotARelease where the digest does not hold."""
        try:
            content = self.dataset.read_bytes()
        except OSError as error:
            raise NotARelease(f"{self.dataset}: {error.strerror or error}") from error
        self._compare(digest(content))
        return content

    def verify(self) -> None:
        """Raises NotARelease where the digest does not hold. Nothing is kept in memory."""
        try:
            with self.dataset.open("rb") as file:
                found = hashlib.file_digest(file, "sha256")
        except OSError as error:
            raise NotARelease(f"{self.dataset}: {error.strerror or error}") from error
        self._compare(f"sha256:{found.hexdigest()}")

    def _compare(self, found: str) -> None:
        if found != self.manifest.digest:
            raise NotARelease(
                f"{self.dataset} is damaged: its digest is not the one in {MANIFEST}; "
                "build the release again or restore the folder"
            )


def current(releases: Path) -> Release:
    """The current release. Raises NotARelease where there is none or it is damaged."""
    link = releases / CURRENT
    if not link.exists():
        raise NotARelease(f"no release in {releases}: run `ngckg build --out {releases}`")
    return read(link.resolve())


def read(path: Path) -> Release:
    """The release in a folder, its manifest checked. Raises NotARelease and says what is wrong."""
    try:
        raw = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
        shacl = Shacl(**raw.pop("shacl"))
        manifest = Manifest(**raw | {"shacl": shacl, "sources": tuple(raw["sources"])})
    except OSError as error:
        raise NotARelease(f"{path / MANIFEST}: {error.strerror or error}") from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise NotARelease(f"{path / MANIFEST} is not a manifest: {error}") from error
    if not (path / DATASET).is_file():
        raise NotARelease(f"{path}: {DATASET} is missing")
    return Release(path, manifest)


def history(releases: Path) -> list[Release]:
    """Every readable release in a folder, newest first."""
    found = []
    for path in releases.iterdir() if releases.is_dir() else ():
        if path.is_dir() and not path.is_symlink() and not path.name.startswith("."):
            try:
                found.append(read(path))
            except NotARelease:
                continue
    return sorted(found, key=lambda it: (it.manifest.created, it.manifest.id), reverse=True)
