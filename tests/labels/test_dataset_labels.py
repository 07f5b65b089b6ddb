"""Labels over the whole dataset: what people see has a name in both languages."""

from collections import Counter

import pyoxigraph as ox
import pytest

from ngckg.graph import labels, sources
from ngckg.namespaces import ID
from ngckg.rdf.terms import N
from tests.shared import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def quads() -> list[ox.Quad]:
    loaded = list(sources.load(ROOT).quads())
    return loaded + labels.compose(loaded)


def _kind(node: ox.NamedNode | ox.BlankNode | ox.Triple) -> str:
    return str(node).partition("/id/")[2].partition("/")[0]


def _labelled(quads: list[ox.Quad], language: str) -> Counter[ox.NamedNode]:
    # A set first: prefixes are declared by the mappings and by the examples, word for word alike.
    labels_of = {
        (quad.subject, quad.object)
        for quad in quads
        if quad.predicate == N.skos.prefLabel
        and isinstance(quad.subject, ox.NamedNode)
        and isinstance(quad.object, ox.Literal)
        and quad.object.language == language
    }
    return Counter(subject for subject, _ in labels_of)


@pytest.mark.parametrize("language", ["da", "en"])
def test_nothing_has_two_labels_in_a_language(quads: list[ox.Quad], language: str) -> None:
    counts = _labelled(quads, language)
    assert len(counts) > 500
    assert max(counts.values()) == 1


def test_only_the_page_s_own_sentences_have_no_english(quads: list[ox.Quad]) -> None:
    missing = _labelled(quads, "da").keys() - _labelled(quads, "en").keys()
    assert {_kind(node) for node in missing} == {"general-statement"}


def test_everything_with_an_english_label_has_a_danish_one(quads: list[ox.Quad]) -> None:
    assert not _labelled(quads, "en").keys() - _labelled(quads, "da").keys()


def test_only_places_in_the_source_have_no_label_at_all(quads: list[ox.Quad]) -> None:
    ours = {
        quad.subject
        for quad in quads
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(ID)
    }
    unlabelled = {_kind(node) for node in ours - _labelled(quads, "da").keys()}
    assert unlabelled <= {"evidence", "source"}  # selectors and the checksum


def test_a_composed_label_is_marked_and_a_written_one_is_not(quads: list[ox.Quad]) -> None:
    marked = {quad.subject for quad in quads if quad.predicate == N.ngckg.labelOrigin}
    groups = {
        quad.subject
        for quad in quads
        if (quad.predicate, quad.object) == (N.rdf.type, N.ngckg.PatientGroup)
    }
    steps = {
        quad.subject
        for quad in quads
        if (quad.predicate, quad.object) == (N.rdf.type, N.ngckg.ProcessStep)
    }
    assert len(groups) == 17
    assert not groups & marked
    assert len(steps) == 60
    assert steps <= marked
