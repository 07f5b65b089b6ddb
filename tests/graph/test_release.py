"""A release is whole or it is not there, and the same facts are the same bytes."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from ngckg.errors import NotARelease
from ngckg.graph import release
from ngckg.rdf.canonical import canonical_lines, canonical_nquads, digest

#: Builds a release of a small dataset whose one fact is argv[2]; stops at the argv[3]th system
#: call that could leave traces, if one is named.
BUILDER = """
import os, signal, sys
from pathlib import Path
import pyoxigraph as ox
from ngckg.graph import building
from ngckg.graph.report import Report
from ngckg.namespaces import graph_iri

releases, fact, stop = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
seen = 0
TRACES = {"open", "os.mkdir", "os.rename", "os.symlink", "os.remove", "os.rmdir", "os.chmod"}

def watch(event, args):
    global seen
    if event in TRACES and str(releases) in str(args[0]):
        seen += 1
        if seen == stop:
            os.kill(os.getpid(), signal.SIGKILL)

graph = ox.NamedNode(graph_iri("data"))
subject, predicate = ox.NamedNode("http://e/s"), ox.NamedNode("http://e/p")
quads = [
    ox.Quad(subject, predicate, ox.Literal(fact), graph),
    ox.Quad(ox.BlankNode(), predicate, ox.BlankNode(), graph),
]

class Dataset:
    def quads(self, *names):
        return () if names and "data" not in names else quads

report = Report(findings=(), focus_nodes=0, asked={}, turtle=b"")
sys.addaudithook(watch)
made, new = building.build(Dataset(), report, releases)
print(made.manifest.id, new, seen)
"""


def _build(
    releases: Path, fact: str, stop: int = 0, *, under: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[str]:
    command = [*under, sys.executable, "-c", BUILDER, str(releases), fact, str(stop)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def _facts(releases: Path) -> bytes:
    return release.current(releases).content()


def test_a_release_is_made_current_and_names_its_parent(tmp_path: Path) -> None:
    first = _build(tmp_path, "one")
    assert first.returncode == 0, first.stderr
    one = release.current(tmp_path).manifest
    assert (one.id, one.parent, one.quads) == (first.stdout.split()[0], None, 2)
    assert one.graphs["data"] == 2
    assert one.digest == digest(_facts(tmp_path))
    assert _build(tmp_path, "two").returncode == 0
    assert release.current(tmp_path).manifest.parent == one.id
    assert [it.manifest.id for it in release.history(tmp_path)][-1] == one.id


def test_the_same_facts_are_the_same_bytes_and_not_a_new_release(tmp_path: Path) -> None:
    a, b = tmp_path / "a", tmp_path / "b"
    assert _build(a, "x").returncode == 0
    assert _build(b, "x").returncode == 0
    assert _facts(a) == _facts(b)
    again = _build(a, "x").stdout.split()
    assert again[:2] == [release.current(a).manifest.id, "False"]


@pytest.mark.slow
def test_a_build_killed_at_any_moment_leaves_the_current_release(tmp_path: Path) -> None:
    assert _build(tmp_path, "old").returncode == 0
    old = _facts(tmp_path)
    killed = spared = 0
    for stop in range(1, 60):
        done = _build(tmp_path, "new", stop)
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL, done.stderr
        killed += 1
        # Whole and verified either way; the new one only once it is current.
        assert _facts(tmp_path) == old or b'"new"' in _facts(tmp_path)
        spared += _facts(tmp_path) == old
    else:
        pytest.fail("the build never came to its end")
    assert killed >= spared >= 8
    assert b'"new"' in _facts(tmp_path)
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".partial")] == []


def test_a_full_disk_is_told_and_leaves_the_current_release(tmp_path: Path) -> None:
    assert _build(tmp_path, "old").returncode == 0
    before = sorted(tmp_path.iterdir())
    done = _build(tmp_path, "new " * 500, under=("prlimit", "--fsize=1000"))
    assert "CannotWrite: cannot write to " in done.stderr
    assert "File too large" in done.stderr
    assert sorted(tmp_path.iterdir()) == before
    assert b'"old"' in _facts(tmp_path)


@pytest.mark.slow
def test_two_builds_at_once_do_not_corrupt_each_other(tmp_path: Path) -> None:
    command = [sys.executable, "-c", BUILDER, str(tmp_path)]
    running = [
        subprocess.Popen([*command, f"fact {n}", "0"], stdout=subprocess.PIPE) for n in range(5)
    ]
    ids = {process.communicate(timeout=60)[0].split()[0].decode() for process in running}
    assert all(process.returncode == 0 for process in running)
    made = release.history(tmp_path)
    assert {it.manifest.id for it in made} == ids
    assert len(ids) == 5
    for it in made:
        assert digest(it.content()) == it.manifest.digest
    parents = {it.manifest.parent for it in made}
    assert len(parents) == 5, "each release follows another one"
    assert release.current(tmp_path).manifest.id not in parents


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A folder with one release."""
    assert _build(tmp_path, "x").returncode == 0
    return tmp_path


