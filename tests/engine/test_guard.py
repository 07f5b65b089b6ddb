"""The guard: what it lets through, what it refuses, where and why."""

import contextlib
import time

import pytest

from ngckg.engine.limits import QueryLimits
from ngckg.engine.query.forms import Examined, Form
from ngckg.engine.query.guard import examine
from ngckg.errors import ContentTooLarge, NgckgError, QueryRefused, QuerySyntaxError

LIMITS = QueryLimits()
PREFIX = "PREFIX ex: <http://example.org/> "


def refusal(text: str, limits: QueryLimits = LIMITS) -> QueryRefused:
    with pytest.raises(QueryRefused) as caught:
        examine(text, limits)
    return caught.value


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("SELECT * {}", Form.SELECT),
        ("select*{}", Form.SELECT),
        ("SELECTDISTINCT?x{}", Form.SELECT),
        ("ASK{}", Form.ASK),
        ("ASKWHERE{}", Form.ASK),
        (
            "# ASK\nBASE <http://b/> PREFIX : <x> PREFIX ex:<y#SELECT>CONSTRUCT WHERE {}",
            Form.CONSTRUCT,
        ),
        ("PREFIXex:<x>DESCRIBEex:a", Form.DESCRIBE),
        ('VERSION "1.2" DESCRIBE <http://a>', Form.DESCRIBE),
        ("PREFIX select: <x> ASK {}", Form.ASK),
    ],
)
def test_the_form_is_found(text: str, form: Form) -> None:
    assert examine(text, LIMITS) == Examined(form, own_dataset=False, volatile=False)


@pytest.mark.parametrize(
    ("text", "own_dataset", "volatile"),
    [
        ("SELECT * FROM <http://g> {}", True, False),
        ("ASK FROM NAMED <http://g> {}", True, False),
        ("ASKFROM<http://g>{}", True, False),
        ("SELECT * { ?from ?p 'FROM' }", False, False),
        ("SELECT (NOW() AS ?t) {}", False, True),
        ("SELECT * { BIND(struuid() AS ?t) }", False, True),
        ("SELECT * { FILTERRAND() }", False, True),
        ("CONSTRUCT { ?x ?y ?z } { BIND(bnode(?a) AS ?x) }", False, True),
        (PREFIX + "SELECT * { ?now ex:rand 'UUID()' # NOW()\n}", False, False),
    ],
)
def test_dataset_and_volatility_are_found(text: str, own_dataset: bool, volatile: bool) -> None:
    found = examine(text, LIMITS)
    assert (found.own_dataset, found.volatile) == (own_dataset, volatile)


