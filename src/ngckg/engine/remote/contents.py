"""What a release has, line by line, and where in an engine it goes; memory stays bounded."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from ngckg.engine.remote.names import Layout, alone_name, graph_name
from ngckg.errors import NotARelease
from ngckg.graph.release import Release


@dataclass
class _Survey:
    """What one reading of a release tells."""

    counts: Counter[str] = field(default_factory=Counter)
    shared: Counter[tuple[str, ...]] = field(default_factory=Counter)
    blank: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)

    def order(self) -> list[str]:
        """The graphs; of those that share a triple, the first one has it alone.

        Blank nodes cannot be in a graph and in its copy, so graphs that have some come first.
        """
        return sorted(self.counts, key=lambda it: (it not in self.blank, -self.counts[it], it))

    def layout(self, key: str) -> Layout:
        """How the release will lie in the engine."""
        order = self.order()
        alone = dict(self.counts)
        for graphs, number in self.shared.items():
            for graph in sorted(graphs, key=order.index)[1:]:
                alone[graph] -= number
        copies = {it: alone[it] for it in order if alone[it] < self.counts[it]}
        return Layout(key, {it: self.counts[it] for it in order}, copies, (*sorted(self.links),))


def plan(release: Release) -> Layout:
    """How a release will lie in an engine. Raises NotARelease where it is damaged."""
    survey = _Survey()
    for triple, graphs in _lines(release):
        survey.counts.update(graphs)
        if len(graphs) > 1:
            survey.shared[tuple(sorted(graphs))] += 1
        if has_blank_node(triple):
            survey.blank.update(graphs)
            subject, predicate, value = triple.split(b" ", 2)
            if subject.startswith(b"_:") and value.startswith(b"_:"):
                survey.links.add(predicate[1:-1].decode())
    return survey.layout(release.manifest.id)


def placed(release: Release, layout: Layout) -> Iterator[tuple[bytes, list[str]]]:
    """Each triple, as a line of N-Triples, with the graphs of the engine that it goes to."""
    order = {graph: place for place, graph in enumerate(layout.graphs)}
    for triple, graphs in _lines(release):
        names = [graph_name(layout.key, it) for it in graphs]
        first = min(graphs, key=order.__getitem__)
        if first in layout.alone:
            names.append(alone_name(layout.key, first))
        yield triple + b" .\n", names


def has_blank_node(triple: bytes) -> bool:
    """Whether a line, of N-Triples or without its end, has a blank node."""
    return triple.startswith(b"_:") or triple.split(b" ", 2)[2].startswith(b"_:")


def _lines(release: Release) -> Iterator[tuple[bytes, list[str]]]:
    """Each triple with the graphs that it stands in.

    Canonical N-Quads are sorted, so the lines of one triple follow each other. Raises NotARelease
    at the end where the digest is not the manifest's.
    """
    hashed = hashlib.sha256()
    triple, graphs = b"", list[str]()
    with release.dataset.open("rb") as lines:
        for line in lines:
            hashed.update(line)
            words, graph, _ = line.rsplit(b" ", 2)
            if words != triple:
                if graphs:
                    yield triple, graphs
                triple, graphs = words, []
            graphs.append(graph[1:-1].decode())
    if graphs:
        yield triple, graphs
    if f"sha256:{hashed.hexdigest()}" != release.manifest.digest:
        raise NotARelease(f"{release.dataset} is damaged: build the release again")
