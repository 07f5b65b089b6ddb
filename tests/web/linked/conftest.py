"""What the release served says, read without our code."""

from pathlib import Path

import pytest

from tests.web.reading import Dataset


@pytest.fixture(scope="session")
def dataset(shipped: Path) -> Dataset:
    """The release of the repository's own data."""
    return Dataset(shipped / "current")
