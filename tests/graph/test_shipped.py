"""What the project ships: the facts of the page, and nothing that an engine would alter."""

import pyoxigraph as ox
import pytest

from ngckg.graph import sources
from ngckg.rdf.canonical import canonical_nquads
from ngckg.rdf.terms import N
from tests.shared import ROOT

DATASET = sources.load(ROOT)


def _things(cls: ox.NamedNode) -> int:
    quads = DATASET.quads("data")
    return len({q.subject for q in quads if q.predicate == N.rdf.type and q.object == cls})


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("PatientGroup", 17),
        ("SpecialistNetwork", 17),
        ("WorkingGroup", 2),
        ("SteeringGroup", 1),
        ("Recommendation", 17),
        ("ProcessStep", 60),
        ("Drafting", 17),
        ("Review", 20),
        ("Approval", 17),
        ("Evaluation", 6),
        ("Document", 56),
        ("RecommendationDocument", 17),
        ("CriteriaDocument", 17),
        ("RequisitionForm", 16),
        ("StatusReport", 6),
        ("AnalysisOffer", 6),
    ],
)
def test_the_page_says_so_many(name: str, number: int) -> None:
    assert _things(N.ngckg[name]) == number


def test_no_blank_node_that_a_person_may_meet() -> None:
    met = [q for q in DATASET.quads("vocabulary", "data", "evidence", "mappings", "examples")]
    assert len(met) > 5_000
    assert [q for q in met if ox.BlankNode in (type(q.subject), type(q.object))] == []


def test_an_engine_gives_back_what_was_released() -> None:
    # Oxigraph keeps numbers by value: xsd:nonNegativeInteger would come back as xsd:integer.
    released = canonical_nquads(DATASET.quads())
    store = ox.Store()
    store.bulk_load(released, format=ox.RdfFormat.N_QUADS)
    assert canonical_nquads(store) == released


def test_no_statement_stands_in_two_graphs() -> None:
    # Oxigraph's union of named graphs is not a set: it would answer such a statement twice.
    triples = [quad.triple for quad in DATASET.quads()]
    assert len(triples) == len(set(triples)) > 10_000
