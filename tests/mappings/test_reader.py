"""What the strict reader refuses, and that it says where and what to do."""

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ngckg.errors import UnreadableInput
from ngckg.graph import mappings
from ngckg.rdf.terms import N

HEADER = """# curie_map:
#   MONDO: "http://purl.obolibrary.org/obo/MONDO_"
#   ngcid: "https://w3id.org/ngckg/id/"
#   ngckg: "https://w3id.org/ngckg/ontology#"
#   obo: "http://purl.obolibrary.org/obo/"
#   semapv: "https://w3id.org/semapv/vocab/"
#   skos: "http://www.w3.org/2004/02/skos/core#"
#   sssom: "https://w3id.org/sssom/"
# mapping_set_id: "https://w3id.org/ngckg/mappings"
# mapping_set_version: "0.1.0"
# mapping_set_title: "Title"
# mapping_set_description: "Description"
# license: "https://creativecommons.org/licenses/by/4.0/"
# comment: "Comment"
"""
FIRST_ROW = HEADER.count("\n") + 2
ROW = {
    "subject_id": "ngcid:patient-group/nyresvigt",
    "subject_type": "skos concept",
    "predicate_id": "skos:closeMatch",
    "object_id": "MONDO:0001106",
    "object_label": "kidney failure",
    "object_source": "obo:mondo.owl",
    "mapping_justification": "semapv:ManualMappingCuration",
    "confidence": "0.85",
    "reviewer_label": "",
    "review_date": "",
    "see_also": "https://example.org/",
    "comment": "Core: the same name.",
}
COLUMNS = list(ROW)


def _table(*rows: dict[str, str], header: str = HEADER) -> str:
    lines = ["\t".join(COLUMNS), *("\t".join({**ROW, **row}.values()) for row in rows)]
    return header + "\n".join(lines) + "\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "some.sssom.tsv"


def _refused(file: Path, text: str) -> str:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableInput) as refusal:
        mappings.read(file)
    return str(refusal.value).removeprefix(str(file))


def test_a_good_row_is_read(file: Path) -> None:
    file.write_text(_table({}), encoding="utf-8")
    (mapping,) = mappings.read(file).mappings
    assert mapping.iri == "https://w3id.org/ngckg/id/mapping/patient-group/nyresvigt/mondo-0001106"
    assert mapping.object == "http://purl.obolibrary.org/obo/MONDO_0001106"
    assert mapping.cells["object_source"] == "http://purl.obolibrary.org/obo/mondo.owl"
    assert mapping.line == FIRST_ROW
    assert not mapping.reviewed


def test_windows_line_ends_are_read(file: Path) -> None:
    file.write_bytes(_table({}).replace("\n", "\r\n").encode())
    assert len(mappings.read(file).mappings) == 1


@pytest.mark.parametrize(
    ("cells", "column", "advice"),
    [
        ({"subject_id": "MONDO:1"}, "subject_id", "write ngcid:"),
        ({"subject_id": "patient-group/nyresvigt"}, "subject_id", "curie_map"),
        ({"subject_id": "ngcid:"}, "subject_id", "what follows the colon"),
        ({"subject_id": ""}, "subject_id", "fill it in"),
        ({"subject_type": "disease"}, "subject_type", "skos concept"),
        ({"predicate_id": "skos:exact"}, "predicate_id", "skos:exactMatch"),
        ({"predicate_id": "owl:sameAs"}, "predicate_id", "curie_map"),
        ({"object_id": "MONDO:00 01106"}, "object_id", "correct"),
        ({"object_id": "MODNO:0001106"}, "object_id", "no such prefix"),
        ({"object_id": " MONDO:0001106"}, "object_id", "space"),
        ({"object_source": "mondo"}, "object_source", "curie_map"),
        ({"mapping_justification": "semapv:Guess"}, "mapping_justification", "semapv:Manual"),
        ({"confidence": "1.1"}, "confidence", "from 0 to 1"),
        ({"confidence": "-0.1"}, "confidence", "from 0 to 1"),
        ({"confidence": "0,85"}, "confidence", "from 0 to 1"),
        ({"confidence": "nan"}, "confidence", "from 0 to 1"),
        ({"confidence": "٠.5"}, "confidence", "from 0 to 1"),
        ({"reviewer_label": "A. B."}, "reviewer_label", "review_date"),
        ({"review_date": "2026-01-31"}, "reviewer_label", "review_date"),
        ({"reviewer_label": "A. B.", "review_date": "31.1.2026"}, "review_date", "2026-01-31"),
        ({"see_also": "example.org"}, "see_also", "http(s)"),
    ],
)
def test_a_bad_cell_is_refused_by_line_and_column(
    file: Path, cells: dict[str, str], column: str, advice: str
) -> None:
    message = _refused(file, _table({"object_id": "MONDO:1"}, cells))
    assert message.startswith(f":{FIRST_ROW + 1}: {column}: ")
    assert advice in message


