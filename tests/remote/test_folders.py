"""An engine elsewhere, and the folders of releases beside the service: one of them, or none."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.remote import servers
from tests.remote.asking import publish_to
from tests.remote.test_publishing import COUNT, released
from tests.web.servers import Server, serving

PAGES = ("/", "/about", "/changes", "/download", "/search?q=g", "/sparql", "/release/r2")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two releases."""
    found = tmp_path_factory.mktemp("releases")
    released(found, "r1", 3, "2026-02-01")
    released(found, "r2", 6, "2026-02-02")
    return found


@pytest.fixture(scope="module")
def engine(folder: Path) -> Iterator[servers.Server]:
    """An engine that serves the later one, and keeps the other."""
    with servers.oxigraph() as server:
        for name in ("r1", "r2"):
            publish_to(server, folder / name)
        yield server


@pytest.fixture(scope="module")
def beside(
    engine: servers.Server, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A service with both folders."""
    log = tmp_path_factory.mktemp("log") / "log"
    with serving(folder, log, engine=engine.query) as server:
        yield server


@pytest.fixture(scope="module")
def bare(
    engine: servers.Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx.Client]:
    """A service with none."""
    empty = tmp_path_factory.mktemp("empty")
    with serving(empty, empty / "log", engine=engine.query) as server, server.client() as client:
        yield client


@pytest.mark.parametrize("path", ["/release/r2/sparql?query=", "/sparql?release=r2&query="])
def test_the_current_release_is_asked_of_the_engine(beside: Server, path: str) -> None:
    with beside.client() as client:
        answer = client.get(path + COUNT, headers={"accept": "text/csv"})
    assert answer.text == "n\r\n33\r\n"
    assert not _children(beside)


@pytest.mark.parametrize(
    "path", ["/release/r1/sparql?query=", "/sparql?release=r1&query=", "/release/r1/ontology.ttl?"]
)
def test_an_earlier_one_is_not_loaded_and_can_be_downloaded(beside: Server, path: str) -> None:
    with beside.client() as client:
        answer = client.get(path + COUNT)
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"
        assert "/release/r1/dataset.nq" in answer.json()["detail"]
        assert client.get("/release/r1/dataset.nq").status_code == 200
    assert not _children(beside)


def _children(server: Server) -> str:
    process = server.process.pid
    return Path(f"/proc/{process}/task/{process}/children").read_text()


@pytest.mark.parametrize(
    "path", ["/catalog", "/download/manifest.json", "/download/ngckg.nq", "/download/SHA256SUMS"]
)
def test_what_is_made_from_a_folder_says_that_it_is_missing(bare: httpx.Client, path: str) -> None:
    answer = bare.get(path)
    assert answer.status_code == 503, answer.text
    assert "folder" in answer.json()["detail"]
    assert "retry-after" in answer.headers


def test_without_a_folder_all_the_rest_is_served(bare: httpx.Client) -> None:
    asked = bare.get("/sparql", params={"query": COUNT}, headers={"accept": "text/csv"})
    assert asked.text == "n\r\n33\r\n"
    page = {"accept": "text/html"}
    told = {
        path: bare.get(path, headers=page, follow_redirects=True).status_code
        for path in (*PAGES, *_documented(bare))
    }
    assert {path: it for path, it in told.items() if it >= 500 and it != 503} == {}


def _documented(client: httpx.Client) -> list[str]:
    paths = client.get("/openapi.json").json()["paths"]
    return [path for path, ways in paths.items() if "get" in ways and "{" not in path]
