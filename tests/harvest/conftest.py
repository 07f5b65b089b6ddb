"""A live service whose public address is not the one it listens on, as behind a proxy."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from ngckg.graph import sources
from tests.engine import releases
from tests.harvest import past as past_releases
from tests.harvest.proxy import PUBLIC, Proxied
from tests.harvest.service import running
from tests.shared import ROOT
from tests.web.conftest import make_current
from tests.web.servers import wait_until

_SERVERS = {"port", "past_port"}
_HERE = ("tests/harvest/", "tests/fhir/")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs a server takes a while."""
    for it in items:
        if it.nodeid.startswith(_HERE) and _SERVERS & set(getattr(it, "fixturenames", ())):
            it.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a release of the repository's own data."""
    folder = tmp_path_factory.mktemp("published")
    releases.write(folder, list(sources.load(ROOT).quads()), "r1")
    make_current(folder, "r1")
    return folder


@pytest.fixture(scope="session")
def port(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Where a service of that release listens."""
    with running(published, tmp_path_factory.mktemp("log") / "serve.log") as listening:
        yield listening


@pytest.fixture(scope="session")
def web(port: int) -> Iterator[httpx.Client]:
    """The web as a harvester sees it: the public address leads to the service."""
    with httpx.Client(transport=Proxied(port), timeout=60) as client:
        # The files of a release take a while where much else is going on.
        wait_until(lambda: client.head(f"{PUBLIC}/catalog").status_code == 200, 120)
        yield client


@pytest.fixture(scope="session")
def past(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with three releases."""
    folder = tmp_path_factory.mktemp("past")
    past_releases.write(folder)
    return folder


@pytest.fixture(scope="session")
def past_port(past: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Where a service with a past listens."""
    log = tmp_path_factory.mktemp("log") / "serve.log"
    with running(past, log, earlier_releases=1) as listening:
        yield listening


@pytest.fixture(scope="session")
def later(past_port: int) -> Iterator[httpx.Client]:
    """The web with that service in it."""
    with httpx.Client(transport=Proxied(past_port), timeout=60) as client:
        wait_until(lambda: client.head(f"{PUBLIC}/catalog").status_code == 200, 120)
        yield client
