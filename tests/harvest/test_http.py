"""What every harvester relies on in HTTP, whichever it is."""

import hashlib
import json
import re
from email.utils import parsedate_to_datetime

import httpx
import pyoxigraph as ox
import pytest

from ngckg.catalogue.datasets import DATASETS
from ngckg.negotiation import GRAPHS
from tests.harvest.proxy import PUBLIC

DCAT = "http://www.w3.org/ns/dcat#"
LDP_CONTAINS = ox.NamedNode("http://www.w3.org/ns/ldp#contains")
DOWNLOAD = ox.NamedNode(f"{DCAT}downloadURL")
CHECKSUM = ox.NamedNode("http://spdx.org/rdf/terms#checksum")
VALUE = ox.NamedNode("http://spdx.org/rdf/terms#checksumValue")

RECORDS = (
    "/catalog",
    "/catalog/ngckg",
    "/fdp",
    "/dataset/ngckg",
    "/dataset/ontology",
    "/dataset/mappings",
    "/distribution/ngckg-ttl",
    "/distribution/ngckg-sparql",
    "/service/sparql",
    "/service/api",
    "/service/fhir",
    "/agent/publisher",
    "/agent/health-data-access-body",
    "/contact/data",
    "/contact/publisher",
    "/profile/fdp",
    "/profile/catalog",
)
EVERY = pytest.mark.parametrize("path", RECORDS)


def _get(web: httpx.Client, path: str, **headers: str) -> httpx.Response:
    return web.get(PUBLIC + path, headers=headers)


def _triples(answer: httpx.Response) -> list[ox.Triple]:
    """Read without a base, as harvesters do: a relative address would be an error."""
    return [it.triple for it in ox.parse(answer.content, format=ox.RdfFormat.TURTLE)]


def _values(triples: list[ox.Triple], predicate: ox.NamedNode) -> dict[str, str]:
    """The value that each thing has of a property, both as plain text."""
    return {
        it.subject.value: it.object.value
        for it in triples
        if it.predicate == predicate
        and isinstance(it.subject, ox.NamedNode)
        and isinstance(it.object, ox.NamedNode | ox.Literal)
    }


@EVERY
def test_whoever_does_not_mind_gets_turtle(web: httpx.Client, path: str) -> None:
    for headers in ({"accept": "*/*"}, {"accept": ""}, {"accept": "text/turtle"}):
        answer = _get(web, path, **headers)
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "text/turtle; charset=utf-8"
        assert len(_triples(answer)) > 2


@EVERY
def test_head_answers_like_get_without_a_body(web: httpx.Client, path: str) -> None:
    head, get = web.head(PUBLIC + path), _get(web, path)
    assert head.status_code == 200
    assert head.content == b""
    for name in ("content-type", "etag", "last-modified", "vary", "link"):
        assert head.headers[name] == get.headers[name]


@EVERY
@pytest.mark.parametrize("syntax", GRAPHS, ids=lambda it: it.suffix)
def test_every_syntax_by_accept_and_by_suffix(web: httpx.Client, path: str, syntax: object) -> None:
    media_type, suffix = getattr(syntax, "media_type", ""), getattr(syntax, "suffix", "")
    asked = _get(web, path, accept=media_type)
    named = _get(web, f"{path}{suffix}", accept="text/html")
    assert asked.headers["content-type"].partition(";")[0] == media_type
    assert asked.content == named.content
    assert "accept" in asked.headers["vary"].lower().split(", ")
    assert "accept" not in named.headers.get("vary", "").lower().split(", ")


@EVERY
def test_a_record_speaks_of_its_own_address(web: httpx.Client, path: str) -> None:
    subjects = {it.subject for it in _triples(_get(web, path))}
    own = f"{PUBLIC}/catalog/ngckg" if path == "/catalog" else PUBLIC + path
    assert ox.NamedNode(own) in subjects


@EVERY
def test_nothing_tells_where_the_server_really_is(web: httpx.Client, path: str) -> None:
    answer = _get(web, path)
    assert "127.0.0.1" not in answer.text
    assert "localhost" not in answer.text
    assert "127.0.0.1" not in str(answer.headers)


