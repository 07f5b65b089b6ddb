"""The engines, each started once for all tests of this folder."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from ngckg.graph import sources
from tests.engine.releases import write
from tests.remote import servers
from tests.remote.asking import Asking, embedded, over
from tests.remote.servers import Server
from tests.shared import ROOT

#: Engines elsewhere, and all of them.
SERVERS = ("virtuoso", "oxigraph")
ENGINES = ("embedded", *SERVERS)


#: Tests that need no server, and so no seconds for one to start.
ALONE = {"test_rewriting.py", "test_wire.py", "test_deploy.py"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here in one process, so that every server is started once."""
    here = str(Path(__file__).parent)
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(pytest.mark.xdist_group("remote"))
            if item.path.name not in ALONE:
                item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with servers.virtuoso(tmp_path_factory.mktemp("virtuoso")) as server:
        yield server


@pytest.fixture(scope="session")
def oxigraph() -> Iterator[Server]:
    with servers.oxigraph() as server:
        yield server


@pytest.fixture(params=SERVERS)
def server(request: pytest.FixtureRequest) -> Server:
    """Each server in turn."""
    found: Server = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of the data in the repository."""
    return write(tmp_path_factory.mktemp("releases"), list(sources.load(ROOT).quads()), "shipped")


@pytest.fixture(scope="module")
def asking_embedded(shipped: Path) -> Iterator[Asking]:
    with asyncio.Runner() as runner:
        engine = embedded(shipped)
        runner.run(engine.start())
        try:
            yield Asking(engine, runner)
        finally:
            runner.run(engine.stop(0))


@pytest.fixture(scope="module")
def asking_virtuoso(virtuoso: Server, shipped: Path) -> Iterator[Asking]:
    yield from over(virtuoso, shipped)


@pytest.fixture(scope="module")
def asking_oxigraph(oxigraph: Server, shipped: Path) -> Iterator[Asking]:
    yield from over(oxigraph, shipped)


@pytest.fixture(params=ENGINES)
def asking(request: pytest.FixtureRequest) -> Asking:
    """Each engine in turn, over the data in the repository."""
    found: Asking = request.getfixturevalue(f"asking_{request.param}")
    return found


@pytest.fixture(params=SERVERS)
def asking_server(request: pytest.FixtureRequest) -> Asking:
    """Each engine elsewhere in turn, over the data in the repository."""
    found: Asking = request.getfixturevalue(f"asking_{request.param}")
    return found
