"""Whoever follows the feeds has what the service has."""

import json
import re
import subprocess
import warnings
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import httpx
import pyoxigraph as ox
import pyshacl
import pytest
import rdflib

from ngckg.catalogue.feeds import deltas
from ngckg.catalogue.terms import term
from ngckg.graph.release import DATASET
from ngckg.namespaces import ID
from tests.harvest.past import FIRST, GONE, NAME, RELEASES, RENAMED, SECOND, THIRD
from tests.harvest.proxy import PUBLIC
from tests.shared import ROOT, needed, shared
from tests.web.servers import serving

ATOM = "{http://www.w3.org/2005/Atom}"
LDES_CLIENT = ROOT / "tests/harvest/node_modules/ldes-client/dist/bin/cli.js"
GROUP = f"{ID}patient-group/{RENAMED}"


def _quads(answer: httpx.Response) -> list[ox.Quad]:
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/trig"
    return list(ox.parse(answer.content, format=ox.RdfFormat.TRIG))


def _entries(web: httpx.Client, address: str, **headers: str) -> list[ElementTree.Element]:
    answer = web.get(address, headers=headers)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    return list(ElementTree.fromstring(answer.text).iter(f"{ATOM}entry"))  # noqa: S314 (ours)


def test_the_atom_feed_tells_what_each_release_changed(later: httpx.Client) -> None:
    entries = _entries(later, f"{PUBLIC}/changes", **{"accept-language": "en"})
    titles = [it.findtext(f"{ATOM}title") for it in entries]
    assert titles == [f"Release {it}" for it in (THIRD, SECOND, FIRST)]
    told = [it.findtext(f"{ATOM}content") or "" for it in entries]
    assert f"is {NAME}" in told[0]
    assert "gone</li>" in told[1]
    assert "<li>" not in told[2]
    assert [it.findtext(f"{ATOM}updated") for it in entries] == [*RELEASES.values()][::-1]


def test_the_atom_feed_speaks_both_languages_and_starts_where_one_wants(
    later: httpx.Client,
) -> None:
    danish = _entries(later, f"{PUBLIC}/changes.atom")
    assert danish[0].findtext(f"{ATOM}title") == f"Udgivelse {THIRD}"
    english = _entries(later, f"{PUBLIC}/changes.atom?lang=en&since={SECOND}")
    assert [it.findtext(f"{ATOM}title") for it in english] == [f"Release {THIRD}"]
    assert _entries(later, f"{PUBLIC}/changes.atom?since={THIRD}") == []
    for wrong in ("?since=none", "?page=2", "?page=0"):
        assert later.get(f"{PUBLIC}/changes.atom{wrong}").status_code == 404
    assert later.get(f"{PUBLIC}/changes.atom?page=x").status_code == 400


def test_people_get_a_page_and_only_people(later: httpx.Client) -> None:
    page = later.get(f"{PUBLIC}/changes", headers={"accept": "text/html"})
    assert page.headers["content-type"].startswith("text/html")
    anyone = later.get(f"{PUBLIC}/changes", headers={"accept": "*/*"})
    assert anyone.headers["content-type"].startswith("application/atom+xml")


# The catalogue as a DCAT-AP Feed


def test_the_catalogue_feed_updates_every_entity(later: httpx.Client) -> None:
    quads = _quads(later.get(f"{PUBLIC}/feed"))
    plain = [q for q in quads if q.graph_name == ox.DefaultGraph()]
    kinds = {str(q.subject): q.object for q in plain if q.predicate == term("rdf:type")}
    members = {str(q.object) for q in plain if q.predicate == term("tree:member")}
    assert len(members) > 40
    assert {kinds[it] for it in members} == {term("as:Update")}
    objects = [str(q.object) for q in plain if q.predicate == term("as:object")]
    assert len(objects) == len(set(objects)) == len(members)
    assert f"<{PUBLIC}/dataset/ngckg>" in objects
    # Each activity names the graph with what it says.
    graphs = {str(q.graph_name) for q in quads if q.graph_name != ox.DefaultGraph()}
    assert graphs == members
    view = [q.object for q in plain if q.predicate == term("tree:view")]
    assert view == [ox.NamedNode(f"{PUBLIC}/feed")]


