"""The query tests of W3C's protocol suite over HTTP."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.engine import releases
from tests.w3c.protocol import (
    PROTOCOL_QUERY_TESTS,
    PROTOCOL_UPDATE_TESTS,
    ProtocolTest,
    check_refused,
    dataset_quads,
)
from tests.w3c.protocol import check as check_protocol
from tests.web.conftest import make_current
from tests.web.servers import serving


def _client(folder: Path, log: Path) -> Iterator[httpx.Client]:
    make_current(folder, "r1")
    with serving(folder, log) as server, server.client() as client:
        yield client


@pytest.fixture(scope="module")
def protocol(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a server of the protocol tests' data."""
    folder = tmp_path_factory.mktemp("protocol")
    releases.write(folder, dataset_quads())
    yield from _client(folder, folder / "serve.log")


@pytest.mark.parametrize("test", PROTOCOL_QUERY_TESTS)
def test_protocol(protocol: httpx.Client, test: ProtocolTest) -> None:
    check_protocol(protocol, test)
    check_protocol(protocol, test, endpoint="/sparql/")


@pytest.mark.parametrize("test", PROTOCOL_UPDATE_TESTS)
def test_updates_are_refused(protocol: httpx.Client, test: ProtocolTest) -> None:
    check_refused(protocol, test)
