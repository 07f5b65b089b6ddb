"""What comes in from others when the package is built, and doing without it."""

import os
import shutil
import subprocess
from pathlib import Path

from hatchling.builders.wheel import WheelBuilder

from ngckg.web.pages.assets import BUILT, STATIC, Assets
from tests.shared import ROOT, needed

_PARTS = ("yasqe.js", "yasqe.css", "yasgui.js", "yasgui.css", "licences.txt")


def test_a_wheel_carries_the_built_parts_and_they_are_never_committed() -> None:
    built = needed(STATIC / BUILT / "yasqe.js", "the built frontend (npm run build)").parent
    names = {path.name for path in built.iterdir()}
    assert names.issuperset(_PARTS)
    assert len([name for name in names if name.endswith(".woff2")]) == 4
    wheel = {it.distribution_path for it in WheelBuilder(str(ROOT)).recurse_included_files()}
    assert {f"ngckg/web/static/{BUILT}/{name}" for name in names} <= wheel
    committed = subprocess.run(
        ["git", "ls-files", "src/ngckg/web/static", "frontend"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "site.css" in committed
    assert f"static/{BUILT}/" not in committed
    assert "node_modules" not in committed


def test_every_part_has_its_licence() -> None:
    built = needed(STATIC / BUILT / "licences.txt", "the built frontend (npm run build)")
    text = built.read_text(encoding="utf-8")
    for name in ("@zazuko/yasqe", "@zazuko/yasgui", "@fontsource/ibm-plex-sans", "codemirror"):
        assert name in text


def test_without_the_built_parts_there_are_system_fonts_and_no_editor(tmp_path: Path) -> None:
    shutil.copy(STATIC / "site.css", tmp_path)
    bare = Assets(tmp_path)
    assert "yasqe.js" not in bare
    asset = bare.served(bare.address("site.css").rpartition("/")[2])
    assert asset is not None
    assert b"@font-face" not in asset.content


def test_make_serve_says_in_one_line_that_it_does_without(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "frontend", tmp_path / "frontend", ignore=lambda *_: ["node_modules"])
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, tmp_path)
    programs = tmp_path / ".venv" / "bin"
    programs.mkdir(parents=True)
    for name in ("python", "ngckg"):
        (programs / name).write_text("#!/bin/sh\necho serving\n")
        (programs / name).chmod(0o755)
    (tmp_path / ".venv" / ".installed").touch()
    # Everything that make needs but npm.
    path = tmp_path / "path"
    path.mkdir()
    for name in ("sh", "touch", "make"):
        (path / name).symlink_to(needed(shutil.which(name), name))
    environment = {"PATH": str(path)} | {k: v for k, v in os.environ.items() if k == "LANG"}
    for expected in (["no fonts and no query editor", "serving"], ["serving"]):
        done = subprocess.run(
            [path / "make", "--no-print-directory", "serve"],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stderr == ""
        said = [it for it in done.stdout.splitlines() if not it.endswith("ngckg serve")]
        assert len(said) == len(expected)
        assert all(it.startswith(words) for it, words in zip(said, expected, strict=True)), said
