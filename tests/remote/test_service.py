"""The whole service over an engine elsewhere: its faces know no difference."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.engine.releases import write
from tests.remote.asking import publish_to
from tests.remote.faults import Faults, proxy
from tests.remote.servers import Server
from tests.w3c.protocol import PROTOCOL_QUERY_TESTS, ProtocolTest, check, dataset_quads
from tests.web.servers import serving

GROUPS = "SELECT ?g WHERE { ?g a <https://w3id.org/ngckg/ontology#PatientGroup> } ORDER BY ?g"
PATHS = (
    "/sparql?query=ASK%20%7B%7D",
    "/data/patient-group/nyresvigt.ttl",
    "/data/patient-group/nyresvigt.jsonld",
    "/data/working-group/fortolkning.nt",
    "/ontology.ttl",
    "/api/patient-groups",
    "/api/patient-groups/foetal-medicin",
    "/api/documents",
)


@pytest.fixture(scope="module")
def alone(shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """The service with the embedded engine."""
    link = shipped.parent / "current"
    if not link.is_symlink():
        link.symlink_to(shipped.name)
    log = tmp_path_factory.mktemp("alone") / "log"
    public = "http://service.example"
    with serving(shipped.parent, log, public_url=public) as server, server.client() as client:
        yield client


def _behind(server: Server, shipped: Path, folder: Path) -> Iterator[tuple[httpx.Client, Faults]]:
    publish_to(server, shipped)
    settings = {"public_url": "http://service.example", "query_seconds": 20}
    with (
        proxy(server.query) as faults,
        serving(shipped.parent, folder / "log", engine=faults.url, **settings) as ours,
        httpx.Client(base_url=ours.base, timeout=60.0) as client,
    ):
        yield client, faults


@pytest.fixture(scope="module")
def over_virtuoso(
    virtuoso: Server, shipped: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[httpx.Client, Faults]]:
    yield from _behind(virtuoso, shipped, tmp_path_factory.mktemp("virtuoso"))


@pytest.fixture(scope="module")
def over_oxigraph(
    oxigraph: Server, shipped: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[httpx.Client, Faults]]:
    yield from _behind(oxigraph, shipped, tmp_path_factory.mktemp("oxigraph"))


@pytest.fixture(params=["virtuoso", "oxigraph"])
def over(request: pytest.FixtureRequest) -> tuple[httpx.Client, Faults]:
    found: tuple[httpx.Client, Faults] = request.getfixturevalue(f"over_{request.param}")
    return found


@pytest.mark.parametrize("path", PATHS)
def test_the_same_bytes_under_the_same_tag(
    alone: httpx.Client, over: tuple[httpx.Client, Faults], path: str
) -> None:
    client, _ = over
    wanted, found = alone.get(path), client.get(path)
    assert found.status_code == wanted.status_code == 200
    assert found.headers["content-type"] == wanted.headers["content-type"]
    assert found.headers["etag"] == wanted.headers["etag"]
    assert found.content == wanted.content
    unchanged = client.get(path, headers={"if-none-match": found.headers["etag"]})
    assert unchanged.status_code == 304


def test_pages_and_figures_are_there(over: tuple[httpx.Client, Faults]) -> None:
    client, _ = over
    for path in ("/", "/page/patient-group/nyresvigt", "/page/step/nyresvigt/godkendelse"):
        page = client.get(path, headers={"accept": "text/html"})
        assert page.status_code == 200
        assert page.headers["content-type"].startswith("text/html")
    figures = client.get("/metrics").text
    assert "ngckg_queries_running" in figures
    assert "ngckg_engine_ready 1.0" in figures


def test_what_the_guard_refuses_is_told_as_ever(
    alone: httpx.Client, over: tuple[httpx.Client, Faults]
) -> None:
    client, _ = over
    for text in ("SELECT * {", "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }", "DROP ALL"):
        wanted, found = (it.get("/sparql", params={"query": text}) for it in (alone, client))
        assert found.status_code == wanted.status_code == 400
        ours, theirs = ({**it.json(), "requestId": ""} for it in (found, wanted))
        assert ours == theirs


@pytest.mark.parametrize(
    ("mode", "status", "slug"),
    [("drop", 503, "unavailable"), ("garble", 502, "bad-gateway"), ("cut", 502, "bad-gateway")],
)
def test_a_fault_is_a_problem_and_what_is_kept_is_served(
    over: tuple[httpx.Client, Faults], mode: str, status: int, slug: str
) -> None:
    client, faults = over
    kept = client.get("/sparql", params={"query": GROUPS})
    assert kept.status_code == 200
    new = {"query": f"{GROUPS} LIMIT {10 + len(mode)}"}
    faults.mode = mode
    try:
        found = client.get("/sparql", params=new)
        assert found.status_code == status
        assert found.headers["content-type"] == "application/problem+json"
        assert found.json()["type"].endswith(slug)
        assert ("retry-after" in found.headers) is (status == 503)
        assert client.get("/sparql", params={"query": GROUPS}).content == kept.content
        assert client.get("/health/ready").status_code == 200
    finally:
        faults.mode = "pass"
    assert client.get("/sparql", params=new).status_code == 200


@pytest.fixture(scope="module")
def protocol_over_virtuoso(
    virtuoso: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx.Client]:
    yield from _protocol(virtuoso, tmp_path_factory.mktemp("protocol"))


@pytest.fixture(scope="module")
def protocol_over_oxigraph(
    oxigraph: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx.Client]:
    yield from _protocol(oxigraph, tmp_path_factory.mktemp("protocol"))


def _protocol(server: Server, folder: Path) -> Iterator[httpx.Client]:
    publish_to(server, write(folder, dataset_quads(), f"protocol-{folder.name}"))
    with serving(folder, folder / "log", engine=server.query) as ours, ours.client() as client:
        yield client


@pytest.mark.parametrize("test", PROTOCOL_QUERY_TESTS)
def test_protocol_over_virtuoso(protocol_over_virtuoso: httpx.Client, test: ProtocolTest) -> None:
    check(protocol_over_virtuoso, test)


@pytest.mark.parametrize("test", PROTOCOL_QUERY_TESTS)
def test_protocol_over_oxigraph(protocol_over_oxigraph: httpx.Client, test: ProtocolTest) -> None:
    check(protocol_over_oxigraph, test)
