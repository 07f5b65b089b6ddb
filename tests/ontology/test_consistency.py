"""The ontology with its schemes, the data and the examples, under OWL 2 RL.

owlrl does not raise on a contradiction: it adds an `err:error` literal for each to the graph.
"""

import pytest
from owlrl import DeductiveClosure, OWLRL_Semantics
from owlrl.Namespaces import ERRNS
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, PROV, RDF, RDFS, SKOS

from ngckg.namespaces import BASE, ID, NGCKG
from tests.ontology.sources import (
    ALIGNMENTS_FILE,
    CLASSES,
    DATA_FILES,
    HERE,
    INSTANCE_FILES,
    ONTOLOGY,
    ONTOLOGY_FILE,
    PROPERTIES,
    SCHEME_FILES,
    local,
    named,
    union,
)

pytestmark = pytest.mark.slow

SCHEMA_FILES = [ONTOLOGY_FILE, ALIGNMENTS_FILE, HERE / "upstream.ttl", *SCHEME_FILES]
PREFIXES = f"""
    @prefix ngckg: <{NGCKG}> . @prefix ngcid: <{ID}> . @prefix owl: <{OWL}> .
    @prefix prov: <{PROV}> . @prefix skos: <{SKOS}> . @prefix org: <http://www.w3.org/ns/org#> .
"""


def closure(graph: Graph) -> Graph:
    """The graph with everything that OWL 2 RL infers from it; the graph itself is extended."""
    DeductiveClosure(OWLRL_Semantics).expand(graph)
    return graph


def contradictions(graph: Graph) -> list[str]:
    """What is contradictory in a closure, in owlrl's words."""
    return sorted(str(message) for message in graph.objects(None, ERRNS.error))


def merged(graph: Graph) -> set[tuple[str, str]]:
    """Things of ours that were inferred to be one and the same."""
    return {
        (str(a), str(b))
        for a, b in graph.subject_objects(OWL.sameAs)
        if a != b and str(a).startswith(BASE) and str(b).startswith(BASE)
    }


@pytest.fixture(scope="module")
def examples() -> Graph:
    return closure(union([*SCHEMA_FILES, *INSTANCE_FILES]))


def test_ontology_schemes_and_examples_are_consistent(examples: Graph) -> None:
    assert contradictions(examples) == []
    assert merged(examples) == set()


def test_the_closure_infers_what_the_model_promises(examples: Graph) -> None:
    group = URIRef(f"{ID}patient-group/eksempelgruppe")
    network = URIRef(f"{ID}specialist-network/eksempelgruppe")
    report = URIRef(f"{ID}document/eksempelgruppe/statusrapport")
    assert (group, RDF.type, SKOS.Concept) in examples
    assert (network, RDF.type, PROV.Agent) in examples
    assert (report, RDF.type, PROV.Entity) in examples


@pytest.fixture(scope="module")
def data() -> Graph:
    if not DATA_FILES:
        pytest.skip("the repository holds no data yet")
    graph = union(DATA_FILES)
    places = named(s for s in set(graph.subjects()) if str(s).startswith(f"{ID}evidence/"))
    for place in places[20:]:  # hundreds alike; owlrl would take a minute over them
        graph.remove((place, None, None))
    return closure(graph + union(SCHEMA_FILES))


def test_the_data_are_consistent_with_the_ontology(data: Graph) -> None:
    assert contradictions(data) == []


def test_no_two_things_in_the_data_are_inferred_to_be_one(data: Graph) -> None:
    assert merged(data) == set()


CONTRADICTIONS = {
    "a recommendation that is a file": "ngcid:a a ngckg:Recommendation, ngckg:StatusReport .",
    "a group that is a body": "ngcid:a a ngckg:PatientGroup, ngckg:SteeringGroup .",
    "a review that is an approval": "ngcid:a a ngckg:Review, ngckg:Approval .",
    "a working group that is the steering group": (
        "ngcid:a a ngckg:WorkingGroup, ngckg:SteeringGroup ."
    ),
    "a blank form that is a report": "ngcid:a a ngckg:RequisitionForm, ngckg:StatusReport .",
    "evidence that is the whole snapshot": (
        "ngcid:a ngckg:evidence ngcid:b . ngcid:b a ngckg:SourceSnapshot ."
    ),
    "a step that a step generated": (
        "ngcid:a a ngckg:Drafting ; prov:generated ngcid:b . ngcid:b a ngckg:Review ."
    ),
    "a step carried out by a membership": (
        "ngcid:a a org:Membership ; org:organization ngcid:b . ngcid:b a org:Role ."
    ),
    "a scheme that is a group": "ngcid:a a ngckg:PatientGroup, skos:ConceptScheme .",
    "a group that is a period": ("ngcid:a ngckg:validity ngcid:b . ngcid:b a ngckg:PatientGroup ."),
}


@pytest.fixture(scope="module")
def schema() -> Graph:
    graph = union([ONTOLOGY_FILE, ALIGNMENTS_FILE, HERE / "upstream.ttl"])
    for triple in [triple for triple in graph if isinstance(triple[2], Literal)]:
        graph.remove(triple)  # labels and definitions infer nothing and cost half the time
    return graph


@pytest.mark.parametrize("turtle", CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_a_planted_contradiction_is_detected(schema: Graph, turtle: str) -> None:
    planted = Graph().parse(data=PREFIXES + turtle, format="turtle")
    assert contradictions(closure(schema + planted))


def test_members_that_are_confused_with_their_group_are_detected(schema: Graph) -> None:
    """org:hasMembership leads from the member; written from the group, it makes the two one."""
    turtle = """
        ngcid:seat org:member ngcid:directors ; org:organization ngcid:board .
        ngcid:board org:hasMembership ngcid:seat .
    """
    planted = Graph().parse(data=PREFIXES + turtle, format="turtle")
    assert (f"{ID}directors", f"{ID}board") in merged(closure(schema + planted))


@pytest.fixture(scope="module")
def instances() -> Graph:
    return union([*INSTANCE_FILES, *SCHEME_FILES, *DATA_FILES])


@pytest.mark.parametrize("term", CLASSES, ids=local)
def test_every_class_has_an_instance(instances: Graph, term: URIRef) -> None:
    classes = {term, *ONTOLOGY.transitive_subjects(RDFS.subClassOf, term)}
    assert any((None, RDF.type, each) in instances for each in classes)


@pytest.mark.parametrize("term", PROPERTIES, ids=local)
def test_every_property_is_used(instances: Graph, term: URIRef) -> None:
    assert (None, term, None) in instances


def test_disjointness_is_stated_once_for_each_pair() -> None:
    pairs = list(ONTOLOGY.subject_objects(OWL.disjointWith))
    unordered = {frozenset(pair) for pair in pairs}
    assert len(pairs) == len(unordered) > 70
    assert all(len(pair) == 2 for pair in unordered)
