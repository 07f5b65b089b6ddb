"""The types that follow: whoever asks for any step, document or concept finds each of them.

Of RDFS entailment only rule rdfs9 for things (https://www.w3.org/TR/rdf11-mt/#rdfs-entailment):
an endpoint without inference answers `?s a ngckg:ProcessStep` and SKOS tools find their concepts.
"""

from collections import defaultdict
from collections.abc import Iterable

import pyoxigraph as ox

from ngckg.rdf.terms import N

_Superclasses = dict[ox.NamedNode, set[ox.NamedNode]]


def superclasses(ontology: Iterable[ox.Quad]) -> _Superclasses:
    """Every named class with all named classes above it."""
    direct: _Superclasses = defaultdict(set)
    for quad in ontology:
        if (
            quad.predicate == N.rdfs.subClassOf
            and isinstance(quad.subject, ox.NamedNode)
            and isinstance(quad.object, ox.NamedNode)
        ):
            direct[quad.subject].add(quad.object)
    return {each: _above(each, direct) for each in direct}


def types(quads: Iterable[ox.Quad], above: _Superclasses) -> list[ox.Quad]:
    """The type statements that follow from those of a graph, each in that same graph."""
    return [
        ox.Quad(quad.subject, N.rdf.type, superclass, quad.graph_name)
        for quad in quads
        if quad.predicate == N.rdf.type and isinstance(quad.object, ox.NamedNode)
        for superclass in sorted(above.get(quad.object, ()), key=lambda it: it.value)
    ]


def _above(each: ox.NamedNode, direct: _Superclasses) -> set[ox.NamedNode]:
    found: set[ox.NamedNode] = set()
    todo = list(direct[each])
    while todo:
        superclass = todo.pop()
        if superclass not in found:
            found.add(superclass)
            todo += direct.get(superclass, ())
    return found - {each}