@pytest.mark.parametrize(
    ("text", "words", "line", "column"),
    [
        ("", "SELECT, ASK, CONSTRUCT or DESCRIBE", 1, 1),
        (" \n # nothing", "SELECT, ASK, CONSTRUCT or DESCRIBE", 2, 11),
        ("{ ?s ?p ?o }", "SELECT, ASK, CONSTRUCT or DESCRIBE", 1, 13),
        ("SELEKT * {}", "'SELEKT'", 1, 1),
        ('SELECT * {\n ?s ?p "abc }', "does not end", 2, 8),
        ("SELECT * { ?s ?p 'ab\nc' }", "does not end", 1, 18),
        (r"SELECT * { ?s ?p 'a\q' }", "unknown escape", 1, 18),
        (r"SELECT * { ?s ?p '\uD800' }", "unknown escape", 1, 18),
        ("SELECT * { ?s ?p & }", "'&'", 1, 18),
    ],
)
def test_what_no_query_has_is_a_syntax_error(text: str, words: str, line: int, column: int) -> None:
    with pytest.raises(QuerySyntaxError, match=words) as caught:
        examine(text, LIMITS)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert not isinstance(caught.value, QueryRefused)


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <a> <b> <c> }",
        "delete where { ?s ?p ?o }",
        "LOAD <http://example.org/>",
        "PREFIX a: <b> CLEAR ALL",
        "DROP ALL",
        "CREATE GRAPH <g>",
        "ADD <a> TO <b>",
        "MOVE <a> TO <b>",
        "COPY <a> TO <b>",
        "WITH <g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_updates_are_refused(update: str) -> None:
    assert "no " in str(refusal(update))


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://x> {} }",
        "SELECT * { service silent ?s {} }",
        "SELECT * { ?s ?p 'SERVICE' . SeRvIcE<http://x>{} }",
        "SELECT * { { SELECT * { OPTIONAL { SERVICE <http://x> {} } } } }",
        "ASK { FILTER NOT EXISTS { SERVICE # far away\n <http://x> {} } }",
        # Oxigraph needs no space after a keyword.
        PREFIX + "ASK { SERVICEex:s {} }",
        PREFIX + "ASK { SERVICESILENTex:s {} }",
        "PREFIX : <http://x> ASK { service:s {} }",
        "ASK { ?s ?p trueSERVICE<http://x>{} }",
        "ASK { ?s ?p 1SERVICE<http://x>{} }",
        "ASK { ?s ?p false.SERVICE <http://x> {} }",
        PREFIX + "ASK { ?s ?p ex:a.b.SERVICE ex:s {} }",
        # With this prefix ex:SERVICE is no IRI, so that ex: is the object.
        "PREFIX ex: <http://x:80> ASK { ?s ?p ex:SERVICE <http://x> {} }",
        # No IRIs and no strings, though they look it.
        "ASK { ?s ?p ?o FILTER(?s<?o)SERVICE?s#>\n{} }",
        "ASK { ?s ?p ?o FILTER(?s<'>')SERVICE?s{ ?a ?b ?c FILTER(?c='')} }",
        PREFIX + "ASK { ?s ?p ?o FILTER ex:f(?s<'>')SERVICE?s{ ?a ?b ?c FILTER(?c='')} }",
        PREFIX + "ASK { ?s ?p ?o FILTERex:f(?s<'>')SERVICE?s{ ?a ?b ?c FILTER(?c='')} }",
        "SELECT (?s<'>' AS ?x) { SERVICE ?s { FILTER('' = '') } }",
        "ASK { ?s ?p ?o } ORDER BY (?s<'>') HAVING(EXISTS{SERVICE?s{FILTER(?z='')}})",
        r'ASK { ?s ?p "\\" . SERVICE <http://x> { ?a ?b "" } }',
        "ASK { ?s ?p '''a''\\'''' . SERVICE <http://x> { ?a ?b '''''' } }",
    ],
)
def test_service_is_refused_wherever_it_hides(text: str) -> None:
    error = refusal(text)
    assert "SERVICE" in str(error)
    assert error.line is not None
    assert error.column is not None
    start = sum(len(line) + 1 for line in text.split("\n")[: error.line - 1]) + error.column - 1
    assert "service" in text[start : start + 20].lower()


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?service { ?service ?p 'SERVICE'@service } # SERVICE <http://x> {}",
        PREFIX + "SELECT * { ?s ex:service ?o ; ex:SERVICE ?SERVICE }",
        PREFIX + "SELECT * { ?s ex:service ?o { ?a ?b ?c } }",
        PREFIX + "SELECT * { ?s a ex:SERVICE . { ?a ?b ?c } }",
        "PREFIX service: <http://x/> SELECT * { GRAPH service:x { ?s a service:SERVICE } }",
        "PREFIX service: <http://x/> PREFIX : <http://y/> ASK FROM service:a { ?s ?p ?o }",
        "SELECT * { ?s <http://x/SERVICE> <http://x/#SERVICE> }",
        'SELECT * { ?s ?p """ " SERVICE <http://x> {} " """ }',
        r"SELECT * { ?s ?p '\'SERVICE ' }",
        "SELECT * { _:service ?p $SERVICE }",
        PREFIX + r"SELECT * { ?s ex:a\'b ?o . ?s ex:a\#SERVICE ?o }",
        "SELECT * { ?s ?p ?o FILTER(?a <?b && 'SERVICE' >?c) }",
    ],
)
def test_the_word_service_is_harmless(text: str) -> None:
    examine(text, LIMITS)


