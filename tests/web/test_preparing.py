"""The files for download are made without anybody asking, of each release that is served."""

from pathlib import Path

import httpx
import pytest

from tests.engine import releases
from tests.web.conftest import make_current
from tests.web.servers import serving, wait_until

pytestmark = pytest.mark.slow


def prepared(folder: Path) -> list[Path]:
    """The folders whose files are all made."""
    return list((folder / ".cache").glob("downloads-*/index.json"))


def test_files_are_made_at_the_start_and_with_a_new_release(small: Path, tmp_path: Path) -> None:
    releases.write(small, releases.quads(7), "r2")
    with serving(small, tmp_path / "log", prepare=True) as server:
        wait_until(lambda: prepared(small), 60)
        [first] = prepared(small)
        make_current(small, "r2")
        wait_until(lambda: prepared(small) not in ([], [first]), 60)
        ready = httpx.get(f"{server.base}/download/manifest.json", timeout=60)
        assert ready.json()["id"] == "r2"


def test_files_are_not_made_where_that_is_not_wanted(small: Path, tmp_path: Path) -> None:
    with serving(small, tmp_path / "log", prepare=False) as server:
        assert httpx.get(f"{server.base}/health/ready").status_code == 200
        assert not (small / ".cache").exists()
