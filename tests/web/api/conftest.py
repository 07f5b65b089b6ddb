"""The API of a live server, and what the release that it serves says."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.web.api import reference
from tests.web.reading import Dataset
from tests.web.servers import Server

Ask = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session")
def dataset(shipped: Path) -> Dataset:
    """The release of the repository's own data."""
    return Dataset(shipped / "current")


@pytest.fixture(scope="session")
def groups(dataset: Dataset) -> list[reference.Group]:
    """Its patient groups, as far as filters ask for them."""
    return reference.groups(dataset)


@pytest.fixture(scope="session")
def api(server: Server) -> Iterator[httpx.Client]:
    """A client of the API."""
    with httpx.Client(base_url=f"{server.base}/api", timeout=20) as client:
        yield client


@pytest.fixture(scope="session")
def ask(api: httpx.Client) -> Ask:
    """What the API answers to a path with parameters."""

    def ask(path: str, **parameters: object) -> dict[str, Any]:
        answer = api.get(path, params={name: str(it) for name, it in parameters.items()})
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    return ask