@pytest.mark.parametrize(
    ("opening", "closing", "brackets"),
    [
        ("{", "}", 1),
        ("OPTIONAL { ", "}", 1),
        ("FILTER NOT EXISTS { ", "}", 1),
        ("{ SELECT * { ", "} }", 2),
        ("FILTER(EXISTS { ", "})", 2),
        ("?s ?p [ ?p ", "]", 1),
        ("GRAPH ?g { ", "}", 1),
        ("?s ?p <<( ?s ?p ", " )>>", 1),
    ],
)
def test_brackets_nest_to_a_depth_and_no_deeper(opening: str, closing: str, brackets: int) -> None:
    loose = QueryLimits(patterns=10_000, operators=10_000)

    def nested(times: int) -> str:
        return "SELECT * { " + opening * times + closing * times + " }"

    deepest = (loose.depth - 1) // brackets
    examine(nested(deepest), loose)
    error = refusal(nested(deepest + 1), loose)
    assert error.limit == loose.depth
    assert str(loose.depth) in str(error)


@pytest.mark.parametrize(
    ("link", "weight"),
    [("!", 1), ("1+", 1), ("1*", 1), ("?x||", 1), ("?x = 1 && ", 2), ("- ", 1)],
)
def test_chains_of_operators_have_a_limit(link: str, weight: int) -> None:
    def chain(length: int) -> str:
        return "SELECT * { FILTER(" + link * length + "1) }"

    examine(chain((LIMITS.operators - 10) // weight), LIMITS)
    assert refusal(chain(LIMITS.operators // weight)).limit == LIMITS.operators


@pytest.mark.parametrize("link", ["ex:a|", "ex:a/", "^ex:a|"])
def test_property_paths_have_a_limit(link: str) -> None:
    def path(length: int) -> str:
        return PREFIX + "SELECT * { ?s (" + link * length + "ex:z)* ?o }"

    examine(path(LIMITS.operators // 3), LIMITS)
    assert refusal(path(LIMITS.operators)).limit == LIMITS.operators


@pytest.mark.parametrize(
    "arm", ["{ ?s ?p 1 } UNION ", "FILTER(?s = 1) ", "BIND(1 AS ?x) ", "MINUS { ?s ?p 1 } "]
)
def test_clauses_have_a_limit(arm: str) -> None:
    examine("SELECT * { " + arm * 100 + "{ ?s ?p ?o } }", LIMITS)
    error = refusal("SELECT * { " + arm * LIMITS.operators + "{ ?s ?p ?o } }")
    assert error.limit == LIMITS.operators


@pytest.mark.parametrize(
    "pattern",
    [
        "?s ?p ?o . ",
        "?s ?p ?o ; ?q ?r . ",
        "?s ?p ?o , ?r . ",
        "OPTIONAL { ?s ?p ?o } ",
        "{ ?s ?p ?o } ",
        "GRAPH ?g { ?s ?p ?o } ",
        "?s <a>/<b> ?o . ",
        "?s ?p [ ?q ?r ] . ",
        "?s ?p (1 2) . ",
        "{ SELECT * { ?s ?p ?o } } ",
    ],
)
def test_joined_patterns_have_a_limit(pattern: str) -> None:
    loose = QueryLimits(operators=10_000)
    examine("SELECT * { " + pattern * (loose.patterns // 5) + "}", loose)
    assert refusal("SELECT * { " + pattern * (loose.patterns + 1) + "}", loose).limit == 100


@pytest.mark.parametrize(
    "text",
    [
        # Arms of a union are planned each by itself,
        "SELECT * { " + " UNION ".join(["{ ?s ?p ?o . ?a ?b ?c }"] * 90) + " }",
        # and so is what is tested only,
        "SELECT * { " + "FILTER NOT EXISTS { ?s ?p ?o . ?a ?b ?c } " * 90 + "}",
        "SELECT * { " + "MINUS { ?s ?p ?o . ?a ?b ?c } " * 90 + "}",
        # and a template is not planned at all,
        "CONSTRUCT { " + "?s ?p ?o . " * 5000 + "} WHERE { ?s ?p ?o }",
        # nor are rows of data, or a list to compare with.
        "SELECT * { VALUES (?a ?b) { " + "(<http://a> 'b'@en) " * 40_000 + "} }",
        "SELECT * { VALUES ?a { " + "-1 UNDEF true " * 40_000 + "} }",
        "SELECT * { ?s ?p ?o FILTER(?o IN (" + ", ".join(["1"] * 100_000) + ")) }",
        "SELECT * { " + "FILTER(?a = ?b) BIND(1 AS ?x) " * 150 + "}",
        "SELECT " + "?x " * 5000 + "{ ?s ?p ?o }",
        "SELECT " + "(1 AS ?x) " * 500 + "{ ?s ?p ?o } ORDER BY " + "?x " * 500,
    ],
    ids=lambda text: text[:40],
)
def test_what_is_long_but_simple_passes(text: str) -> None:
    examine(text, LIMITS)


@pytest.mark.parametrize("call", ["REGEX", "SUBSTR", "REPLACE", "GROUP_CONCAT", "regex"])
def test_calls_that_the_parser_reads_twice_do_not_nest(call: str) -> None:
    def calls(depth: int) -> str:
        return "SELECT (" + f"{call}(" * depth + ")" * depth + " AS ?x) {}"

    examine(calls(LIMITS.nested_calls), LIMITS)
    assert refusal(calls(LIMITS.nested_calls + 1)).limit == LIMITS.nested_calls
    beside = f"FILTER({call}(?a, 'b')) " * 50
    examine("SELECT * { " + beside + "}", LIMITS)


def test_operators_hidden_in_what_looks_like_an_iri_count() -> None:
    assert refusal("SELECT * { FILTER(?a<" + "?b+" * 3000 + "?c>1) }").limit == LIMITS.operators
    assert refusal("SELECT * { FILTER(" + "true-" * 3000 + "true) }").limit == LIMITS.operators
    assert refusal("SELECT * { FILTER(" + "true-" * 3000 + "ex:x) }").limit == LIMITS.operators


def test_text_has_a_limit() -> None:
    with pytest.raises(ContentTooLarge) as caught:
        examine("ASK {}" + " " * LIMITS.characters, LIMITS)
    assert caught.value.limit == LIMITS.characters


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        *('"', "'", '"""', "'''", "<", "<a", "<<", "a-", "a.", ":", "\\", '"\\', "'''\\x", "?"),
        *("_:", "(", "{", "[", '"a\n', "#", "1.", "a:.", "@a-", "a:%", "<\\u0", ")", "}", ".5e"),
        *("service:", "a.service ", "service.", ":service."),
    ],
)
def test_time_is_linear_in_the_text(piece: str) -> None:
    """Ten times the text may take ten times the time, with room for noise, and not a hundred."""

    def took(length: int, opening: str) -> float:
        return min(once(length, opening) for _ in range(3))

    def once(length: int, opening: str) -> float:
        text = (opening + piece * length)[:length]
        begun = time.process_time()
        with contextlib.suppress(NgckgError):
            examine(text, QueryLimits(depth=10**9, operators=10**9, patterns=10**9))
        return time.process_time() - begun

    for opening in ("", "SELECT * { ", "SELECT * { VALUES ?x { "):
        assert took(20_000, opening) < 40 * max(took(2_000, opening), 0.0005)
