"""`/sparql`: what is refused, how it is told, and what every answer has."""

import socket

import httpx
import pytest

from tests.web.protocol import DIRECT, GROUPS, get, is_problem
from tests.web.servers import Server

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
