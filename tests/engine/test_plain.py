"""What is found plain: exactly what the guard's walk over the tokens would find."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ngckg.engine.limits import QueryLimits
from ngckg.engine.query.forms import Examined, Form
from ngckg.engine.query.guard import examine
from ngckg.engine.query.plain import plain
from ngckg.errors import QueryRefused, QuerySyntaxError

LIMITS = QueryLimits()
PREFIX = "PREFIX ex: <http://example.org/ns#> "
#: With this behind it no query is short any more, and the guard walks.
LONG = "\n#" + 1_000 * "x"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("SELECT * { ?s ?p ?o } LIMIT 10", Form.SELECT),
        ("ask{}", Form.ASK),
        (f"# one thing\n{PREFIX}\nDESCRIBE ex:thing", Form.DESCRIBE),
        (
            f"{PREFIX}construct {{ ?s a ex:T. }} where {{ ?s ex:p+/^ex:q 'a', \"b\"@en-GB, 1.5 }}",
            "C",
        ),
        (
            "SELECT (COUNT(?a) AS ?n) { ?a <http://a/b#c> ?b FILTER(?b <= 5 && ?b < 7) } ",
            Form.SELECT,
        ),
    ],
)
def test_a_short_query_is_plain(text: str, form: str) -> None:
    found = plain(text, LIMITS)
    assert found == examine(text + LONG, LIMITS)
    assert found is not None
    assert found.form.startswith(form)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://a/> {} }",
        "SELECT * { ?s ?p 'services' }",
        "SELECT * FROM <http://a/b> {}",
        "SELECT (rand() AS ?r) {}",
        "SELECT * { ?s ?p 'æ' }",
        r"SELECT * { ?s ?p '\n' }",
        "SELECT * { ?s ?p '''long''' }",
        "SELECT * { ?s ?p true-true-true }",
        "SELECT * { ?s ?p true.OPTIONAL }",
        # Not a comment but an IRI, after which more may stand.
        "SELECT * { ?s <#p> ((((1 2) 3) 4) 5) }",
        "SELECT * { ?s <?q#p> ((((1 2) 3) 4) 5) }",
        "INSERT DATA {}",
        "",
        "SELECT * {" + 50 * " ?s" + "}",
        "SELECT * { ?s ?p '" + 1_000 * "a" + "' }",
    ],
)
def test_what_takes_a_closer_look_is_not_plain(text: str) -> None:
    assert plain(text, LIMITS) is None


@pytest.mark.parametrize(
    "limits",
    [
        *(QueryLimits(patterns=99), QueryLimits(depth=49)),
        *(QueryLimits(operators=20), QueryLimits(characters=20)),
    ],
)
def test_nothing_is_plain_under_limits_that_it_could_reach(limits: QueryLimits) -> None:
    assert plain("SELECT * { ?s ?p ?o } LIMIT 10", limits) is None


PIECES = st.sampled_from(
    [
        *("?x", "?y", "$z", "a", "ex:p", "ex:q-r", ":", "1", "1.5", "true", "'a'", '"b"', "@en"),
        *(
            "<http://a/b>",
            "<x:a+b>",
            "<x:a#b>",
            "<x:",
            "<a>",
            "<",
            "<= ",
            "< ",
            ">",
            "#",
            "\n",
            " ",
        ),
        *("{", "}", "(", ")", "[", "]", ".", ";", ",", "/", "|", "^", "+", "-", "&&", "||", "="),
        *("FILTER", "OPTIONAL", "UNION", "VALUES ?x {", "SELECT *", "WHERE", "EXISTS", "MINUS"),
        *(
            "BIND(",
            "COUNT(",
            "AS",
            "{|",
            "|}",
            "<<",
            ">>",
            "'",
            '"',
            "'''",
            "\\",
            "x.y",
            "x-y",
            "%",
        ),
    ]
)


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(["SELECT * {", "SELECT (", "ASK { (", "CONSTRUCT {", f"{PREFIX}SELECT * {{"]),
    st.lists(PIECES, max_size=60),
    st.sampled_from(["", " "]),
)
def test_the_walk_finds_the_same(head: str, pieces: list[str], between: str) -> None:
    text = f"{head} {between.join(pieces)}"
    found = plain(text, LIMITS)
    if found is None:
        return
    walked: Examined | None = None
    try:
        walked = examine(text + LONG, LIMITS)
    except QuerySyntaxError:
        return  # the parser will say the same
    except QueryRefused as error:
        pytest.fail(f"{text!r} is not plain: {error}")
    assert found == walked
