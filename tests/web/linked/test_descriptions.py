"""`/data/…`: every thing of the release is described whole, and alike in every syntax."""

import httpx
import pyoxigraph as ox
import pytest

from ngckg.namespaces import ID
from ngckg.negotiation import JSON_LD, N_TRIPLES, RDF_XML, TURTLE, Format
from tests.web.reading import Dataset, expand
from tests.web.servers import Server

SYNTAXES = (TURTLE, N_TRIPLES, JSON_LD, RDF_XML)
GROUP = "patient-group/foetal-medicin"
#: Kinds with enough things to be a test of their own; the others go together.
LARGE = ("evidence", "statement", "mapping")


def parse(answer: httpx.Response, server: Server) -> frozenset[ox.Triple]:
    media_type = answer.headers["content-type"].partition(";")[0]
    if media_type == JSON_LD.media_type:
        return expand(answer.json(), f"{server.base}/context.jsonld")
    syntax = ox.RdfFormat.from_media_type(media_type)
    assert syntax is not None
    return frozenset(quad.triple for quad in ox.parse(answer.content, format=syntax))


@pytest.mark.parametrize("kind", [*LARGE, "others"])
def test_json_ld_of_every_thing_is_what_the_graph_says(
    kind: str, client: httpx.Client, server: Server, dataset: Dataset
) -> None:
    if kind == "others":
        things = [it for it in dataset.things() if it.partition("/")[0] not in LARGE]
    else:
        things = dataset.things(kind)
    assert len(things) > 100
    for thing in things:
        answer = client.get(f"/data/{thing}.jsonld")
        assert answer.status_code == 200, thing
        assert parse(answer, server) == dataset.description(ox.NamedNode(ID + thing)), thing


@pytest.mark.parametrize("syntax", SYNTAXES, ids=lambda it: it.suffix)
@pytest.mark.parametrize(
    "thing",
    [GROUP, "step/nyresvigt/godkendelse", "scheme/patient-groups", "analysis-type/germline"],
)
def test_every_syntax_says_the_same(
    thing: str, syntax: Format, client: httpx.Client, server: Server, dataset: Dataset
) -> None:
    suffixed = client.get(f"/data/{thing}{syntax.suffix}", headers={"accept": "image/png"})
    negotiated = client.get(f"/data/{thing}", headers={"accept": syntax.media_type})
    for answer in (suffixed, negotiated):
        assert answer.status_code == 200
        assert answer.headers["content-type"] == syntax.content_type
        assert parse(answer, server) == dataset.description(ox.NamedNode(ID + thing))
    assert "accept," in negotiated.headers["vary"].lower()
    assert "accept," not in suffixed.headers.get("vary", "").lower()
    location = f"{server.base}/data/{thing}{syntax.suffix}"
    assert negotiated.headers["content-location"] == location


def test_turtle_is_for_people(client: httpx.Client) -> None:
    text = client.get(f"/data/{GROUP}").text
    assert "@prefix ngckg:" in text
    assert "@prefix ngcid:" not in text
    assert "@prefix vann:" not in text, "only what is used"
    first = text[text.index("\n<") + 1 :]
    assert first.startswith(f"<{ID}{GROUP}> a ")


@pytest.mark.parametrize("accept", ["", "*/*", "text/*", "text/turtle", "image/png, */*;q=0.1"])
def test_turtle_where_the_client_does_not_mind(accept: str, client: httpx.Client) -> None:
    answer = client.get(f"/data/{GROUP}", headers={"accept": accept})
    assert answer.headers["content-type"] == TURTLE.content_type


@pytest.mark.parametrize("accept", ["text/html", "application/n-quads", "image/*"])
def test_nothing_acceptable_is_refused_with_the_list(accept: str, client: httpx.Client) -> None:
    answer = client.get(f"/data/{GROUP}", headers={"accept": accept})
    assert answer.status_code == 406
    assert answer.json()["offered"] == [it.media_type for it in SYNTAXES]


def test_links_lead_on(client: httpx.Client, server: Server) -> None:
    answer = client.get(f"/data/{GROUP}.nt")
    links = set(answer.headers.get_list("link", split_commas=True))
    document, thing = f"{server.base}/data/{GROUP}", ID + GROUP
    assert f'<{document}>; rel="canonical"' in links
    assert f'<{document}>; rel="describedby"; anchor="{thing}"' in links
    assert f'<{thing}>; rel="cite-as"' in links
    assert '<https://w3id.org/ngckg/ontology#PatientGroup>; rel="type"' in links
    assert '<https://creativecommons.org/licenses/by/4.0/>; rel="license"' in links
    alternates = {it for it in links if 'rel="alternate"' in it}
    expected = {
        f'<{document}{it.suffix}>; rel="alternate"; type="{it.media_type}"' for it in SYNTAXES
    }
    expected.add(f'<{server.base}/page/{GROUP}>; rel="alternate"; type="text/html"')
    assert alternates == expected


def test_head_and_conditions(client: httpx.Client) -> None:
    whole = client.get(f"/data/{GROUP}")
    head = client.head(f"/data/{GROUP}")
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["etag"] == whole.headers["etag"]
    again = client.get(f"/data/{GROUP}", headers={"if-none-match": whole.headers["etag"]})
    assert again.status_code == 304
    assert whole.headers["content-encoding"] in ("br", "gzip")


@pytest.mark.parametrize(
    "path",
    [
        *("/data/patient-group/nowhere", "/data/patient-group/nowhere.ttl", "/data/x", "/data/"),
        *("/data/patient-group/", "/data/patient-group/a%20b", "/data/a/%3C", "/data/a/%FF"),
        *(f"/data/{GROUP}.html", f"/data/{GROUP}.nq", f"/data/{GROUP}.ttl.ttl", "/data//x"),
        *("/data/a/%00", "/data/a/%0A", "/data/a/..%2f..", "/data/a/%F0%9F%98%80"),
    ],
)
def test_what_is_not_there_is_not_found(path: str, client: httpx.Client) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
