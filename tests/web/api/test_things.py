"""One thing: its JSON is JSON-LD, and says exactly what the graph says."""

from typing import Any

import httpx
import pytest
from pydantic import BaseModel

from ngckg.namespaces import ID
from ngckg.rdf.context import CLASSES, STEPS, TERMS
from ngckg.web.api import answers, models
from tests.web.api.conftest import Ask
from tests.web.api.test_lists import COLLECTIONS
from tests.web.reading import Dataset, expand
from tests.web.servers import Server

KINDS = {
    "patient-groups": "patient-group",
    "specialist-networks": "specialist-network",
    "working-groups": "working-group",
    "analysis-types": "analysis-type",
    "documents": "document",
    "steps": "step",
}
KEYS = {term.key for term in TERMS} | {STEPS}
#: Names of ours that must mean nothing as JSON-LD.
PLAIN = {
    *("key", "links", "ordering", "total", "limit", "offset", "first", "last", "previous", "next"),
    *("since", "until", "goneGroups", "elsewhere", "changes", "finding", "current", "releases"),
}
EVERYWHERE = {"@context", "items"}


@pytest.mark.parametrize("path", COLLECTIONS)
def test_everything_expands_to_what_the_graph_says(
    path: str, api: httpx.Client, server: Server, dataset: Dataset
) -> None:
    context = f"{server.base}/context.jsonld"
    _, model = COLLECTIONS[path]
    things = dataset.things(KINDS[path])
    for thing in things:
        document = api.get(f"/{path}/{thing.partition('/')[2]}").json()
        model.model_validate(document)
        found = expand(document, context)
        assert found <= dataset.triples, thing
        assert any(it.subject.value == ID + thing for it in found)  # type: ignore[union-attr]
        assert len(found) > 3
    listed = expand(api.get(f"/{path}?limit=100").json(), context)
    assert listed <= dataset.triples
    subjects = {str(it.subject.value) for it in listed}  # type: ignore[union-attr]
    assert {ID + thing for thing in things} <= subjects


@pytest.mark.parametrize("path", ["/contradictions", "/changes", "/releases", ""])
def test_other_answers_expand_to_what_the_graph_says(
    path: str, api: httpx.Client, server: Server, dataset: Dataset
) -> None:
    document = api.get(path).json()
    assert expand(document, f"{server.base}/context.jsonld") <= dataset.triples


def test_nothing_of_a_group_is_left_out(ask: Ask, server: Server, dataset: Dataset) -> None:
    """All that the graph says of it, but for the mappings and the schemes that it stands in."""
    for thing in dataset.things("patient-group"):
        document = ask(f"/patient-groups/{thing.partition('/')[2]}")
        found = expand(document, f"{server.base}/context.jsonld")
        told = {(it.predicate.value, it.object) for it in found if it.subject.value == ID + thing}  # type: ignore[union-attr]
        for name in (
            *("specialistNetwork", "recommendation", "document", "analysisOffer", "evidence"),
            *("requisitionStatus", "onboardingStatus", "statusReportStatus"),
        ):
            said = {str(it.value) for property, it in told if property.endswith(f"#{name}")}  # type: ignore[union-attr]
            assert said == dataset.values(ID + thing, "ngckg", name), name
        concerning = {it.subject.value for it in found if it.predicate.value.endswith("#concerns")}  # type: ignore[union-attr]
        assert concerning == dataset.subjects("ngckg", "concerns", ID + thing)


@pytest.mark.parametrize(
    "model",
    [*(model for _, model in COLLECTIONS.values()), answers.Changes],
    ids=lambda it: it.__name__,
)
def test_fields_are_keys_of_the_context_or_mean_nothing(model: type[BaseModel]) -> None:
    for name, field in model.model_fields.items():
        key = field.alias or name
        assert key.startswith("@") or (key in KEYS) != (key in PLAIN) or key in EVERYWHERE, key
    assert not PLAIN & KEYS
    assert not PLAIN & set(CLASSES.values())


