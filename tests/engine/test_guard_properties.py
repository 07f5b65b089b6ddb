"""The guard against any text at all, and against two other parsers' reading of queries."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pyparsing import ParseException
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from ngckg.engine.limits import QueryLimits
from ngckg.engine.query.guard import examine
from ngckg.errors import NgckgError, QueryRefused
from tests.shared import shared

pytestmark = pytest.mark.slow

LIMITS = QueryLimits()
PROLOGUE = (
    "PREFIX ex: <http://example.org/> PREFIX service: <http://s.example/> "
    "PREFIX : <http://d.example/#>\n"
)

SPACE = st.sampled_from([" ", " ", " ", "\n", "\t", " # SERVICE <http://x> { \n", " #'\n", ' #"\n'])
TERM = st.sampled_from(
    [
        *("?service", "$x", "?y", "ex:service", "service:x", ":SERVICE", "ex:a.service"),
        *("<http://x/SERVICE>", "<http://x/#service>", "'SERVICE {'", '"a\\"b"', '"""a"b"""'),
        *("'''x''y'''", '"\\u0022"', '"a"@service', '"1"^^ex:service', "1", "1.5", "2e3"),
        *("true", "false", "_:service", r"ex:a\'b", r"ex:a\#b", "ex:%41", "[]", "()", "(1 ?x)"),
        *("[ ex:p 1 ]", "''", '""', '"\\\\"'),
    ]
)
VERB = st.sampled_from(
    ["ex:service", "a", "?p", "^ex:p", "ex:p/service:q", "(ex:p|^ex:q)*", "!ex:p", "service:x+"]
)
OPERAND = st.sampled_from(
    ["?x", "?service", "1", "'>'", '"#"', "ex:a", "<http://x/'>", "true", "BOUND(?x)", "ex:f(?x)"]
)
OPERATOR = st.sampled_from(["<", ">", "=", "!=", "<=", ">=", "&&", "||", "+", "-", "*", "/"])


@st.composite
def expression(draw: st.DrawFn, depth: int = 0) -> str:
    """Operands, in brackets where the grammar would not have them in a row."""
    if depth > 2 or draw(st.booleans()):
        return draw(OPERAND)
    left, right = draw(expression(depth + 1)), draw(expression(depth + 1))
    return f"({left}{draw(SPACE)}{draw(OPERATOR)}{draw(SPACE)}{right})"


GROUPS = ("OPTIONAL", "MINUS", "", "GRAPH ?g", "GRAPH service:g", "FILTER NOT EXISTS")
SERVICES = ("SERVICE <http://x/>", "service SILENT ?x", "Service ex:s", "SERVICE service:s")


@st.composite
def element(draw: st.DrawFn, depth: int, keywords: tuple[str, ...]) -> str:
    """One element of a group."""
    kind = draw(st.integers(0, 7 if depth < 2 else 4))
    space = draw(SPACE)
    if kind <= 2:
        subject = draw(TERM.filter(lambda term: term[0] not in "'\"12tf"))
        return f"{subject}{space}{draw(VERB)}{space}{draw(TERM)}{space}."
    if kind == 3:
        return f"FILTER{space}({draw(expression())})"
    if kind == 4:
        return f"VALUES{space}?v{space}{{ 'SERVICE'{space}service:x UNDEF -1 }}"
    inside = draw(group(depth + 1, keywords))
    return f"{draw(st.sampled_from(keywords))}{space}{{{inside}}}"


@st.composite
def group(draw: st.DrawFn, depth: int, keywords: tuple[str, ...]) -> str:
    """What stands between the braces of a group."""
    elements = draw(st.lists(element(depth, keywords), max_size=3))
    return draw(SPACE) + "".join(it + draw(SPACE) for it in elements)


