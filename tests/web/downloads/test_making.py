"""The files of a release: each says what the release says, and is the same bytes each time."""

import gzip
import hashlib
import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

from ngckg.namespaces import GRAPHS, graph_iri
from ngckg.negotiation import JSON_LD, N_QUADS, TRIG
from ngckg.rdf.bridge import to_rdflib
from ngckg.rdf.canonical import canonical_nquads
from ngckg.web.downloads.files import FILES, MAPPINGS, WHOLE, File
from ngckg.web.downloads.making import make
from tests.engine import releases
from tests.web.reading import Dataset, expand_quads

pytestmark = pytest.mark.slow

CONTEXT = "https://example.org/context.jsonld"
PLAIN = [file for file in FILES.values() if not file.gzipped]


def made(dataset: Path, folder: Path) -> dict[str, bytes]:
    folder.mkdir()
    told = {it.name: it for it in make(dataset, folder, CONTEXT)}
    contents = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert set(told) == set(contents) == set(FILES)
    for name, content in contents.items():
        assert told[name].bytes == len(content)
        assert told[name].sha256 == hashlib.sha256(content).hexdigest()
    return contents


@pytest.fixture(scope="module")
def files(shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of the repository's own data."""
    return made(shipped / "current" / "dataset.nq", tmp_path_factory.mktemp("made") / "files")


@pytest.fixture(scope="module")
def dataset(shipped: Path) -> Dataset:
    return Dataset(shipped / "current")


def quads(file: File, content: bytes) -> list[ox.Quad]:
    if file.syntax == JSON_LD:
        return expand_quads(json.loads(content), CONTEXT)
    syntax = ox.RdfFormat.from_media_type(file.syntax.media_type)
    assert syntax is not None
    return list(ox.parse(content, format=syntax))


@pytest.mark.parametrize("file", [it for it in PLAIN if it != MAPPINGS], ids=lambda it: it.name)
def test_each_file_says_what_the_release_says(
    file: File, files: dict[str, bytes], dataset: Dataset
) -> None:
    found = quads(file, files[file.name])
    graphs = GRAPHS if file.graph == WHOLE else (file.graph,)
    named = [ox.NamedNode(graph_iri(name)) for name in graphs]
    expected = [quad for quad in dataset.quads if quad.graph_name in named]
    with_names = file.syntax in (N_QUADS, TRIG) or (file.syntax == JSON_LD and file.graph == WHOLE)
    if with_names:
        assert canonical_nquads(found) == canonical_nquads(expected)
    else:
        assert {quad.graph_name for quad in found} <= {ox.DefaultGraph()}
        assert _same(found, expected)


def _same(found: list[ox.Quad], expected: list[ox.Quad]) -> bool:
    """Whether the triples are the same; those with blank nodes by rdflib."""
    blank = [[it for it in those if _has_blank(it)] for those in (found, expected)]
    plain = [{it.triple for it in those if not _has_blank(it)} for those in (found, expected)]
    graphs: list[Graph] = [to_rdflib(those) for those in blank]
    return plain[0] == plain[1] and isomorphic(*graphs)


def _has_blank(quad: ox.Quad) -> bool:
    return isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)


def test_whole_n_quads_are_the_release(files: dict[str, bytes], shipped: Path) -> None:
    assert files["ngckg.nq"] == (shipped / "current" / "dataset.nq").read_bytes()


def test_gzipped_is_the_same_and_tells_nothing_else(files: dict[str, bytes]) -> None:
    for file in PLAIN:
        packed = files[file.gz.name]
        assert gzip.decompress(packed) == files[file.name]
        # RFC 1952 §2.3: no flags, and so no name; no time
        assert packed[3:8] == bytes(5)


def test_same_release_gives_same_bytes(
    shipped: Path, files: dict[str, bytes], tmp_path: Path
) -> None:
    assert made(shipped / "current" / "dataset.nq", tmp_path / "again") == files


def test_triple_in_two_graphs_is_one_triple(tmp_path: Path) -> None:
    said = (releases.group("g"), releases.TYPE, releases.GROUP)
    twice = [ox.Quad(*said, graph) for graph in (releases.DATA, releases.VOCABULARY)]
    release = releases.write(tmp_path, [*releases.quads(1), *twice])
    contents = made(release / "dataset.nq", tmp_path / "files")
    line = f"{' '.join(map(str, said))} .\n".encode()
    assert contents["ngckg.nt"].count(line) == 1
    assert contents["data.nt"].count(line) == contents["vocabulary.nt"].count(line) == 1
    assert contents["ngckg.nq"].count(line[:-2]) == 2


def test_what_our_context_would_misread_is_written_without_it(tmp_path: Path) -> None:
    odd = ox.NamedNode("schema:odd")  # an absolute IRI of a scheme that is a prefix of ours
    release = releases.write(tmp_path, [ox.Quad(odd, releases.TYPE, releases.GROUP, releases.DATA)])
    contents = made(release / "dataset.nq", tmp_path / "files")
    for name in ("data.jsonld", "ngckg.jsonld"):
        found = list(ox.parse(contents[name], format=ox.RdfFormat.JSON_LD))
        assert [quad.subject for quad in found] == [odd]
