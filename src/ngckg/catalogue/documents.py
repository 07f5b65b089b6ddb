"""Records as documents: in the order in which they were made, and in need of no other document."""

import json
from collections.abc import Sequence
from typing import Any, Final

import pyoxigraph as ox

from ngckg import negotiation
from ngckg.catalogue.terms import PREFIXES
from ngckg.negotiation import Format

#: What a record can be had in; the first one where the client does not mind.
SYNTAXES: Final = (
    negotiation.TURTLE,
    negotiation.JSON_LD,
    negotiation.RDF_XML,
    negotiation.N_TRIPLES,
    negotiation.TRIG,
    negotiation.N_QUADS,
)
_BY_NAME: Final = {
    negotiation.TURTLE: ox.RdfFormat.TURTLE,
    negotiation.RDF_XML: ox.RdfFormat.RDF_XML,
    negotiation.N_TRIPLES: ox.RdfFormat.N_TRIPLES,
    negotiation.TRIG: ox.RdfFormat.TRIG,
    negotiation.N_QUADS: ox.RdfFormat.N_QUADS,
}
_RDF_TYPE: Final = PREFIXES["rdf"] + "type"
_STRING: Final = PREFIXES["xsd"] + "string"


Statements = Sequence[ox.Triple] | Sequence[ox.Quad]


def write(statements: Statements, syntax: Format) -> bytes:
    """Triples, or quads where the syntax has graphs, as a document in UTF-8.

    What is said of one thing must stand together: see `grouped`.
    """
    prefixes = _prefixes(statements)
    if syntax == negotiation.JSON_LD:
        return _json_ld(statements, prefixes)
    return ox.serialize(statements, format=_BY_NAME[syntax], prefixes=prefixes) or b""


def grouped(triples: Sequence[ox.Triple]) -> list[ox.Triple]:
    """Each triple once, those of one thing together, things and statements in their order."""
    first: dict[object, int] = {}
    for it in triples:
        first.setdefault(it.subject, len(first))
    return sorted(dict.fromkeys(triples), key=lambda it: first[it.subject])


def _prefixes(statements: Statements) -> dict[str, str]:
    """Those of our prefixes that the statements have a use for."""
    used = {it.predicate.value for it in statements}
    used |= {it.object.value for it in statements if isinstance(it.object, ox.NamedNode)}
    used |= {it.object.datatype.value for it in statements if isinstance(it.object, ox.Literal)}
    return {
        prefix: namespace
        for prefix, namespace in PREFIXES.items()
        if any(iri.startswith(namespace) for iri in used)
    }


def _json_ld(statements: Statements, prefixes: dict[str, str]) -> bytes:
    """With a context of prefixes inside, so that nobody has to fetch one."""
    graphs: dict[str, dict[str, dict[str, Any]]] = {}
    for it in statements:
        graph = getattr(it, "graph_name", None)
        name = graph.value if isinstance(graph, ox.NamedNode) else ""
        subject = _id(it.subject)
        node = graphs.setdefault(name, {}).setdefault(subject, {"@id": subject})
        if it.predicate.value == _RDF_TYPE:
            node.setdefault("@type", []).append(_short(_id(it.object), prefixes))
        else:
            values = node.setdefault(_short(it.predicate.value, prefixes), [])
            values.append(_value(it.object, prefixes))
    top: list[dict[str, Any]] = list(graphs.pop("", {}).values())
    top += ({"@id": name, "@graph": list(nodes.values())} for name, nodes in graphs.items())
    document = {"@context": prefixes, "@graph": top}
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def _value(term: object, prefixes: dict[str, str]) -> dict[str, str]:
    if not isinstance(term, ox.Literal):
        return {"@id": _id(term)}
    if term.language is not None:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == _STRING:
        return {"@value": term.value}
    return {"@value": term.value, "@type": _short(term.datatype.value, prefixes)}


def _id(term: object) -> str:
    match term:
        case ox.NamedNode():
            return term.value
        case ox.BlankNode():
            return f"_:{term.value}"
        case _:
            raise ValueError(f"JSON-LD 1.1 has no place for {term}")


def _short(iri: str, prefixes: dict[str, str]) -> str:
    for prefix, namespace in prefixes.items():
        local = iri.removeprefix(namespace)
        if local != iri and local.isidentifier():
            return f"{prefix}:{local}"
    return iri
