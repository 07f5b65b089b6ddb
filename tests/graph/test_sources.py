"""What becomes of our names and mappings of a group that has left the page."""

import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from ngckg.graph import checking, sources
from ngckg.graph.ingest import ingest
from ngckg.graph.report import Severity
from ngckg.namespaces import ID, NGCSH, graph_iri
from tests.shared import ROOT, shared

GONE = f"{ID}patient-group/audiogenetik"
PAGE = "source/ngc-patient-groups-page.txt"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the project ships, and then a page without one of its groups."""
    folder = tmp_path_factory.mktemp("home")
    for name in ("ontology", "shapes", "data"):
        shutil.copytree(ROOT / name, folder / name)
    text = shared(PAGE).read_text(encoding="utf-8")
    before, heading, rest = text.partition("De faglige anbefalinger for audiogenetik er:")
    page = before + rest[rest.index("De faglige anbefalinger for") :]
    assert heading
    ingest("page", page.encode(), folder / "data", folder / "snapshots", "text", None)
    return folder


def test_nothing_that_we_say_of_it_is_released(home: Path) -> None:
    dataset = sources.load(home)
    assert not [quad for quad in dataset.quads() if "audiogenetik" in str(quad)]
    graphs = {ox.NamedNode(graph_iri(name)) for name in ("vocabulary", "mappings")}
    assert {quad.graph_name for quad in dataset.left_out} == graphs


@pytest.mark.slow
def test_the_check_warns_of_it_once_and_by_its_name(home: Path) -> None:
    report, labels = checking.check(home, (), "en")
    assert report.conforms
    found = [it for it in report.findings if it.shape == f"{NGCSH}DescribedThing-type"]
    assert [(it.focus, it.severity) for it in found] == [(GONE, Severity.WARNING)]
    assert [it for it in report.findings if "audiogenetik" in str((it.focus, it.value))] == found
    assert any(
        line.startswith("warning: Audiogenetics: ")
        for line in checking.as_text(report, labels, "en")
    )