def test_the_first_release_creates(web: httpx.Client) -> None:
    quads = _quads(web.get(f"{PUBLIC}/feed"))
    types = {q.object for q in quads if q.predicate == term("rdf:type")}
    assert term("as:Create") in types
    assert term("as:Update") not in types


@pytest.mark.slow
def test_the_catalogue_feed_has_the_shape_of_dcat_ap_feeds(later: httpx.Client) -> None:
    shapes = rdflib.Graph().parse(shared("shapes/ldes/dcat-ap-feeds-shape.ttl"))
    quads = _quads(later.get(f"{PUBLIC}/feed"))

    def conforms(stated: list[ox.Quad]) -> bool:
        triples = ox.serialize([q.triple for q in stated], format=ox.RdfFormat.N_TRIPLES)
        data = rdflib.Graph().parse(data=triples, format="nt")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found, _, _ = pyshacl.validate(data, shacl_graph=shapes)
        return bool(found)

    assert conforms(quads)
    assert not conforms([q for q in quads if q.predicate != term("as:object")])


# The things of the graph as an event stream


def _follow(web: httpx.Client, address: str) -> Iterator[tuple[str, list[ox.Quad]]]:
    """Every page that relations lead to, as a TREE client goes."""
    ahead, seen = [address], set()
    while ahead:
        page = ahead.pop()
        if page in seen:
            continue
        seen.add(page)
        quads = _quads(web.get(page))
        yield page, quads
        ahead += [
            q.object.value
            for q in quads
            if q.predicate == term("tree:node") and isinstance(q.object, ox.NamedNode)
        ]


def _replicate(web: httpx.Client) -> dict[str, set[str]]:
    """What the stream says of each thing in the end."""
    versions: dict[str, tuple[str, str, str]] = {}
    payload: dict[str, set[str]] = {}
    for _, quads in _follow(web, f"{PUBLIC}/feed/things"):
        said: dict[str, dict[ox.NamedNode, str]] = {}
        for q in quads:
            if q.graph_name != ox.DefaultGraph():
                payload.setdefault(str(q.graph_name), set()).add(str(q.triple))
            elif isinstance(q.object, ox.NamedNode | ox.Literal):
                said.setdefault(str(q.subject), {})[q.predicate] = q.object.value
        for member, facts in said.items():
            if term("as:object") in facts:
                thing, published = facts[term("as:object")], facts[term("as:published")]
                kind = facts[term("rdf:type")].rpartition("#")[2]
                known = versions.get(thing)
                if known is None or known[0] < published:
                    versions[thing] = published, kind, member
    return {
        thing: payload[member] for thing, (_, kind, member) in versions.items() if kind != "Delete"
    }


def test_following_the_stream_gives_what_the_release_says(later: httpx.Client, past: Path) -> None:
    expected = {
        it.thing: {str(q.triple) for q in ox.parse(it.statements, format=ox.RdfFormat.N_TRIPLES)}
        for it in deltas.deltas(None, past / THIRD / DATASET)
    }
    assert len(expected) > 300
    assert _replicate(later) == expected
    assert f'"{NAME}"@en' in str(expected[GROUP])


def test_what_went_leaves_a_tombstone(later: httpx.Client) -> None:
    address = f"{PUBLIC}/feed/things/{SECOND}/{FIRST}/1"
    quads = _quads(later.get(address))
    gone = {str(q.subject) for q in quads if q.object == term("as:Delete")}
    tombstone = f"<{PUBLIC}/release/{SECOND}/data/patient-group/{GONE}>"
    assert tombstone in gone
    assert not any(str(q.graph_name) in gone for q in quads)


