"""The work of validation grows with the data and no faster."""

from collections.abc import Generator
from typing import Any

import pyoxigraph as ox
import pytest

from bench.generate import copies
from ngckg.graph import sources, validation
from ngckg.namespaces import graph_iri
from ngckg.rdf.bridge import to_rdflib
from ngckg.rdf.canonical import canonical_nquads
from tests.shapes.world import VALIDATOR
from tests.shared import ROOT

CHECKED = {ox.NamedNode(graph_iri(name)) for name in ("vocabulary", "data", "evidence", "mappings")}


@pytest.mark.slow
def test_twice_the_data_is_twice_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    # Triples looked at are counted, not seconds: the same on every machine.
    looked_at = 0
    look_up = validation._DataGraph.triples

    def counted(graph: validation._DataGraph, triple: Any) -> Generator[Any, None, None]:
        nonlocal looked_at
        for found in look_up(graph, triple):
            looked_at += 1
            yield found

    monkeypatch.setattr(validation._DataGraph, "triples", counted)
    lines = canonical_nquads(sources.load(ROOT).quads()).decode().splitlines(keepends=True)
    work, warnings = {}, set()
    for factor in (1, 2, 3):
        quads = ox.parse("".join(copies(lines, factor)), format=ox.RdfFormat.N_QUADS)
        data = to_rdflib(quad for quad in quads if quad.graph_name in CHECKED)
        before, report = looked_at, VALIDATOR.report(data)
        assert report.conforms
        warnings.add(report.warnings / factor)
        work[factor] = looked_at - before
    first, further = work[2] - work[1], work[3] - work[2]
    assert first > 10_000
    assert further < 1.05 * first
    assert len(warnings) == 1  # a copy has the oddities of what it is a copy of, and no others
