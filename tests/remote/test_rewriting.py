"""Queries as the engine gets them, and values put for variables."""

import pyoxigraph as ox
import pytest

from ngckg.engine.base import Query, Term
from ngckg.engine.remote.binding import bind
from ngckg.engine.remote.dialects import VIRTUOSO, Mender, by_value, recognise
from ngckg.engine.remote.names import NOWHERE, Layout, graph_name
from ngckg.engine.remote.rewriting import rewrite
from ngckg.namespaces import graph_iri

DATA, OTHER = graph_iri("data"), graph_iri("evidence")
LAYOUT = Layout("r1", {DATA: 10, OTHER: 5}, {OTHER: 4})
INNER = graph_name("r1", DATA)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (f"SELECT ?s {{ GRAPH <{DATA}> {{ ?s ?p ?o }} }}", f"GRAPH <{INNER}> {{"),
        ("SELECT ?s { GRAPH <graph/data> { ?s ?p ?o } }", f"GRAPH <{INNER}> {{"),
        ("PREFIX g: <graph/> SELECT ?s { GRAPH g:data { ?s ?p ?o } }", f"GRAPH <{INNER}> {{"),
        ("SELECT ?s { GRAPH <gr\\u0061ph/data> { ?s ?p ?o } }", f"GRAPH <{INNER}> {{"),
        ("SELECT ?s { GRAPH <urn:x> { ?s ?p ?o } }", f"GRAPH <{NOWHERE}> {{"),
        (f"SELECT ?s {{ GRAPH <{INNER}> {{ ?s ?p ?o }} }}", f"GRAPH <{NOWHERE}> {{"),
    ],
)
def test_names_of_graphs_become_those_in_the_engine(text: str, part: str) -> None:
    assert part in rewrite(Query(text), LAYOUT).text


def test_a_name_elsewhere_stays() -> None:
    text = f'SELECT ?g {{ ?g ?p "GRAPH <{DATA}>" FILTER (?g = <{DATA}>) }} # GRAPH <{DATA}>'
    assert rewrite(Query(text), LAYOUT).text.endswith(text)


@pytest.mark.parametrize(
    "clause", ["FROM <urn:x>", "FROM NAMED <urn:x>", f"FROM <{INNER}>", f"FROM NAMED <{INNER}>"]
)
@pytest.mark.parametrize("hidden", ["1<2#>", "?a <?b#>", "(1)<ex:b#>"])
def test_no_clause_hides_behind_a_comparison(clause: str, hidden: str) -> None:
    text = f'SELECT ?s ({hidden} """\n 1 AS ?x) {clause} #"""\n WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }}'
    asked = rewrite(Query(text), LAYOUT)
    assert clause not in asked.text
    assert f"{NOWHERE}> <{NOWHERE}" in asked.text
    assert (asked.default, asked.named) == ((NOWHERE,), (NOWHERE,))


def test_no_graph_hides_behind_a_comparison_and_none_begins_an_iri() -> None:
    text = 'ASK { FILTER (1<2#> """\n) GRAPH <urn:x> { ?s ?p ?o } #"""\n }'
    assert "(1< 2#>" in (asked := rewrite(Query(text), LAYOUT).text)
    assert f"GRAPH <{NOWHERE}>" in asked
    compared = "ASK { GRAPH ?g { ?a ?b ?c FILTER (?a<?b&&?c>?a) } }"
    assert "(?a< ?b&&?c>?a)" in rewrite(Query(compared), LAYOUT).text
    for part in ("(<urn:b>|<urn:c>) (<urn:d> <urn:e>)", "VALUES (?x ?y) { (<urn:b> <urn:c>) }"):
        assert f"?s {part}" in rewrite(Query(f"ASK {{ GRAPH ?g {{ ?s {part} }} }}"), LAYOUT).text


def test_the_dataset_goes_beside_the_query() -> None:
    plain = rewrite(Query("ASK { ?s ?p ?o }"), LAYOUT)
    assert plain.default == (INNER, "https://w3id.org/ngckg/release/r1/alone/evidence")
    assert len(plain.named) == 2
    clauses = f"FROM <{DATA}> FROM NAMED <urn:x>"
    own = rewrite(Query("SELECT ?s CLAUSES { ?s ?p ?o }".replace("CLAUSES", clauses)), LAYOUT)
    assert (own.default, own.named) == ((INNER,), (NOWHERE,))
    assert "FROM" not in own.text
    asked = rewrite(Query(f"ASK FROM <{DATA}> {{ ?s ?p ?o }}", (OTHER,)), LAYOUT)
    assert asked.default == (graph_name("r1", OTHER),)


