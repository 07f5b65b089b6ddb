"""Differences are told by thing and property, in words and as an RDF Patch."""

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from ngckg.errors import NotARelease, UnreadableInput
from ngckg.graph import diff
from ngckg.graph.triples import from_page
from ngckg.page.records import Page
from ngckg.rdf import files
from ngckg.rdf.bridge import turtle
from tests.graph.pages import JUNE_10, PAGE, with_approval

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology" / "ngckg.ttl"


def _written(page: Page, path: Path) -> Path:
    terms = [ox.Triple(q.subject, q.predicate, q.object) for q in files.read(ONTOLOGY)]
    path.write_bytes(turtle([*from_page(page).data, *terms]))
    return path


def test_a_new_date_is_one_line_in_the_words_of_the_page(tmp_path: Path) -> None:
    difference = diff.compare(
        _written(PAGE, tmp_path / "a.ttl"), _written(with_approval(JUNE_10), tmp_path / "b.ttl")
    )
    assert list(diff.tell(difference, "en")) == [
        "Søvnsygdomme: approval was maj/juni 2022, is den 10. juni 2022"
    ]
    assert list(diff.tell(difference, "da")) == [
        "Søvnsygdomme: godkendelse var maj/juni 2022, er den 10. juni 2022"
    ]


def test_the_patch_turns_one_into_the_other(tmp_path: Path) -> None:
    first, second = tmp_path / "a.ttl", tmp_path / "b.ttl"
    difference = diff.compare(_written(PAGE, first), _written(with_approval(JUNE_10), second))
    lines = list(diff.rdf_patch(difference))
    assert (lines[0], lines[-1]) == ("TX .", "TC .")
    patched = {str(q) for q in difference.before}
    for line in lines[1:-1]:
        code, statement = line[0], line[2:-2]
        if code == "D":
            patched.remove(statement)
        else:
            assert code == "A"
            patched.add(statement)
    assert patched == {str(q) for q in difference.after}


def test_a_thing_that_came_or_went_is_told_once(tmp_path: Path) -> None:
    turtle = (
        b"<https://w3id.org/ngckg/id/organization/x> "
        b'<http://www.w3.org/2004/02/skos/core#prefLabel> "X"@da ; '
        b"a <http://www.w3.org/ns/org#FormalOrganization> ."
    )
    (tmp_path / "a.ttl").write_bytes(b"")
    (tmp_path / "b.ttl").write_bytes(turtle)
    came = diff.compare(tmp_path / "a.ttl", tmp_path / "b.ttl")
    went = diff.compare(tmp_path / "b.ttl", tmp_path / "a.ttl")
    assert list(diff.tell(came, "en")) == ["X: new"]
    assert list(diff.tell(went, "da")) == ["X: væk"]


def test_what_came_is_told_with_the_narrowest_of_its_classes(tmp_path: Path) -> None:
    came = diff.compare(
        _written(replace(PAGE, groups=()), tmp_path / "a.ttl"), _written(PAGE, tmp_path / "b.ttl")
    )
    told = list(diff.tell(came, "en"))
    assert "Søvnsygdomme (patient group): new" in told
    assert "Søvnsygdomme (approval): new" in told
    assert len(told) == len(set(told)) > 5


def test_blank_nodes_do_not_differ_by_their_names(tmp_path: Path) -> None:
    (tmp_path / "a.nt").write_text('_:a <http://e/p> _:b .\n_:b <http://e/p> "x" .')
    (tmp_path / "b.nt").write_text('_:q <http://e/p> "x" .\n_:z <http://e/p> _:q .')
    assert not diff.compare(tmp_path / "a.nt", tmp_path / "b.nt")


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("<http://e/a> <http://e/p> .\n")
    with pytest.raises(UnreadableInput, match=r"a\.ttl:1:\d+"):
        diff.compare(tmp_path / "a.ttl", tmp_path / "a.ttl")
    with pytest.raises(NotARelease, match="no such release or file"):
        diff.compare(tmp_path / "missing", tmp_path / "a.ttl")


def test_places_on_the_page_are_counted_not_listed(tmp_path: Path) -> None:
    triples = from_page(PAGE).evidence
    (tmp_path / "a.ttl").write_bytes(b"")
    (tmp_path / "b.ttl").write_bytes(turtle(triples))
    lines = list(diff.tell(diff.compare(tmp_path / "a.ttl", tmp_path / "b.ttl"), "en"))
    assert lines[-1] == "places on the page that are quoted: 4 new, 0 gone"
    assert not [line for line in lines if "/evidence/" in line]


def test_a_date_that_is_read_anew_is_told_though_its_words_stay(tmp_path: Path) -> None:
    reread = replace(JUNE_10, text="maj/juni 2022")
    difference = diff.compare(
        _written(PAGE, tmp_path / "a.ttl"), _written(with_approval(reread), tmp_path / "b.ttl")
    )
    told = list(diff.tell(difference, "en"))
    assert len(told) == 5
    assert any("was [2022-05,2022-06], is 2022-06-10" in line for line in told)
