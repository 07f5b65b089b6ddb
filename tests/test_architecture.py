"""Imports point down the layers, and each foreign library has one home."""

import ast
from functools import cache
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parent.parent / "src" / "ngckg"
MODULES = sorted(SRC.rglob("*.py"))

LAYERS = (
    ("errors", "namespaces", "settings", "negotiation"),
    ("rdf",),
    ("page",),
    ("graph",),
    ("engine",),
    ("catalogue",),
    ("web",),
    ("cli",),
    ("__main__",),
)
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}

#: Foreign modules and the only places that may import them.
HOMES = {
    "pyshacl": ("graph/validation.py",),
    "fastapi": ("web/",),
    "starlette": ("web/",),
    "uvicorn": ("web/",),
    "lxml": ("page/",),
    "babel": ("page/", "web/"),
    "edtf": ("page/",),
    "SPARQLWrapper": ("engine/",),
    "click": ("cli.py",),
}

MAX_LINES = 350


@cache
def _nodes(path: Path) -> list[ast.AST]:
    """The syntax tree of a file."""
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


@cache
def _imports(path: Path) -> set[str]:
    """Every module that a file imports, those inside functions included."""
    found: set[str] = set()
    for node in _nodes(path):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def _layer(path: Path) -> str:
    return path.relative_to(SRC).with_suffix("").parts[0]


def test_every_module_has_a_layer() -> None:
    assert len(MODULES) > 20
    assert {_layer(path) for path in MODULES} - {"__init__"} <= set(RANK)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SRC)))
def test_imports_point_downwards(path: Path) -> None:
    own = _layer(path)
    ours = {name.split(".")[1] for name in _imports(path) if name.startswith("ngckg.")} & set(RANK)
    upwards = {name for name in ours - {own} if own in RANK and RANK[name] > RANK[own]}
    assert upwards == set(), f"{own} imports {upwards}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SRC)))
def test_foreign_libraries_stay_at_home(path: Path) -> None:
    where = str(path.relative_to(SRC))
    strays = {
        name
        for name in {found.split(".")[0] for found in _imports(path)} & set(HOMES)
        if not where.startswith(HOMES[name])
    }
    assert strays == set()


@pytest.mark.parametrize("library", HOMES)
def test_every_home_is_lived_in(library: str) -> None:
    users = [path for path in MODULES if library in {n.split(".")[0] for n in _imports(path)}]
    assert users, f"nothing imports {library} any more"


def test_only_the_engine_holds_a_store() -> None:
    holders = [
        path
        for path in MODULES
        for node in _nodes(path)
        if isinstance(node, ast.Attribute) and node.attr == "Store"
    ]
    assert {_layer(path) for path in holders} <= {"engine"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SRC)))
def test_one_job_a_file(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_LINES
