"""What the tests of the suite share."""

from pathlib import Path

import pytest

from tests.shared import shared
from tests.w3c.suite import SUITE


@pytest.fixture
def suite() -> Path:
    """The suite's folder."""
    return shared(SUITE)
