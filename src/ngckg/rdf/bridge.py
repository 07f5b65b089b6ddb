"""pyoxigraph's terms as rdflib's: the two models meet only here."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

import pyoxigraph as ox
import rdflib

from ngckg.namespaces import PREFIXES

_REMEMBERED: Final = 262_144


Triple = tuple[rdflib.term.Node, rdflib.term.Node, rdflib.term.Node]


def triples(quads: Iterable[ox.Quad | ox.Triple]) -> Iterator[Triple]:
    """The triples of some quads with rdflib's terms; names of graphs are left out."""
    # Most terms stand in many triples: each is made once, which is quicker and takes less room.
    node = lru_cache(_REMEMBERED)(_node)
    return ((node(q.subject), node(q.predicate), node(q.object)) for q in quads)


def to_rdflib(quads: Iterable[ox.Quad | ox.Triple]) -> rdflib.Graph:
    """The triples of some quads as one rdflib graph."""
    graph = rdflib.Graph(bind_namespaces="none")
    graph.addN((*triple, graph) for triple in triples(quads))
    return graph


def turtle(statements: Iterable[ox.Triple]) -> bytes:
    """Turtle to be read and compared by people: sorted, and one statement a line.

    It depends on nothing but the triples, so that a small change of the facts is a small change
    of the file.
    """
    graph = to_rdflib(statements)
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    return graph.serialize(format="longturtle", encoding="utf-8")


def _node(term: object) -> rdflib.term.Node:
    match term:
        case ox.NamedNode():
            return rdflib.URIRef(term.value)
        case ox.BlankNode():
            return rdflib.BNode(term.value)
        case ox.Literal():
            # A language excludes a datatype (RDF 1.1 Concepts §3.3); rdflib insists on it.
            datatype = None if term.language else rdflib.URIRef(term.datatype.value)
            if datatype == rdflib.XSD.string:
                datatype = None
            return rdflib.Literal(
                term.value, lang=term.language, datatype=datatype, normalize=False
            )
        case _:
            raise TypeError(f"no rdflib term for {term!r}")