def test_a_graph_that_is_not_ours_is_named_where_it_is_asked_for() -> None:
    ours = rewrite(Query(f"ASK {{ GRAPH <{DATA}> {{ ?s ?p ?o }} }}"), LAYOUT)
    assert NOWHERE not in ours.named
    other = rewrite(Query("ASK { GRAPH <urn:x> { ?s ?p ?o } }"), LAYOUT)
    assert other.named == (*ours.named, NOWHERE)
    none = rewrite(Query("ASK FROM <urn:x> { GRAPH <urn:x> { ?s ?p ?o } }"), LAYOUT)
    assert none.named == (NOWHERE,)


def test_a_variable_ranges_over_the_graphs_and_star_hides_the_second_one() -> None:
    found = rewrite(Query("SELECT * { GRAPH ?g { ?s ?p ?o } }"), LAYOUT, ("g", "o", "p", "s")).text
    assert "SELECT  ?g ?o ?p ?s " in found
    assert f"(<{DATA}> <{INNER}>)" in found
    store = ox.Store()
    triple = (ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.NamedNode("urn:o"))
    store.add(ox.Quad(*triple, ox.NamedNode(INNER)))
    rows = store.query(found)
    assert isinstance(rows, ox.QuerySolutions)
    assert [row["g"] for row in rows] == [ox.NamedNode(DATA)]


def test_values_are_put_for_variables() -> None:
    it: dict[str, Term] = {"it": ox.NamedNode("urn:it"), "q": ox.Literal('a"b')}
    found = bind("SELECT ?it ?x { ?it ?p ?x FILTER (CONTAINS(?x, ?q)) { SELECT ?it {} } }", it)
    assert found == (
        'SELECT (<urn:it> AS ?it) ?x { <urn:it> ?p ?x FILTER (CONTAINS(?x, "a\\"b")) '
        "{ SELECT (<urn:it> AS ?it) {} } }"
    )
    joined = bind("SELECT ?it { ?s ?p ?it } ORDER BY ?it", {"it": it["it"]})
    assert joined == "SELECT ?it { VALUES ?it { <urn:it> }  ?s ?p ?it } ORDER BY ?it"


def test_virtuoso_is_told_what_it_does_not_know() -> None:
    say = VIRTUOSO.phrase
    boolean = "<http://www.w3.org/2001/XMLSchema#boolean>"
    assert say("SELECT (?a < ?b AS ?c) {}") == f"SELECT ({boolean}(?a < ?b ) AS ?c) {{}}"
    assert say("SELECT (STR(?a) AS ?c) {}") == "SELECT (STR(?a) AS ?c) {}"
    assert say("SELECT (IF(?a = 1, 2, 3) AS ?c) {}") == "SELECT (IF(?a = 1, 2, 3) AS ?c) {}"
    assert 'SEPARATOR=" "' in say("SELECT (GROUP_CONCAT(?a) AS ?c) {}")
    assert say('SELECT (GROUP_CONCAT(?a; SEPARATOR=",") AS ?c) {}').count("SEPARATOR") == 1
    assert "COALESCE(DATATYPE(?a), IF(isLiteral(?a)" in say("SELECT (DATATYPE(?a) AS ?c) {}")
    grouped = "SELECT ?c {} GROUP BY (DATATYPE(?a) AS ?c)"
    assert say(grouped) == grouped
    assert "COALESCE(DATATYPE(?c)" in say(f"{grouped} HAVING (DATATYPE(?c) = ?d)")


def test_answers_are_mended_wherever_they_are_cut() -> None:
    sent = b'"bnode", "value": "nodeID://b1"}, "literal", "value": "nodeID://b2", "http://w3.org/'
    sent = (sent + b'XMLSchema#boolean", "value": "1"}, XMLSchema#integer", "value": "1"}') * 9
    wanted = sent.replace(b'"bnode", "value": "nodeID://', b'"bnode", "value": "')
    wanted = wanted.replace(b'boolean", "value": "1"', b'boolean", "value": "true"')
    for size in (1, 7, 1000):
        mender = Mender(VIRTUOSO)
        parts = [mender.feed(sent[at : at + size]) for at in range(0, len(sent), size)]
        assert b"".join(parts) + mender.end() == wanted


def test_literals_are_compared_by_value() -> None:
    xsd = "http://www.w3.org/2001/XMLSchema#"
    one, same = (ox.Literal(it, datatype=ox.NamedNode(f"{xsd}decimal")) for it in ("1.0", "1"))
    assert by_value(one) == by_value(same)
    assert by_value(ox.Literal("a", language="en-GB")) == ox.Literal("a", language="en-gb")
    assert by_value(ox.Literal("1.0")) != by_value(ox.Literal("1"))


def test_engines_are_recognised() -> None:
    assert recognise("Virtuoso/07.20.3229 (Linux)").name == "virtuoso"
    assert recognise("Oxigraph/0.5.13").name == "oxigraph"
    assert recognise("nginx").name == "standard"
