"""Reading answers with other people's tools, and releases without ours."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from pyld import jsonld

from ngckg.namespaces import PREFIXES
from ngckg.rdf.context import context

LABELS = (
    ox.NamedNode(PREFIXES["skos"] + "prefLabel"),
    ox.NamedNode(PREFIXES["rdfs"] + "label"),
)
_DOUBLE = ox.NamedNode(PREFIXES["xsd"] + "double")
Triples = frozenset[ox.Triple]


def expand(document: Any, address: str) -> Triples:
    """The triples of a JSON-LD document."""
    return frozenset(quad.triple for quad in expand_quads(document, address))


def expand_quads(document: Any, address: str) -> list[ox.Quad]:
    """The quads of a JSON-LD document, by a processor that may load our context only."""

    def load(url: str, _options: dict[str, Any]) -> dict[str, Any]:
        assert url == address, f"nothing but our context may be asked for, not {url}"
        media_type = "application/ld+json"
        return {
            "contextUrl": None,
            "documentUrl": url,
            "contentType": media_type,
            "document": _context(),
        }

    options = {"documentLoader": load, "format": "application/n-quads"}
    nquads = jsonld.to_rdf(document, options)
    return [_plain(quad) for quad in ox.parse(nquads, format=ox.RdfFormat.N_QUADS)]


def _plain(quad: ox.Quad) -> ox.Quad:
    """PyLD writes 0.75 as 7.5E-1, which is the same number."""
    value = quad.object
    if isinstance(value, ox.Literal) and value.datatype == _DOUBLE:
        plain = ox.Literal(f"{float(value.value):g}", datatype=_DOUBLE)
        return ox.Quad(quad.subject, quad.predicate, plain, quad.graph_name)
    return quad


@cache
def _context() -> dict[str, Any]:
    return context()


class Dataset:
    """The triples of a release, whichever graph they stand in, read without our code."""

    def __init__(self, release: Path) -> None:
        path = release / "dataset.nq"
        self.quads = [_plain(quad) for quad in ox.parse(path=path, format=ox.RdfFormat.N_QUADS)]
        self.triples = frozenset(quad.triple for quad in self.quads)
        self._about: dict[object, set[ox.Triple]] = defaultdict(set)
        self._to: dict[object, set[ox.Triple]] = defaultdict(set)
        for triple in self.triples:
            self._about[triple.subject].add(triple)
            self._to[triple.object].add(triple)

    def things(self, *kinds: str) -> list[str]:
        """The paths of all things under /id/, or of those of some kinds, sorted."""
        found = {
            it.value.removeprefix(PREFIXES["ngcid"])
            for it in self._about
            if isinstance(it, ox.NamedNode) and it.value.startswith(PREFIXES["ngcid"])
        }
        return sorted(it for it in found if not kinds or it.partition("/")[0] in kinds)

    def about(self, thing: ox.NamedNode) -> set[ox.Triple]:
        """What is said of a thing."""
        return self._about[thing]

    def values(self, thing: str, prefix: str, name: str) -> set[Any]:
        """What a thing has by a property: the values of IRIs and literals."""
        predicate = ox.NamedNode(PREFIXES[prefix] + name)
        subject = ox.NamedNode(thing)
        return {it.object.value for it in self._about[subject] if it.predicate == predicate}  # type: ignore[union-attr]

    def literals(self, thing: str, prefix: str, name: str) -> list[ox.Literal]:
        """The literals that a thing has by a property."""
        predicate = ox.NamedNode(PREFIXES[prefix] + name)
        said = (it.object for it in self._about[ox.NamedNode(thing)] if it.predicate == predicate)
        return sorted((it for it in said if isinstance(it, ox.Literal)), key=str)

    def subjects(self, prefix: str, name: str, thing: str) -> set[str]:
        """What has a thing by a property."""
        predicate, value = ox.NamedNode(PREFIXES[prefix] + name), ox.NamedNode(thing)
        return {str(it.subject.value) for it in self._to[value] if it.predicate == predicate}  # type: ignore[union-attr]

    def description(self, thing: ox.NamedNode) -> Triples:
        """What is said of it, what points to it, and what all that is called."""
        own, incoming = self._about[thing], self._to[thing]
        named: Iterable[object] = {it.object for it in own} | {it.subject for it in incoming}
        labels = {label for it in named for label in self._about[it] if label.predicate in LABELS}
        return frozenset(own | incoming | labels)