def test_a_damaged_release_is_noticed(made: Path) -> None:
    dataset = release.current(made).dataset
    dataset.write_bytes(dataset.read_bytes().replace(b'"x"', b'"y"'))
    with pytest.raises(NotARelease, match="damaged"):
        release.current(made).content()


@pytest.mark.parametrize("manifest", ["", "[]", "{}", '{"shacl": 1}', '{"shacl": {}}'])
def test_a_broken_manifest_is_named(made: Path, manifest: str) -> None:
    path = release.current(made).path / "manifest.json"
    path.write_text(manifest)
    with pytest.raises(NotARelease, match=r"manifest\.json"):
        release.current(made)


def test_a_missing_release_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(NotARelease, match="ngckg build"):
        release.current(tmp_path / "nowhere")


def test_the_manifest_is_json_that_others_can_read(made: Path) -> None:
    manifest = json.loads((made / "current" / "manifest.json").read_text())
    assert set(manifest) == {
        *("id", "created", "parent", "digest", "quads"),
        *("graphs", "tool", "shacl", "sources"),
    }
    assert (made / "current").readlink() == Path(manifest["id"])


def test_lines_sorted_in_many_runs_are_those_sorted_in_one() -> None:
    p = ox.NamedNode("http://e/p")
    quads = [
        ox.Quad(ox.NamedNode(f"http://e/{n * 7 % 10}"), p, ox.Literal(n % 4)) for n in range(50)
    ]
    quads += [ox.Quad(ox.BlankNode("x"), p, ox.Literal(1))]
    whole = sorted({f"{quad} .\n".encode() for quad in quads[:-1]})
    for run in (1, 2, 49, 50, 51, 1000):
        lines = list(canonical_lines(quads, run))
        assert lines == [
            *whole,
            b'_:c14n0 <http://e/p> "1"^^<' + ox.Literal(1).datatype.value.encode() + b"> .\n",
        ]


def test_blank_nodes_get_canonical_names_and_lines_are_sorted() -> None:
    def dataset(a: str, b: str) -> list[ox.Quad]:
        p = ox.NamedNode("http://e/p")
        return [
            ox.Quad(ox.BlankNode(a), p, ox.BlankNode(b)),
            ox.Quad(ox.BlankNode(b), p, ox.Literal("æ\n")),
            ox.Quad(ox.NamedNode("http://e/s"), p, ox.Literal("plain")),
        ]

    content = canonical_nquads(dataset("x", "y"))
    assert content == canonical_nquads(reversed(dataset("n1", "n0")))
    whole = ox.Dataset(dataset("x", "y"))
    whole.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    lines = (ox.serialize(whole, format=ox.RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
    assert content == b"".join(sorted(lines))
