"""Three releases, made of the repository's data: as it is, with changes, and with more changes."""

import json
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from ngckg.graph import sources
from ngckg.namespaces import ID, PREFIXES
from tests.engine import releases
from tests.shared import ROOT
from tests.web.conftest import make_current

#: Their identifiers, the oldest first, and when they were made.
RELEASES: Final = {
    "20260101T000000Z-aaaaaaaaaaaa": "2026-01-01T00:00:00Z",
    "20260201T000000Z-bbbbbbbbbbbb": "2026-02-01T00:00:00Z",
    "20260301T000000Z-cccccccccccc": "2026-03-01T00:00:00Z",
}
FIRST, SECOND, THIRD = RELEASES
#: A group that goes with the second release, and one that is called something else in the third.
GONE: Final = "audiogenetik"
RENAMED: Final = "nyresvigt"
NAME: Final = "Kidney failure, renamed"

_LABEL: Final = ox.NamedNode(f"{PREFIXES['skos']}prefLabel")


def write(folder: Path) -> None:
    """Write the three, the last of them current."""
    whole = list(sources.load(ROOT).quads())
    without = [it for it in whole if f"/{GONE}" not in str(it)]
    renamed = [_renamed(it) for it in without]
    assert len(without) < len(whole)
    assert renamed != without
    before = None
    for content, (name, created) in zip((whole, without, renamed), RELEASES.items(), strict=True):
        path = releases.write(folder, content, name)
        manifest = json.loads((path / "manifest.json").read_text())
        manifest |= {"created": created, "parent": before}
        (path / "manifest.json").write_text(json.dumps(manifest))
        before = name
    make_current(folder, THIRD)


def _renamed(quad: ox.Quad) -> ox.Quad:
    group = ox.NamedNode(f"{ID}patient-group/{RENAMED}")
    literal = quad.object
    if (
        (quad.subject, quad.predicate) == (group, _LABEL)
        and isinstance(literal, ox.Literal)
        and literal.language == "en"
    ):
        return ox.Quad(group, _LABEL, ox.Literal(NAME, language="en"), quad.graph_name)
    return quad
