"""Composed labels: templates, what is left out, and that nothing is said over again."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ngckg.graph import labels
from ngckg.namespaces import PREFIXES, graph_iri
from ngckg.rdf.terms import N

_PREFIXES = "".join(f"@prefix {p}: <{i}> .\n" for p, i in PREFIXES.items())

SAMPLE = """
@base <https://w3id.org/ngckg/id/> .
<patient-group/nyresvigt> a ngckg:PatientGroup ;
  skos:prefLabel "Nyresvigt"@da, "Kidney failure"@en ;
  ngckg:analysisOffer <analysis-offer/nyresvigt/germline> .
<patient-group/ny> a ngckg:PatientGroup ; skos:prefLabel "Ny"@da .
<specialist-network/nyresvigt> a ngckg:SpecialistNetwork ;
  ngckg:advisesOn <patient-group/nyresvigt> .
<specialist-network/ny> a ngckg:SpecialistNetwork ; ngckg:advisesOn <patient-group/ny> .
<recommendation/nyresvigt> a ngckg:Recommendation ;
  ngckg:recommendationFor <patient-group/nyresvigt> .
<document/nyresvigt/faglige-anbefalinger> a ngckg:RecommendationDocument ;
  ngckg:documentFor <patient-group/nyresvigt> .
<document/nyresvigt/indikationer-og-kriterier> a ngckg:CriteriaDocument ;
  ngckg:documentFor <patient-group/nyresvigt> .
<document/nyresvigt/rekvisition> a ngckg:RequisitionForm ;
  ngckg:documentFor <patient-group/nyresvigt> .
<document/nyresvigt/statusrapport> a ngckg:StatusReport ;
  ngckg:documentFor <patient-group/nyresvigt> .
<step/nyresvigt/udarbejdelse> a ngckg:Drafting ; ngckg:concerns <patient-group/nyresvigt> .
<step/nyresvigt/kommentering-fortolkning> a ngckg:Review ;
  ngckg:concerns <patient-group/nyresvigt> ;
  prov:wasAssociatedWith <working-group/fortolkning> .
<step/nyresvigt/godkendelse> a ngckg:Approval ; ngckg:concerns <patient-group/nyresvigt> .
<step/nyresvigt/evaluering> a ngckg:Evaluation ; ngckg:concerns <patient-group/nyresvigt> .
<working-group/fortolkning> skos:prefLabel "Working group for interpretation"@en .
<analysis-offer/nyresvigt/germline> a ngckg:AnalysisOffer ;
  ngckg:analysisType <analysis-type/germline> ;
  ngckg:restrictedTo <group-part/nyresvigt/pancreas> .
<analysis-type/germline> skos:prefLabel "germline analysis"@en .
<group-part/nyresvigt/pancreas> a skos:Concept ; skos:prefLabel "pancreas"@da, "pancreas"@en .
<statement/nyresvigt/requisition-status/available> a ngckg:Statement ;
  rdf:subject <patient-group/nyresvigt> ; rdf:predicate ngckg:requisitionStatus ;
  rdf:object <requisition-status/available> .
<requisition-status/available> skos:prefLabel "available"@en .
<statement/nyresvigt/pref-label/kidney-failure> a ngckg:Statement ;
  skos:prefLabel "English name: Kidney failure"@en ; rdf:subject <patient-group/nyresvigt> ;
  rdf:predicate skos:prefLabel ; rdf:object "Kidney failure"@en .
<source/0123456789ab> a ngckg:SourceSnapshot ; skos:prefLabel "Øjebliksbillede 0123456789ab"@da .
<membership/a/b> a org:Membership ; org:member <organization/b> ;
  org:organization <steering-group/a> .
<organization/b> skos:prefLabel "Health directors of the regions"@en .
<steering-group/a> skos:prefLabel
  "Steering Group for the implementation of personalised medicine"@en .
<mapping/m> a <https://w3id.org/sssom/Mapping> ; owl:annotatedSource <patient-group/nyresvigt> ;
  owl:annotatedProperty skos:closeMatch ;
  owl:annotatedTarget <http://purl.obolibrary.org/obo/MONDO_0001106> ;
  <https://w3id.org/sssom/object_label> "kidney failure" .
<mapping/n> a <https://w3id.org/sssom/Mapping> ; owl:annotatedSource <patient-group/nyresvigt> ;
  owl:annotatedProperty skos:exactMatch ; owl:annotatedTarget <https://w3id.org/sssom/NoTermFound> .
<mapping/o> a <https://w3id.org/sssom/Mapping> ; owl:annotatedSource ngckg:Recommendation ;
  owl:annotatedProperty skos:broadMatch ; owl:annotatedTarget <https://schema.org/Thing> ;
  <https://w3id.org/sssom/object_label> "Thing" .
