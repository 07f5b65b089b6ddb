"""A release into an engine that others run: brought there, verified, and only then made current.

Its graphs stand beside those of the release that is served meanwhile. Broken off anywhere, that one
goes on being served, and the next run begins again with the graphs that are not complete.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

import pyoxigraph as ox

from ngckg.engine.remote.dialects import by_value
from ngckg.engine.remote.names import (
    CURRENT,
    HOLDS,
    LAYOUT,
    MANIFEST,
    POINTER,
    PREVIOUS,
    Layout,
    alone_name,
    graph_name,
    pack_manifest,
    release_iri,
    unpack_layout,
    unpack_manifest,
)
from ngckg.engine.remote.store import EngineStore
from ngckg.errors import NotARelease, NotPublished
from ngckg.graph.release import Release
from ngckg.rdf.canonical import canonical_nquads, digest

#: Triples of one request, and of a graph that is read back to compare its digest.
BATCH: Final = 20_000
READ_BACK: Final = 100_000

Tell = Callable[[str], None]


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


def publish(
    store: EngineStore,
    release: Release,
    tell: Tell,
    *,
    batch: int = BATCH,
    read_back: int = READ_BACK,
) -> bool:
    """Make a release current in an engine; False where it is already.

    Raises NotARelease, NotPublished, or what the engine answers.
    """
    store.settle()
    key = release.manifest.id
    current, previous = pointed(store)
    if current == release_iri(key):
        return False
    survey = _survey(release)
    layout = survey.layout(key)
    _register(store, release, layout)
    missing = {name for name, size in layout.sizes.items() if store.count(name) != size}
    for name in sorted(missing):
        store.drop(name)
    _send(store, release, layout, missing, batch, tell)
    tell("verifying")
    _verify(store, release, layout, read_back)
    _point(store, current, release_iri(key), previous)
    _tidy(store, keep={release_iri(key), current})
    return True


def rollback(store: EngineStore) -> str:
    """Make the previous release current again, and the current one previous; its identifier.

    Raises NotARelease where none is kept.
    """
    store.settle()
    current, previous = pointed(store)
    if previous is None:
        raise NotARelease("the engine keeps no previous release to go back to")
    _point(store, current, previous, previous)
    return previous.rpartition("/")[2]


def pointed(store: EngineStore) -> tuple[str | None, str | None]:
    """The current and the previous release."""
    rows = store.rows(
        f"SELECT ?p ?release WHERE {{ GRAPH <{POINTER}> {{ <{POINTER}> ?p ?release . "
        f"VALUES ?p {{ <{CURRENT}> <{PREVIOUS}> }} }} }}"
    )
    found = {row["p"]["value"]: row["release"]["value"] for row in rows}
    return found.get(CURRENT), found.get(PREVIOUS)


# The steps


def _register(store: EngineStore, release: Release, layout: Layout) -> None:
    """Say what is coming, so that it can be finished, or removed, by whoever comes next."""
    name = release_iri(release.manifest.id)
    manifest = str(ox.Literal(pack_manifest(release.manifest)))
    planned = str(ox.Literal(layout.pack()))
    store.drop(name)
    store.update(
        f"INSERT DATA {{ GRAPH <{POINTER}> {{ <{POINTER}> <{HOLDS}> <{name}> }} "
        f"GRAPH <{name}> {{ <{name}> <{MANIFEST}> {manifest} ; <{LAYOUT}> {planned} }} }}"
    )


def _point(store: EngineStore, current: str | None, new: str, previous: str | None) -> None:
    """Make a release current, in one update.

    Where somebody else has changed what is current meanwhile, nothing happens, and that is told.
    """
    this = f"<{POINTER}>"
    insert = f"{this} <{CURRENT}> <{new}>"
    delete = condition = ""
    if current is not None:
        insert += f" ; <{PREVIOUS}> <{current}>"
        delete = condition = f"{this} <{CURRENT}> <{current}> ."
    if previous is not None:
        delete += f" {this} <{PREVIOUS}> <{previous}> ."
    if current is None:
        store.update(f"INSERT DATA {{ GRAPH {this} {{ {insert} }} }}")
    else:
        store.update(
            f"DELETE {{ GRAPH {this} {{ {delete} }} }} INSERT {{ GRAPH {this} {{ {insert} }} }} "
            f"WHERE {{ GRAPH {this} {{ {condition} }} }}"
        )
    if pointed(store) != (new, current):
        raise NotPublished("somebody else is publishing to this engine: look, and try again")


def _tidy(store: EngineStore, keep: set[str | None]) -> None:
    """Remove older releases, those included that were never finished."""
    rows = store.rows(
        f"SELECT ?release ?manifest ?layout WHERE {{ "
        f"GRAPH <{POINTER}> {{ <{POINTER}> <{HOLDS}> ?release }} "
        f"GRAPH ?release {{ ?release <{MANIFEST}> ?manifest ; <{LAYOUT}> ?layout }} }}"
    )
    made = {row["release"]["value"]: unpack_manifest(row["manifest"]["value"]) for row in rows}
    newest = max((made[it].created for it in keep if it in made), default="")
    for row in rows:
        name = row["release"]["value"]
        if name in keep or made[name].created > newest:
            continue
        for graph in unpack_layout(row["layout"]["value"]).sizes:
            store.drop(graph)
        store.drop(name)
        store.update(f"DELETE DATA {{ GRAPH <{POINTER}> {{ <{POINTER}> <{HOLDS}> <{name}> }} }}")


# The release, line by line: memory does not grow with it


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


def _survey(release: Release) -> _Survey:
    survey = _Survey()
    for triple, graphs in _lines(release):
        survey.counts.update(graphs)
        if len(graphs) > 1:
            survey.shared[tuple(sorted(graphs))] += 1
        if _has_blank_node(triple):
            survey.blank.update(graphs)
            subject, predicate, value = triple.split(b" ", 2)
            if subject.startswith(b"_:") and value.startswith(b"_:"):
                survey.links.add(predicate[1:-1].decode())
    return survey


def _has_blank_node(triple: bytes) -> bool:
    return triple.startswith(b"_:") or triple.split(b" ", 2)[2].startswith(b"_:")


def _targets(layout: Layout, graphs: list[str], order: dict[str, int]) -> Iterator[str]:
    """The graphs of the engine that a triple goes to."""
    first = min(graphs, key=order.__getitem__)
    for graph in graphs:
        yield graph_name(layout.key, graph)
        if graph == first and graph in layout.alone:
            yield alone_name(layout.key, graph)


def _send(
    store: EngineStore,
    release: Release,
    layout: Layout,
    missing: set[str],
    batch: int,
    tell: Tell,
) -> None:
    total = sum(layout.sizes[name] for name in missing)
    order = {graph: place for place, graph in enumerate(layout.graphs)}
    waiting: dict[str, list[bytes]] = {name: [] for name in missing}
    linked: dict[str, list[bytes]] = {name: [] for name in missing}
    done = 0
    for triple, graphs in _lines(release) if missing else ():
        for name in _targets(layout, graphs, order):
            if name not in missing:
                continue
            if _has_blank_node(triple):
                linked[name].append(triple + b" .\n")
                continue
            lines = waiting[name]
            lines.append(triple + b" .\n")
            if len(lines) >= batch:
                store.add(name, lines)
                done += len(lines)
                lines.clear()
                tell(f"{done:,} of {total:,} triples sent")
    for name in sorted(missing):
        if waiting[name]:
            store.add(name, waiting[name])
        if linked[name]:
            store.add(name, linked[name], together=True)
        done += len(waiting[name]) + len(linked[name])
        tell(f"{done:,} of {total:,} triples sent")


# Verification


def _verify(store: EngineStore, release: Release, layout: Layout, read_back: int) -> None:
    """Raise NotPublished where the engine does not hold what was sent."""
    wrong = {
        name: (size, held)
        for name, size in layout.sizes.items()
        if (held := store.count(name)) != size
    }
    for name, (size, held) in wrong.items():
        raise NotPublished(f"<{name}> should have {size} triples and has {held}")
    small = {public: [] for public, size in layout.graphs.items() if size <= read_back}  # type: dict[str, list[bytes]]
    for triple, graphs in _lines(release) if small else ():
        for public in graphs:
            if public in small:
                small[public].append(triple + b" .\n")
    for public, lines in small.items():
        sent = [it.triple for it in ox.parse(b"".join(lines), format=ox.RdfFormat.N_TRIPLES)]
        held_triples = store.read(layout.named[public])
        if _digest(sent) != _digest(held_triples):
            raise NotPublished(f"<{layout.named[public]}> does not hold what was sent")


def _digest(triples: list[ox.Triple]) -> str:
    """The digest of triples as far as engines keep them."""
    kept = (
        ox.Quad(it.subject, it.predicate, by_value(it.object), ox.DefaultGraph())
        if isinstance(it.object, ox.Literal)
        else ox.Quad(it.subject, it.predicate, it.object, ox.DefaultGraph())
        for it in triples
    )
    return digest(canonical_nquads(kept))