def test_a_pair_mapped_twice_is_refused_even_by_another_predicate(file: Path) -> None:
    message = _refused(
        file, _table({}, {"object_id": "MONDO:1"}, {"predicate_id": "skos:broadMatch"})
    )
    assert message.startswith(f":{FIRST_ROW + 2}: object_id: ")
    assert f"line {FIRST_ROW}" in message


@pytest.mark.parametrize(
    ("change", "line", "advice"),
    [
        (("# license:", "# licence:"), None, "the header has no license"),
        (('"https://w3id.org/ngckg/mappings"', '"https://example.org/"'), 9, "mapping_set_id"),
        (("# comment:", "# creator: \"x\"\n# comment:"), 14, "creator: is not known"),
        (("/2004/02/skos/core#", "/2008/05/skos#"), 7, "skos: stands for"),
        (('"http://purl.obolibrary.org/obo/"', '"obo"'), 5, "obo: does not stand for an IRI"),
        (("#   obo:", "#   mondo:"), 1, "alike"),
        (("http://purl.obolibrary.org/obo/\"", "https://w3id.org/sssom/\""), 1, "keep one"),
        (('"Title"', '"Ti'), 11, "on this line"),
        (('"https://creativecommons.org/licenses/by/4.0/"', "free"), 13, "licence"),
        (('"Title"', "|"), 11, "on this line"),
        (("# comment:", "#   comment:"), 14, "under no map"),
        (("# comment:", "# license:"), 14, "stands there twice"),
        (("# comment: \"Comment\"", "# what is this"), 14, "name: value"),
        (("# curie_map:", "# curie_map: {}"), 1, "next line"),
        (("subject_type\t", "subject_kind\t"), 15, "'subject_kind' is not a column"),
        (("\tconfidence", ""), 15, "confidence is missing"),
        (("object_label\t", "comment\t"), 15, "comment: stands there twice"),
        (("skos concept\t", ""), 16, "11 cells under 12 columns"),
        (("\tCore: the", "\t\"Core: the"), 16, "not a table row"),
        (("\tCore: the", "\t\"Core:\nthe\""), 16, "not a table row"),
    ],
)  # fmt: skip
def test_a_broken_file_is_refused_by_line(
    file: Path, change: tuple[str, str], line: int | None, advice: str
) -> None:
    text = _table({})
    assert change[0] in text
    message = _refused(file, text.replace(*change))
    assert advice in message
    if line is not None:
        assert message.startswith(f":{line}: ")


def test_a_cell_over_two_lines_is_refused_where_it_begins(file: Path) -> None:
    text = _table({"comment": '"one\ntwo"'}, {"object_id": "MONDO:1"})
    assert _refused(file, text).startswith(f":{FIRST_ROW}: comment: ")


def test_an_empty_file_is_refused(file: Path) -> None:
    assert "the header has no mapping_set_id" in _refused(file, "")


@pytest.mark.parametrize(("text", "line"), [(HEADER, 15), (HEADER + "\n", 16)])
def test_a_file_without_a_table_is_refused(file: Path, text: str, line: int) -> None:
    assert _refused(file, text).startswith(f":{line}: no table")


def test_a_table_without_rows_is_refused(file: Path) -> None:
    assert "no mapping" in _refused(file, _table())


