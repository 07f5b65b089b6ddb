"""data/labels.ttl: every name is there twice, and every wording that is not ours has its source."""

from collections import Counter

import pyoxigraph as ox
import pytest

from ngckg.rdf.terms import N
from tests.shared import ROOT, shared

QUADS = list(ox.parse(path=ROOT / "data" / "labels.ttl"))
SAID = {(q.subject, q.predicate, q.object) for q in QUADS}
STATEMENTS = sorted(
    (s for s, p, o in SAID if p == N.rdf.type and o == N.ngckg.Statement), key=lambda s: str(s)
)
NAMING = {N.skos.prefLabel, N.skos.altLabel, N.skos.definition}


def _one(subject: object, predicate: ox.NamedNode) -> object:
    (value,) = [o for s, p, o in SAID if (s, p) == (subject, predicate)]
    return value


def _all(subject: object, predicate: ox.NamedNode) -> list[str]:
    return [str(o) for s, p, o in SAID if (s, p) == (subject, predicate)]


def _text(subject: object, predicate: ox.NamedNode, language: str) -> str:
    """The one literal in the language."""
    (value,) = [
        o.value
        for s, p, o in SAID
        if (s, p) == (subject, predicate) and isinstance(o, ox.Literal) and o.language == language
    ]
    return value


def test_labels_and_statements_are_the_same_facts() -> None:
    stated = {
        (_one(s, N.rdf.subject), _one(s, N.rdf.predicate), _one(s, N.rdf.object))
        for s in STATEMENTS
    }
    direct = {(s, p, o) for s, p, o in SAID if p in NAMING and s not in STATEMENTS}
    assert len(stated) == len(STATEMENTS) > 60
    assert stated == direct


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda s: s.value.partition("/id/")[2])
def test_a_name_says_where_it_comes_from(statement: ox.NamedNode) -> None:
    origin = str(_one(statement, N.ngckg.labelOrigin)).removesuffix(">").rpartition("/")[2]
    sources = _all(statement, N.dcterms.source)
    assert origin in {"source-wording", "translation", "composed"}
    assert bool(sources) == (origin == "source-wording")
    assert all(source.startswith("<https://eng.ngc.dk/") for source in sources)
    assert (_one(statement, N.rdf.predicate) == N.skos.definition) == (origin == "composed")


def test_each_group_has_one_english_name_and_two_definitions() -> None:
    groups = {s for s, _, _ in SAID if "/id/patient-group/" in str(s)}
    assert len(groups) == 17
    names = Counter(_text(group, N.skos.prefLabel, "en") for group in groups)
    assert set(names.values()) == {1}
    for group in groups:
        for language in ("da", "en"):
            assert "Indikationer og kriterier" in _text(group, N.skos.definition, language)


def test_names_and_sources_are_those_that_were_found() -> None:
    table = shared("research/terminology.md").read_text(encoding="utf-8").partition("## B.")[2]
    for statement in STATEMENTS:
        if _one(statement, N.rdf.predicate) == N.skos.definition or "/group-part/" in str(
            statement
        ):
            continue
        name = _one(statement, N.rdf.object)
        assert isinstance(name, ox.Literal)
        expected = name.value.removeprefix("Working group ").removeprefix("Steering Group ")
        assert expected in table, name.value
        for source in _all(statement, N.dcterms.source):
            assert source.strip("<>").removeprefix("https://").rstrip("/") in table


def test_the_file_has_no_blank_nodes_and_only_our_subjects() -> None:
    assert all(
        isinstance(s, ox.NamedNode) and s.value.startswith("https://w3id.org/ngckg/id/")
        for s, _, _ in SAID
    )
