"""Lists: their order, their pages, their fields and languages."""

import re
from typing import Any

import httpx
import pyoxigraph as ox
import pytest
from pydantic import BaseModel

from ngckg.namespaces import ID
from ngckg.web.api import models
from ngckg.web.api.paging import Entry, ordered
from ngckg.web.api.parameters import fields_of
from tests.web.api import reference
from tests.web.api.conftest import Ask
from tests.web.servers import Server

COLLECTIONS: dict[str, tuple[int, type[BaseModel]]] = {
    "patient-groups": (17, models.PatientGroup),
    "specialist-networks": (17, models.SpecialistNetwork),
    "working-groups": (2, models.WorkingGroup),
    "analysis-types": (3, models.AnalysisType),
    "documents": (56, models.Document),
    "steps": (60, models.Step),
}
#: The letters that end the Danish alphabet, and those that look like others to it.
ALPHABET = "abcdefghijklmnopqrstuvwxyzæøå"


def danish(name: str) -> list[int]:
    """A name as the Danish alphabet counts it, for names of letters and spaces."""
    folded = name.lower().replace("é", "e")
    return [ALPHABET.find(letter) for letter in folded]


def names(found: dict[str, Any], lang: str) -> list[str]:
    return [it["label"][lang] for it in found["items"]]


@pytest.mark.parametrize("path", COLLECTIONS)
def test_collection_has_everything_once(path: str, ask: Ask) -> None:
    count, _ = COLLECTIONS[path]
    found = ask(f"/{path}", limit=100, fields="key")
    assert found["total"] == count
    assert len({it["@id"] for it in found["items"]}) == count


@pytest.mark.parametrize("path", COLLECTIONS)
@pytest.mark.parametrize("limit", [1, 7, 16])
def test_pages_make_up_the_list(path: str, limit: int, ask: Ask, api: httpx.Client) -> None:
    expected = [it["@id"] for it in ask(f"/{path}", limit=100, fields="key")["items"]]
    found: list[str] = []
    address: str | None = f"/{path}?fields=key&limit={limit}"
    while address is not None:
        answer = api.get(address)
        found += [it["@id"] for it in answer.json()["items"]]
        address = answer.links["next"]["url"] if "next" in answer.links else None
        assert address == answer.json().get("next")
    assert found == expected


def test_links_lead_to_the_pages_around(api: httpx.Client, server: Server) -> None:
    answer = api.get("/patient-groups?limit=5&offset=5&q=e&sort=-name&fields=key")
    total = answer.json()["total"]
    assert total > 10

    def at(offset: int) -> str:
        base = f"{server.base}/api/patient-groups"
        return f"{base}?q=e&sort=-name&fields=key&limit=5&offset={offset}"

    found = {name: answer.links[name]["url"] for name in ("first", "prev", "next", "last")}
    last = (total - 1) // 5 * 5
    assert found == {"first": at(0), "prev": at(0), "next": at(10), "last": at(last)}
    beyond = api.get("/patient-groups?limit=5&offset=1000").json()
    assert beyond["items"] == []
    assert api.get(beyond["previous"]).json()["items"] == api.get(beyond["last"]).json()["items"]
    assert "next" not in beyond


def test_pages_are_counted_too(ask: Ask) -> None:
    by_offset = ask("/steps", limit=10, offset=20, fields="key")["items"]
    assert ask("/steps", limit=10, page=3, fields="key")["items"] == by_offset
    assert ask("/steps", limit=10, page=2, offset=10, fields="key")["items"] == by_offset


def test_names_come_as_the_danish_alphabet_has_them(ask: Ask) -> None:
    found = names(ask("/patient-groups", limit=100), "da")
    letters = [re.sub(r"[^a-zæøåé ]", "", it.lower()) for it in found]
    assert letters == sorted(letters, key=danish)
    assert names(ask("/patient-groups", limit=100, sort="-name"), "da") == found[::-1]


