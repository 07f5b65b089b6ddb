"""Where what tests need from outside the repository is found.

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
    return needed(base / relative, f"reference data {relative}")


def needed(path: str | Path | None, what: str) -> Path:
    """Something that the machine may lack; under `CI` its absence is no excuse."""
    if path is None or not Path(path).exists():
        message = f"not at hand: {what}"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return Path(path)
