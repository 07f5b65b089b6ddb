"""The suite's SPARQL Protocol tests as plain requests, and whether a server's answers are right.

A manifest gives HTTP requests (https://www.w3.org/2011/http#) under `/sparql/`, which stands for
the path of the endpoint under test.
"""

from dataclasses import dataclass
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from tests.shared import shared
from tests.w3c.manifest import MF, Data, file_of, published
from tests.w3c.rdf import RDFS, Graph, Node, text
from tests.w3c.readers import READERS, Solutions, read_answer
from tests.w3c.suite import SUITE, parameters

CNT = "http://www.w3.org/2011/content#"
HT = "http://www.w3.org/2011/http#"
STATUS = "http://www.w3.org/2011/http-statusCodes#StatusCode"
UT = "http://www.w3.org/2009/sparql/tests/test-update#"

PREFIX = "/sparql/"

#: Statuses of class 4 that say nothing of the request: no such address, too many requests.
UNRELATED = frozenset({404, 429})

#: How the names of tests of the update operation begin.
UPDATE_TESTS = (
    "update_",
    "bad_update_",
    "bad_multiple_updates",
)


@dataclass(frozen=True)
class Request:
    """One request and what the answer to it must be."""

    method: str
    query_string: str
    headers: tuple[tuple[str, str], ...]
    body: bytes | None
    #: Classes of status: 2 for 2xx.
    status_classes: frozenset[int]
    #: "boolean", "tabular", "RDF", or nothing where any content will do.
    result: str | None
    boolean: bool | None

    def path(self, endpoint: str) -> str:
        """The request target at an endpoint."""
        return f"{endpoint}?{self.query_string}" if self.query_string else endpoint


@dataclass(frozen=True)
class ProtocolTest:
    """Requests that are sent one after the other over the graphs that they ask for."""

    iri: str
    title: str
    requests: tuple[Request, ...]
    graphs: tuple[tuple[str, Path], ...]

    @property
    def name(self) -> str:
        """`protocol/name`, as the test is called in reports."""
        return f"protocol/{self.iri.rpartition('#')[2]}"

    @property
    def is_update(self) -> bool:
        """Whether it tests the update operation."""
        return self.name.removeprefix("protocol/").startswith(UPDATE_TESTS)


def read_tests(root: Path) -> list[ProtocolTest]:
    """All the tests of the protocol, in the manifest's order."""
    manifest = root / "protocol" / "manifest.ttl"
    base = published(root, manifest)
    graph = Graph.read(manifest, base)
    head = graph.need(ox.NamedNode(base), MF + "entries")
    return [_test(graph, root, node) for node in graph.items(head)]


def query_tests(root: Path) -> list[ProtocolTest]:
    """The tests of the query operation."""
    return [test for test in read_tests(root) if not test.is_update]


def update_tests(root: Path) -> list[ProtocolTest]:
    """The tests of the update operation, which a read-only endpoint refuses."""
    return [test for test in read_tests(root) if test.is_update]


def dataset_quads() -> list[ox.Quad]:
    """The data that the query tests ask for: each file a named graph, the default graph empty."""
    root = shared(SUITE)
    graphs = {pair for test in query_tests(root) for pair in test.graphs}
    return Data(root, named=tuple(sorted(graphs))).quads()


def check(client: httpx.Client, test: ProtocolTest, endpoint: str = "/sparql") -> None:
    """Sends the test's requests in order; fails where an answer is not as the test says."""
    for request in test.requests:
        response = _send(client, request, endpoint)
        told = f"{request.method} {response.url}: {response.status_code}\n{response.text[:500]}"
        assert response.status_code // 100 in request.status_classes, told
        assert response.status_code not in UNRELATED, told
        if request.result is not None:
            _check_result(request, response)


