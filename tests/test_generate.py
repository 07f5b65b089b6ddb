"""The benchmark's data has the shipped shape; tests/shapes/test_linear.py checks it."""

import pyoxigraph as ox
import pytest

from bench.generate import copies
from ngckg.graph import sources
from ngckg.namespaces import GRAPH
from ngckg.rdf.canonical import canonical_nquads
from ngckg.rdf.terms import N
from tests.shared import ROOT


@pytest.mark.slow
def test_copies_are_whole() -> None:
    shipped = sources.load(ROOT)
    lines = canonical_nquads(shipped.quads()).decode().splitlines(keepends=True)
    graphs: dict[str, list[ox.Quad]] = {name: [] for name in shipped.graphs}
    for quad in ox.parse("".join(copies(lines, 3)), format=ox.RdfFormat.N_QUADS):
        assert isinstance(quad.graph_name, ox.NamedNode)
        graphs[quad.graph_name.value.removeprefix(GRAPH)].append(quad)
    groups = {q.subject for q in graphs["data"] if q.object == N.ngckg.PatientGroup}
    assert len(groups) == 3 * 17
    assert all(len(set(quads)) == len(quads) for quads in graphs.values())