def test_pages_never_change_and_say_so(later: httpx.Client) -> None:
    pages = [page for page, _ in _follow(later, f"{PUBLIC}/feed/things")]
    assert len(pages) > 3
    for page in pages[1:]:
        answer = later.get(page)
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        own = [q.subject for q in _quads(answer) if q.object == term("tree:Node")]
        assert own == [ox.NamedNode(page)]
    root = later.get(pages[0])
    assert "immutable" not in root.headers["cache-control"]
    known = later.get(pages[0], headers={"if-none-match": root.headers["etag"]})
    assert known.status_code == 304


def test_streams_come_in_every_syntax_with_graphs(later: httpx.Client) -> None:
    page = f"{PUBLIC}/feed/things/{THIRD}/{SECOND}/1"
    trig = set(_quads(later.get(page)))
    for accept, syntax in (
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/n-quads", ox.RdfFormat.N_QUADS),
    ):
        answer = later.get(page, headers={"accept": accept})
        assert answer.headers["content-type"] == accept
        assert set(ox.parse(answer.content, format=syntax)) == trig
    assert later.get(page, headers={"accept": "text/turtle"}).status_code == 406
    assert later.get(f"{PUBLIC}/feed.jsonld").headers["content-type"] == "application/ld+json"


@pytest.mark.parametrize(
    "path",
    [
        f"/feed/things/{THIRD}/{SECOND}/0",
        f"/feed/things/{THIRD}/{SECOND}/9",
        f"/feed/things/{SECOND}/{THIRD}/1",
        f"/feed/things/{THIRD}/{THIRD}/1",
        "/feed/things/none/all/1",
        f"/feed/things/{THIRD}/none/1",
        "/feed.ttl",
    ],
)
def test_there_are_no_other_pages(later: httpx.Client, path: str) -> None:
    assert later.get(PUBLIC + path).status_code == 404


@pytest.fixture
def ldes_client() -> Path:
    """npm's ldes-client."""
    return needed(LDES_CLIENT, "ldes-client (npm ci in tests/harvest)")


def _by_ldes_client(client: Path, address: str, *options: str) -> set[str]:
    """The graphs of the members that ldes-client emits."""
    command = ["node", str(client), *options, address]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    # Not quite N-Quads: it writes numbers and truth values short.
    return set(re.findall(r"(?m)^<.* (<[^<> ]+>) \.$", done.stdout))


@pytest.mark.slow
@pytest.mark.xdist_group("harvest-later_server")
def test_ldes_client_replicates_the_things(past: Path, ldes_client: Path, tmp_path: Path) -> None:
    expected = {it.thing for it in deltas.deltas(None, past / THIRD / DATASET)}
    # It calls the server by its own address, since it knows nothing of our proxy.
    with serving(past, tmp_path / "serve.log") as server:
        emitted = _by_ldes_client(ldes_client, f"{server.base}/feed/things", "--no-shape")
        index = deltas.read_index(next((past / ".cache" / "feed").glob("*-since-all")))
        shape = str(shared("shapes/ldes/dcat-ap-feeds-shape.ttl"))
        catalogue = _by_ldes_client(ldes_client, f"{server.base}/feed", "--shape-file", shape)
    assert index is not None
    first = {f"<{server.base}/release/{FIRST}/data/{it.removeprefix(ID)}>" for _, it in index}
    assert first <= emitted
    latest = {it.rpartition("/data/")[2][:-1] for it in emitted if f"/{THIRD}/" in it}
    assert f"patient-group/{RENAMED}" in latest
    assert {it.removeprefix(ID) for it in expected} <= {
        it.rpartition("/data/")[2][:-1] for it in emitted
    }
    assert any(it.startswith(f"<{server.base}/dataset/ngckg#") for it in catalogue)


def test_the_manifest_of_the_past_is_what_these_tests_think(past: Path) -> None:
    manifest = json.loads((past / THIRD / "manifest.json").read_text())
    assert (manifest["parent"], manifest["created"]) == (SECOND, RELEASES[THIRD])
