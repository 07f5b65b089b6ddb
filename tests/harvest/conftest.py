"""A live service whose public address is not the one it listens on, as behind a proxy."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from ngckg.graph import sources
from tests.engine import releases
from tests.harvest import past as past_releases
from tests.harvest.proxy import PUBLIC, Proxied
from tests.shared import ROOT
from tests.web.conftest import make_current
from tests.web.servers import Server, serving, wait_until

#: The fixtures that start a server.
_SERVERS = ("server", "later_server")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs a server is done in one process, which starts it once."""
    here = Path(__file__).parent
    for it in items:
        needed = [name for name in _SERVERS if name in getattr(it, "fixturenames", ())]
        if it.path.parent == here and needed:
            it.add_marker(pytest.mark.xdist_group(f"harvest-{needed[0]}"))


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a release of the repository's own data."""
    folder = tmp_path_factory.mktemp("published")
    releases.write(folder, list(sources.load(ROOT).quads()), "r1")
    make_current(folder, "r1")
    return folder


@pytest.fixture(scope="session")
def server(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A service of that release."""
    log = tmp_path_factory.mktemp("log") / "serve.log"
    with serving(published, log, public_url=PUBLIC) as running:
        yield running


@pytest.fixture(scope="session")
def web(server: Server) -> Iterator[httpx.Client]:
    """The web as a harvester sees it: the public address leads to the service."""
    with _web(server) as client:
        yield client


@pytest.fixture(scope="session")
def past(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with three releases."""
    folder = tmp_path_factory.mktemp("past")
    past_releases.write(folder)
    return folder


@pytest.fixture(scope="session")
def later_server(past: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A service with a past."""
    log = tmp_path_factory.mktemp("log") / "serve.log"
    with serving(past, log, public_url=PUBLIC, earlier_releases=1) as running:
        yield running


@pytest.fixture(scope="session")
def later(later_server: Server) -> Iterator[httpx.Client]:
    """The web with that service in it."""
    with _web(later_server) as client:
        yield client


@contextmanager
def _web(server: Server) -> Iterator[httpx.Client]:
    with httpx.Client(transport=Proxied(server.port), timeout=60) as client:
        # The files of a release take a while where much else is going on.
        wait_until(lambda: client.head(f"{PUBLIC}/catalog").status_code == 200, 120)
        yield client
