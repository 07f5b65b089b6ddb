"""Where reference and test data outside the repository are found.

The project works without them: a test that needs one skips and says so, and fails under `CI`,
so that an absent folder cannot hide a whole suite.
"""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def shared(relative: str) -> Path:
    """A file or folder of the reference data beside the checkout (`NGCKG_SHARED` moves it)."""
    base = Path(os.environ.get("NGCKG_SHARED", ROOT.parent / "shared"))
    path = base / relative
    if not path.exists():
        message = f"reference data not at hand: {relative}"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return path
