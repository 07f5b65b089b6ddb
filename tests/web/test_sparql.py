"""`/sparql`: ways to ask, and of which graphs (SPARQL 1.1 Protocol §2.1)."""

from urllib.parse import quote

import httpx

from ngckg.namespaces import GRAPHS, graph_iri
from tests.web.protocol import DIRECT, GROUPS, get

# Ways to ask


def test_all_ways_to_ask_have_one_answer(client: httpx.Client) -> None:
    posted = client.post("/sparql", data={"query": GROUPS})
    direct = client.post("/sparql", content=GROUPS.encode(), headers=DIRECT)
    typed = {"content-type": 'Application/SPARQL-Query; charset="UTF-8"'}
    with_charset = client.post("/sparql", content=GROUPS.encode(), headers=typed)
    slash = client.get("/sparql/", params={"query": GROUPS})
    answers = [get(client, GROUPS), posted, direct, with_charset, slash]
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert len(answers[0].json()["results"]["bindings"]) == 34


def test_head_is_get_without_the_body(client: httpx.Client) -> None:
    whole = get(client, GROUPS)
    head = client.head("/sparql", params={"query": GROUPS})
    assert head.content == b""
    for name in ("content-length", "content-type", "etag", "last-modified", "vary"):
        assert head.headers[name] == whole.headers[name]


def test_head_of_an_error_is_an_error(client: httpx.Client) -> None:
    head = client.head("/sparql", params={"query": "SELECT * {"})
    assert head.status_code == 400
    assert head.content == b""


def test_options_and_preflight(client: httpx.Client) -> None:
    plain = client.options("/sparql")
    assert plain.status_code == 204
    assert plain.headers["allow"] == "GET, HEAD, OPTIONS, POST"
    asked = {
        "origin": "https://example.org",
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type",
    }
    preflight = client.options("/sparql", headers=asked)
    assert preflight.headers["access-control-allow-origin"] == "*"
    assert "POST" in preflight.headers["access-control-allow-methods"]
    assert preflight.headers["access-control-allow-headers"] == "content-type"
    assert "access-control-allow-credentials" not in preflight.headers


def test_percent_encoding_is_undone_once(client: httpx.Client) -> None:
    query = 'SELECT ("100%25 + 1 &amp; ?" AS ?x) {}'
    expected = "100%25 + 1 &amp; ?"
    for answer in (
        client.get(f"/sparql?query={quote(query, safe='')}"),
        client.post("/sparql", data={"query": query}),
        client.post("/sparql", content=query.encode(), headers=DIRECT),
    ):
        assert answer.json()["results"]["bindings"][0]["x"]["value"] == expected


def test_letters_beyond_ascii_survive(client: httpx.Client) -> None:
    for answer in (
        get(client, 'SELECT ("æøå 🧬" AS ?x) {}'),
        client.post("/sparql", data={"query": 'SELECT ("æøå 🧬" AS ?x) {}'}),
    ):
        assert answer.json()["results"]["bindings"][0]["x"]["value"] == "æøå 🧬"


# Datasets


def graphs_of(client: httpx.Client, query: str, params: list[tuple[str, str]]) -> int:
    answer = client.get("/sparql", params=httpx.QueryParams([("query", query), *params]))
    assert answer.status_code == 200, answer.text
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
COUNT_NAMED = "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }"


def test_default_graph_is_the_union_of_all(client: httpx.Client) -> None:
    each = [
        graphs_of(
            client, f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph_iri(g)}> {{ ?s ?p ?o }} }}", []
        )
        for g in GRAPHS
    ]
    assert min(each) > 0
    assert max(each) < graphs_of(client, COUNT, []) <= sum(each)
    assert graphs_of(client, COUNT_NAMED, []) == len(GRAPHS)


def test_request_names_the_default_graph(client: httpx.Client) -> None:
    data, evidence = graph_iri("data"), graph_iri("evidence")
    alone = graphs_of(client, COUNT, [("default-graph-uri", data)])
    both = graphs_of(client, COUNT, [("default-graph-uri", data), ("default-graph-uri", evidence)])
    assert alone == graphs_of(client, COUNT.replace("{", f"FROM <{data}> {{"), [])
    assert alone < both
    assert graphs_of(client, COUNT_NAMED, [("default-graph-uri", data)]) == 0


def test_request_names_the_named_graphs(client: httpx.Client) -> None:
    named = [("named-graph-uri", graph_iri("data"))]
    assert graphs_of(client, COUNT_NAMED, named) == 1
    assert graphs_of(client, COUNT, named) == 0


def test_request_comes_before_the_query(client: httpx.Client) -> None:
    query = COUNT.replace("{", f"FROM <{graph_iri('evidence')}> {{")
    data = [("default-graph-uri", graph_iri("data"))]
    assert graphs_of(client, query, data) == graphs_of(client, COUNT, data)


def test_dataset_in_a_form(client: httpx.Client) -> None:
    form = {"query": COUNT, "default-graph-uri": graph_iri("data")}
    posted = client.post("/sparql", data=form).json()
    assert int(posted["results"]["bindings"][0]["n"]["value"]) == graphs_of(
        client, COUNT, [("default-graph-uri", graph_iri("data"))]
    )
