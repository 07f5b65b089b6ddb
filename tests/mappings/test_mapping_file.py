"""data/mappings: the set that we publish, against SSSOM's own validator and against its sources."""

import csv
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from ngckg.graph import mappings
from ngckg.namespaces import ID, NGCKG, PREFIXES, graph_iri
from ngckg.rdf.terms import N
from tests.shared import ROOT, shared

FILE = ROOT / "data" / "mappings" / "ngckg.sssom.tsv"
MATCHES = {ox.NamedNode(predicate) for predicate in mappings.PREDICATES}


def _rows(path: Path) -> list[dict[str, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader((n for n in lines if not n.startswith("#")), delimiter="\t"))


#: `sssom validate` for several files in one process: it takes seconds to load.
_VALIDATE = """
import sys
from sssom.cli import main
for path in sys.argv[1:]:
    main(["validate", path], standalone_mode=False)
    print("====", file=sys.stderr, flush=True)
"""


def _complaints(*paths: Path) -> list[str]:
    """What SSSOM's validator has to say of each file."""
    command = [sys.executable, "-c", _VALIDATE, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == ""
    *found, after = done.stderr.split("====\n")
    assert (len(found), after) == (len(paths), "")
    return found


@pytest.fixture(scope="module")
def mapping_set() -> mappings.MappingSet:
    return mappings.read(FILE)


@pytest.fixture(scope="module")
def triples(mapping_set: mappings.MappingSet) -> list[ox.Triple]:
    return mappings.triples(mapping_set)


def test_the_facts_are_those_that_were_verified() -> None:
    facts = ("subject_id", "predicate_id", "object_id", "object_label", "confidence")
    verified = _rows(shared("mappings/ngckg.sssom.tsv"))
    ours = _rows(FILE)
    assert len(ours) == len(verified) == 152
    assert {tuple(row[name] for name in facts) for row in ours} == {
        tuple(row[name] for name in facts) for row in verified
    }


@pytest.mark.slow
def test_the_file_is_valid_sssom_and_the_validator_bites(tmp_path: Path) -> None:
    broken = tmp_path / "broken.sssom.tsv"
    text = FILE.read_text(encoding="utf-8")
    broken.write_text(text.replace("semapv:ManualMappingCuration", "by hand", 1), encoding="utf-8")
    # It returns 0 even where it has left out a row; only its messages tell.
    good, bad = _complaints(FILE, broken)
    assert good == ""
    assert "by hand is not a valid URI or CURIE" in bad


def test_rows_are_sorted_and_no_pair_stands_twice(mapping_set: mappings.MappingSet) -> None:
    order = [(row["subject_id"], row["predicate_id"], row["object_id"]) for row in _rows(FILE)]
    assert order == sorted(order)
    assert len({(m.subject, m.object) for m in mapping_set.mappings}) == len(order)


def test_no_patient_group_is_the_same_as_a_disease(mapping_set: mappings.MappingSet) -> None:
    exact = [m for m in mapping_set.mappings if m.predicate == PREFIXES["skos"] + "exactMatch"]
    assert [m.subject for m in exact] == [f"{ID}analysis-type/whole-genome-sequencing"]


def test_snomed_labels_are_left_out(mapping_set: mappings.MappingSet) -> None:
    snomed = [m for m in mapping_set.mappings if m.object.startswith("http://snomed.info/id/")]
    assert len(snomed) == 5
    assert not any("object_label" in m.cells for m in snomed)
    unlabelled = [m for m in mapping_set.mappings if "object_label" not in m.cells]
    assert unlabelled == snomed


def test_all_of_it_awaits_review_and_says_so(
    mapping_set: mappings.MappingSet, triples: list[ox.Triple]
) -> None:
    assert "Awaiting clinical review" in mapping_set.metadata["comment"]
    statuses = Counter(t.object for t in triples if t.predicate == N.ngckg.reviewStatus)
    assert statuses == {N.ngcid["review-status/awaiting-clinical-review"]: 152}


def test_concepts_have_a_match_and_others_a_pointer(triples: list[ox.Triple]) -> None:
    matches = [t for t in triples if t.predicate in MATCHES]
    assert len(matches) == 139
    assert {str(t.subject).partition("/id/")[2].partition("/")[0] for t in matches} == {
        "patient-group",
        "analysis-type",
    }
    pointers = [
        t for t in triples if t.predicate == N.rdfs.seeAlso and "/id/mapping/" not in str(t.subject)
    ]
    assert len(pointers) == 13
    assert all(str(t.subject).startswith((f"<{NGCKG}", f"<{ID}organization/")) for t in pointers)


def test_every_row_has_its_record(
    mapping_set: mappings.MappingSet, triples: list[ox.Triple]
) -> None:
    said = {(t.subject, t.predicate): t.object for t in triples}
    for mapping in mapping_set.mappings:
        record = ox.NamedNode(mapping.iri)
        assert said[record, N.rdf.type] == ox.NamedNode("https://w3id.org/sssom/Mapping")
        assert said[record, N.owl.annotatedSource] == ox.NamedNode(mapping.subject)
        assert said[record, N.owl.annotatedProperty] == ox.NamedNode(mapping.predicate)
        assert said[record, N.owl.annotatedTarget] == ox.NamedNode(mapping.object)
    members = {t.object for t in triples if t.predicate.value.endswith("sssom/mappings")}
    assert members == {ox.NamedNode(mapping.iri) for mapping in mapping_set.mappings}


def test_there_are_no_blank_nodes_and_no_untagged_prose(triples: list[ox.Triple]) -> None:
    assert all(isinstance(t.subject, ox.NamedNode) for t in triples)
    assert not any(isinstance(t.object, ox.BlankNode) for t in triples)
    prose = [t.object for t in triples if t.predicate in {N.rdfs.comment, N.skos.prefLabel}]
    assert prose
    assert all(isinstance(o, ox.Literal) and o.language in {"da", "en"} for o in prose)


def test_prefixes_of_the_set_are_declared_for_clients(triples: list[ox.Triple]) -> None:
    said = {(t.subject, t.predicate): t.object for t in triples}
    declared = {
        said[t.object, N.sh.prefix]: said[t.object, N.sh.namespace]
        for t in triples
        if t.predicate == N.sh.declare and isinstance(t.object, ox.NamedNode)
    }
    assert declared[ox.Literal("MONDO")] == ox.Literal(
        "http://purl.obolibrary.org/obo/MONDO_", datatype=N.xsd.anyURI
    )
    assert len(declared) == 30


def test_the_mappings_go_into_their_graph(mapping_set: mappings.MappingSet) -> None:
    known = {ox.NamedNode(mapping.subject) for mapping in mapping_set.mappings}
    quads, left_out = mappings.quads(FILE, known)
    assert {quad.graph_name for quad in quads} == {ox.NamedNode(graph_iri("mappings"))}
    assert len(quads) == len(mappings.triples(mapping_set))
    assert left_out == []


def test_every_subject_is_a_thing_or_a_term_of_ours(mapping_set: mappings.MappingSet) -> None:
    paths = [ROOT / "data" / "data.ttl", ROOT / "ontology" / "ngckg.ttl"]
    paths += sorted((ROOT / "ontology" / "schemes").glob("*.ttl"))
    known = {triple.subject for path in paths for triple in ox.parse(path=path)}
    assert {ox.NamedNode(mapping.subject) for mapping in mapping_set.mappings} <= known


def test_subject_labels_are_the_english_labels(mapping_set: mappings.MappingSet) -> None:
    paths = [ROOT / "data" / "labels.ttl", ROOT / "ontology" / "ngckg.ttl"]
    paths += sorted((ROOT / "ontology" / "schemes").glob("*.ttl"))
    labels = {
        (triple.subject, triple.object.value.casefold())
        for path in paths
        for triple in ox.parse(path=path)
        if triple.predicate in {N.skos.prefLabel, N.rdfs.label}
        and isinstance(triple.object, ox.Literal)
        and triple.object.language == "en"
    }
    for mapping in mapping_set.mappings:
        subject = ox.NamedNode(mapping.subject)
        assert (subject, mapping.cells["subject_label"].casefold()) in labels
