"""What changed is told exactly, and never told differently afterwards."""

import json
import xml.etree.ElementTree as ElementTree
from datetime import UTC, datetime
from pathlib import Path

import pyoxigraph as ox
import pytest

from ngckg.catalogue.feeds import atom, dcat, deltas, memento, stream
from ngckg.catalogue.feeds.atom import Change, Entry
from ngckg.catalogue.feeds.deltas import Delta, Kind
from ngckg.catalogue.feeds.memento import Memento
from ngckg.catalogue.terms import term
from ngckg.errors import BadRequest
from ngckg.namespaces import ID, NGCKG, PREFIXES, graph_iri
from ngckg.rdf.canonical import canonical_nquads
from tests.catalogue.basis import BASE, SITE, basis

ATOM = "{http://www.w3.org/2005/Atom}"
LABEL = ox.NamedNode(f"{PREFIXES['skos']}prefLabel")


def _quad(thing: str, text: str, graph: str = "data", predicate: ox.NamedNode = LABEL) -> ox.Quad:
    return ox.Quad(
        ox.NamedNode(ID + thing), predicate, ox.Literal(text), ox.NamedNode(graph_iri(graph))
    )


def _dataset(folder: Path, name: str, *quads: ox.Quad) -> Path:
    path = folder / name
    path.write_bytes(canonical_nquads(quads))
    return path


def _told(before: Path | None, after: Path) -> list[tuple[str, str]]:
    return [(it.kind.value, it.thing.removeprefix(ID)) for it in deltas.deltas(before, after)]


def test_what_came_changed_and_went_is_told(tmp_path: Path) -> None:
    before = _dataset(
        tmp_path,
        "before",
        _quad("patient-group/a", "same"),
        _quad("patient-group/ab", "was"),
        _quad("patient-group/a/b", "goes"),
    )
    after = _dataset(
        tmp_path,
        "after",
        _quad("patient-group/a", "same"),
        _quad("patient-group/ab", "is"),
        _quad("patient-group/c", "comes"),
    )
    assert _told(before, after) == [
        ("Delete", "patient-group/a/b"),
        ("Update", "patient-group/ab"),
        ("Create", "patient-group/c"),
    ]
    assert _told(after, before)[-1] == ("Delete", "patient-group/c")
    assert _told(after, after) == []
    assert [kind for kind, _ in _told(None, after)] == ["Create"] * 3
    [updated] = [it for it in deltas.deltas(before, after) if it.kind is Kind.UPDATE]
    assert updated.statements == f'<{ID}patient-group/ab> {LABEL} "is" .\n'


def test_where_facts_stand_makes_no_difference(tmp_path: Path) -> None:
    evidence = ox.NamedNode(f"{NGCKG}evidence")
    before = _dataset(tmp_path, "before", _quad("patient-group/a", "same"))
    after = _dataset(
        tmp_path,
        "after",
        _quad("patient-group/a", "same"),
        _quad("patient-group/a", "same", "vocabulary"),
        _quad("patient-group/a", "x", predicate=evidence),
        _quad("evidence/e", "x"),
        _quad("source/s", "x"),
        _quad("statement/s", "x"),
        _quad("patient-group/b", "x", "evidence"),
        _quad("patient-group/b", "x", "examples"),
    )
    assert _told(before, after) == []
    quoted = _dataset(tmp_path, "quoted", _quad("patient-group/a", f'" <{NGCKG}evidence> '))
    assert _told(before, quoted) == [("Update", "patient-group/a")]


def test_a_folder_of_deltas_is_whole_or_not_there(tmp_path: Path) -> None:
    count = deltas.PER_PART + 1
    after = _dataset(tmp_path, "after", *(_quad(f"step/{n:04}", "x") for n in range(count)))
    folder = tmp_path / "deltas"
    assert deltas.read_index(folder) is None
    deltas.write(None, after, folder)
    index = deltas.read_index(folder)
    assert index is not None
    assert len(index) == count
    first = deltas.read(deltas.part_of(folder, 1))
    second = deltas.read(deltas.part_of(folder, 2))
    assert (len(first), len(second)) == (deltas.PER_PART, 1)
    assert [(it.kind, it.thing) for it in (*first, *second)] == index
    (folder / deltas.INDEX).unlink()
    assert deltas.read_index(folder) is None