@EVERY
def test_an_etag_spares_a_second_transfer(web: httpx.Client, path: str) -> None:
    first = _get(web, path)
    assert first.headers["etag"].startswith('"')
    again = web.get(PUBLIC + path, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    since = {"if-modified-since": first.headers["last-modified"]}
    assert web.get(PUBLIC + path, headers=since).status_code == 304
    assert parsedate_to_datetime(first.headers["last-modified"]).tzinfo is not None


def test_modified_is_told_in_the_header_as_in_the_record(web: httpx.Client) -> None:
    answer = _get(web, "/dataset/ngckg")
    [modified] = {
        it.object.value
        for it in _triples(answer)
        if it.subject == ox.NamedNode(f"{PUBLIC}/dataset/ngckg")
        and it.predicate.value == "http://purl.org/dc/terms/modified"
        and isinstance(it.object, ox.Literal)
    }
    header = parsedate_to_datetime(answer.headers["last-modified"])
    assert header.strftime("%Y-%m-%dT%H:%M:%SZ") == modified


def test_every_record_that_is_named_answers(web: httpx.Client) -> None:
    named = {
        term.value
        for it in _triples(_get(web, "/catalog"))
        for term in (it.subject, it.object)
        if isinstance(term, ox.NamedNode) and term.value.startswith(f"{PUBLIC}/")
    }
    records = [it for it in named if re.match(rf"{PUBLIC}/[a-z]+/[a-z-]+$", it)]
    records = [it for it in records if "/download/" not in it]
    assert len(records) > 40
    failed = [it for it in records if web.head(it).status_code != 200]
    assert failed == []


def test_every_file_is_what_its_record_says(web: httpx.Client) -> None:
    triples = _triples(_get(web, "/catalog"))
    values, checksums, files = (_values(triples, it) for it in (VALUE, CHECKSUM, DOWNLOAD))
    assert files.keys() == checksums.keys()
    assert len(files) == 38
    for distribution, address in files.items():
        body = web.get(address, headers={"accept-encoding": "identity"}).content
        told = values[checksums[distribution]]
        assert hashlib.sha256(body).hexdigest() == told, address


def test_services_answer_where_they_are_said_to_be(web: httpx.Client) -> None:
    endpoints = {
        it.object.value
        for it in _triples(_get(web, "/catalog"))
        if it.predicate.value in (f"{DCAT}endpointURL", f"{DCAT}endpointDescription")
        and isinstance(it.object, ox.NamedNode)
    }
    assert f"{PUBLIC}/sparql" in endpoints
    answers = {it: web.get(it, headers={"accept": "*/*"}).status_code for it in endpoints}
    assert set(answers.values()) == {200}, answers


@pytest.mark.parametrize("path", ["/dataset/none", "/catalog/none", "/fdp/", "/dataset/ngckg.xyz"])
def test_what_is_not_there_is_a_problem_and_never_an_empty_answer(
    web: httpx.Client, path: str
) -> None:
    answer = _get(web, path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"


def test_what_nobody_can_write_is_refused(web: httpx.Client) -> None:
    answer = _get(web, "/catalog", accept="image/png")
    assert answer.status_code == 406
    assert "text/turtle" in answer.json()["offered"]


def test_crawlers_find_every_page(web: httpx.Client) -> None:
    robots = _get(web, "/robots.txt").text
    [sitemap] = re.findall(r"^Sitemap: (.*)$", robots, re.M)
    assert sitemap == f"{PUBLIC}/sitemap.xml"
    pages = re.findall(r"<loc>(.*?)</loc>", web.get(sitemap).text)
    assert f"{PUBLIC}/page/patient-group/nyresvigt" in pages
    assert len(pages) == len(set(pages)) > 150
    kinds = {it.removeprefix(f"{PUBLIC}/page/").partition("/")[0]: it for it in pages}
    for page in kinds.values():
        answer = web.get(page, headers={"accept": "text/html"})
        assert answer.status_code == 200, page


def test_searches_for_datasets_find_them(web: httpx.Client) -> None:
    found = {}
    for page in re.findall(r"<loc>(.*?)</loc>", _get(web, "/sitemap.xml").text):
        if "/page/" not in page:
            html = web.get(page, headers={"accept": "text/html"}).text
            for script in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html):
                nodes = {it["@type"]: it for it in json.loads(script)["@graph"]}
                found[page] = nodes.get("Dataset") or nodes["DataCatalog"]
    datasets = {page: it for page, it in found.items() if it["@type"] == "Dataset"}
    assert {it["url"] for it in datasets.values()} == set(datasets)
    assert set(datasets) == {f"{PUBLIC}/dataset/{it.key}" for it in DATASETS}
    assert set(found) - set(datasets) == {f"{PUBLIC}/", f"{PUBLIC}/catalog"}


def test_llms_txt_is_there(web: httpx.Client) -> None:
    answer = _get(web, "/llms.txt")
    assert answer.headers["content-type"] == "text/markdown; charset=utf-8"
    assert answer.text.startswith("# ngckg\n")


@pytest.mark.parametrize(
    ("code", "group", "how"),
    [
        ("MONDO:0100547", "arvelige-hjertesygdomme", "close"),
        ("http://purl.obolibrary.org/obo/MONDO_0005570", "arvelig-haematologisk-sygdom", "broad"),
        ("orpha:158300", "arvelig-haematologisk-sygdom", "close"),
        *(
            (code, "nyresvigt", "close")
            for code in ("SCTID:42399005", "SNOMED:42399005", "http://snomed.info/sct/42399005")
        ),
    ],
)
def test_a_code_leads_to_patient_groups(web: httpx.Client, code: str, group: str, how: str) -> None:
    answer = web.get(f"{PUBLIC}/api/lookup", params={"code": code}).json()
    found = {it["@id"].rpartition("/")[2]: it for it in answer["patientGroups"]}
    assert found[group]["how"] == how
    assert set(found[group]["label"]) == {"da", "en"}
    assert answer["release"]


def test_a_code_that_nothing_is_mapped_to_relates_to_nothing(web: httpx.Client) -> None:
    answer = web.get(f"{PUBLIC}/api/lookup", params={"code": "MONDO:9999999"})
    assert answer.status_code == 200
    assert (answer.json()["patientGroups"], answer.json()["others"]) == ([], [])
    types = web.get(f"{PUBLIC}/api/lookup", params={"code": "NCIT:C101294"}).json()
    assert types["patientGroups"] == []
    assert types["others"][0]["how"] == "exact"


def test_what_is_no_code_is_refused(web: httpx.Client) -> None:
    for parameters in ({"code": "x"}, {}, {"code": "MONDO:1", "other": "1"}):
        answer = web.get(f"{PUBLIC}/api/lookup", params=parameters)
        assert answer.status_code == 422
        assert answer.headers["content-type"] == "application/problem+json"
