"""Releases that follow each other: what stood, what came, what went."""

import json
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from ngckg.namespaces import ID, NGCKG, PREFIXES, graph_iri
from tests.engine import releases

DATA = ox.NamedNode(graph_iri("data"))
VOCABULARY = ox.NamedNode(graph_iri("vocabulary"))
LABEL = ox.NamedNode(PREFIXES["skos"] + "prefLabel")
STATUS = ox.NamedNode(f"{NGCKG}statusReportStatus")


def release(folder: Path, content: Iterable[ox.Quad], created: str, parent: str | None) -> str:
    """A release made at this time, with an identifier as `build` gives it."""
    path = releases.write(folder, list(content), "new")
    manifest = json.loads((path / "manifest.json").read_text(encoding="utf-8"))
    digest = manifest["digest"].removeprefix("sha256:")
    identifier = f"{created.replace('-', '').replace(':', '')}-{digest[:12]}"
    manifest |= {"id": identifier, "created": created, "parent": parent}
    (path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    path.rename(folder / identifier)
    return identifier


def group(key: str, label: str, status: str) -> list[ox.Quad]:
    """A patient group with a name and the status of its report."""
    this = ox.NamedNode(f"{ID}patient-group/{key}")
    return [
        ox.Quad(this, releases.TYPE, releases.GROUP, DATA),
        ox.Quad(this, LABEL, ox.Literal(label, language="da"), DATA),
        ox.Quad(this, STATUS, ox.NamedNode(f"{ID}status-report-status/{status}"), DATA),
    ]


def step(key: str, words: str) -> list[ox.Quad]:
    """The approval for a group."""
    this = ox.NamedNode(f"{ID}step/{key}/godkendelse")
    named = {"concerns": ox.NamedNode(f"{ID}patient-group/{key}")}
    return [
        ox.Quad(this, releases.TYPE, ox.NamedNode(f"{NGCKG}Approval"), DATA),
        ox.Quad(this, LABEL, ox.Literal(f"Godkendelse: {key}", language="da"), DATA),
        *(ox.Quad(this, ox.NamedNode(NGCKG + name), it, DATA) for name, it in named.items()),
        ox.Quad(this, ox.NamedNode(f"{NGCKG}dateText"), ox.Literal(words, language="da"), DATA),
    ]


def concepts() -> list[ox.Quad]:
    """What the statuses are called."""
    found = []
    for key, label in (("published", "offentliggjort"), ("in-preparation", "under udarbejdelse")):
        this = ox.NamedNode(f"{ID}status-report-status/{key}")
        found.append(ox.Quad(this, LABEL, ox.Literal(label, language="da"), VOCABULARY))
    return found


def three(folder: Path) -> list[str]:
    """Three releases, the last of them current.

    Aa's report is published between the first and the second, Bb goes and Dd comes between the
    second and the third, Cc stays as it is, and its approval is dated anew in the third.
    """
    aa, cc = group("aa", "Aa", "in-preparation"), group("cc", "Cc", "published")
    published, bb = group("aa", "Aa", "published"), group("bb", "Bb", "published")
    dd, names = group("dd", "Dd", "in-preparation"), concepts()
    early, late = step("cc", "maj 2022"), step("cc", "juni 2022")
    contents = (
        [*names, *aa, *bb, *cc, *early],
        [*names, *published, *bb, *cc, *early],
        [*names, *published, *cc, *dd, *late],
    )
    made: list[str] = []
    for number, content in enumerate(contents, 1):
        parent = made[-1] if made else None
        made.append(release(folder, content, f"2026-0{number}-10T12:00:00Z", parent))
    (folder / "current").symlink_to(made[-1])
    return made
