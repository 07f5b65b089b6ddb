"""The comparison itself: what must count as the same answer, and what must not."""

import pyoxigraph as ox
import pytest

from tests.w3c.compare import assert_same
from tests.w3c.query import is_ordered, names_its_dataset
from tests.w3c.readers import Result, Solutions, read_csv, read_json, read_tsv, read_xml


def literal(value: str, datatype: str) -> ox.Literal:
    return ox.Literal(value, datatype=ox.NamedNode(f"http://www.w3.org/2001/XMLSchema#{datatype}"))


def column(*terms: ox.NamedNode | ox.BlankNode | ox.Literal) -> Solutions:
    return Solutions(("x",), tuple({"x": term} for term in terms))


def pairs(*rows: tuple[str, str]) -> Solutions:
    return Solutions(
        ("x", "y"), tuple({"x": ox.BlankNode(a), "y": ox.BlankNode(b)} for a, b in rows)
    )


def graph(turtle: str) -> ox.Dataset:
    return ox.Dataset(ox.parse(turtle, format=ox.RdfFormat.TURTLE))


ONE, TWO = ox.Literal("one"), ox.Literal("two")

SAME: dict[str, tuple[Result, Result]] = {
    "rows in another order": (column(ONE, TWO), column(TWO, ONE)),
    "blank nodes renamed": (pairs(("a", "b"), ("b", "a")), pairs(("q", "p"), ("p", "q"))),
    "decimal by value": (column(literal("2.20", "decimal")), column(literal("2.2", "decimal"))),
    "integer by value": (column(literal("+07", "integer")), column(literal("7", "integer"))),
    "double by value": (column(literal("1.0E6", "double")), column(literal("1000000", "double"))),
    "boolean by value": (column(literal("1", "boolean")), column(literal("true", "boolean"))),
    "graph up to blank nodes": (
        graph("_:a <urn:p> _:b . _:b <urn:q> 1 ."),
        graph("_:b <urn:p> _:a . _:a <urn:q> 1 ."),
    ),
}

DIFFERENT: dict[str, tuple[Result, Result]] = {
    "true and false": (True, False),
    "a boolean and no solution": (False, column()),
    "another variable": (Solutions(("x",), ()), Solutions(("y",), ())),
    "another value": (column(ONE), column(TWO)),
    "one row too few": (column(ONE, ONE), column(ONE)),
    "an empty row too many": (Solutions(("x",), ({},)), Solutions(("x",), ())),
    "unbound and bound": (Solutions(("x",), ({},)), column(ox.Literal(""))),
    "two blank nodes and one": (pairs(("a", "b")), pairs(("a", "a"))),
    "another datatype": (column(literal("2", "decimal")), column(literal("2", "integer"))),
    "a number and its text": (column(literal("2", "integer")), column(ox.Literal("2"))),
    "another language": (
        column(ox.Literal("a", language="da")),
        column(ox.Literal("a", language="en")),
    ),
    "an IRI and its text": (column(ox.NamedNode("urn:a")), column(ox.Literal("urn:a"))),
    "a triple too many": (graph("<urn:a> <urn:p> 1 ."), graph("<urn:a> <urn:p> 1, 2 .")),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME.keys())
def test_same_answers_are_the_same(one: Result, other: Result) -> None:
    assert_same(one, other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT.values(), ids=DIFFERENT.keys())
def test_different_answers_are_told_apart_both_ways(one: Result, other: Result) -> None:
    with pytest.raises(AssertionError):
        assert_same(one, other)
    with pytest.raises(AssertionError):
        assert_same(other, one)


def test_order_counts_where_the_query_orders() -> None:
    assert_same(column(ONE, TWO), column(ONE, TWO), ordered=True)
    with pytest.raises(AssertionError):
        assert_same(column(ONE, TWO), column(TWO, ONE), ordered=True)


@pytest.mark.parametrize(
    ("query", "ordered"),
    [
        ("SELECT * { ?s ?p ?o } ORDER BY ?s", True),
        ("SELECT * { ?s ?p ?o }\norder\tby desc(?s) limit 1", True),
        ("SELECT * { { SELECT ?s { ?s ?p ?o { } } ORDER BY ?s } }", False),
        ("SELECT * { ?s ?p 'ORDER BY' } # } ORDER BY", False),
        ('SELECT * { ?s ?p "}" } ORDER BY ?s', True),
        ("SELECT * { ?s <urn:#'> ?o } ORDER BY ?s", True),
    ],
)
def test_only_the_outermost_order_by_orders_the_answer(query: str, ordered: bool) -> None:
    assert is_ordered(query) is ordered


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("SELECT * FROM <urn:g> { ?s ?p ?o }", True),
        ("CONSTRUCT { ?s ?p ?o }\nfrom named<urn:g> WHERE { ?s ?p ?o }", True),
        ("SELECT ?from { ?s <urn:from> 'FROM' } # FROM <urn:g>", False),
    ],
)
def test_a_dataset_clause_is_found(query: str, named: bool) -> None:
    assert names_its_dataset(query) is named


def test_the_four_formats_are_read_alike() -> None:
    expected = Solutions(
        ("a", "b", "c"),
        ({"a": ox.NamedNode("urn:a"), "b": ox.Literal('æ"\n', language="da")},),
    )
    assert_same(
        expected,
        read_json(
            b'{"head": {"vars": ["a", "b", "c"]}, "results": {"bindings": [{"a": {"type": "uri",'
            b' "value": "urn:a"}, "b": {"type": "literal", "xml:lang": "da",'
            b' "value": "\\u00e6\\"\\n"}}]}}'
        ),
    )
    assert_same(
        expected,
        read_xml(
            b'<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="a"/>'
            b'<variable name="b"/><variable name="c"/></head><results><result><binding name="a">'
            b'<uri>urn:a</uri></binding><binding name="b"><literal xml:lang="da">&#xE6;"\n'
            b"</literal></binding></result></results></sparql>"
        ),
    )
    assert_same(expected, read_tsv('?a\t?b\t?c\n<urn:a>\t"æ\\"\\n"@da\t\n'.encode()))
    plain = Solutions(("a", "b", "c"), ({"a": ox.Literal("urn:a"), "b": ox.Literal('æ"\n')},))
    assert_same(plain, read_csv('a,b,c\r\nurn:a,"æ""\n",\r\n'.encode()))


def test_an_answer_without_rows_keeps_its_variables() -> None:
    assert read_tsv(b"?a\t?b\n") == Solutions(("a", "b"), ())
    assert read_csv(b"a,b\r\n") == Solutions(("a", "b"), ())


@pytest.mark.parametrize(("text", "answer"), [("true", True), ("false", False)])
def test_booleans_are_read(text: str, answer: bool) -> None:
    assert read_json(f'{{"head": {{}}, "boolean": {text}}}'.encode()) is answer
    xml = (
        '<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head/>'
        f"<boolean>{text}</boolean></sparql>"
    )
    assert read_xml(xml.encode()) is answer
