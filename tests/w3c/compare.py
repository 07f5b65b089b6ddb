"""Whether two answers are the same: blank nodes up to renaming, values by value, rows as a bag.

Solutions are turned into a graph (a node for each row) so that one notion of sameness serves all:
two graphs are isomorphic when their canonical forms (RDFC-1.0) are equal.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

import pyoxigraph as ox

from tests.w3c.rdf import RDF
from tests.w3c.readers import Result, Solutions, Term

XSD = "http://www.w3.org/2001/XMLSchema#"
DERIVED_INTEGERS = """
    nonPositiveInteger negativeInteger nonNegativeInteger positiveInteger
    long int short byte unsignedLong unsignedInt unsignedShort unsignedByte
"""
DECIMALS = frozenset(XSD + name for name in ["decimal", "integer", *DERIVED_INTEGERS.split()])
FLOATS = frozenset({XSD + "double", XSD + "float"})

_DECIMAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
_FLOAT = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|[+-]?INF|NaN")


def assert_same(expected: Result, actual: Result, *, ordered: bool = False) -> None:
    """Fails with both answers in full when they differ."""
    assert type(actual) is type(expected), f"a {type(expected).__name__} was expected: {actual}"
    if isinstance(expected, Solutions) and isinstance(actual, Solutions):
        assert sorted(actual.variables) == sorted(expected.variables)
    # First the size: to canonicalize what is wrong and large could take for ever.
    assert _size(actual) == _size(expected), f"expected:\n{_show(expected)}"
    assert _form(actual, ordered) == _form(expected, ordered), (
        f"expected:\n{_show(expected)}\ngot:\n{_show(actual)}"
    )


def _size(result: Result) -> int:
    if isinstance(result, bool):
        return 1
    return len(result.rows) if isinstance(result, Solutions) else len(result)


def _form(result: Result, ordered: bool) -> bool | list[str]:
    """A value that is equal for equal answers."""
    if isinstance(result, bool):
        return result
    quads = _rows(result, ordered) if isinstance(result, Solutions) else iter(result)
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(str(quad) for quad in dataset)


def _rows(solutions: Solutions, ordered: bool) -> Iterator[ox.Quad]:
    """The solutions as a graph. A row without bindings is a row too, hence the type."""
    for index, row in enumerate(solutions.rows):
        node = ox.BlankNode(f"row{index}")
        yield ox.Quad(node, ox.NamedNode(RDF + "type"), ox.NamedNode("urn:x:row"))
        if ordered:
            yield ox.Quad(node, ox.NamedNode("urn:x:index"), ox.Literal(index))
        for variable, term in row.items():
            yield ox.Quad(node, ox.NamedNode(f"urn:x:variable:{variable}"), _by_value(term))


def _by_value(term: Term) -> Term:
    """A number or boolean in one lexical form for each value; every other term as it is.

    An engine may store values: "0.0"^^xsd:decimal may come back as "0", never as an integer.
    """
    if not isinstance(term, ox.Literal):
        return term
    datatype, lexical = term.datatype.value, term.value
    if datatype in DECIMALS and _DECIMAL.fullmatch(lexical):
        return ox.Literal(f"{Decimal(lexical).normalize() + 0:f}", datatype=term.datatype)
    if datatype in FLOATS and _FLOAT.fullmatch(lexical):
        return ox.Literal(repr(float(lexical)), datatype=term.datatype)
    if datatype == XSD + "boolean" and lexical in {"0", "1"}:
        return ox.Literal("true" if lexical == "1" else "false", datatype=term.datatype)
    return term


def _show(result: Result) -> str:
    if isinstance(result, bool):
        return str(result)
    if isinstance(result, Solutions):
        return "\n".join(
            " ".join(f"?{name}={term}" for name, term in sorted(row.items(), key=lambda b: b[0]))
            for row in result.rows
        )
    return str(result)
