"""`/id/…` leads where the client can read."""

import httpx
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SKOS

from ngckg.namespaces import ID
from tests.web.reading import Dataset
from tests.web.servers import Server

GROUP = "patient-group/nyresvigt"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "place"),
    [
        (None, "data"),
        ("*/*", "data"),
        ("text/turtle", "data"),
        ("application/ld+json", "data"),
        ("application/json", "data"),
        ("application/rdf+xml;q=0.5, text/html;q=0.4", "data"),
        ("text/html", "page"),
        ("application/xhtml+xml", "page"),
        (BROWSER, "page"),
        ("text/html, text/turtle", "data"),
        ("text/html, text/turtle;q=0.9", "page"),
    ],
)
def test_accept_decides(
    accept: str | None, place: str, client: httpx.Client, server: Server
) -> None:
    request = client.build_request("GET", f"/id/{GROUP}")
    del request.headers["accept"]
    if accept is not None:
        request.headers["accept"] = accept
    answer = client.send(request)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"{server.base}/{place}/{GROUP}"
    assert answer.headers["vary"] == "Accept"
    assert answer.content == b""
    assert f'<{server.base}/data/{GROUP}>; rel="describedby"' in answer.headers["link"]
    assert f'<{ID}{GROUP}>; rel="cite-as"' in answer.headers["link"]


def test_nothing_acceptable_is_refused_with_the_list(client: httpx.Client) -> None:
    answer = client.get(f"/id/{GROUP}", headers={"accept": "image/png"})
    assert answer.status_code == 406
    assert answer.json()["offered"][-1] == "text/html"


@pytest.mark.parametrize("accept", ["text/turtle", "text/html"])
def test_what_is_not_there_is_not_found(accept: str, client: httpx.Client) -> None:
    answer = client.get("/id/patient-group/nowhere", headers={"accept": accept})
    assert answer.status_code == 404


def test_head_is_answered_alike(client: httpx.Client) -> None:
    head, whole = client.head(f"/id/{GROUP}"), client.get(f"/id/{GROUP}")
    assert head.status_code == 303
    assert head.headers["location"] == whole.headers["location"]


def test_every_thing_leads_to_its_description(client: httpx.Client, dataset: Dataset) -> None:
    kinds = {it.partition("/")[0] for it in dataset.things()}
    assert len(kinds) > 20
    for kind in kinds:
        thing = dataset.things(kind)[0]
        answer = client.get(f"/id/{thing}", follow_redirects=True)
        assert answer.status_code == 200, thing
        assert str(answer.url).endswith(f"/data/{thing}")


# rdflib's own, and not ours to mend.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
@pytest.mark.parametrize("syntax", ["turtle", "json-ld", "xml", "nt"])
def test_rdflib_reads_it_by_its_address(syntax: str, server: Server) -> None:
    graph = Graph().parse(f"{server.base}/id/{GROUP}", format=syntax)
    assert (URIRef(ID + GROUP), SKOS.prefLabel, Literal("Nyresvigt", lang="da")) in graph
