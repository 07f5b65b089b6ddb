"""Real clients: what people point at an endpoint works against this one."""

import json
import subprocess
import sys
from pathlib import Path
from xml.dom.minidom import Document

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import (
    CSV,
    JSON,
    JSONLD,
    N3,
    POST,
    POSTDIRECTLY,
    RDF,
    RDFXML,
    TSV,
    TURTLE,
    URLENCODED,
    XML,
    SPARQLWrapper,
)

from tests.web.servers import Server

# SPARQLWrapper's own, and not ours to mend.
pytestmark = [
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated"),
    pytest.mark.filterwarnings("ignore:Sending Accept header"),
]

SELECT = """PREFIX ngckg: <https://w3id.org/ngckg/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?group ?name
{ ?group a ngckg:PatientGroup ; skos:prefLabel ?name . FILTER(LANG(?name) = "da") }"""
CONSTRUCT = """PREFIX ngckg: <https://w3id.org/ngckg/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
CONSTRUCT { ?group skos:prefLabel ?name }
{ ?group a ngckg:PatientGroup ; skos:prefLabel ?name }"""
DESCRIBE = "DESCRIBE <https://w3id.org/ngckg/id/patient-group/nyresvigt>"


@pytest.fixture(params=["GET", "POST form", "POST direct"])
def wrapper(server: Server, request: pytest.FixtureRequest) -> SPARQLWrapper:
    """SPARQLWrapper, in each way that it can ask."""
    it = SPARQLWrapper(f"{server.base}/sparql")
    if request.param != "GET":
        it.setMethod(POST)
        it.setRequestMethod(POSTDIRECTLY if request.param == "POST direct" else URLENCODED)
    return it


def test_sparqlwrapper_select_as_json(wrapper: SPARQLWrapper) -> None:
    wrapper.setQuery(SELECT)
    wrapper.setReturnFormat(JSON)
    answer = wrapper.queryAndConvert()
    assert isinstance(answer, dict)
    assert len(answer["results"]["bindings"]) == 17


def test_sparqlwrapper_select_as_xml(wrapper: SPARQLWrapper) -> None:
    wrapper.setQuery(SELECT)
    wrapper.setReturnFormat(XML)
    answer = wrapper.queryAndConvert()
    assert isinstance(answer, Document)
    assert len(answer.getElementsByTagName("result")) == 17


@pytest.mark.parametrize(("wanted", "separator"), [(CSV, b","), (TSV, b"\t")])
def test_sparqlwrapper_select_as_table(
    wrapper: SPARQLWrapper, wanted: str, separator: bytes
) -> None:
    wrapper.setQuery(SELECT)
    wrapper.setReturnFormat(wanted)
    answer = wrapper.queryAndConvert()
    assert isinstance(answer, bytes)
    assert len(answer.strip().splitlines()) == 18
    assert separator in answer


@pytest.mark.parametrize("wanted", [JSON, XML])
def test_sparqlwrapper_ask(wrapper: SPARQLWrapper, wanted: str) -> None:
    wrapper.setQuery("ASK { ?s ?p ?o }")
    wrapper.setReturnFormat(wanted)
    answer = wrapper.queryAndConvert()
    if isinstance(answer, dict):
        assert answer["boolean"] is True
    else:
        assert isinstance(answer, Document)
        assert "true" in answer.toxml()


@pytest.mark.parametrize("query", [CONSTRUCT, DESCRIBE], ids=["construct", "describe"])
@pytest.mark.parametrize("wanted", [XML, RDF, RDFXML, TURTLE, N3, JSONLD])
def test_sparqlwrapper_graphs(wrapper: SPARQLWrapper, query: str, wanted: str) -> None:
    wrapper.setQuery(query)
    wrapper.setReturnFormat(wanted)
    if wanted == JSONLD:
        # Its conversion would fetch our context from the address in the document.
        body = wrapper.query().response.read()
        assert len(json.loads(body)["@graph"]) > 1
        return
    if wanted in (TURTLE, N3):
        body = wrapper.query().response.read()
        graph = rdflib.Graph().parse(data=body, format="turtle")
    else:
        converted = wrapper.queryAndConvert()
        assert isinstance(converted, rdflib.Graph)
        graph = converted
    labels = set(graph.objects(None, rdflib.SKOS.prefLabel))
    assert rdflib.Literal("Nyresvigt", lang="da") in labels


