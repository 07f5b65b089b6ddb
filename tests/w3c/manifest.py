"""Reading the suite's manifests: what each test asks, over which data, and what should come out.

https://www.w3.org/2001/sw/DataAccess/tests/README: a manifest includes others (`mf:include`) or
lists tests (`mf:entries`).
"""

from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from tests.w3c.rdf import RDF, RDFS, Graph, Node, text, triples

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"

#: Where the suite is published: relative IRIs in its files are resolved against this.
PUBLISHED = "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/"


@dataclass(frozen=True)
class Data:
    """The dataset of a test: files for the default graph, and files with their graph's name."""

    root: Path
    default: tuple[Path, ...] = ()
    named: tuple[tuple[str, Path], ...] = ()

    @property
    def default_names(self) -> tuple[str, ...]:
        """The IRIs of the files of the default graph."""
        return tuple(published(self.root, path) for path in self.default)

    def graphs(self) -> dict[str, Path]:
        """Every file by the name of the graph that it is, those of the default graph too."""
        return dict(zip(self.default_names, self.default, strict=True)) | dict(self.named)

    def quads(self) -> list[ox.Quad]:
        """The dataset's quads."""
        graphs: list[tuple[ox.NamedNode | ox.DefaultGraph, Path]] = [
            *((ox.DefaultGraph(), path) for path in self.default),
            *((ox.NamedNode(name), path) for name, path in self.named),
        ]
        return [
            ox.Quad(t.subject, t.predicate, t.object, graph)
            for graph, path in graphs
            for t in triples(path, published(self.root, path))
        ]


@dataclass(frozen=True)
class Entry:
    """One test of query evaluation or syntax."""

    iri: str
    kind: str
    folder: str
    query: Path
    data: Data
    result: Path | None

    @property
    def name(self) -> str:
        """`folder/name`, as the test is called in reports."""
        return f"{self.folder}/{self.iri.rpartition('#')[2]}"

    def query_text(self) -> str:
        """The query with its file's IRI as base, which is how the suite resolves its IRIs."""
        content = self.query.read_bytes().decode("utf-8")
        return f"BASE <{published(self.data.root, self.query)}>\n{content}"

    def published(self, path: Path) -> str:
        """The IRI of one of the suite's files."""
        return published(self.data.root, path)


def published(root: Path, path: Path) -> str:
    """The IRI of a file of the suite that is read from `root`."""
    return PUBLISHED + path.relative_to(root).as_posix()


def file_of(root: Path, node: Node) -> Path:
    """The file of the suite that an IRI stands for."""
    iri = text(node)
    if not iri.startswith(PUBLISHED):
        raise ValueError(f"not a file of the suite: {iri}")
    return root / iri.removeprefix(PUBLISHED)


def included(root: Path, manifest: Path) -> list[Path]:
    """The manifests that this one includes, down to those that include none."""
    graph = Graph.read(manifest, published(root, manifest))
    head = graph.value(ox.NamedNode(published(root, manifest)), MF + "include")
    if head is None:
        return [manifest]
    return [leaf for item in graph.items(head) for leaf in included(root, file_of(root, item))]


def kinds(root: Path, manifest: Path) -> dict[str, str]:
    """The tests that a manifest lists, each with the local name of its class."""
    graph = Graph.read(manifest, published(root, manifest))
    return {text(test): _kind(graph, test) for test in _tests(graph, root, manifest)}


def entries(root: Path, manifest: Path) -> list[Entry]:
    """The tests of a manifest of query evaluation and query syntax."""
    graph = Graph.read(manifest, published(root, manifest))
    return [_entry(graph, root, manifest, test) for test in _tests(graph, root, manifest)]


def _tests(graph: Graph, root: Path, manifest: Path) -> list[Node]:
    head = graph.need(ox.NamedNode(published(root, manifest)), MF + "entries")
    return graph.items(head)


def _kind(graph: Graph, test: Node) -> str:
    return text(graph.need(test, RDF + "type")).removeprefix(MF)


def _entry(graph: Graph, root: Path, manifest: Path, test: Node) -> Entry:
    action = graph.need(test, MF + "action")
    result = graph.value(test, MF + "result")
    # A syntax test's action is the query itself; an evaluation's is a node with query and data.
    query = action if isinstance(action, ox.NamedNode) else graph.need(action, QT + "query")
    named = [_named(graph, root, node) for node in graph.objects(action, QT + "graphData")]
    default = (file_of(root, node) for node in graph.objects(action, QT + "data"))
    return Entry(
        iri=text(test),
        kind=_kind(graph, test),
        folder=manifest.parent.name,
        query=file_of(root, query),
        data=Data(root, tuple(sorted(default)), tuple(sorted(named))),
        result=None if result is None else file_of(root, result),
    )


def _named(graph: Graph, root: Path, node: Node) -> tuple[str, Path]:
    """A named graph: a file under its own IRI, or a node that gives the two apart."""
    if isinstance(node, ox.NamedNode):
        return node.value, file_of(root, node)
    name = text(graph.need(node, RDFS + "label"))
    return name, file_of(root, graph.need(node, QT + "graph"))
