"""`/sparql`: what answers come in, and how they are cached."""

import gzip
import json

import brotli
import httpx
import pyoxigraph as ox
import pytest

from ngckg.negotiation import GRAPHS as GRAPH_FORMATS
from ngckg.negotiation import RESULTS, Format
from ngckg.rdf import context
from tests.web.protocol import CONSTRUCT, GROUPS, get

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
    # Our own editor is a script file; nothing that a visitor wrote is one.
    assert "<script>" not in answer.text
    assert "alert(1)" in answer.text
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
