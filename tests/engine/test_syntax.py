"""What a syntax error says, and where it says the mistake is."""

import pyoxigraph as ox
import pytest

from ngckg.engine.query.syntax import syntax_error


def error_of(text: str) -> tuple[str, int | None, int | None]:
    store = ox.Store()
    with pytest.raises(SyntaxError) as caught:
        store.query(text, base_iri="http://b.example/")
    error = syntax_error(
        text, str(caught.value), lambda it: store.query(it, base_iri="http://b.example/")
    )
    return str(error), error.line, error.column


@pytest.mark.parametrize(
    ("text", "message", "line", "column"),
    [
        ("SELECT * {", "The query ends too early.", 1, 11),
        ("SELECT *\n{\n  ?s ?p @en }", "Unexpected '@en'.", 3, 9),
        ("SELECT * WHERE ?s ?p ?o", "Unexpected '?s'.", 1, 16),
        ("SELECT * { ?s ?p ?o ; }}", "Unexpected '}'.", 1, 24),
        ("SELECT * { ?s ?p ?o } LIMIT ten", "Unexpected 'ten'.", 1, 29),
        ("SELECT * { ?s ?p ?o } ; SELECT * {}", "Unexpected ';'.", 1, 23),
        ("SELECT (STRLEN('a', 'b') AS ?x) {}", "Unexpected ','.", 1, 19),
        ("SELECT * { 'å🧬' ?p FILTER }", "Unexpected 'FILTER'.", 1, 20),
        ("SELECT * { ?s ex:a ?o }", "The prefix 'ex:' is not declared.", 1, 15),
        ("PREFIX ex: <x> ASK { ?s ex:a ?o ; fx:b 1 }", "The prefix 'fx:' is not declared.", 1, 35),
        ("ASK { ?s ?p :x }", "The prefix ':' is not declared.", 1, 13),
        ("ASK { ?s ?p <http://[> }", "'<http://[>' is not an IRI.", 1, 13),
        ("SELECT ?x ?x {}", "Duplicated variable name in SELECT.", 1, 16),
        (
            "SELECT (COUNT(?x) AS ?n) ?y { ?x ?p ?y }",
            "The SELECT contains a variable that is unbound.",
            *(1, 41),
        ),
        ("ASK { { SELECT ?x ?x {} } }", "Duplicated variable name in SELECT.", 1, 25),
        ("ASK { ?s ?p " + "?x" * 50 + " ?y }", "Unexpected '?x'.", 1, 15),
        ("ASK { ?s ?p ?o " + "x" * 90 + " }", "Unexpected 'x", 1, 16),
    ],
)
def test_the_mistake_is_named_where_it_is(text: str, message: str, line: int, column: int) -> None:
    found, its_line, its_column = error_of(text)
    assert found.startswith(message)
    assert (its_line, its_column) == (line, column)
    assert len(found) < 80


def test_long_queries_get_the_parsers_own_place() -> None:
    text = "SELECT * {\n" + "?s ?p ?o .\n" * 3_000 + "}}"
    message, line, _ = error_of(text)
    assert message == "This is not a query."
    assert line == 3_002


def test_messages_of_another_kind_are_passed_on() -> None:
    assert str(syntax_error("ASK {}", "something else", str)) == "something else"
