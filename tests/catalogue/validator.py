"""The official shapes, through the validator that comes with the reference data."""

import importlib.util
import logging
import warnings
from collections.abc import Sequence
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
) -> int:
    """How many violations a document has. Its shapes are read once a process."""
    path = folder / "document.ttl"
    path.write_bytes(ox.serialize(triples, format=ox.RdfFormat.TURTLE) or b"")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        behind = [str(shared(BACKGROUND))] if background else []
        found: int = _loaded().run(str(path), profile, behind)
    return found