def test_danish_letters_come_last_and_capitals_do_not_come_first() -> None:
    found = {
        name: Entry(ox.NamedNode(f"{ID}x/{number}"), {"da": name})
        for number, name in enumerate(["ål", "Åge", "øre", "Ære", "zebra", "Bi", "abe", "æble"])
    }
    expected = ["abe", "Bi", "zebra", "æble", "Ære", "øre", "Åge", "ål"]
    assert [it.name("da") for it in ordered(found.values(), "name", "da")] == expected
    assert [it.name("da") for it in ordered(found.values(), "-name", "da")] == expected[::-1]


def test_what_has_no_date_comes_last() -> None:
    dated = Entry(ox.NamedNode(f"{ID}x/1"), {"da": "b"}, "2022-01-01", "2022-01-31")
    later = Entry(ox.NamedNode(f"{ID}x/2"), {"da": "a"}, "2022-01-01", "2022-02-28")
    undated = Entry(ox.NamedNode(f"{ID}x/3"), {"da": "0"})
    assert ordered([undated, later, dated], "approval", "da") == [dated, later, undated]
    assert ordered([undated, later, dated], "-approval", "da") == [later, dated, undated]


def test_order_is_that_of_the_language(ask: Ask) -> None:
    english = names(ask("/patient-groups", lang="en", limit=100), "en")
    assert english == sorted(english, key=lambda it: it.lower().replace(" ", "\0"))
    danish_order = [it["@id"] for it in ask("/patient-groups", limit=100)["items"]]
    english_order = [it["@id"] for it in ask("/patient-groups", lang="en", limit=100)["items"]]
    assert set(danish_order) == set(english_order)
    assert danish_order != english_order


def test_groups_come_by_approval(ask: Ask, groups: list[reference.Group]) -> None:
    approvals = {it.key: min((b[0], b[3]) for b in it.approvals) for it in groups}
    found = [
        it["key"]
        for it in ask("/patient-groups", sort="approval", fields="key", limit=100)["items"]
    ]
    dates = [approvals[key] for key in found]
    assert dates == sorted(dates)
    backwards = ask("/patient-groups", sort="-approval", fields="key", limit=100)["items"]
    assert [approvals[it["key"]] for it in backwards] == dates[::-1]


def test_steps_come_by_date(ask: Ask) -> None:
    found = ask("/steps", limit=100, fields="startNotBefore")["items"]
    dates = [it["startNotBefore"] for it in found]
    assert dates == sorted(dates)


@pytest.mark.parametrize("path", COLLECTIONS)
def test_every_field_can_be_asked_for_alone(path: str, ask: Ask) -> None:
    _, model = COLLECTIONS[path]
    whole = {it["@id"]: it for it in ask(f"/{path}", limit=5)["items"]}
    for name in fields_of(model):
        for it in ask(f"/{path}", limit=5, fields=name)["items"]:
            assert set(it) <= {"@id", "@type", name}
            if name in whole[it["@id"]]:
                assert it[name] == whole[it["@id"]][name]


def test_list_leaves_out_what_is_long(ask: Ask) -> None:
    [short] = ask("/patient-groups", q="Nyresvigt")["items"]
    assert {"steps", "documents", "specialistNetwork", "statusReportStatus"} <= set(short)
    assert not {"ordering", "evidence"} & set(short)
    [asked] = ask("/patient-groups", q="Nyresvigt", fields="ordering,evidence")["items"]
    assert set(asked) == {"@id", "@type", "ordering", "evidence"}


@pytest.mark.parametrize("lang", ["da", "en"])
def test_texts_come_in_one_language(lang: str, ask: Ask) -> None:
    for it in ask("/patient-groups", lang=lang, limit=100)["items"]:
        assert set(it["label"]) == {lang}
        assert all(set(step["label"]) == {lang} for step in it["steps"])
    both = ask("/patient-groups/nyresvigt")
    assert both["label"] == {"da": "Nyresvigt", "en": "Kidney failure"}


def test_text_without_translation_stays_as_it_is(ask: Ask) -> None:
    """The title of a document is the source's, whatever language is asked for."""
    for lang in ("da", "en"):
        found = ask("/documents", patientGroup="nyresvigt", kind="status-report", lang=lang)
        assert "Statusrapport" in found["items"][0]["title"]