ngckg:Recommendation rdfs:label "faglig anbefaling"@da, "professional recommendation"@en .
"""

EXPECTED = {
    "specialist-network/nyresvigt": "National specialist network for kidney failure",
    "recommendation/nyresvigt": "Professional recommendations for kidney failure",
    "document/nyresvigt/faglige-anbefalinger": "Professional recommendations incl. summary and "
    "list of members: kidney failure",
    "document/nyresvigt/indikationer-og-kriterier": "Indications and criteria: kidney failure",
    "document/nyresvigt/rekvisition": "Requisition form: kidney failure",
    "document/nyresvigt/statusrapport": "Status report: kidney failure",
    "step/nyresvigt/udarbejdelse": "Drafting of the professional recommendations: kidney failure",
    "step/nyresvigt/kommentering-fortolkning": "Review of the professional recommendations by the "
    "working group for interpretation: kidney failure",
    "step/nyresvigt/godkendelse": "Approval of the professional recommendations: kidney failure",
    "step/nyresvigt/evaluering": "Evaluation of the patient group: kidney failure",
    "analysis-offer/nyresvigt/germline": "Germline analysis: kidney failure, pancreas only",
    "statement/nyresvigt/requisition-status/available": "Requisition form available: "
    "kidney failure",
    "source/0123456789ab": "Snapshot 0123456789ab",
    "membership/a/b": "Health directors of the regions in the Steering Group for the "
    "implementation of personalised medicine",
    "mapping/m": "Kidney failure is about the same as kidney failure (MONDO_0001106)",
    "mapping/n": "No term found for kidney failure",
    "mapping/o": "Professional recommendation falls under Thing",
}


def _sample(text: str = SAMPLE) -> list[ox.Quad]:
    return list(ox.parse(_PREFIXES + text, format=ox.RdfFormat.TURTLE))


def _labels(quads: list[ox.Quad], language: str) -> dict[str, str]:
    return {
        quad.subject.value.partition("/id/")[2]: quad.object.value
        for quad in quads
        if isinstance(quad.subject, ox.NamedNode)
        and isinstance(quad.object, ox.Literal)
        and quad.object.language == language
    }


def test_every_kind_of_thing_gets_its_english_label() -> None:
    assert _labels(labels.compose(_sample()), "en") == EXPECTED


def test_only_mappings_get_a_danish_label() -> None:
    assert _labels(labels.compose(_sample()), "da") == {
        "mapping/m": "Nyresvigt svarer omtrent til kidney failure (MONDO_0001106)",
        "mapping/n": "Intet begreb fundet for nyresvigt",
        "mapping/o": "Faglig anbefaling hører under Thing",
    }


def test_each_is_marked_as_composed_and_stands_in_the_vocabulary() -> None:
    quads = labels.compose(_sample())
    composed = N.ngcid["label-origin/composed"]
    named = {quad.subject for quad in quads if quad.predicate == N.skos.prefLabel}
    marked = {
        q.subject for q in quads if (q.predicate, q.object) == (N.ngckg.labelOrigin, composed)
    }
    assert named == marked
    assert {quad.graph_name for quad in quads} == {ox.NamedNode(graph_iri("vocabulary"))}
    assert len(quads) == len(set(quads))


def test_a_thing_of_a_group_without_an_english_name_gets_none() -> None:
    assert not any("/ny>" in str(quad.subject) for quad in labels.compose(_sample()))


def test_an_offer_restricted_to_a_part_without_an_english_name_gets_none() -> None:
    # "Germline analysis: kidney failure" would promise it to the whole group.
    quads = _sample(SAMPLE.replace('"pancreas"@da, "pancreas"@en', '"pancreas"@da'))
    assert "analysis-offer/nyresvigt/germline" not in _labels(labels.compose(quads), "en")


def test_graphs_can_be_given_one_by_one_and_in_any_order() -> None:
    quads = _sample()
    together = labels.compose(quads)
    assert labels.compose(quads[30:], quads[:30]) == together
    assert labels.compose(reversed(quads)) == together


def test_composing_again_adds_nothing() -> None:
    quads = _sample()
    assert labels.compose(quads, labels.compose(quads)) == []


@pytest.mark.parametrize(
    ("label", "inside"),
    [
        ("Kidney failure", "kidney failure"),
        ("DNA repair disorders", "DNA repair disorders"),
        ("mRNA", "mRNA"),
        ("X-linked disease", "X-linked disease"),
        ("Psychiatry, children and young people", "psychiatry, children and young people"),
        ("Danish National Genome Center", "Danish National Genome Center"),
        ("Carriers of BRCA variants", "carriers of BRCA variants"),
        ("", ""),
    ],
)
def test_inside_a_sentence(label: str, inside: str) -> None:
    assert labels.inner(label) == inside


@given(st.text(max_size=30))
def test_inside_a_sentence_only_the_first_letter_changes(label: str) -> None:
    assert labels.inner(label)[-len(label[1:]) :] == label[1:] or len(label) < 2