@st.composite
def query(draw: st.DrawFn, keywords: tuple[str, ...]) -> str:
    """A query that the grammar has."""
    head = draw(st.sampled_from(["SELECT *", "SELECT ?service", "ASK", "DESCRIBE service:x ?x"]))
    tail = draw(st.sampled_from(["", " LIMIT 3", " ORDER BY DESC(?service)", " OFFSET 1 LIMIT 2"]))
    return f"{PROLOGUE}{head} {{{draw(group(0, keywords))}}}{tail}"


def calls_service(text: str) -> bool:
    """Whether rdflib's parse tree has a SERVICE."""
    found = False

    def walk(node: object) -> None:
        nonlocal found
        if isinstance(node, CompValue):
            found = found or node.name == "ServiceGraphPattern"
            for value in node.values():
                walk(value)
        elif isinstance(node, list | tuple) or type(node).__name__ == "ParseResults":
            for value in node:  # type: ignore[attr-defined]
                walk(value)

    walk(parseQuery(text))
    return found


@settings(max_examples=40, deadline=None)
@given(query(GROUPS + SERVICES))
def test_the_guard_finds_service_where_a_parser_does(text: str) -> None:
    try:
        expected = calls_service(text)
    except (RecursionError, ParseException):  # more than rdflib's parser reads
        assume(False)
    try:
        examine(text, LIMITS)
        found = False
    except QueryRefused as error:
        found = "SERVICE" in str(error)
    assert found == expected


@settings(max_examples=150, deadline=None)
@given(query(GROUPS))
def test_what_oxigraph_reads_the_guard_reads(text: str) -> None:
    try:
        ox.Store().query(text, base_iri="http://b.example/")
    except (SyntaxError, RuntimeError):
        return
    assert text[len(PROLOGUE) :].startswith(examine(text, LIMITS).form.value)


PIECES = st.sampled_from(
    [
        *("SELECT", "SERVICE", "service:", ":", "{", "}", "(", ")", "[", "]", "<", ">", "'", '"'),
        *("'''", '"""', "\\", "\\u0041", "#", "\n", " ", ".", ";", ",", "?", "$", "@", "^^", "|}"),
        *("{|", "<<", "<<(", ")>>", "PREFIX", "VALUES", "FILTER", "UNION", "FROM", "NOW", "a-b"),
        *("true", "1.", ".5e", "%", "%4", "_:", "\ud800", "\u0000", "\U0010ffff", "DESCRIBE", "*"),
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(), st.lists(PIECES).map("".join), st.lists(PIECES).map(" ".join)))
def test_no_text_breaks_the_guard(text: str) -> None:
    for opening in ("", "SELECT * { ", "SELECT (?x"):
        try:
            examine(opening + text, LIMITS)
        except NgckgError as error:
            line, column = error.details().get("line"), error.details().get("column")
            assert isinstance(line, int)
            assert isinstance(column, int)
            lines = (opening + text).split("\n")
            assert 1 <= line <= len(lines)
            assert 1 <= column <= len(lines[line - 1]) + 1


def suite() -> list[Path]:
    return sorted(shared("w3c/sparql/sparql11").rglob("*.rq"))


def test_the_guard_lets_every_query_of_the_w3c_suite_pass_but_those_with_service() -> None:
    passed = 0
    refused = set()
    for path in suite():
        text = path.read_text(encoding="utf-8")
        try:
            ox.Store().query(text, base_iri="http://b.example/")
        except SyntaxError:
            continue
        except RuntimeError:  # a function that Oxigraph does not have
            pass
        try:
            examine(text, LIMITS)
            passed += 1
        except QueryRefused:
            refused.add(path.parent.name)
    assert refused == {"service", "syntax-fed"}
    assert passed > 300


def test_the_guard_lets_the_negative_tests_pass_or_calls_them_syntax_errors() -> None:
    for path in suite():
        if "-bad-" in path.name:
            try:
                examine(path.read_text(encoding="utf-8"), LIMITS)
            except QueryRefused as error:
                pytest.fail(f"{path.name}: {error}")
            except NgckgError:
                pass
