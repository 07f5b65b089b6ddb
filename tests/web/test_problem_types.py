"""The `type` of every problem document leads somewhere."""

import httpx
import pytest


@pytest.mark.parametrize(
    ("path", "status"),
    [("/nowhere", 404), ("/sparql?query=SELEKT", 400), ("/sparql?query=ASK%7B%7D&format=png", 406)],
)
def test_the_type_of_a_problem_is_told(path: str, status: int, client: httpx.Client) -> None:
    problem = client.get(path).json()
    kind = client.get(problem["type"].removeprefix("https://w3id.org/ngckg"))
    assert kind.status_code == 200
    told = kind.json()
    assert (told["type"], told["title"]) == (problem["type"], problem["title"])
    assert told["status"] == problem["status"] == status
    assert told["description"].endswith(".")
    assert told in client.get("/problem").json()


def test_each_is_listed_once_and_no_other_is_told(client: httpx.Client) -> None:
    types = [it["type"] for it in client.get("/problem").json()]
    assert len(types) == len(set(types)) > 15
    answer = client.get("/problem/none-of-ours")
    assert answer.status_code == 404
    assert "query-syntax" in answer.json()["detail"]
