"""Whether an engine holds what a release has: counted, and read back where it is small enough."""

from collections.abc import Collection

import pyoxigraph as ox

from ngckg.engine.remote.contents import placed
from ngckg.engine.remote.dialects import by_value
from ngckg.engine.remote.names import Layout
from ngckg.engine.remote.store import EngineStore
from ngckg.graph.release import Release
from ngckg.rdf.canonical import canonical_nquads, digest


def miscounted(store: EngineStore, layout: Layout) -> dict[str, str]:
    """The graphs that do not have as many triples as they should, and what is wrong with them."""
    counted = {name: (size, store.count(name)) for name, size in layout.sizes.items()}
    return {
        name: f"should have {size} triples and has {held}"
        for name, (size, held) in counted.items()
        if held != size
    }


def differing(
    store: EngineStore, release: Release, layout: Layout, read_back: int, among: Collection[str]
) -> dict[str, str]:
    """The graphs that are not what they should be, and what is wrong with them.

    All of them are counted; `among` those of up to `read_back` triples are read back and compared,
    which goes for the copies, too, that the union is made of.
    """
    wrong = miscounted(store, layout)
    small: dict[str, list[bytes]] = {
        name: []
        for name, size in layout.sizes.items()
        if size <= read_back and name in among and name not in wrong
    }
    for line, names in placed(release, layout) if small else ():
        for name in names:
            if name in small:
                small[name].append(line)
    for name, lines in small.items():
        sent = [it.triple for it in ox.parse(b"".join(lines), format=ox.RdfFormat.N_TRIPLES)]
        if _digest(sent) != _digest(store.read(name)):
            wrong[name] = "does not hold what was sent"
    return wrong


def _digest(triples: list[ox.Triple]) -> str:
    """The digest of triples as far as engines keep them."""
    kept = (
        ox.Quad(it.subject, it.predicate, by_value(it.object), ox.DefaultGraph())
        if isinstance(it.object, ox.Literal)
        else ox.Quad(it.subject, it.predicate, it.object, ox.DefaultGraph())
        for it in triples
    )
    return digest(canonical_nquads(kept))
