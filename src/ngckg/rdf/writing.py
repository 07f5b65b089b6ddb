"""Triples in the syntaxes that we offer: with our prefixes, and always the same bytes."""

from collections.abc import Callable, Iterable
from typing import Final

import pyoxigraph as ox

from ngckg import negotiation
from ngckg.namespaces import PREFIXES
from ngckg.negotiation import Format
from ngckg.rdf import jsonld

#: What prefixed names are written with. Names of our things hold slashes, which Turtle would have
#: to escape (`ngcid:patient-group\\/nyresvigt`): they are easier to read in full.
WRITTEN: Final = {prefix: namespace for prefix, namespace in PREFIXES.items() if prefix != "ngcid"}

#: The syntaxes of one graph, and of several with their names; JSON-LD is ours to write.
TRIPLES: Final = {
    negotiation.TURTLE: ox.RdfFormat.TURTLE,
    negotiation.N_TRIPLES: ox.RdfFormat.N_TRIPLES,
    negotiation.RDF_XML: ox.RdfFormat.RDF_XML,
}
QUADS: Final = {
    negotiation.N_QUADS: ox.RdfFormat.N_QUADS,
    negotiation.TRIG: ox.RdfFormat.TRIG,
}


def write(triples: Iterable[ox.Triple], syntax: Format, context: str) -> bytes:
    """Triples in a syntax of one graph. `context` is the address of our JSON-LD context."""
    if syntax == negotiation.JSON_LD:
        return jsonld.compact(triples, context)
    kept = list(triples)
    return ox.serialize(kept, format=TRIPLES[syntax], prefixes=_used(kept)) or b""


def ordered(triples: Iterable[ox.Triple], first: ox.NamedNode) -> list[ox.Triple]:
    """Each triple once, as a reader wants them: the thing itself first, and first its types."""
    return sorted(set(triples), key=_order(first))


def _used(triples: Iterable[ox.Triple]) -> dict[str, str]:
    """The prefixes that there is a use for."""
    iris = {it.value for triple in triples for it in triple if isinstance(it, ox.NamedNode)}
    iris |= {it.object.datatype.value for it in triples if isinstance(it.object, ox.Literal)}
    return {
        prefix: namespace
        for prefix, namespace in WRITTEN.items()
        if any(iri.startswith(namespace) for iri in iris)
    }


def _order(first: ox.NamedNode) -> Callable[[ox.Triple], tuple[bool, str, bool, str, str]]:
    rdf_type = PREFIXES["rdf"] + "type"

    def key(triple: ox.Triple) -> tuple[bool, str, bool, str, str]:
        predicate = triple.predicate.value
        return (
            triple.subject != first,
            str(triple.subject),
            predicate != rdf_type,
            predicate,
            str(triple.object),
        )

    return key
