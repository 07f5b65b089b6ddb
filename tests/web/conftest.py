"""Releases to serve, and servers that serve them."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from ngckg.graph import building, sources
from ngckg.graph.report import Report
from tests.engine import releases
from tests.shared import ROOT
from tests.web import wearing
from tests.web.servers import Server, serving


def make_current(folder: Path, name: str) -> None:
    """Let a release be the current one, by one rename as `build` does it."""
    link = folder / ".next"
    link.symlink_to(name)
    link.replace(folder / "current")


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a release of the repository's own data, not validated again."""
    folder = tmp_path_factory.mktemp("shipped")
    unasked = Report(findings=(), focus_nodes=0, asked={}, turtle=b"")
    building.build(sources.load(ROOT), unasked, folder)
    return folder


@pytest.fixture(scope="session")
def server(shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of the repository's data, for tests that leave it as it is."""
    with serving(shipped, tmp_path_factory.mktemp("log") / "serve.log") as running:
        yield running


@pytest.fixture
def client(server: Server) -> Iterator[httpx.Client]:
    """A client of that server."""
    with server.client() as it:
        yield it


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A folder with a small release, for tests that do things to it."""
    folder = tmp_path / "releases"
    releases.write(folder, releases.quads(5), "r1")
    make_current(folder, "r1")
    return folder


@pytest.fixture(scope="session")
def worn(shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with short limits, behind a proxy that tells visitors apart."""
    log = tmp_path_factory.mktemp("worn") / "log"
    limits = {"query_seconds": wearing.SECONDS, "read_seconds": 2, "idle_seconds": 1}
    with serving(shipped, log, trusted_proxies="127.0.0.0/8", **limits) as server:
        wearing.ask(server, wearing.NEXT_VISITOR, "ASK {}")
        yield server
