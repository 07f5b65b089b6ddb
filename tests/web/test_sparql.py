"""`/sparql` as SPARQL 1.1 Protocol has it, over HTTP."""

import gzip
import json
import socket
from urllib.parse import quote

import brotli
import httpx
import pyoxigraph as ox
import pytest

from ngckg.namespaces import GRAPHS, graph_iri
from ngckg.negotiation import GRAPHS as GRAPH_FORMATS
from ngckg.negotiation import RESULTS, Format
from ngckg.rdf import context
from tests.web.servers import Server

GROUPS = """PREFIX ngckg: <https://w3id.org/ngckg/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?group ?name WHERE { ?group a ngckg:PatientGroup ; skos:prefLabel ?name }
ORDER BY ?name"""
CONSTRUCT = (
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s a <https://w3id.org/ngckg/ontology#PatientGroup> ; ?p ?o }"
)
DIRECT = {"content-type": "application/sparql-query"}
ACCEPT = {"accept": "application/sparql-results+json"}


def get(client: httpx.Client, query: str, **headers: str) -> httpx.Response:
    fields = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.get("/sparql", params={"query": query}, headers=fields)


def is_problem(response: httpx.Response, status: int, slug: str) -> dict[str, object]:
    """The problem that an answer is."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    document: dict[str, object] = response.json()
    assert document["status"] == status
    assert document["type"] == f"https://w3id.org/ngckg/problem/{slug}"
    assert document["title"]
    assert document["detail"]
    assert document["requestId"] == response.headers["x-request-id"]
    assert response.headers["cache-control"] == "no-store"
    return document


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


# Formats

READERS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}


@pytest.mark.parametrize("wanted", RESULTS, ids=lambda it: it.names[0])
def test_results_in_each_format(client: httpx.Client, wanted: Format) -> None:
    answer = get(client, GROUPS, accept=wanted.media_type)
    assert answer.headers["content-type"] == wanted.content_type
    if wanted.media_type == "text/csv":
        lines = answer.text.splitlines()
        assert lines[0] == "group,name"
        assert len(lines) == 35
    else:
        found = ox.parse_query_results(answer.content, format=READERS[wanted.media_type])
        assert isinstance(found, ox.QuerySolutions)
        assert len(list(found)) == 34


@pytest.mark.parametrize("wanted", RESULTS, ids=lambda it: it.names[0])
def test_ask_in_each_format(client: httpx.Client, wanted: Format) -> None:
    answer = get(client, "ASK { ?s ?p ?o }", accept=wanted.media_type)
    assert answer.headers["content-type"] == wanted.content_type
    assert b"true" in answer.content


@pytest.mark.parametrize("wanted", GRAPH_FORMATS, ids=lambda it: it.names[0])
def test_triples_in_each_format(client: httpx.Client, wanted: Format) -> None:
    answer = get(client, CONSTRUCT, accept=wanted.media_type)
    assert answer.headers["content-type"] == wanted.content_type
    plain = get(client, CONSTRUCT, accept="application/n-triples")
    expected = {quad.triple for quad in ox.parse(plain.content, format=ox.RdfFormat.N_TRIPLES)}
    assert len(expected) > 200
    if wanted.media_type == "application/ld+json":
        document = answer.json()
        document["@context"] = context.context()["@context"]
        answer_bytes = json.dumps(document).encode()
    else:
        answer_bytes = answer.content
    syntax = ox.RdfFormat.from_media_type(wanted.media_type)
    assert syntax is not None
    assert {quad.triple for quad in ox.parse(answer_bytes, format=syntax)} == expected


@pytest.mark.parametrize(
    ("query", "accept", "expected"),
    [
        (GROUPS, None, "application/sparql-results+json"),
        (GROUPS, "*/*", "application/sparql-results+json"),
        ("ASK {}", None, "application/sparql-results+json"),
        (CONSTRUCT, None, "text/turtle; charset=utf-8"),
        ("DESCRIBE <https://w3id.org/ngckg/ontology>", "*/*", "text/turtle; charset=utf-8"),
        (
            GROUPS,
            "text/csv;q=0.5, application/sparql-results+xml;q=0.6",
            "application/sparql-results+xml",
        ),
        (GROUPS, "application/json", "application/sparql-results+json"),
        (CONSTRUCT, "application/json", "application/ld+json"),
        (CONSTRUCT, "application/rdf+xml, text/turtle;q=0.9", "application/rdf+xml"),
        (GROUPS, "image/png, text/csv;q=0.1", "text/csv; charset=utf-8"),
        (
            GROUPS,
            "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "text/html; charset=utf-8",
        ),
    ],
)
def test_accept_decides(
    client: httpx.Client, query: str, accept: str | None, expected: str
) -> None:
    request = client.build_request("GET", "/sparql", params={"query": query})
    del request.headers["accept"]
    if accept is not None:
        request.headers["accept"] = accept
    answer = client.send(request)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == expected
    assert "Accept" in answer.headers["vary"].split(", ")


@pytest.mark.parametrize(
    ("query", "name", "expected"),
    [
        (GROUPS, "csv", "text/csv; charset=utf-8"),
        (GROUPS, "application/sparql-results+xml", "application/sparql-results+xml"),
        (CONSTRUCT, "nt", "application/n-triples"),
        (CONSTRUCT, "application/rdf+xml", "application/rdf+xml"),
        (CONSTRUCT, "json", "application/ld+json"),
    ],
)
def test_format_parameter_comes_before_accept(
    client: httpx.Client, query: str, name: str, expected: str
) -> None:
    params = {"query": query, "format": name}
    answer = client.get("/sparql", params=params, headers={"accept": "image/png"})
    assert answer.headers["content-type"] == expected
    posted = client.post("/sparql", data=params)
    assert posted.headers["content-type"] == expected


def test_html_is_escaped_and_may_do_nothing(client: httpx.Client) -> None:
    answer = get(
        client,
        'SELECT ("<script>alert(1)</script>" AS ?x) (<javascript:alert(1)> AS ?y) {}',
        accept="text/html",
    )
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "<script" not in answer.text
    assert "&lt;script&gt;" in answer.text
    assert 'href="javascript' not in answer.text


# Caching


def test_answer_is_validated_and_not_sent_again(client: httpx.Client) -> None:
    first = get(client, GROUPS)
    assert first.headers["cache-control"].startswith("public, max-age=")
    again = get(client, GROUPS, if_none_match=f'"x", W/{first.headers["etag"]}')
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == first.headers["etag"]
    since = get(client, GROUPS, if_modified_since=first.headers["last-modified"])
    assert since.status_code == 304
    assert get(client, GROUPS, if_none_match='"x"').status_code == 200


def test_codings(client: httpx.Client) -> None:
    with client.stream(
        "GET", "/sparql", params={"query": GROUPS}, headers={"accept-encoding": "identity"}
    ) as plain:
        body = b"".join(plain.iter_raw())
        etags = {plain.headers["etag"]}
    for coding, decode in (("gzip", gzip.decompress), ("br", brotli.decompress)):
        headers = {"accept-encoding": f"{coding};q=0.5"}
        with client.stream("GET", "/sparql", params={"query": GROUPS}, headers=headers) as coded:
            raw = b"".join(coded.iter_raw())
            assert coded.headers["content-encoding"] == coding
            assert coded.headers["content-length"] == str(len(raw))
            assert "Accept-Encoding" in coded.headers["vary"]
            etags.add(coded.headers["etag"])
        assert decode(raw) == body
        assert len(raw) < len(body)
    assert len(etags) == 3


def test_what_differs_each_time_is_not_kept(client: httpx.Client) -> None:
    first, second = get(client, "SELECT (RAND() AS ?x) {}"), get(client, "SELECT (RAND() AS ?x) {}")
    assert first.content != second.content
    assert first.headers["cache-control"] == "no-store"


def test_short_answers_are_not_compressed(client: httpx.Client) -> None:
    answer = get(client, "ASK {}", accept_encoding="br, gzip")
    assert "content-encoding" not in answer.headers


# Errors


@pytest.mark.parametrize(
    ("query", "line", "column"),
    [
        ("SELECT * {", 1, 11),
        ("SELECT *\nWHERE {\n  ?s ?p }", 3, 9),
        ("SELECT ?x WHERE { ?x a ex:y }", 1, 24),
        ('SELECT ("æøå" AS ?x) FRUM {}', 1, 22),
    ],
)
def test_syntax_error_has_a_place(client: httpx.Client, query: str, line: int, column: int) -> None:
    problem = is_problem(get(client, query), 400, "query-syntax")
    assert (problem["line"], problem["column"]) == (line, column)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "LOAD <http://127.0.0.1:1/>",
        "INSERT DATA { <a:a> <b:b> <c:c> }",
        "DELETE WHERE { ?s ?p ?o }",
        "CLEAR ALL",
    ],
)
def test_refused_query_says_where(client: httpx.Client, query: str) -> None:
    problem = is_problem(get(client, query), 400, "query-refused")
    assert problem["line"] == 1


def test_word_service_in_a_text_is_harmless(client: httpx.Client) -> None:
    answer = get(client, 'SELECT ("SERVICE <http://x/>" AS ?x) {} # SERVICE')
    assert answer.status_code == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"])
def test_other_methods_are_not_allowed(client: httpx.Client, method: str) -> None:
    answer = client.request(method, "/sparql", params={"query": "ASK {}"})
    problem = is_problem(answer, 405, "method-not-allowed")
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS, POST"
    assert problem["allowed"] == ["GET", "HEAD", "OPTIONS", "POST"]


def test_nothing_acceptable_lists_what_there_is(client: httpx.Client) -> None:
    problem = is_problem(get(client, GROUPS, accept="image/png"), 406, "not-acceptable")
    assert "text/csv" in str(problem["offered"])
    other = client.get("/sparql", params={"query": GROUPS, "format": "turtle"})
    is_problem(other, 406, "not-acceptable")


@pytest.mark.parametrize(
    ("content_type", "content"),
    [
        ("text/plain", b"ASK {}"),
        ("application/sparql-update", b"CLEAR ALL"),
        ("application/sparql-query; charset=UTF-16", "ASK {}".encode("utf-16")),
        ("", b"ASK {}"),
        ("multipart/form-data; boundary=x", b"--x--"),
    ],
)
def test_other_bodies_are_not_understood(
    client: httpx.Client, content_type: str, content: bytes
) -> None:
    answer = client.post("/sparql", content=content, headers={"content-type": content_type})
    is_problem(answer, 415, "unsupported-media-type")


@pytest.mark.parametrize(
    "target",
    [
        "/sparql?query=ASK%20%7B%7D&query=ASK%20%7B%7D",
        "/sparql?update=CLEAR%20ALL",
        "/sparql?query=ASK%20%7B%7D%ff",
        "/sparql?query=%C3%28",
        "/sparql?" + "&".join(f"a{n}=1" for n in range(1001)),
        "/sparql?query=ASK%20%7B%7D&default-graph-uri=not%20an%20iri",
    ],
)
def test_bad_requests(client: httpx.Client, target: str) -> None:
    is_problem(client.get(target), 400, "bad-request")


@pytest.mark.parametrize(
    ("headers", "content"),
    [
        (DIRECT, b'SELECT ("\xff" AS ?x) {}'),
        ({"content-type": "application/x-www-form-urlencoded"}, b"query=%ff"),
        ({"content-type": "application/x-www-form-urlencoded"}, b"query=\xff"),
        ({"content-type": "application/x-www-form-urlencoded"}, b"update=CLEAR+ALL"),
        ({"content-type": "application/x-www-form-urlencoded"}, b""),
    ],
)
def test_bad_posts(client: httpx.Client, headers: dict[str, str], content: bytes) -> None:
    is_problem(client.post("/sparql", content=content, headers=headers), 400, "bad-request")


def test_empty_query_is_a_syntax_error(client: httpx.Client) -> None:
    is_problem(client.get("/sparql?query="), 400, "query-syntax")


def test_address_too_long(client: httpx.Client) -> None:
    problem = is_problem(get(client, "ASK {}" + " " * 20_000), 414, "uri-too-long")
    assert problem["limit"] == 16_384
    # the same query has room in a body
    posted = client.post("/sparql", data={"query": "ASK {}" + " " * 20_000})
    assert posted.status_code == 200


def test_query_too_long(client: httpx.Client) -> None:
    answer = client.post("/sparql", content=b"ASK {}" + b" " * 1_000_001, headers=DIRECT)
    is_problem(answer, 413, "content-too-large")


def test_body_too_long(client: httpx.Client) -> None:
    answer = client.post("/sparql", content=b" " * 5_000_000, headers=DIRECT)
    problem = is_problem(answer, 413, "content-too-large")
    assert problem["limit"] == 4_194_304


def test_who_asks_before_sending_a_long_body_is_told_before(server: Server) -> None:
    head = (
        "POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
        "Content-Length: 5000000\r\nExpect: 100-continue\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(head.encode())
        assert connection.recv(4096).startswith(b"HTTP/1.1 413 ")


def test_body_too_long_without_saying_so(client: httpx.Client) -> None:
    answer = client.post("/sparql", content=(b" " * 100_000 for _ in range(60)), headers=DIRECT)
    is_problem(answer, 413, "content-too-large")


# What every answer has


@pytest.mark.parametrize(
    "target", ["/sparql?query=ASK%7B%7D", "/sparql?query=x", "/nowhere", "/health/live"]
)
def test_every_answer_may_be_read_from_anywhere(client: httpx.Client, target: str) -> None:
    answer = client.get(target, headers={"origin": "https://example.org"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    assert "ETag" in answer.headers["access-control-expose-headers"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_every_request_has_an_id_of_its_own(client: httpx.Client) -> None:
    ids = {client.get("/sparql?query=ASK%7B%7D").headers["x-request-id"] for _ in range(20)}
    assert len(ids) == 20
