"""What operators ask, and what every address answers: health, figures, errors."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from prometheus_client.parser import text_string_to_metric_families
from starlette.types import ASGIApp, Receive, Scope, Send

from ngckg.engine.embedded.engine import EmbeddedEngine
from ngckg.errors import NotFound
from ngckg.settings import Settings
from ngckg.web import framework
from ngckg.web.envelope import Envelope
from ngckg.web.journal import Journal
from ngckg.web.service import Service
from ngckg.web.visitors import Visitors
from tests.web.asgi import ask
from tests.web.servers import Server, wait_until

Enveloped = Callable[[ASGIApp], Envelope]


def figures(client: httpx.Client) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=")
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_health(client: httpx.Client) -> None:
    assert client.get("/health/live").json() == {"status": "alive"}
    ready = client.get("/health/ready").json()
    assert ready["status"] == "ready"
    assert ready["digest"].startswith("sha256:")
    assert client.head("/health/ready").status_code == 200


def test_figures_count_requests(client: httpx.Client) -> None:
    before = figures(client)
    for _ in range(3):
        client.get("/sparql", params={"query": "SELECT (1 AS ?figures) {}"})
    client.get("/sparql", params={"query": "SELECT {"})
    after = figures(client)

    def more(name: str, **labels: str) -> float:
        key = (name, tuple(sorted(labels.items())))
        return after.get(key, 0) - before.get(key, 0)

    assert more("ngckg_http_requests_total", route="/sparql", status="200") == 3
    assert more("ngckg_http_requests_total", route="/sparql", status="400") == 1
    assert more("ngckg_http_request_seconds_count", route="/sparql") == 4
    assert more("ngckg_cache_hits_total") == 2
    # one of the three, and the one that only a worker's parser can refuse
    assert more("ngckg_queries_total") == 2
    assert after[("ngckg_http_requests_in_flight", ())] == 1  # this one
    assert after[("ngckg_workers_idle", ())] > 0
    assert after[("ngckg_engine_ready", ())] == 1
    assert after[("ngckg_cache_bytes", ())] > 0


def test_figures_name_the_release(client: httpx.Client) -> None:
    [info] = [dict(labels) for name, labels in figures(client) if name == "ngckg_release_info"]
    assert info["id"] == client.get("/health/ready").json()["release"]


def test_addresses_do_not_multiply_figures(client: httpx.Client) -> None:
    for number in range(20):
        client.get(f"/nowhere/{number}")
    routes = {dict(labels).get("route", "") for _, labels in figures(client)}
    assert not [route for route in routes if "nowhere" in route]


def test_log_has_a_line_for_each_request(server: Server, client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "ASK { ?logged ?p ?o }"})
    request_id = answer.headers["x-request-id"]
    line = _line(server, request_id)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", str(line.pop("time")))
    assert isinstance(line.pop("ms"), float)
    assert re.fullmatch("[0-9a-f]{12}", str(line.pop("query")))
    assert line == {
        "id": request_id,
        "method": "GET",
        "path": "/sparql",
        "status": 200,
        "bytes": len(answer.content),
        "cache": "miss",
    }
    # neither who asked nor what stands in the log
    assert "logged" not in server.log.read_text()
    assert (
        "127.0.0.1" not in server.log.read_text().split("serving release", 1)[1].split("\n", 1)[1]
    )


def _line(server: Server, request_id: str) -> dict[str, object]:
    def lines() -> list[dict[str, object]]:
        found = [json.loads(it) for it in server.log.read_text().splitlines() if it[:1] == "{"]
        return [it for it in found if it.get("id") == request_id]

    wait_until(lines)
    [line] = lines()
    return line


def test_log_counts_what_was_sent_of_a_page(server: Server, client: httpx.Client) -> None:
    answer = client.get("/nowhere", headers={"accept": "text/html"})
    assert answer.headers["content-type"].startswith("text/html")
    assert _line(server, answer.headers["x-request-id"])["bytes"] == len(answer.content)


# Errors of the framework, and ours


@pytest.mark.parametrize("path", ["/sparql?query=SELECT", "/sparql?update=x", "/nowhere"])
def test_head_of_an_error_is_that_of_its_page(client: httpx.Client, path: str) -> None:
    headers = {"accept": "text/html"}
    whole, head = client.get(path, headers=headers), client.head(path, headers=headers)
    assert head.content == b""
    # The request id is of one length.
    for name in ("content-length", "content-type"):
        assert head.headers[name] == whole.headers[name]


@pytest.mark.parametrize("path", ["/", "/context.jsonld", "/sparql?query=ASK{}"])
def test_date_that_is_none_is_no_condition(client: httpx.Client, path: str) -> None:
    since = {"if-modified-since": "Thu, 01 Jan 99999999999 00:00:00 GMT"}
    assert client.get(path, headers=since).status_code == 200


def test_what_is_not_there_is_not_there_in_any_syntax(client: httpx.Client) -> None:
    for path in ("/data/patient-group/nobody", "/data/x"):
        assert client.get(path, headers={"accept": "text/html"}).status_code == 404
        assert client.get(path, headers={"accept": "image/png"}).status_code == 404


@pytest.mark.parametrize("path", ["/nowhere", "/id", "/sparql/x", "/%00", "/..%2f..%2fetc/passwd"])
def test_nothing_there_is_a_problem(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["requestId"] == answer.headers["x-request-id"]


def test_wrong_method_is_a_problem_with_allow(client: httpx.Client) -> None:
    answer = client.post("/health/live")
    assert answer.status_code == 405
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"


def test_options_anywhere(client: httpx.Client) -> None:
    answer = client.options("/health/live", headers={"access-control-request-method": "GET"})
    assert answer.status_code == 204
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"
    assert answer.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    assert client.options("/nowhere").status_code == 404


@pytest.fixture
def enveloped(small: Path) -> Enveloped:
    visitors, engine = Visitors([]), EmbeddedEngine(small / "r1")
    settings = Settings(releases=small, max_target=1000)
    journal = Journal(2, visitors)
    service = Service(settings, "http://x", engine, engine.limits, visitors, journal)
    return lambda app: Envelope(app, service)


def test_unforeseen_error_tells_nothing_but_the_id(
    enveloped: Enveloped, caplog: pytest.LogCaptureFixture
) -> None:
    app = FastAPI()
    framework.install(app)

    @app.get("/")
    def fail() -> None:
        raise RuntimeError("the secret of the house")

    answer = ask(enveloped(app))
    assert answer.status == 500
    document = json.loads(answer.body)
    assert document["requestId"] == answer.headers["x-request-id"]
    assert b"secret" not in answer.body
    assert b"RuntimeError" not in answer.body
    # the operators learn all of it, under the same id
    assert document["requestId"] in caplog.text
    assert "the secret of the house" in caplog.text


def test_unforeseen_error_outside_of_fastapi(
    enveloped: Enveloped, caplog: pytest.LogCaptureFixture
) -> None:
    async def app(_scope: Scope, _receive: Receive, _send: Send) -> None:
        raise RuntimeError("the secret of the house")

    answer = ask(enveloped(app))
    assert answer.status == 500
    assert b"secret" not in answer.body
    assert "the secret of the house" in caplog.text


def test_half_an_answer_is_never_passed_off_as_a_whole_one(enveloped: Enveloped) -> None:
    async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"half", "more_body": True})
        raise NotFound("gone while we were talking")

    with pytest.raises(NotFound):  # which breaks the connection
        ask(enveloped(app))


def test_invalid_parameters_are_named(enveloped: Enveloped) -> None:
    app = FastAPI()
    framework.install(app)

    @app.get("/")
    def count(limit: int) -> int:
        return limit

    answer = ask(enveloped(app))
    assert answer.status == 422
    assert answer.headers["content-type"] == "application/problem+json"
    document = json.loads(answer.body)
    assert document["errors"] == [{"in": "query", "name": "limit", "detail": "Field required"}]
    assert "limit" in document["detail"]
