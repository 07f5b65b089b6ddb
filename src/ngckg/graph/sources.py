"""Which files make up the dataset, and into which named graph each goes."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from ngckg.errors import UnreadableInput
from ngckg.graph import entailment, labels, mappings
from ngckg.namespaces import GRAPHS, graph_iri
from ngckg.rdf import files

_PATTERNS = {
    "ontology": ("ontology/*.ttl",),
    "shapes": ("shapes/*.ttl",),
    "vocabulary": ("ontology/schemes/*.ttl",),
    "data": ("data/data.ttl",),
    "evidence": ("data/evidence.ttl",),
    "examples": ("data/examples/*.ttl",),
}
#: What we add of our own, of things that the other files have.
_LABELS = "data/labels.ttl"
_MAPPINGS = "data/mappings/ngckg.sssom.tsv"


@dataclass(frozen=True, slots=True)
class Dataset:
    """The quads of what could become a release, by the short name of their graph.

    `left_out` is what we say of things that the dataset has not: it is checked, never released.
    """

    graphs: dict[str, list[ox.Quad]]
    left_out: list[ox.Quad]

    def quads(self, *names: str) -> Iterator[ox.Quad]:
        """The quads of these graphs, or of all."""
        for name in names or GRAPHS:
            yield from self.graphs[name]


def load(home: Path) -> Dataset:
    """Every file of the dataset, read and put into its graph.

    Raises UnreadableInput, naming the file and the position, where one is missing or broken.
    """
    graphs: dict[str, list[ox.Quad]] = {}
    for name, patterns in _PATTERNS.items():
        graph = ox.NamedNode(graph_iri(name))
        paths = [path for pattern in patterns for path in _matches(home, pattern)]
        graphs[name] = [quad for path in paths for quad in files.read(path, graph)]
    known = {q.subject for n in ("ontology", "vocabulary", "data", "evidence") for q in graphs[n]}
    named, left_out = labels.read(home / _LABELS, known)
    graphs["vocabulary"] += named
    graphs["mappings"], left_out_mappings = mappings.quads(home / _MAPPINGS, known)
    told = ("ontology", "vocabulary", "data", "evidence", "mappings")
    graphs["vocabulary"] += labels.compose(*(graphs[name] for name in told))
    above = entailment.superclasses(graphs["ontology"])
    for name in ("vocabulary", "data", "evidence", "mappings"):
        graphs[name] += entailment.types(graphs[name], above)
    return Dataset(_each_once(graphs), left_out + left_out_mappings)


def _each_once(graphs: dict[str, list[ox.Quad]]) -> dict[str, list[ox.Quad]]:
    """No statement in two graphs: an engine whose union is no set would count it twice."""
    seen: set[ox.Triple] = set()
    once: dict[str, list[ox.Quad]] = {}
    for name in GRAPHS:
        new = {quad.triple: quad for quad in graphs[name]}
        once[name] = [quad for triple, quad in new.items() if triple not in seen]
        seen.update(new)
    return once


def names(home: Path) -> list[ox.Quad]:
    """The quads that say what terms and concepts are called."""
    patterns = (*_PATTERNS["ontology"], *_PATTERNS["vocabulary"], _LABELS)
    return [
        quad
        for pattern in patterns
        for path in _matches(home, pattern)
        for quad in files.read(path)
    ]


def _matches(home: Path, pattern: str) -> list[Path]:
    found = sorted(home.glob(pattern))
    if not found:
        raise UnreadableInput(f"{home / pattern}: no such file; `ngckg ingest` writes data/")
    return found
