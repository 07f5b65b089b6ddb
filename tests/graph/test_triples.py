"""What a page says becomes triples that say no more and no less."""

import pyoxigraph as ox

from ngckg.graph.triples import from_page
from ngckg.rdf.iri import thing
from ngckg.rdf.terms import N, danish
from tests.graph.pages import PAGE, TEXT

TRIPLES = from_page(PAGE)
GROUP = ox.NamedNode(thing("patient-group", "soevnsygdomme"))
STEP = ox.NamedNode(thing("step", "soevnsygdomme/godkendelse"))


def _objects(subject: ox.NamedNode, predicate: ox.NamedNode) -> list[object]:
    both = TRIPLES.data + TRIPLES.evidence
    return [t.object for t in both if t.subject == subject and t.predicate == predicate]


def test_a_step_carries_its_date_in_four_bounds_and_in_the_words_of_the_page() -> None:
    bounds = ("startNotBefore", "startNotAfter", "endNotBefore", "endNotAfter")
    assert [_objects(STEP, N.ngckg[name])[0].value for name in bounds] == [  # type: ignore[attr-defined]
        "2022-05-01",
        "2022-06-30",
        "2022-05-01",
        "2022-06-30",
    ]
    assert _objects(STEP, N.ngckg.dateText) == [danish("maj/juni 2022")]


def test_evidence_points_at_the_very_words() -> None:
    positions = {
        t.subject.value: int(t.object.value)
        for t in TRIPLES.evidence
        if isinstance(t.subject, ox.NamedNode)
        and isinstance(t.object, ox.Literal)
        and t.predicate == N.oa.start
    }
    assert len(positions) == 4
    for t in TRIPLES.evidence:
        if t.predicate == N.oa.exact and isinstance(t.object, ox.Literal):
            assert isinstance(t.subject, ox.NamedNode)
            start = positions[t.subject.value.replace("/quote", "/position")]
            assert TEXT[start:].startswith(t.object.value)


def test_offsets_stay_out_of_the_data() -> None:
    assert {t.predicate for t in TRIPLES.data} & {
        N.ngckg.evidence,
        N.oa.start,
        N.ngckg.line,
    } == set()
    assert _objects(GROUP, N.ngckg.evidence)


def test_a_status_that_hangs_on_its_position_says_so() -> None:
    notes = _objects(GROUP, N.skos.editorialNote)
    assert {note.language for note in notes if isinstance(note, ox.Literal)} == {"da", "en"}
    statement = ox.NamedNode(thing("statement", "soevnsygdomme/requisition-status/available"))
    assert _objects(statement, N.ngckg.basis) == [ox.NamedNode(thing("status-basis", "position"))]


def test_silence_stays_silence() -> None:
    assert _objects(GROUP, N.ngckg.analysisOffer) == []
    assert _objects(GROUP, N.ngckg.onboardingStatus) == []


def test_only_a_linked_document_has_an_address() -> None:
    document = "document/soevnsygdomme"
    form = ox.NamedNode(thing(*f"{document}/rekvisition".split("/", 1)))
    criteria = ox.NamedNode(thing(*f"{document}/kriterier".split("/", 1)))
    assert _objects(form, N.ngckg.url) == []
    assert _objects(criteria, N.ngckg.url) == [ox.NamedNode("https://example.org/k.pdf")]


def test_nothing_is_a_blank_node() -> None:
    for triple in TRIPLES.data + TRIPLES.evidence:
        assert isinstance(triple.subject, ox.NamedNode)
        assert not isinstance(triple.object, ox.BlankNode)
