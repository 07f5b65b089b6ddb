"""The protocol suite's reading and checking, against answers made up right and wrong."""

from dataclasses import replace
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from tests.w3c.protocol import (
    PROTOCOL_QUERY_TESTS,
    PROTOCOL_UPDATE_TESTS,
    ProtocolTest,
    Request,
    check,
    check_refused,
    dataset_quads,
    query_tests,
    read_tests,
    update_tests,
)

JSON = "application/sparql-results+json"
RIGHT = {
    "boolean": (JSON, '{"head": {}, "boolean": true}'),
    "tabular": (JSON, '{"head": {"vars": []}, "results": {"bindings": []}}'),
    "RDF": ("text/turtle", ""),
    None: ("text/plain", "no"),
}


def right(request: Request) -> httpx.Response:
    """An answer such as the test wants it."""
    media_type, content = RIGHT[request.result]
    status = 200 if 2 in request.status_classes else 400
    return httpx.Response(status, headers={"content-type": media_type}, text=content)


def client(*responses: httpx.Response) -> httpx.Client:
    """A client of a server that gives these answers, one after the other."""
    left = iter(responses)
    transport = httpx.MockTransport(lambda _request: next(left))
    return httpx.Client(transport=transport, base_url="http://server.example")


def test_the_query_tests_and_the_update_tests_are_all_the_tests(suite: Path) -> None:
    names = {test.name for test in query_tests(suite)}
    updates = {test.name for test in update_tests(suite)}
    assert (len(names), len(updates)) == (20, 14)
    assert names | updates == {test.name for test in read_tests(suite)}
    assert {name for name in names if "update" in name} == set()


@pytest.mark.parametrize("test", PROTOCOL_QUERY_TESTS)
def test_right_answers_pass(test: ProtocolTest) -> None:
    check(client(*(right(request) for request in test.requests)), test)


@pytest.mark.parametrize("test", PROTOCOL_QUERY_TESTS)
def test_a_status_of_the_wrong_class_fails(test: ProtocolTest) -> None:
    (request,) = test.requests
    wrong = replace(request, status_classes=frozenset({4} if 2 in request.status_classes else {2}))
    with pytest.raises(AssertionError):
        check(client(right(wrong)), test)


@pytest.mark.parametrize("test", PROTOCOL_QUERY_TESTS)
def test_a_server_error_always_fails(test: ProtocolTest) -> None:
    with pytest.raises(AssertionError):
        check(client(httpx.Response(500)), test)


@pytest.mark.parametrize("form", ["boolean", "tabular", "RDF"])
def test_a_result_of_another_form_fails(suite: Path, form: str) -> None:
    test = next(t for t in query_tests(suite) if t.requests[0].result == form)
    others = [right(replace(test.requests[0], result=other)) for other in {*RIGHT} - {form}]
    for answer in others:
        with pytest.raises(AssertionError):
            check(client(answer), test)


def test_the_wrong_boolean_fails(suite: Path) -> None:
    test = next(t for t in query_tests(suite) if t.requests[0].boolean is True)
    no = httpx.Response(200, headers={"content-type": JSON}, text='{"head": {}, "boolean": false}')
    with pytest.raises(AssertionError):
        check(client(no), test)


@pytest.mark.parametrize("test", PROTOCOL_UPDATE_TESTS)
def test_an_update_that_is_let_through_is_noticed(test: ProtocolTest) -> None:
    check_refused(client(httpx.Response(400)), test)
    for status in (200, 404, 429, 500):
        with pytest.raises(AssertionError):
            check_refused(client(httpx.Response(status)), test)


def test_requests_are_sent_as_the_manifest_gives_them(suite: Path) -> None:
    sent: list[httpx.Request] = []

    def record(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(400)

    tests = {test.name: test for test in query_tests(suite)}
    recorder = httpx.Client(transport=httpx.MockTransport(record), base_url="http://server.example")
    for name in ("bad_multiple_queries", "bad_query_missing_form_type", "bad_query_non_utf8"):
        check(recorder, tests[f"protocol/{name}"], endpoint="/sparql")
    several, untyped, utf16 = sent
    assert str(several.url) == (
        "http://server.example/sparql?query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D"
    )
    assert (untyped.method, untyped.content) == ("POST", b"query=ASK%20%7B%7D")
    assert "content-type" not in untyped.headers
    assert utf16.content.decode("utf-16") == "ASK {}"
    assert utf16.headers["content-type"] == "application/sparql-query; charset=UTF-16"


def test_the_dataset_has_the_graphs_that_the_tests_name() -> None:
    names = {f"http://kasei.us/2009/09/sparql/data/data{number}.rdf" for number in (1, 2, 3)}
    quads = dataset_quads()
    assert {str(quad.graph_name) for quad in quads} == {f"<{name}>" for name in names}
    # Each graph says of itself that it is a document, and of nothing else.
    assert {quad.subject for quad in quads} == {ox.NamedNode(name) for name in names}
    assert all(quad.subject == quad.graph_name for quad in quads)
