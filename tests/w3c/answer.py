"""What is under test, a function that answers a query over a dataset, and how it is tested."""

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol, TypeVar

import pyoxigraph as ox

from tests.w3c.compare import assert_same
from tests.w3c.manifest import PUBLISHED, Data, Entry
from tests.w3c.query import is_ordered, names_its_dataset
from tests.w3c.rdf import triples
from tests.w3c.readers import read_answer, read_expected

#: A graph that nobody has, for a dataset without any.
NO_GRAPH = f"{PUBLISHED}no-graph"

T = TypeVar("T")


class Answer(Protocol):
    """Answers `query` over `data`, in `accept` (the media type wanted): (media type, content).

    Raises where the query is refused.
    """

    def __call__(self, query: str, data: Data, accept: str) -> tuple[str, bytes]: ...


def check(entry: Entry, answer: Answer) -> None:
    """Asks for the format of the expected answer and compares the two."""
    assert entry.result is not None, "an evaluation test without a result"
    accept, expected = read_expected(entry.result, entry.published(entry.result))
    query = entry.query_text()
    media_type, content = answer(query, entry.data, accept)
    assert media_type.partition(";")[0] == accept
    assert_same(expected, read_answer(media_type, content), ordered=is_ordered(query))


def oxigraph(query: str, data: Data, accept: str) -> tuple[str, bytes]:
    """Oxigraph itself, without anything of ours around it: what the engine can do at best."""
    store = ox.Store()
    store.extend(data.quads())
    result = store.query(query)
    if isinstance(result, ox.QueryTriples):
        return accept, result.serialize(format=_need(ox.RdfFormat.from_media_type(accept))) or b""
    results_format = _need(ox.QueryResultsFormat.from_media_type(accept))
    return accept, result.serialize(format=results_format) or b""


def _need(value: T | None) -> T:
    assert value is not None, "not a media type of Oxigraph"
    return value


# For engines and servers that hold one dataset: it has the graphs of all tests, and each query
# comes with those of its own test as the protocol names them.


def all_quads(entries: Iterable[Entry]) -> list[ox.Quad]:
    """Every file that the tests' datasets are made of, as a named graph; no default graph."""
    files: dict[str, Path] = {}
    for entry in entries:
        for name, path in entry.data.graphs().items():
            if files.setdefault(name, path) != path:
                raise ValueError(f"{name} is the name of two files")
    return [
        ox.Quad(t.subject, t.predicate, t.object, ox.NamedNode(name))
        for name, path in sorted(files.items())
        for t in triples(path, name)
    ]


def dataset_of(query: str, data: Data) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What `default-graph-uri` and `named-graph-uri` are for this test over `all_quads()`.

    A query that names its dataset itself is asked without. A dataset with no graph at all must
    be named too, lest the query sees every graph.
    """
    if names_its_dataset(query):
        return (), ()
    named = tuple(name for name, _ in data.named)
    return data.default_names or (() if named else (NO_GRAPH,)), named