def test_sparqlwrapper_names_graphs(wrapper: SPARQLWrapper) -> None:
    wrapper.setQuery("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    wrapper.addDefaultGraph("https://w3id.org/ngckg/graph/nothing")
    wrapper.setReturnFormat(JSON)
    answer = wrapper.queryAndConvert()
    assert isinstance(answer, dict)
    assert answer["results"]["bindings"][0]["n"]["value"] == "0"


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("wanted", ["xml", "json", "csv"])
def test_rdflib_store(server: Server, method: str, wanted: str) -> None:
    store = SPARQLStore(f"{server.base}/sparql", method=method, returnFormat=wanted)
    graph = rdflib.Graph(store)
    rows = list(graph.query(SELECT))
    assert len(rows) == 17
    group = rdflib.URIRef("https://w3id.org/ngckg/id/patient-group/nyresvigt")
    if wanted != "csv":  # CSV does not tell an IRI or a language
        assert rdflib.Literal("Nyresvigt", lang="da") in set(
            graph.objects(group, rdflib.SKOS.prefLabel)
        )
        assert (group, rdflib.RDF.type, None) in graph


def curl(*arguments: str) -> bytes:
    done = subprocess.run(["curl", "-sS", "--fail", *arguments], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def test_curl(server: Server, tmp_path: Path) -> None:
    endpoint = f"{server.base}/sparql"
    as_csv = curl("-G", endpoint, "--data-urlencode", f"query={SELECT}", "-H", "Accept: text/csv")
    assert len(as_csv.splitlines()) == 18
    posted = curl(endpoint, "--data-urlencode", f"query={SELECT}", "-H", "Accept: text/csv")
    assert posted == as_csv
    file = tmp_path / "query.rq"
    file.write_text(SELECT)
    direct = curl(
        *(endpoint, "--data-binary", f"@{file}", "-H", "Accept: text/csv"),
        *("-H", "Content-Type: application/sparql-query"),
    )
    assert direct == as_csv
    compressed = curl("--compressed", "-G", endpoint, "--data-urlencode", f"query={CONSTRUCT}")
    assert b"@prefix" in compressed


def test_curl_keeps_etags(server: Server, tmp_path: Path) -> None:
    etag, out = tmp_path / "etag", tmp_path / "out"
    asked = ("-G", f"{server.base}/sparql", "--data-urlencode", f"query={SELECT}", "-o", str(out))
    assert curl("--etag-save", str(etag), *asked, "-w", "%{http_code}") == b"200"
    assert curl("--etag-compare", str(etag), *asked, "-w", "%{http_code}") == b"304"


def ngckg(*arguments: str, stdin: bytes = b"") -> tuple[int, str, str]:
    """The command, as a process."""
    done = subprocess.run(
        [sys.executable, "-m", "ngckg", *arguments], input=stdin, capture_output=True, check=False
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.mark.slow
def test_query_command_asks_an_endpoint(server: Server) -> None:
    endpoint = ("--endpoint", f"{server.base}/sparql")
    status, out, _ = ngckg("query", SELECT, *endpoint)
    assert status == 0
    lines = out.splitlines()
    assert lines[0].split() == ["group", "name"]
    assert len(lines) == 19
    assert any(line.split() == ["ngcid:patient-group/nyresvigt", "Nyresvigt"] for line in lines)
    for name in ("json", "xml", "csv", "tsv"):
        status, out, _ = ngckg("query", "@-", *endpoint, "--format", name, stdin=SELECT.encode())
        assert (status, "Nyresvigt" in out) == (0, True)
    for name in ("table", "turtle", "jsonld", "xml"):
        status, out, _ = ngckg("query", DESCRIBE, *endpoint, "--format", name)
        assert (status, "Nyresvigt" in out) == (0, True)


def test_query_command_posts_what_is_too_long_for_an_address(server: Server) -> None:
    endpoint = ("--endpoint", f"{server.base}/sparql")
    query = f"{SELECT} # {'x' * 20_000}"
    status, out, err = ngckg("query", "@-", *endpoint, stdin=query.encode())
    assert status == 0, err
    assert "Nyresvigt" in out


@pytest.mark.slow
def test_query_command_tells_what_the_endpoint_says(server: Server) -> None:
    endpoint = ("--endpoint", f"{server.base}/sparql")
    status, out, err = ngckg("query", "SELECT * { ?s ?p", *endpoint)
    assert (status, out) == (1, "")
    assert "The query ends too early" in err
    status, _, err = ngckg("query", "SELECT * {}", "--endpoint", f"{server.base}/nowhere")
    assert status == 1
    assert "Nothing stands under this address" in err
    status, _, err = ngckg("query", "SELECT * {}", "--endpoint", "http://127.0.0.1:1/sparql")
    assert status == 1
    assert "refused" in err
    status, _, err = ngckg("query", "CLEAR ALL", *endpoint)
    assert status == 1


@pytest.mark.slow
def test_query_command_asks_the_release_at_hand(
    shipped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NGCKG_RELEASES", str(shipped))
    status, out, _ = ngckg("query", SELECT)
    assert (status, len(out.splitlines())) == (0, 19)
    status, out, _ = ngckg("query", DESCRIBE, "--format", "turtle")
    assert (status, "Nyresvigt" in out) == (0, True)
    assert ngckg("query", "ASK { ?s ?p ?o }")[:2] == (0, "yes\n")
    status, _, err = ngckg("query", "SELECT *\n{ ?s }")
    assert status == 1
    assert "line 2, column" in err
    status, _, err = ngckg("query", "SELECT * { SERVICE <http://127.0.0.1:1/> {} }")
    assert (status, "SERVICE" in err) == (1, True)


@pytest.mark.slow
def test_query_command_says_what_it_cannot_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NGCKG_RELEASES", str(tmp_path))
    assert ngckg("query", f"@{tmp_path}/none.rq")[0] == 2
    status, _, err = ngckg("query", "ASK {}")
    assert status == 2
    assert "ngckg build" in err
    assert ngckg("query")[0] == 2
    assert ngckg("query", "ASK {}", "--format", "html")[0] == 2
