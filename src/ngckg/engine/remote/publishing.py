"""A release into an engine that others run: brought there, verified, and only then made current.

Its graphs stand beside those of the release that is served meanwhile. Broken off anywhere, that one
goes on being served, and the next run begins again with the graphs that are not complete.
"""

from collections.abc import Callable, Collection
from typing import Final

import pyoxigraph as ox

from ngckg.engine.remote.contents import has_blank_node, placed, plan
from ngckg.engine.remote.names import (
    HOLDS,
    LAYOUT,
    MANIFEST,
    POINTER,
    Layout,
    pack_manifest,
    release_iri,
    unpack_layout,
    unpack_manifest,
)
from ngckg.engine.remote.pointer import Turn, pointed
from ngckg.engine.remote.store import EngineStore
from ngckg.engine.remote.verifying import differing, miscounted
from ngckg.errors import NotARelease, NotPublished
from ngckg.graph.release import Release

#: Triples of one request, and of a graph that is read back to compare its digest.
BATCH: Final = 20_000
READ_BACK: Final = 100_000

Tell = Callable[[str], None]


def publish(
    store: EngineStore,
    release: Release,
    tell: Tell,
    *,
    batch: int = BATCH,
    read_back: int = READ_BACK,
) -> bool:
    """Make a release current in an engine; False where it is, whole by its counts.

    Raises NotARelease, NotPublished, or what the engine answers.
    """
    store.settle()
    layout = plan(release)
    new = release_iri(layout.key)
    current, _ = pointed(store)
    if current == new and _is_registered(store, release, layout) and not miscounted(store, layout):
        return False
    turn = Turn(store)
    _register(store, turn, release, layout)
    _bring(store, turn, release, layout, batch, read_back, tell)
    if turn.current != new:
        turn.point(new)
    _tidy(store, turn)
    return True


def rollback(store: EngineStore) -> str:
    """Make the previous release current again, and the current one previous; its identifier.

    Raises NotARelease where none is kept, or NotPublished.
    """
    store.settle()
    if pointed(store)[1] is None:
        raise NotARelease("the engine keeps no previous release to go back to")
    turn = Turn(store)
    previous = turn.previous
    assert previous is not None  # noqa: S101  # one that was there is replaced, never removed
    turn.point(previous)
    return previous.rpartition("/")[2]


# The steps


def _is_registered(store: EngineStore, release: Release, layout: Layout) -> bool:
    """Whether the engine says of the release what we say."""
    name = release_iri(layout.key)
    rows = store.rows(
        f"SELECT ?manifest ?layout WHERE {{ GRAPH <{name}> {{ "
        f"<{name}> <{MANIFEST}> ?manifest ; <{LAYOUT}> ?layout }} }}"
    )
    said = [(row["manifest"]["value"], row["layout"]["value"]) for row in rows]
    return said == [(pack_manifest(release.manifest), layout.pack())]


def _register(store: EngineStore, turn: Turn, release: Release, layout: Layout) -> None:
    """Say what is coming, so that it can be finished, or removed, by whoever comes next."""
    name = release_iri(layout.key)
    store.update(f"INSERT DATA {{ GRAPH <{POINTER}> {{ <{POINTER}> <{HOLDS}> <{name}> }} }}")
    if _is_registered(store, release, layout):
        return
    manifest = str(ox.Literal(pack_manifest(release.manifest)))
    planned = str(ox.Literal(layout.pack()))
    turn.check()
    store.drop(name)
    store.update(
        f"INSERT DATA {{ GRAPH <{name}> {{ <{name}> <{MANIFEST}> {manifest} ; "
        f"<{LAYOUT}> {planned} }} }}"
    )


def _bring(
    store: EngineStore,
    turn: Turn,
    release: Release,
    layout: Layout,
    batch: int,
    read_back: int,
    tell: Tell,
) -> None:
    """Send what the engine lacks, and once more what is not there as it should be.

    Raises NotPublished where that does not help.
    """
    among: Collection[str] = layout.sizes
    wrong = miscounted(store, layout)
    for _ in range(2):
        _send(store, turn, release, layout, wrong, batch, tell)
        tell("verifying")
        wrong = differing(store, release, layout, read_back, among)
        if not wrong:
            return
        among = wrong
    raise NotPublished("; ".join(f"<{name}> {what}" for name, what in sorted(wrong.items())))


def _send(
    store: EngineStore,
    turn: Turn,
    release: Release,
    layout: Layout,
    missing: Collection[str],
    batch: int,
    tell: Tell,
) -> None:
    """Replace these graphs."""
    for name in sorted(missing):
        turn.check()
        store.drop(name)
    total = sum(layout.sizes[name] for name in missing)
    waiting: dict[str, list[bytes]] = {name: [] for name in missing}
    linked: dict[str, list[bytes]] = {name: [] for name in missing}
    done = 0
    for line, names in placed(release, layout) if missing else ():
        for name in names:
            if name not in missing:
                continue
            if has_blank_node(line):
                linked[name].append(line)
                continue
            lines = waiting[name]
            lines.append(line)
            if len(lines) >= batch:
                turn.check()
                store.add(name, lines)
                done += len(lines)
                lines.clear()
                tell(f"{done:,} of {total:,} triples sent")
    for name in sorted(missing):
        turn.check()
        if waiting[name]:
            store.add(name, waiting[name])
        if linked[name]:
            store.add(name, linked[name], together=True)
        done += len(waiting[name]) + len(linked[name])
        tell(f"{done:,} of {total:,} triples sent")


def _tidy(store: EngineStore, turn: Turn) -> None:
    """Remove older releases, those included that were never finished."""
    rows = store.rows(
        f"SELECT ?release ?manifest ?layout WHERE {{ "
        f"GRAPH <{POINTER}> {{ <{POINTER}> <{HOLDS}> ?release }} "
        f"GRAPH ?release {{ ?release <{MANIFEST}> ?manifest ; <{LAYOUT}> ?layout }} }}"
    )
    made = {row["release"]["value"]: unpack_manifest(row["manifest"]["value"]) for row in rows}
    keep = {turn.current, turn.previous}
    newest = max((made[it].created for it in keep if it in made), default="")
    for row in rows:
        name = row["release"]["value"]
        if name in keep or made[name].created > newest:
            continue
        for graph in unpack_layout(row["layout"]["value"]).sizes:
            turn.check()
            store.drop(graph)
        store.drop(name)
        store.update(f"DELETE DATA {{ GRAPH <{POINTER}> {{ <{POINTER}> <{HOLDS}> <{name}> }} }}")
