"""The project says of itself what is true."""

import re
import tomllib
from pathlib import Path

from ngckg import __version__
from ngckg.cli import main
from ngckg.settings import described

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _requirements() -> list[str]:
    extras = PROJECT["project"]["optional-dependencies"].values()
    return [*PROJECT["project"]["dependencies"], *(item for extra in extras for item in extra)]


def test_the_changelog_begins_with_this_version() -> None:
    headings = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)
    assert headings[0] in (__version__, "Unreleased")
    assert __version__ in headings


def test_dependencies_have_a_lower_bound_only() -> None:
    assert len(_requirements()) > 10
    assert [r for r in _requirements() if not re.fullmatch(r"[\w.\[\]-]+>=[\d.]+", r)] == []


def test_constraints_pin_every_dependency_and_hold_no_address() -> None:
    text = (ROOT / "constraints.txt").read_text("utf-8")
    pinned = {line.split("==")[0].lower().replace("_", "-") for line in text.split()}
    wanted = {re.split(r"[>\[]", r)[0].lower().replace("_", "-") for r in _requirements()}
    assert wanted - pinned == set()
    assert "://" not in text
    assert "@" not in text


def test_no_path_of_a_machine_stands_in_the_project() -> None:
    paths = [p for p in ROOT.glob("*") if p.is_file()]
    for folder in ("src", "tests", "bench", "ontology", "shapes", "data", "docs"):
        paths += [p for p in (ROOT / folder).rglob("*") if p.is_file()]
    texts = [p for p in paths if p.suffix in {".py", ".md", ".ttl", ".toml", ".txt", ".tsv", ""}]
    assert len(texts) > 50
    secret = re.compile("/" + "work/" + "|/" + "root/")
    assert [p for p in texts if secret.search(p.read_text("utf-8", "replace"))] == []


def test_the_readme_lists_every_setting_with_its_default() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    listed = re.findall(r"^\| `(NGCKG_\w+)` \| (?:`([^`]*)`)? ?\| (.+?) \|$", text, re.M)
    assert len(listed) > 20
    assert listed == described()


def test_the_readme_names_every_command() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert len(main.commands) > 5
    assert [name for name in main.commands if f"ngckg {name}" not in text] == []