def test_bytes_that_are_not_text_are_refused(file: Path) -> None:
    file.write_bytes(_table({}).encode().replace(b"kidney", b"\xff"))
    with pytest.raises(UnreadableInput, match=rf":{FIRST_ROW}: not UTF-8"):
        mappings.read(file)


def test_a_missing_file_is_refused(file: Path) -> None:
    with pytest.raises(UnreadableInput, match=re.escape(str(file))):
        mappings.read(file)


def test_a_mapping_of_something_unknown_is_left_out_whole(file: Path) -> None:
    file.write_text(_table({}, {"subject_id": "ngcid:patient-group/gone"}), encoding="utf-8")
    kept, left_out = mappings.quads(file, {N.ngcid["patient-group/nyresvigt"]})
    assert not [quad for quad in kept if "gone" in str(quad)]
    assert N.ngcid["mapping/patient-group/nyresvigt/mondo-0001106"] in {q.subject for q in kept}
    assert {quad.subject for quad in left_out} == {
        N.ngcid["patient-group/gone"],
        N.ngcid["mapping/patient-group/gone/mondo-0001106"],
    }


def test_a_reviewed_row_says_so(file: Path) -> None:
    file.write_text(
        _table({"reviewer_label": "A. Læge", "review_date": "2026-01-31"}), encoding="utf-8"
    )
    triples = {(t.predicate, t.object) for t in mappings.triples(mappings.read(file))}
    assert (N.ngckg.reviewStatus, N.ngcid["review-status/clinically-reviewed"]) in triples
    assert (
        ox.NamedNode("https://w3id.org/sssom/review_date"),
        ox.Literal("2026-01-31", datatype=N.xsd.date),
    ) in triples


def test_where_no_term_was_found_there_is_the_record_only(file: Path) -> None:
    file.write_text(
        _table({"object_id": "sssom:NoTermFound", "object_label": "", "object_source": ""}),
        encoding="utf-8",
    )
    triples = mappings.triples(mappings.read(file))
    assert [t for t in triples if t.predicate == N.owl.annotatedTarget]
    assert not [t for t in triples if t.predicate == N.skos.closeMatch]


def test_a_class_is_not_made_a_concept(file: Path) -> None:
    file.write_text(
        _table({"subject_id": "ngckg:StatusReport", "subject_type": "owl class"}),
        encoding="utf-8",
    )
    read = mappings.read(file)
    assert read.mappings[0].iri.endswith("/id/mapping/ontology/status-report/mondo-0001106")
    pointers = [t.predicate for t in mappings.triples(read) if t.subject == N.ngckg.StatusReport]
    assert pointers == [N.rdfs.seeAlso]


_CELL = st.text(alphabet=st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
    ["skos:closeMatch", "MONDO:1", "ngcid:a", "0.5", '"', "\t", "\n", "\r", "#", ":", "ngckg:", "´"]
)


def _refusal(file: Path) -> str | None:
    """What follows the file's name in the refusal; None where it makes triples. Nothing else."""
    try:
        assert mappings.triples(mappings.read(file))
    except UnreadableInput as error:
        return str(error).removeprefix(str(file))
    return None


@settings(max_examples=300, deadline=None)
@given(column=st.sampled_from(COLUMNS), cell=_CELL)
def test_whatever_a_cell_holds_it_is_read_or_refused_at_its_line(
    tmp_path_factory: pytest.TempPathFactory, column: str, cell: str
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.sssom.tsv"
    text = _table({"object_id": "MONDO:1"}, {"object_id": "MONDO:2", column: cell})
    file.write_text(text, encoding="utf-8", newline="")
    # A line break inside the cell may move the fault to a line of its own making.
    last = FIRST_ROW + 1 + cell.count("\n") + cell.count("\r")
    message = _refusal(file)
    assert message is None or FIRST_ROW < int(message.split(":")[1]) <= last


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_damaged_file_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    file = tmp_path_factory.getbasetemp() / "damaged.sssom.tsv"
    content = _table({}, {"object_id": "MONDO:2"}).encode()
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 20)))
    file.write_bytes(content[:start] + data.draw(st.binary(max_size=8)) + content[end:])
    message = _refusal(file)
    assert message is None or re.match(r":\d+: |: no mapping", message)