def test_the_module_runs_as_a_process(tmp_path: Path) -> None:
    (tmp_path / "r1").mkdir()
    _dataset(tmp_path / "r1", "dataset.nq", _quad("step/a", "x"))
    deltas.main("-", str(tmp_path / "r1"), str(tmp_path / "out"))
    assert json.loads((tmp_path / "out" / deltas.INDEX).read_text()) == [["Create", f"{ID}step/a"]]


TOLD = [
    Delta(Kind.CREATE, f"{ID}step/a", f'<{ID}step/a> {LABEL} "x" .\n'),
    Delta(Kind.DELETE, f"{ID}step/b"),
]


def test_a_page_of_the_stream_holds_its_versions() -> None:
    address = stream.page(BASE, "r2", 1, "r1")
    assert address == f"{BASE}/feed/things/r2/r1/1"
    quads = stream.release_page(BASE, "r2", "2026-01-01T00:00:00Z", address, TOLD)
    members = [q.object for q in quads if q.predicate == term("tree:member")]
    created, deleted = (f"{BASE}/release/r2/data/step/{it}" for it in "ab")
    assert members == [ox.NamedNode(created), ox.NamedNode(deleted)]
    payload = [q for q in quads if q.graph_name != ox.DefaultGraph()]
    assert [str(q.graph_name) for q in payload] == [f"<{created}>"]
    plain = {(str(q.subject), q.predicate): q.object for q in quads if q not in payload}
    assert plain[f"<{deleted}>", term("rdf:type")] == term("as:Delete")
    assert plain[f"<{deleted}>", term("as:object")] == ox.NamedNode(f"{ID}step/b")


def test_the_root_leads_to_every_page() -> None:
    pages = [(stream.page(BASE, "r1", n, None), "2026-01-01T00:00:00Z") for n in (1, 2)]
    triples = stream.root_page(BASE, pages)
    nodes = [it.object for it in triples if it.predicate == term("tree:node")]
    assert set(nodes) == {ox.NamedNode(address) for address, _ in pages}
    assert not any(isinstance(it.object, ox.BlankNode) for it in triples)


def test_the_catalogue_feed_has_an_activity_for_each_entity() -> None:
    quads = dcat.feed(basis(), first=True, gone=["https://data.example.org/ngc/distribution/old"])
    kinds: dict[str, int] = {}
    for it in quads:
        if it.predicate == term("rdf:type") and it.graph_name == ox.DefaultGraph():
            kinds[str(it.object)] = kinds.get(str(it.object), 0) + 1
    assert kinds[str(term("as:Create"))] > 45
    assert kinds[str(term("as:Delete"))] == 1
    assert str(term("as:Update")) not in kinds
    graphs = {q.graph_name for q in quads if q.graph_name != ox.DefaultGraph()}
    assert len(graphs) == kinds[str(term("as:Create"))]
    later = dcat.feed(basis(), first=False)
    assert term("as:Update") in {q.object for q in later}


def test_an_activity_that_says_something_else_is_another() -> None:
    def activities(of: list[ox.Quad]) -> set[str]:
        return {str(q.object) for q in of if q.predicate == term("tree:member")}

    one = activities(dcat.feed(basis(), first=True))
    assert activities(dcat.feed(basis(), first=True)) == one
    fewer = activities(dcat.feed(basis(files=["ngckg.ttl"]), first=True))
    # Every dataset names its files.
    datasets = {it for it in one if f"<{SITE.dataset('ngckg')}#" in it}
    assert datasets
    assert not datasets & fewer


