"""The API's description: true, whole, in both languages, with examples that are real."""

from typing import Any, get_args
from urllib.parse import unquote

import httpx
import pytest
from lxml import html
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import validate

from ngckg import __version__
from ngckg.web.api import docs, openapi, parameters
from ngckg.web.api.danish import DANISH
from ngckg.web.api.routes import router
from tests.web.reading import Dataset
from tests.web.servers import Server

#: The code lists of parameters, and the schemes of the release that they are the codes of.
LISTS = {
    "analysis-type": parameters.AnalysisTypeCode,
    "requisition-status": parameters.RequisitionStatusCode,
    "onboarding-status": parameters.OnboardingStatusCode,
    "status-report-status": parameters.StatusReportStatusCode,
}


@pytest.fixture(scope="module", params=["en", "da"])
def described(request: pytest.FixtureRequest, server: Server) -> dict[str, Any]:
    """The description in each language."""
    with server.client() as client:
        answer = client.get("/openapi.json", params={"lang": request.param})
        assert answer.status_code == 200
        found: dict[str, Any] = answer.json()
        return found


def test_description_is_valid_openapi(described: dict[str, Any], server: Server) -> None:
    validate(described)
    assert described["openapi"].startswith("3.1.")
    assert described["info"]["version"] == __version__
    assert described["servers"] == [{"url": server.base}]


def test_everything_has_a_description(described: dict[str, Any]) -> None:
    for path, methods in described["paths"].items():
        operation = methods["get"]
        assert operation["description"], path
        for parameter in operation.get("parameters", ()):
            assert parameter["description"], (path, parameter["name"])
    for name, schema in described["components"]["schemas"].items():
        if schema["type"] == "object" and not name.startswith("Page_"):
            assert schema["description"], name
        for key, it in schema.get("properties", {}).items():
            assert it["description"], (name, key)


def test_every_text_has_a_translation_and_none_is_left_over() -> None:
    english = openapi.describe(router.routes, "http://localhost", "en", {}, {})
    danish = openapi.describe(router.routes, "http://localhost", "da", {}, {})
    texts = set(openapi.texts(english))
    assert len(texts) > 100
    assert texts - DANISH.keys() == set()
    assert DANISH.keys() - texts == {"In English", "In Danish"}
    assert set(openapi.texts(danish)) == {DANISH[it] for it in texts}


def test_examples_are_what_is_answered(described: dict[str, Any], client: httpx.Client) -> None:
    shown = 0
    for path, methods in described["paths"].items():
        operation = methods["get"]
        content = operation["responses"]["200"]["content"]["application/json"]
        schema = {**content["schema"], "components": described["components"]}
        check = OAS31Validator(schema)
        address = path
        for parameter in operation.get("parameters", ()):
            if parameter["in"] == "path":
                address = address.replace("{key}", parameter["example"])
        for lang, example in content.get("examples", {}).items():
            check.validate(example["value"])
            asked = {"lang": lang} | ({"limit": 1} if "items" in example["value"] else {})
            answer = client.get(address, params=asked)
            assert answer.json() == example["value"], path
            shown += 1
    assert shown == 2 * (6 + 6 + 1 + 1)


@pytest.mark.parametrize("kind", LISTS)
def test_codes_are_those_of_the_release(kind: str, dataset: Dataset) -> None:
    codes = {it.partition("/")[2] for it in dataset.things(kind)}
    assert set(get_args(LISTS[kind])) == codes


def test_kinds_are_those_of_the_ontology(dataset: Dataset) -> None:
    for name, values in (
        ("ProcessStep", parameters.StepKind),
        ("Document", parameters.DocumentKind),
    ):
        above = f"https://w3id.org/ngckg/ontology#{name}"
        below = dataset.subjects("rdfs", "subClassOf", above)
        names = {it.rpartition("#")[2] for it in below}
        assert {"".join(map(str.capitalize, it.split("-"))) for it in get_args(values)} == names


def test_language_follows_the_reader(client: httpx.Client) -> None:
    danish = {"accept-language": "da, en;q=0.5"}
    for path in ("/openapi.json", "/docs"):
        answer = client.get(path, headers=danish)
        assert "Patientgrupper, der tilbydes" in answer.text
        assert "Accept-Language" in answer.headers["vary"]
        assert (
            "Patient groups offered" in client.get(path, params={"lang": "en"}, headers=danish).text
        )


@pytest.mark.parametrize("lang", ["da", "en"])
def test_page_tells_of_every_operation_and_needs_no_other_host(
    lang: str, client: httpx.Client, server: Server
) -> None:
    answer = client.get("/docs", params={"lang": lang}, headers={"accept": "text/html"})
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    page = html.fromstring(answer.content)
    assert page.get("lang") == lang
    described = client.get("/openapi.json", params={"lang": lang}).json()
    told = set(page.xpath("//h3/code/text()"))
    assert told >= {f"GET {path}" for path in described["paths"]}
    ids = set(page.xpath("//@id"))
    assert {it[1:] for it in page.xpath("//a/@href") if it.startswith("#")} <= ids
    assert not page.xpath("//script")
    loaded = page.xpath("//link[@rel='stylesheet' or @rel='icon' or @rel='preload']/@href | //@src")
    assert all(it.startswith(("/", "data:", server.base)) for it in loaded), loaded


def test_page_escapes_what_it_shows() -> None:
    document = openapi.describe(router.routes, "http://localhost", "en", {}, {})
    document["info"]["description"] = "<b>&amp;"
    operation = document["paths"]["/api/patient-groups"]["get"]
    answer = operation["responses"]["200"]["content"]["application/json"]
    answer["examples"] = {"en": {"summary": "<i>", "value": {"a": "</code><script>"}}}
    page = docs.page(document, "en").decode()
    assert "<b>" not in page
    assert "<i>" not in page
    assert "<script>" not in page
    assert "&lt;b&gt;&amp;amp;" in page


def test_parameters_of_both_are_known(client: httpx.Client) -> None:
    for path in ("/openapi.json", "/docs"):
        assert client.get(path, params={"lang": "sv"}).status_code == 422
        assert client.get(path, params={"colour": "red"}).status_code == 422
        assert client.head(path).status_code == 200


def test_keys_in_examples_are_things(described: dict[str, Any], dataset: Dataset) -> None:
    things = {it.partition("/")[2] for it in dataset.things()}
    keys = [
        parameter["example"]
        for methods in described["paths"].values()
        for parameter in methods["get"].get("parameters", ())
        if parameter["in"] == "path"
    ]
    assert len(keys) == 7
    assert {unquote(key) for key in keys} <= things
