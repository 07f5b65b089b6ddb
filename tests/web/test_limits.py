"""Large answers come whole, in each coding; what passes a limit is told which."""

import gzip
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli
import httpx
import pytest

from tests.web.servers import Answer, Server, serving

ALL = {"query": "SELECT * { ?s ?p ?o }", "format": "csv"}
PRODUCT = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o"
HEAVY = f"SELECT (COUNT(*) AS ?n) {{ {PRODUCT} }}"


def raw(client: httpx.Client, method: str = "GET", **headers: str) -> tuple[httpx.Response, bytes]:
    """An answer and its bytes as they came."""
    fields = {"accept-encoding": "identity"}
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}
    with client.stream(method, "/sparql", params=ALL, headers=fields) as answer:
        return answer, b"".join(answer.iter_raw())


def test_large_answer_is_whole(client: httpx.Client) -> None:
    answer, body = raw(client)
    assert answer.status_code == 200
    assert len(body) > 1_500_000
    assert answer.headers["content-length"] == str(len(body))
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["cache-control"].startswith("public")
    counted = client.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"})
    rows = int(counted.json()["results"]["bindings"][0]["n"]["value"])
    assert body.count(b"\r\n") >= rows + 1  # some texts have line breaks of their own
    head, nothing = raw(client, "HEAD")
    assert nothing == b""
    for name in ("content-length", "etag", "last-modified", "vary"):
        assert head.headers[name] == answer.headers[name]


@pytest.mark.parametrize(
    ("coding", "decode"), [("gzip", gzip.decompress), ("br", brotli.decompress)]
)
def test_large_answer_in_each_coding(client: httpx.Client, coding: str, decode: object) -> None:
    plain, body = raw(client)
    coded, compressed = raw(client, accept_encoding=coding)
    assert coded.headers["content-encoding"] == coding
    assert len(compressed) < len(body) / 4
    assert callable(decode)
    assert decode(compressed) == body
    assert coded.headers["etag"] != plain.headers["etag"]
    assert "Accept-Encoding" in coded.headers["vary"]


def test_large_answer_is_not_sent_again(client: httpx.Client) -> None:
    first, _ = raw(client)
    again, body = raw(client, if_none_match=first.headers["etag"])
    assert again.status_code == 304
    assert body == b""
    other, _ = raw(client, if_none_match='"other"')
    assert other.status_code == 200


def test_large_answer_by_post(client: httpx.Client) -> None:
    _, body = raw(client)
    posted = client.post("/sparql", data=ALL)
    assert posted.content == body


@pytest.fixture(scope="module")
def tight(shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with little of everything, behind a proxy that tells visitors apart."""
    limits = {
        "query_seconds": 1,
        "quick_workers": 1,
        "slow_workers": 1,
        "queue": 3,
        "queue_per_visitor": 1,
        "max_result": 200_000,
        "worker_memory": 100_000_000,
    }
    log = tmp_path_factory.mktemp("tight") / "log"
    with serving(shipped, log, trusted_proxies="127.0.0.0/8", **limits) as server:
        yield server


def ask(server: Server, query: str, visitor: int = 1) -> Answer:
    return server.post({"query": query}, x_forwarded_for=f"198.51.100.{visitor}")


def problem(answer: Answer, status: int, slug: str) -> dict[str, object]:
    assert answer.status == status, answer.body
    assert answer.headers["content-type"] == "application/problem+json"
    document: dict[str, object] = answer.json()
    assert str(document["type"]).endswith(f"/{slug}")
    return document


def test_answer_beyond_the_limit_is_refused_whole(tight: Server) -> None:
    told = problem(ask(tight, "SELECT * { ?s ?p ?o }"), 413, "result-too-large")
    assert told["limit"] == 200_000
    assert "LIMIT" in str(told["detail"])
    assert ask(tight, "SELECT * { ?s ?p ?o } LIMIT 100").status == 200


@pytest.mark.slow
def test_deadline(tight: Server) -> None:
    told = problem(ask(tight, HEAVY), 504, "deadline-exceeded")
    assert told["limit"] == 1


@pytest.mark.slow
def test_memory(tight: Server) -> None:
    texts = "SELECT (GROUP_CONCAT(STR(?c)) AS ?x) { ?a ?b ?c . ?d ?e ?f }"
    answer = ask(tight, texts)
    assert answer.status in (413, 504), answer.body
    assert ask(tight, "ASK {}").status == 200


@pytest.mark.slow
def test_one_visitor_with_many_queries_is_told_to_wait(tight: Server) -> None:
    with ThreadPoolExecutor(8) as visitors:
        answers = list(visitors.map(lambda n: ask(tight, f"{HEAVY} # one {n}"), range(8)))
    refused = [it for it in answers if it.status == 429]
    assert refused
    told = problem(refused[0], 429, "too-many-requests")
    assert told["detail"]
    assert int(refused[0].headers["retry-after"]) > 0
    assert {it.status for it in answers} <= {429, 503, 504}


@pytest.mark.slow
def test_full_queue_is_said(tight: Server) -> None:
    with ThreadPoolExecutor(20) as visitors:
        answers = list(visitors.map(lambda n: ask(tight, f"{HEAVY} # full {n}", n + 1), range(20)))
    refused = [it for it in answers if it.status == 503]
    assert refused
    problem(refused[0], 503, "unavailable")
    assert int(refused[0].headers["retry-after"]) > 0
    assert {it.status for it in answers} <= {503, 504}
