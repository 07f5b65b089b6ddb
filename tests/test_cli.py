"""The commands as people run them: real processes, exit codes, and messages on the right stream."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shared import ROOT, shared

pytestmark = pytest.mark.slow

PAGE = "source/ngc-patient-groups-page.txt"


def _home(folder: Path) -> Path:
    """A copy of what the project ships, to be changed at will."""
    for name in ("ontology", "shapes", "data"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def _run(
    *arguments: str | Path, cwd: Path, largest_file: str = "", **settings: str
) -> subprocess.CompletedProcess[str]:
    under = ("prlimit", f"--fsize={largest_file}") if largest_file else ()
    environment = {k: v for k, v in os.environ.items() if not k.startswith("NGCKG_")} | settings
    command = [*under, sys.executable, "-m", "ngckg", *map(str, arguments)]
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


def _commands(text: str) -> list[str]:
    return [line.split()[0] for line in text.partition("Commands:")[2].splitlines() if line]


def test_every_command_has_help_with_an_example(tmp_path: Path) -> None:
    todo: list[tuple[str, ...]] = [
        (name,) for name in _commands(_run("--help", cwd=tmp_path).stdout)
    ]
    assert {("ingest",), ("check",), ("build",), ("serve",), ("query",), ("diff",)} <= set(todo)
    for command in todo:
        done = _run(*command, "--help", cwd=tmp_path)
        assert done.returncode == 0
        inner = _commands(done.stdout)
        todo += [(*command, name) for name in inner]
        example = done.stdout.partition("Example:")[2]
        assert inner or f"ngckg {' '.join(command)}" in example, command


def test_a_full_disk_leaves_the_data_as_they_were(tmp_path: Path) -> None:
    home = _home(tmp_path / "home")
    own = {"NGCKG_HOME": str(home), "NGCKG_SNAPSHOTS": str(tmp_path / "snapshots")}
    before = {path: path.read_bytes() for path in (home / "data").glob("*.ttl")}
    page = ("ingest", shared(PAGE), "--url", "http://other")
    done = _run(*page, cwd=tmp_path, largest_file="50000", **own)
    assert done.returncode == 2
    assert done.stderr.startswith("ngckg: cannot write to ")
    assert len(done.stderr.splitlines()) == 1
    assert {path: path.read_bytes() for path in (home / "data").glob("*.ttl")} == before
    assert list((tmp_path / "snapshots").iterdir()) == []


def test_the_page_is_taken_in_checked_released_and_compared(tmp_path: Path) -> None:
    home = _home(tmp_path / "home")
    page = shared(PAGE)
    own = {"NGCKG_HOME": str(home), "NGCKG_SNAPSHOTS": str(tmp_path / "snapshots")}
    taken = _run("ingest", page, cwd=tmp_path, **own)
    assert taken.returncode == 0, taken.stderr
    assert "   17 PatientGroup" in taken.stdout
    assert "   60 ProcessStep" in taken.stdout
    assert "   56 Document" in taken.stdout
    assert "0 change(s)" in taken.stdout
    for name in ("data.ttl", "evidence.ttl"):
        assert (home / "data" / name).read_bytes() == (ROOT / "data" / name).read_bytes()

    checked = _run("check", "--format", "json", cwd=tmp_path, **own)
    assert checked.returncode == 0, checked.stderr
    assert json.loads(checked.stdout)["violations"] == 0
    assert "not confirmed yet: NGCKG_HDAB_NAME" in checked.stderr

    built = _run("build", "--out", "releases", cwd=tmp_path, **own)
    assert built.returncode == 0, built.stderr
    first = built.stdout.split()[0]

    later = page.read_text(encoding="utf-8").replace("maj/juni 2022", "den 10. juni 2022", 1)
    (tmp_path / "later.txt").write_text(later, encoding="utf-8")
    assert _run("ingest", "later.txt", cwd=tmp_path, **own).returncode == 0
    assert _run("build", "--out", "releases", cwd=tmp_path, **own).returncode == 0
    told = _run("diff", f"releases/{first}", "releases/current", cwd=tmp_path, **own)
    assert told.returncode == 1
    assert "Audiogenetics: approval was maj/juni 2022, is den 10. juni 2022\n" in told.stdout
    same = _run("diff", "releases/current", "releases/current", cwd=tmp_path, **own)
    assert (same.returncode, same.stdout) == (0, "")


def test_a_page_of_someone_else_is_refused_and_nothing_written(tmp_path: Path) -> None:
    (tmp_path / "other.html").write_text("<p>Velkommen til biblioteket</p>")
    done = _run("ingest", "other.html", "--out", "data", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("ngckg: other.html: ")
    assert not (tmp_path / "data").exists()


def test_lines_not_understood_are_named_and_exit_is_three(tmp_path: Path) -> None:
    text = (
        "De faglige anbefalinger for søvnsygdomme er:\n"
        " • Godkendt af styregruppen for implementering af personlig medicin den 31. februar 2022\n"
    )
    (tmp_path / "page.txt").write_text(text)
    done = _run("ingest", "page.txt", "--out", "data", cwd=tmp_path)
    assert done.returncode == 3, done.stderr
    assert "page.txt:2: not understood: " in done.stdout
    assert "31. februar" in done.stdout
    assert b"ngckg:Approval" not in (tmp_path / "data" / "data.ttl").read_bytes()


def test_usage_errors_are_two(tmp_path: Path) -> None:
    assert _run("ingest", cwd=tmp_path).returncode == 2
    assert _run("check", "missing.ttl", cwd=tmp_path).returncode == 2
    assert _run("diff", "a", "b", cwd=tmp_path).returncode == 2
    assert _run("check", cwd=tmp_path, NGCKG_HOME=str(tmp_path)).returncode == 2


def test_a_syntax_error_names_file_line_and_column(tmp_path: Path) -> None:
    (tmp_path / "broken.ttl").write_text("@prefix e: <http://e/> .\ne:a e:b .\n")
    done = _run("check", "broken.ttl", cwd=tmp_path)
    assert done.returncode == 2
    assert "broken.ttl:2:" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_violation_stops_the_release_and_is_told_in_two_languages(tmp_path: Path) -> None:
    home = _home(tmp_path / "home")
    own = {"NGCKG_HOME": str(home)}
    assert _run("build", "--out", "releases", cwd=tmp_path, **own).returncode == 0
    before = (tmp_path / "releases" / "current").readlink()
    data = home / "data" / "data.ttl"
    text = data.read_text(encoding="utf-8")
    data.write_text(
        text.replace('ngckg:startNotAfter "2022-06-30"', 'ngckg:startNotAfter "2022-04-30"')
    )
    refused = _run("build", "--out", "releases", cwd=tmp_path, **own)
    assert refused.returncode == 1
    assert "nothing was released" in refused.stderr
    assert (tmp_path / "releases" / "current").readlink() == before
    in_danish = _run("check", "--lang", "da", cwd=tmp_path, **own)
    in_english = _run("check", "--lang", "en", cwd=tmp_path, **own)
    assert in_danish.returncode == in_english.returncode == 1
    assert in_danish.stdout != in_english.stdout


def test_an_installed_wheel_works_in_any_folder(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    target = tmp_path / "site"
    shutil.unpack_archive(wheel, target, "zip")
    done = _run("build", "--out", "releases", cwd=tmp_path, PYTHONPATH=str(target))
    assert done.returncode == 0, done.stderr
    where = [sys.executable, "-c", "import ngckg; print(ngckg.__file__)"]
    environment = os.environ | {"PYTHONPATH": str(target)}
    loaded = subprocess.run(where, cwd=tmp_path, env=environment, capture_output=True, check=True)
    assert str(target) in loaded.stdout.decode()
    assert (tmp_path / "releases" / "current" / "dataset.nq").stat().st_size > 100_000
