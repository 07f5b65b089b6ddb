"""RDF as JSON-LD compacted with our context, without loss and without a JSON-LD processor.

Our context has no nesting and no scopes, so the compaction algorithm (JSON-LD 1.1 API §6) comes
down to one look-up per value: a key where the value is just what the key's definition says, and
the value written out in full where it is not.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox

from ngckg.namespaces import PREFIXES
from ngckg.rdf.context import CLASSES, DANISH, ID, LANGUAGES, PLAIN, TERMS

_RDF_TYPE = PREFIXES["rdf"] + "type"
_XSD = PREFIXES["xsd"]
_KEYS: dict[tuple[str, str], str] = {(term.property, term.values): term.key for term in TERMS}
_NAMESPACES = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))

Node = dict[str, Any]


class Unwritable(Exception):
    """An absolute IRI whose scheme is one of our prefixes: our context would misread it."""


def compact(quads: Iterable[ox.Triple] | Iterable[ox.Quad], context: str) -> bytes:
    """A JSON-LD document of these triples, or of these quads by named graph.

    `context` is the address of our context. Nodes come in the order of their first triple.
    What our context cannot say is written expanded, without it.
    """
    kept: list[ox.Triple] | list[ox.Quad] = list(quads)  # type: ignore[assignment]  # all of one kind
    try:
        return _compact(kept, context)
    except Unwritable:
        return ox.serialize(kept, format=ox.RdfFormat.JSON_LD) or b""


def nodes(triples: Iterable[ox.Triple | ox.Quad]) -> list[Node]:
    """The nodes that `compact` writes for triples, in the order of their first triple.

    Raises Unwritable where our context would misread one of their IRIs.
    """
    found: dict[str, Node] = {}
    for triple in triples:
        _add(found, triple)
    return list(found.values())


def _compact(quads: Iterable[ox.Triple | ox.Quad], context: str) -> bytes:
    graphs: dict[str | None, dict[str, Node]] = defaultdict(dict)
    for quad in quads:
        graph = getattr(quad, "graph_name", None)
        name = _identifier(graph) if isinstance(graph, ox.NamedNode | ox.BlankNode) else None
        _add(graphs[name], quad)
    document: Node = {"@context": context, "@graph": list(graphs.pop(None, {}).values())}
    for name, nodes in graphs.items():
        document["@graph"].append({"@id": name, "@graph": list(nodes.values())})
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def _add(nodes: dict[str, Node], triple: ox.Triple | ox.Quad) -> None:
    subject = _identifier(triple.subject)
    node = nodes.setdefault(subject, {"@id": subject})
    predicate, value = triple.predicate.value, triple.object
    if predicate == _RDF_TYPE and isinstance(value, ox.NamedNode):
        _append(node, "@type", CLASSES.get(value.value) or _shorten(value.value))
    elif isinstance(value, ox.Literal):
        _add_literal(node, predicate, value)
    elif key := _KEYS.get((predicate, ID)):
        _append(node, key, _identifier(value))
    else:
        _append(node, _shorten(predicate), {"@id": _identifier(value)})


def _add_literal(node: Node, predicate: str, literal: ox.Literal) -> None:
    language, datatype = literal.language, literal.datatype.value
    if language is not None:
        if key := _KEYS.get((predicate, LANGUAGES)):
            _append(node.setdefault(key, {}), language, literal.value)
        elif language == DANISH and (key := _KEYS.get((predicate, DANISH))):
            _append(node, key, literal.value)
        else:
            value = {"@value": literal.value, "@language": language}
            _append(node, _shorten(predicate), value)
    elif datatype == f"{_XSD}string":
        key = _KEYS.get((predicate, PLAIN))
        _append(node, key or _shorten(predicate), literal.value)
    elif key := _KEYS.get((predicate, datatype)):
        _append(node, key, _native(literal))
    else:
        _append(node, _shorten(predicate), {"@value": literal.value, "@type": datatype})


def _native(literal: ox.Literal) -> str | int:
    """A count as a JSON number where that loses nothing: "007" stays a string."""
    text = literal.value
    if literal.datatype.value == f"{_XSD}integer" and text.isdecimal() and str(int(text)) == text:
        return int(text)
    return text


def _append(node: Node, key: str, value: Any) -> None:
    """One value stands alone, several in an array."""
    if key not in node:
        node[key] = value
    elif isinstance(node[key], list):
        node[key].append(value)
    else:
        node[key] = [node[key], value]


def _identifier(term: object) -> str:
    match term:
        case ox.NamedNode():
            scheme, _, rest = term.value.partition(":")
            if scheme in PREFIXES and not rest.startswith("//"):
                raise Unwritable
            return term.value
        case ox.BlankNode():
            return f"_:{term.value}"
        case _:
            raise ValueError(f"JSON-LD 1.1 has no place for {term}")


def _shorten(iri: str) -> str:
    for prefix, namespace in _NAMESPACES:
        if iri.startswith(namespace) and len(iri) > len(namespace):
            local = iri[len(namespace) :]
            # "//" after the colon would be read as an absolute IRI
            return iri if local.startswith("//") else f"{prefix}:{local}"
    if iri.partition(":")[0] in PREFIXES:
        raise Unwritable
    return iri
