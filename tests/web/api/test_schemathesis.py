"""Schemathesis asks whatever the description allows, and much of what it does not."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.web.servers import Server, serving


@pytest.mark.slow
def test_api_is_as_it_is_described(shipped: Path, tmp_path: Path) -> None:
    # A server of its own, so that a visitor with so many questions is in nobody's way.
    releases = shutil.copytree(shipped, tmp_path / "releases", symlinks=True)
    with serving(releases, tmp_path / "log") as server:
        done = subprocess.run(
            _command(server),
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
            cwd=tmp_path,
        )
    assert done.returncode == 0, done.stdout[-10_000:] + done.stderr
    assert "No issues found" in done.stdout, done.stdout[-3_000:]


def _command(server: Server) -> list[str]:
    return [
        *(str(Path(sys.executable).parent / "schemathesis"), "run"),
        f"{server.base}/openapi.json",
        *("--phases", "examples,coverage,fuzzing", "--checks", "all"),
        *("--max-examples", "6", "--seed", "1", "--workers", "2"),
        *("--generation-database", "none", "--request-timeout", "20", "--no-color"),
    ]
