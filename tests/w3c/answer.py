"""What is under test: a function that answers a query over a dataset in a media type."""

from typing import Protocol, TypeVar

import pyoxigraph as ox

from tests.w3c.manifest import Data

T = TypeVar("T")


class Answer(Protocol):
    """Answers `query` over `data`, in `accept` (the media type wanted): (media type, content).

    Raises where the query is refused.
    """

    def __call__(self, query: str, data: Data, accept: str) -> tuple[str, bytes]: ...


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
