"""What a release is called inside an engine that holds more than one.

Every release has graphs of its own, so that what is current changes by one small update, whatever
its size, and a query that began with one release ends with it. People see the public names only:
`remote_rewriting` puts one for the other.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Final
from urllib.parse import quote

import pyoxigraph as ox

from ngckg.graph.release import Manifest, Shacl
from ngckg.namespaces import BASE, GRAPH

#: The graph, and the thing in it, that say which release is current.
POINTER: Final = f"{BASE}publishing"
CURRENT: Final = f"{POINTER}#current"
PREVIOUS: Final = f"{POINTER}#previous"
#: Every release that has graphs here, finished or not.
HOLDS: Final = f"{POINTER}#holds"
MANIFEST: Final = f"{POINTER}#manifest"
LAYOUT: Final = f"{POINTER}#layout"

_RELEASE: Final = f"{BASE}release/"
#: A graph that nobody has.
NOWHERE: Final = f"{_RELEASE}none"


def quoted(iri: str) -> str:
    """An IRI as queries have it, and nothing but an IRI, whoever named it. Raises ValueError."""
    return str(ox.NamedNode(iri))


def release_iri(key: str) -> str:
    """The IRI of a release, which is also the graph that describes it."""
    return f"{_RELEASE}{key}"


def graph_name(key: str, public: str) -> str:
    """What a graph of a release is called in the engine."""
    return f"{_RELEASE}{key}/graph/{_short(public)}"


def alone_name(key: str, public: str) -> str:
    """The graph of what stands in this graph and in none that comes before it."""
    return f"{_RELEASE}{key}/alone/{_short(public)}"


def _short(public: str) -> str:
    return quote(public.removeprefix(GRAPH), safe="")


@dataclass(frozen=True)
class Layout:
    """How a release lies in the engine.

    A triple that stands in two graphs is one triple of their union, and not every engine knows
    that: Virtuoso 7.2 counts it twice. So a graph that shares triples with another has a copy
    without them, and it is the copy that the union is made of.
    """

    key: str
    #: Triples of each graph, by its public name.
    graphs: Mapping[str, int]
    #: Triples of the copies.
    alone: Mapping[str, int] = field(default_factory=dict)
    #: Properties that link one blank node to another.
    links: tuple[str, ...] = ()

    @cached_property
    def named(self) -> dict[str, str]:
        """What each graph is called in the engine, by its public name."""
        return {public: graph_name(self.key, public) for public in self.graphs}

    @cached_property
    def union(self) -> tuple[str, ...]:
        """The graphs that the union of all graphs is made of, as the engine calls them."""
        return tuple(
            alone_name(self.key, public) if public in self.alone else name
            for public, name in self.named.items()
            if self.alone.get(public, 1)
        )

    @property
    def sizes(self) -> dict[str, int]:
        """Triples of every graph that the engine has for this release."""
        return {name: self.graphs[public] for public, name in self.named.items()} | {
            alone_name(self.key, public): size for public, size in self.alone.items()
        }

    def pack(self) -> str:
        """As it is kept in the engine."""
        return json.dumps(asdict(self), sort_keys=True)


def unpack_layout(text: str) -> Layout:
    """A layout as it was kept. Raises ValueError, TypeError or KeyError."""
    raw = json.loads(text)
    layout = Layout(**raw | {"links": tuple(raw["links"])})
    for iri in (*layout.graphs, *layout.links, *layout.sizes):
        quoted(iri)
    return layout


def pack_manifest(manifest: Manifest) -> str:
    """A manifest as it is kept in the engine."""
    return json.dumps(asdict(manifest), sort_keys=True)


def unpack_manifest(text: str) -> Manifest:
    """A manifest as it was kept. Raises ValueError, TypeError or KeyError."""
    raw = json.loads(text)
    return Manifest(**raw | {"shacl": Shacl(**raw["shacl"]), "sources": tuple(raw["sources"])})