ENTRIES = [
    Entry(
        "r2",
        "2026-02-01T00:00:00Z",
        [
            Change("Nyre & <b>", "changed", "navn", ["a"], []),
            Change("Ny", "new", None, [], []),
            Change("Gammel", "gone", None, [], []),
        ],
        "r1",
    ),
    Entry("r1", "2026-01-01T00:00:00Z", None),
]


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_feed_is_atom(language: atom.Language) -> None:
    text = atom.feed(BASE, ENTRIES, language, "A & B", f"{BASE}/changes.atom?page=2&lang=da")
    root = ElementTree.fromstring(text)  # noqa: S314 (we wrote it)
    assert root.findtext(f"{ATOM}updated") == "2026-02-01T00:00:00Z"
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "A & B"
    ids = [it.findtext(f"{ATOM}id") for it in root.iter(f"{ATOM}entry")]
    assert len(set(ids)) == 2
    relations = {it.get("rel"): it.get("href") for it in root.findall(f"{ATOM}link")}
    assert relations["next"] == f"{BASE}/changes.atom?page=2&lang=da"
    content = root.findtext(f"{ATOM}entry/{ATOM}content") or ""
    word = {"da": "var a, er ikke oplyst", "en": "was a, is not stated"}[language]
    assert f"<li>Nyre &amp; &lt;b&gt;: navn {word}</li>" in content
    assert content.count("<li>") == 3


def test_many_changes_are_counted_and_not_listed() -> None:
    changes = [Change(str(n), "new", None, [], []) for n in range(atom.LISTED + 5)]
    text = atom.feed(BASE, [Entry("r", "2026-01-01T00:00:00Z", changes)], "en", "x", None)
    assert "and 5 more changes" in text
    assert 'rel="next"' not in text
    assert "Nothing that a reader" in atom.feed(
        BASE, [Entry("r", "2026-01-01T00:00:00Z", [])], "en", "x", None
    )


STATES = [Memento(f"r{n}", datetime(2026, n, 1, tzinfo=UTC)) for n in (1, 2, 3)]


@pytest.mark.parametrize(
    ("at", "chosen"),
    [
        ("Thu, 01 Jan 2026 00:00:00 GMT", "r1"),
        ("Sun, 01 Feb 2026 00:00:00 GMT", "r2"),
        ("Sat, 28 Feb 2026 23:59:59 GMT", "r2"),
        ("Tue, 01 Jan 2030 00:00:00 GMT", "r3"),
        ("Mon, 01 Jan 2001 00:00:00 GMT", "r1"),
        ("Sun, 01 Feb 2026 01:00:00 +0200", "r1"),
    ],
)
def test_the_state_of_a_moment_is_chosen(at: str, chosen: str) -> None:
    assert memento.choose(STATES, memento.parse(at)).release == chosen


@pytest.mark.parametrize("value", ["", "yesterday", "2026-01-01", "Thu, 99 Jan 2026 00:00:00 GMT"])
def test_what_is_no_moment_is_refused(value: str) -> None:
    with pytest.raises(BadRequest, match="Accept-Datetime"):
        memento.parse(value)


def test_a_state_says_what_came_before_and_after() -> None:
    links = memento.relations(BASE, "/data/x", STATES, STATES[1])
    assert links[0] == f'<{BASE}/data/x>; rel="original timegate"'
    found = {it.split('rel="')[1].split('"')[0]: it for it in links}
    assert set(found) == {
        *("original timegate", "timemap", "first prev memento", "next last memento", "memento")
    }
    assert f"<{BASE}/release/r2/data/x>" in found["memento"]
    alone = memento.relations(BASE, "/data/x", STATES[:1], STATES[0])
    assert alone[-1].count("first last memento") == 1


def test_a_timemap_lists_every_state() -> None:
    lines = memento.timemap(BASE, "/data/x", STATES).strip().split(",\n")
    assert len(lines) == 5
    assert 'from="Thu, 01 Jan 2026 00:00:00 GMT"' in lines[1]
    assert [it.split(">")[0] for it in lines[2:]] == [
        f"<{BASE}/release/r{n}/data/x" for n in (1, 2, 3)
    ]
    assert 'rel="first memento"' in lines[2]
    assert 'rel="last memento"' in lines[4]