def test_inner_models_are_keys_of_the_context() -> None:
    """What stands inside a thing is read as JSON-LD too, without anything that means nothing."""
    inner = (models.Code, models.Quote, models.Evidence, models.Offer, models.DocumentSummary)
    for model in (*inner, models.StepSummary, models.Thing):
        keys = {field.alias or name for name, field in model.model_fields.items()}
        assert {key for key in keys if not key.startswith("@")} <= KEYS, model


def test_thing_reads_as_plain_json(ask: Ask, server: Server) -> None:
    found = ask("/steps/nyresvigt/godkendelse")
    steering = f"{ID}steering-group/implementering-af-personlig-medicin"
    assert found["@context"] == f"{server.base}/context.jsonld"
    assert found["@id"] == f"{ID}step/nyresvigt/godkendelse"
    assert found["@type"] == "Approval"
    assert found["key"] == "nyresvigt/godkendelse"
    assert found["edtf"] == "[2022-05,2022-06]"
    assert found["dateText"] == "maj/juni 2022"
    assert (found["startNotBefore"], found["endNotAfter"]) == ("2022-05-01", "2022-06-30")
    assert [it["@id"] for it in found["associatedWith"]] == [steering]
    assert found["concerns"]["label"]["en"] == "Kidney failure"
    [place] = [it for it in found["evidence"] if any("maj" in w for w in _words(it))]
    assert place["line"] > 0
    assert found["links"]["self"] == f"{server.base}/api/steps/nyresvigt/godkendelse"


def _words(place: dict[str, Any]) -> list[str]:
    return [it["exact"] for it in place["selectors"] if "exact" in it]


def test_steps_and_documents_stand_in_their_order(ask: Ask) -> None:
    group = ask("/patient-groups/nyresvigt")
    assert [it["@type"] for it in group["steps"]] == ["Drafting", "Approval", "Evaluation"]
    assert [it["@type"] for it in group["documents"]] == [
        *("RecommendationDocument", "CriteriaDocument", "RequisitionForm", "StatusReport")
    ]


def test_links_of_things_lead_somewhere(ask: Ask, api: httpx.Client) -> None:
    for path in COLLECTIONS:
        item = ask(f"/{path}", limit=1)["items"][0]
        for name, address in item["links"].items():
            if name != "page":
                assert api.get(address).status_code == 200, (path, name)


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("*/*", "application/json"),
        ("application/json", "application/json"),
        ("application/ld+json", "application/ld+json"),
        ("application/ld+json, application/json;q=0.5", "application/ld+json"),
        ("text/html, */*;q=0.1", "application/json"),
    ],
)
def test_accept_decides(accept: str, content_type: str, api: httpx.Client) -> None:
    answer = api.get("/patient-groups/nyresvigt", headers={"accept": accept})
    assert answer.headers["content-type"] == content_type
    assert "accept" in answer.headers["vary"].lower()


def test_nothing_acceptable_is_refused_with_the_list(api: httpx.Client) -> None:
    answer = api.get("/patient-groups", headers={"accept": "text/turtle"})
    assert answer.status_code == 406
    assert answer.json()["offered"] == ["application/json", "application/ld+json"]


def test_known_answer_is_not_sent_again(api: httpx.Client) -> None:
    first = api.get("/patient-groups/nyresvigt")
    assert first.headers["content-encoding"] in ("br", "gzip")
    again = api.get("/patient-groups/nyresvigt", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    head = api.head("/patient-groups/nyresvigt")
    assert (head.status_code, head.content) == (200, b"")


@pytest.mark.parametrize("path", COLLECTIONS)
@pytest.mark.parametrize("key", ["nowhere", "a%20b", "%00", "A", "a/b/c", "..%2f..", "æ", "a%2fb"])
def test_what_is_not_there_is_not_found(path: str, key: str, api: httpx.Client) -> None:
    answer = api.get(f"/{path}/{key}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_thing_of_another_kind_is_not_found(api: httpx.Client) -> None:
    assert api.get("/working-groups/nyresvigt").status_code == 404
    assert api.get("/steps/nyresvigt/rekvisition").status_code == 404
