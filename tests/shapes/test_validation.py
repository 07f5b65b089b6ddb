"""Validation itself: what a report says, that it never changes by itself, and what it refuses."""

import os
import subprocess
import sys

import pyshacl
import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import SH

from ngckg.errors import UnreadableInput
from ngckg.graph.report import Finding, Report, Severity
from ngckg.graph.validation import REPORT, Validator, validate
from ngckg.namespaces import NGCKG, NGCSH
from tests.shapes.world import ONTOLOGY, SHAPES, SPOILT, VALIDATOR, WORLD, broken, spoilt

pytestmark = pytest.mark.slow

EX = Namespace("http://example.org/")
PREFIXES = """
@prefix ex: <http://example.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


def _graph(turtle: str) -> Graph:
    return Graph().parse(data=PREFIXES + turtle, format="turtle")


def _report(data: str, shapes: str, ontology: str = "") -> Report:
    return validate(_graph(data), _graph(shapes), _graph(ontology))


def _spoilt_by(*names: str) -> Report:
    return VALIDATOR.report(spoilt(" ;\n".join(SPOILT[name].read_text() for name in names)))


def test_a_finding_is_plain_and_complete() -> None:
    report = _report(
        "ex:a a ex:Thing ; skos:prefLabel 'A' .",
        """ex:Thing-label a sh:PropertyShape ; sh:targetClass ex:Thing ; sh:path skos:prefLabel ;
        sh:languageIn ( "da" ) ; sh:severity sh:Warning ;
        sh:message "Navnet er ikke dansk."@da, "The name is not Danish."@en .""",
    )
    assert report.findings == (
        Finding(
            focus="http://example.org/a",
            path="http://www.w3.org/2004/02/skos/core#prefLabel",
            value="A",
            severity=Severity.WARNING,
            shape="http://example.org/Thing-label",
            messages={"da": "Navnet er ikke dansk.", "en": "The name is not Danish."},
        ),
    )


@pytest.mark.parametrize(
    ("severity", "counts", "conforms"),
    [
        ("Violation", (1, 0, 0), False),
        ("Warning", (0, 1, 0), True),
        ("Info", (0, 0, 1), True),
    ],
)
def test_only_a_violation_keeps_data_from_conforming(
    severity: str, counts: tuple[int, int, int], conforms: bool
) -> None:
    report = _report(
        "ex:a a ex:Thing .",
        f"""ex:Thing-label a sh:PropertyShape ; sh:targetClass ex:Thing ; sh:path skos:prefLabel ;
        sh:minCount 1 ; sh:severity sh:{severity} .""",
    )
    assert (report.violations, report.warnings, report.infos) == counts
    assert report.conforms is conforms
    # The report itself follows SHACL, where any finding counts.
    assert f"sh:conforms {str(not report.findings).lower()}" in report.turtle.decode()


def test_the_worst_findings_come_first() -> None:
    report = _spoilt_by("Document-url", "Thing-prefLabel", "TranslatedThing-prefLabel")
    assert [finding.severity for finding in report.findings] == list(Severity)


def test_a_message_of_a_query_keeps_its_languages() -> None:
    [finding] = _spoilt_by("PatientGroup-no-review").findings
    assert set(finding.messages) == {"da", "en"}


def test_a_path_is_told_as_in_sparql() -> None:
    finding, _ = _spoilt_by("Approval-after-review").findings
    used = "<http://www.w3.org/ns/prov#used>"
    assert finding.path == f"{used}/^{used}/<{NGCKG}startNotBefore>"
    [finding] = _spoilt_by("Validity-bounds").findings
    bounds = ("startNotBefore", "startNotAfter", "endNotBefore", "endNotAfter")
    assert finding.path == f"({'|'.join(f'<{NGCKG}{bound}>' for bound in bounds)})"


def test_a_subclass_is_known_from_the_ontology() -> None:
    shapes = """ex:Thing-label a sh:PropertyShape ; sh:targetClass ex:Thing ;
        sh:path skos:prefLabel ; sh:minCount 1 ."""
    ontology = "ex:Special rdfs:subClassOf ex:Odd . ex:Odd rdfs:subClassOf ex:Thing ."
    assert _report("ex:a a ex:Special .", shapes).findings == ()
    assert len(_report("ex:a a ex:Special .", shapes, ontology).findings) == 1


def test_the_ontology_is_not_written_into_the_data() -> None:
    data = _graph("ex:a a ex:Special .")
    validate(data, SHAPES, ONTOLOGY)
    assert len(data) == 1


def test_what_was_looked_at_is_counted() -> None:
    report = _report(
        "ex:a a ex:Thing . ex:b a ex:Thing ; ex:near ex:c .",
        """ex:Thing-label a sh:PropertyShape ; sh:targetClass ex:Thing ; sh:path skos:prefLabel ;
        sh:maxCount 1 .
        ex:Near a sh:NodeShape ; sh:targetObjectsOf ex:near ; sh:targetSubjectsOf ex:near ;
        sh:targetNode ex:d ; sh:nodeKind sh:IRI .
        ex:Never a sh:NodeShape ; sh:targetClass ex:Unheard ; sh:nodeKind sh:IRI .""",
    )
    assert report.focus_nodes == 4
    assert report.asked == {str(EX.Near): 3, str(EX.Never): 0, str(EX["Thing-label"]): 2}
    assert report.idle == (str(EX.Never),)


def test_a_recursive_shape_is_refused() -> None:
    # pyshacl answers such shapes with a warning and takes the data for conforming.
    with pytest.raises(UnreadableInput, match="Recursive"):
        _report(
            "ex:a ex:next ex:b . ex:b ex:next ex:a .",
            """ex:Ring a sh:NodeShape ; sh:targetNode ex:a ; sh:property ex:Ring-next .
            ex:Ring-next a sh:PropertyShape ; sh:path ex:next ; sh:node ex:Ring .""",
        )


@pytest.mark.parametrize(
    "shape",
    [
        "sh:sparql [ sh:select 'SELECT $this { $this ?p ?o MINUS { $this ?p 1 } }' ]",
        "sh:datatype ex:one, ex:two",
    ],
    ids=["forbidden query", "two datatypes"],
)
def test_a_shape_that_cannot_be_applied_is_refused(shape: str) -> None:
    with pytest.raises(UnreadableInput, match="the shapes cannot be applied"):
        _report(
            "ex:a ex:p 1 .",
            f"ex:S a sh:PropertyShape ; sh:targetNode ex:a ; sh:path ex:p ; {shape} .",
        )


def test_a_shape_that_another_leans_on_stays_whole() -> None:
    # Targets are moved to the parts of a shape, but not out of one that is also used by sh:node.
    shapes = """ex:Named a sh:NodeShape ; sh:targetClass ex:Thing ; sh:property ex:Named-label .
        ex:Named-label a sh:PropertyShape ; sh:path skos:prefLabel ; sh:minCount 1 .
        ex:Owner-thing a sh:PropertyShape ; sh:targetClass ex:Owner ; sh:path ex:owns ;
        sh:node ex:Named ."""
    report = _report("ex:o a ex:Owner ; ex:owns ex:a . ex:a a ex:Thing .", shapes)
    found = {(finding.focus, finding.shape) for finding in report.findings}
    assert found == {
        (str(EX.a), str(EX["Named-label"])),
        (str(EX.o), str(EX["Owner-thing"])),
    }


def test_moving_targets_changes_nothing() -> None:
    names = ("Thing-prefLabel", "SourcedThing-evidence", "Drafting-generated")
    data = spoilt(" ;\n".join(SPOILT[name].read_text() for name in names))
    _, plain, _ = pyshacl.validate(data, shacl_graph=SHAPES, ont_graph=ONTOLOGY)
    assert isinstance(plain, Graph)
    expected = {
        (str(plain.value(node, SH.focusNode)), str(plain.value(node, SH.sourceShape)))
        for node in plain.objects(None, SH.result)
    }
    found = {(f.focus, f.shape) for f in VALIDATOR.report(data).findings}
    assert found == expected
    assert {shape.removeprefix(NGCSH) for _, shape in found} == set(names)


def test_the_report_is_a_shacl_report() -> None:
    report = _spoilt_by("Approval-after-review", "Document-title-language")
    graph = Graph().parse(data=report.turtle, format="turtle")
    assert (URIRef(REPORT), RDF.type, SH.ValidationReport) in graph
    assert len(set(graph.objects(URIRef(REPORT), SH.result))) == len(report.findings) == 3
    [title] = graph.subjects(SH.sourceShape, URIRef(f"{NGCSH}Document-title-language"))
    assert graph.value(title, SH.value) == Literal("Indikationer og kriterier", lang="en")
    assert graph.value(title, SH.resultSeverity) == SH.Violation
    assert graph.value(title, SH.sourceConstraintComponent) == SH.LanguageInConstraintComponent
    messages = graph.objects(title, SH.resultMessage)
    assert {m.language for m in messages if isinstance(m, Literal)} == {"da", "en"}
    order, _ = graph.subjects(SH.sourceShape, URIRef(f"{NGCSH}Approval-after-review"))
    path = graph.value(order, SH.resultPath)
    assert path is not None
    assert len(list(graph.items(path))) == 3


def test_an_empty_report_conforms() -> None:
    report = VALIDATOR.report(WORLD)
    graph = Graph().parse(data=report.turtle, format="turtle")
    assert (URIRef(REPORT), SH.conforms, Literal(True)) in graph


def test_one_validator_serves_many_checks() -> None:
    first = _spoilt_by("Thing-prefLabel")
    assert broken(VALIDATOR.report(WORLD)) == set()
    assert _spoilt_by("Thing-prefLabel") == first
    assert (
        Validator(SHAPES, ONTOLOGY).report(spoilt(SPOILT["Thing-prefLabel"].read_text())) == first
    )


_PROGRAM = """
import sys
from tests.shapes.world import SPOILT, VALIDATOR, spoilt
names = ("Approval-after-drafting", "Statement", "DatedThing-endNotAfter", "Validity-bounds")
update = " ;\\n".join(SPOILT[name].read_text() for name in names)
sys.stdout.buffer.write(VALIDATOR.report(spoilt(update)).turtle)
"""


def test_the_report_is_the_same_bytes_in_every_process() -> None:
    def run(seed: str) -> bytes:
        environment = os.environ | {"PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", _PROGRAM]
        return subprocess.run(command, env=environment, check=True, capture_output=True).stdout

    one, other = run("1"), run("2")
    assert one.count(b"sh:ValidationResult ;") > 2
    assert one == other
