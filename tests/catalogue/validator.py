"""The official shapes, through the validator that comes with the reference data."""

import importlib.util
import io
import logging
import warnings
from collections.abc import Sequence
from contextlib import redirect_stdout
from functools import cache
from pathlib import Path
from types import ModuleType

import pyoxigraph as ox

from tests.shared import shared

BACKGROUND = "examples/dcat-subclass-background.ttl"


def _validator() -> ModuleType:
    path = shared("tools/validate_catalogue.py")
    spec = importlib.util.spec_from_file_location("validate_catalogue", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    # It silences the whole process when it is imported.
    logging.disable(logging.NOTSET)
    load = cache(module.load_shapes)
    module.__dict__["load_shapes"] = lambda files: load(tuple(files))
    return module


_loaded = cache(_validator)


def violations(
    triples: Sequence[ox.Triple], profile: str, folder: Path, *, background: bool = False
) -> set[tuple[str, str]]:
    """Where a document violates shapes: the things and the local names of the properties.

    The shapes are read once a process.
    """
    path = folder / "document.ttl"
    path.write_bytes(ox.serialize(triples, format=ox.RdfFormat.TURTLE) or b"")
    with warnings.catch_warnings(), redirect_stdout(io.StringIO()) as told:
        warnings.simplefilter("ignore")
        behind = [str(shared(BACKGROUND))] if background else []
        total: int = _loaded().run(str(path), profile, behind)
    rows = [line.split(" | ") for line in told.getvalue().splitlines() if " | Violation | " in line]
    assert bool(rows) == bool(total)
    return {(focus, path.rpartition(":")[2]) for _, _, focus, path, *_ in rows}
