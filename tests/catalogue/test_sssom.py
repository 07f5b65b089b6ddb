"""The mappings written back are those that were read."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from ngckg.catalogue import sssom, variables
from ngckg.graph import mappings
from ngckg.rdf.terms import N, danish, english
from tests.shared import ROOT

FILE = ROOT / "data" / "mappings" / "ngckg.sssom.tsv"


@pytest.fixture(scope="module")
def original() -> mappings.MappingSet:
    return mappings.read(FILE)


@pytest.fixture(scope="module")
def written(original: mappings.MappingSet, tmp_path_factory: pytest.TempPathFactory) -> Path:
    labels = {it.subject: it.cells.get("subject_label", "") for it in original.mappings}
    path = tmp_path_factory.mktemp("sssom") / "ngckg.sssom.tsv"
    path.write_bytes(sssom.write(mappings.triples(original), labels))
    return path


def test_reading_it_gives_the_same_triples(original: mappings.MappingSet, written: Path) -> None:
    again = mappings.read(written)
    assert set(mappings.triples(again)) == set(mappings.triples(original))
    assert len(again.mappings) == len(original.mappings) > 100
    assert again.converter.bimap == original.converter.bimap


def test_it_has_the_same_cells(original: mappings.MappingSet, written: Path) -> None:
    before = {it.iri: it.cells for it in original.mappings}
    assert {it.iri: it.cells for it in mappings.read(written).mappings} == before


def test_it_depends_on_nothing_but_the_triples(original: mappings.MappingSet) -> None:
    triples = mappings.triples(original)
    assert sssom.write(triples, {}) == sssom.write(reversed(triples), {})


def test_it_is_the_file_that_the_reference_implementation_has_validated(written: Path) -> None:
    # tests/mappings has it do so.
    assert written.read_bytes() == FILE.read_bytes()


def test_a_column_that_nobody_uses_is_left_out(written: Path) -> None:
    heading = written.read_text("utf-8").split("\nsubject_id", 1)[1].split("\n", 1)[0]
    assert "object_label" in heading
    assert "review_date" not in heading


def test_text_that_a_table_or_a_header_could_misread_is_quoted() -> None:
    one = N.ngcid["patient-group/x"]
    the_set, record, prefix = ox.NamedNode(mappings.MAPPING_SET), N.ngcid.m, N.ngcid.p
    texts = {"mapping_set_title": 'a "b" \\ c', "comment": "x"}
    triples = [
        *(ox.Triple(the_set, p, english(texts.get(s, s))) for s, p in _slots()),
        ox.Triple(the_set, N.sh.declare, prefix),
        ox.Triple(prefix, N.sh.prefix, ox.Literal("ex")),
        ox.Triple(prefix, N.sh.namespace, ox.Literal("https://w3id.org/")),
        ox.Triple(the_set, ox.NamedNode(f"{mappings.SSSOM}mappings"), record),
        ox.Triple(record, N.owl.annotatedSource, one),
        ox.Triple(record, N.owl.annotatedTarget, one),
        ox.Triple(record, ox.NamedNode(f"{mappings.SSSOM}subject_type"), N.skos.Concept),
        ox.Triple(record, N.rdfs.comment, english('say "x"')),
    ]
    lines = sssom.write(triples, {one.value: "One"}).decode().splitlines()
    assert '# mapping_set_title: "a \\"b\\" \\\\ c"' in lines
    assert lines[-2].split("\t") == [
        *("subject_id", "subject_label", "subject_type", "object_id", "comment")
    ]
    curie = "ex:ngckg/id/patient-group/x"
    assert lines[-1].split("\t") == [curie, "One", "skos concept", curie, '"say ""x"""']


def _slots() -> list[tuple[str, ox.NamedNode]]:
    return [
        ("mapping_set_version", N.owl.versionInfo),
        ("mapping_set_title", N.dcterms.title),
        ("mapping_set_description", N.dcterms.description),
        ("license", N.dcterms.license),
        ("comment", N.rdfs.comment),
    ]


def test_labels_are_the_english_names() -> None:
    one = N.ngcid["patient-group/x"]
    triples = [
        ox.Triple(one, N.skos.prefLabel, danish("En")),
        ox.Triple(one, N.skos.prefLabel, english("One")),
        ox.Triple(one, N.skos.altLabel, english("Uno")),
    ]
    assert sssom.labels(triples) == {one.value: "One"}


def test_every_column_is_described() -> None:
    assert list(variables.COLUMNS) == list(sssom.COLUMNS)