def check_refused(client: httpx.Client, test: ProtocolTest, endpoint: str = "/sparql") -> None:
    """The first request, an update, is refused with a 4xx status."""
    response = _send(client, test.requests[0], endpoint)
    assert response.status_code // 100 == 4, f"{test.name}: {response.status_code}"
    assert response.status_code not in UNRELATED, f"{test.name}: {response.status_code}"


def run(base_url: str, endpoint: str = "/sparql") -> dict[str, str | None]:
    """Runs the query tests against a server of `dataset_quads()`.

    For each test: nothing when it passed, else what went wrong.
    """
    outcome: dict[str, str | None] = {}
    with httpx.Client(base_url=base_url) as client:
        for test in query_tests(shared(SUITE)):
            try:
                check(client, test, endpoint)
            except (AssertionError, httpx.HTTPError) as error:
                outcome[test.name] = str(error)
            else:
                outcome[test.name] = None
    return outcome


def _send(client: httpx.Client, request: Request, endpoint: str) -> httpx.Response:
    return client.request(
        request.method,
        request.path(endpoint),
        headers=list(request.headers),
        content=request.body,
        follow_redirects=True,
    )


def _check_result(request: Request, response: httpx.Response) -> None:
    media_type = response.headers.get("content-type", "").partition(";")[0]
    assert media_type in READERS, f"not the media type of a SPARQL result: {media_type!r}"
    answer = read_answer(media_type, response.content)
    form = {bool: "boolean", Solutions: "tabular", ox.Dataset: "RDF"}[type(answer)]
    assert form == request.result
    if request.boolean is not None:
        assert answer is request.boolean


def _test(graph: Graph, root: Path, node: Node) -> ProtocolTest:
    requests = graph.need(graph.need(node, MF + "action"), HT + "requests")
    graphs = [
        (text(graph.need(data, RDFS + "label")), graph.need(data, UT + "graph"))
        for data in graph.objects(node, UT + "graphData")
    ]
    return ProtocolTest(
        iri=text(node),
        title=text(graph.need(node, MF + "name")),
        requests=tuple(_request(graph, item) for item in graph.items(requests)),
        graphs=tuple(sorted((name, file_of(root, file)) for name, file in graphs)),
    )


def _request(graph: Graph, node: Node) -> Request:
    target = text(graph.need(node, HT + "absolutePath"))
    if not target.startswith(PREFIX):
        raise ValueError(f"not under {PREFIX}: {target}")
    response = graph.need(node, HT + "resp")
    result = graph.value(response, MF + "expectedFormat")
    boolean = graph.value(response, MF + "expectedBoolean")
    statuses = graph.objects(response, MF + "expectedStatus")
    return Request(
        method=text(graph.need(node, HT + "methodName")),
        query_string=target.removeprefix(PREFIX).removeprefix("?"),
        headers=_headers(graph, node),
        body=_body(graph, node),
        status_classes=frozenset(int(text(s).removeprefix(STATUS)[0]) for s in statuses),
        result=None if result is None else text(result),
        boolean=None if boolean is None else text(boolean) == "true",
    )


def _headers(graph: Graph, request: Node) -> tuple[tuple[str, str], ...]:
    head = graph.value(request, HT + "headers")
    items = [] if head is None else graph.items(head)
    return tuple(
        (text(graph.need(item, HT + "fieldName")), text(graph.need(item, HT + "fieldValue")))
        for item in items
    )


def _body(graph: Graph, request: Node) -> bytes | None:
    body = graph.value(request, HT + "body")
    if body is None:
        return None
    encoding = text(graph.need(body, CNT + "characterEncoding"))
    return text(graph.need(body, CNT + "chars")).encode(encoding)


def _parameters(update: bool) -> list[object]:
    return parameters(
        lambda root: [
            pytest.param(test, id=test.name)
            for test in read_tests(root)
            if test.is_update == update
        ]
    )


#: For `pytest.mark.parametrize`: `check` must pass, and `check_refused`.
PROTOCOL_QUERY_TESTS = _parameters(update=False)
PROTOCOL_UPDATE_TESTS = _parameters(update=True)
