"""Releases stay where they were, and time can be asked for."""

import hashlib
import json
import re
from pathlib import Path

import httpx
import pytest

from ngckg.graph.release import DATASET
from tests.harvest.past import FIRST, GONE, NAME, RELEASES, RENAMED, SECOND, THIRD
from tests.harvest.proxy import PUBLIC

GROUP = f"/data/patient-group/{RENAMED}"
FOREVER = "public, max-age=31536000, immutable"
COUNT = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
NAMES = f"""SELECT ?name {{ <https://w3id.org/ngckg/id/patient-group/{RENAMED}>
<http://www.w3.org/2004/02/skos/core#prefLabel> ?name FILTER (LANG(?name) = "en") }}"""


def _names(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [it["name"]["value"] for it in answer.json()["results"]["bindings"]]


def _links(answer: httpx.Response) -> dict[str, str]:
    """Targets by relation."""
    found: dict[str, str] = {}
    for target, relation in re.findall(r'<([^>]+)>; rel="([^"]+)"', answer.headers["link"]):
        for it in relation.split():
            found.setdefault(it, target)
    return found


def test_every_release_is_described(later: httpx.Client) -> None:
    listed = later.get(f"{PUBLIC}/release")
    for name in RELEASES:
        assert f"<{PUBLIC}/release/{name}>" in listed.text
        one = later.get(f"{PUBLIC}/release/{name}")
        assert one.headers["content-type"] == "text/turtle; charset=utf-8"
        assert one.headers["cache-control"] == FOREVER
        assert later.get(f"{PUBLIC}/release/{name}.jsonld").json()["@graph"]
    assert f"<{PUBLIC}/release/{SECOND}>" in later.get(f"{PUBLIC}/release/{THIRD}").text
    assert later.get(f"{PUBLIC}/release/none").status_code == 404


def test_the_files_of_a_release_are_there(later: httpx.Client, past: Path) -> None:
    manifest = later.get(f"{PUBLIC}/release/{FIRST}/manifest.json")
    dataset = later.get(f"{PUBLIC}/release/{FIRST}/dataset.nq")
    assert dataset.content == (past / FIRST / DATASET).read_bytes()
    digest = json.loads(manifest.content)["digest"]
    assert f"sha256:{hashlib.sha256(dataset.content).hexdigest()}" == digest
    assert dataset.headers["cache-control"] == FOREVER
    for wrong in ("none/dataset.nq", f"{FIRST}/other.nq", f"{FIRST}/../{SECOND}/x"):
        assert later.get(f"{PUBLIC}/release/{wrong}").status_code == 404


@pytest.mark.slow
def test_an_earlier_release_can_be_downloaded_in_every_syntax(
    later: httpx.Client, past: Path
) -> None:
    quads = later.get(f"{PUBLIC}/release/{SECOND}/download/ngckg.nq")
    assert quads.content == (past / SECOND / DATASET).read_bytes()
    assert quads.headers["cache-control"] == FOREVER
    turtle = later.get(f"{PUBLIC}/release/{SECOND}/download/data.ttl")
    assert turtle.status_code == 200
    assert GONE not in turtle.text
    current = later.get(f"{PUBLIC}/download/ngckg.nq")
    assert current.content == (past / THIRD / DATASET).read_bytes()


def test_a_description_stands_under_its_release(later: httpx.Client) -> None:
    now = later.get(f"{PUBLIC}{GROUP}")
    before = later.get(f"{PUBLIC}/release/{SECOND}{GROUP}")
    assert NAME in now.text
    assert NAME not in before.text
    assert before.headers["cache-control"] == FOREVER
    assert before.headers["memento-datetime"] == "Sun, 01 Feb 2026 00:00:00 GMT"
    assert later.get(f"{PUBLIC}/release/{SECOND}{GROUP}.jsonld").json()["@graph"]
    gone = f"/data/patient-group/{GONE}"
    assert later.get(f"{PUBLIC}/release/{FIRST}{gone}").status_code == 200
    assert later.get(f"{PUBLIC}/release/{SECOND}{gone}").status_code == 410
    assert later.get(f"{PUBLIC}{gone}").status_code == 410


@pytest.mark.parametrize(
    "path",
    [
        *(f"/page/patient-group/{RENAMED}", "/download/data.ttl", "/download/mappings.nq"),
        *("/catalog", "/dataset/mappings"),
    ],
)
def test_what_signposts_lead_to_answers_for_earlier_releases_too(
    later: httpx.Client, path: str
) -> None:
    accept = {"accept": "text/html"} if "download" not in path else {}
    answer = later.get(f"{PUBLIC}/release/{SECOND}{path}", headers=accept)
    assert answer.status_code == 200
    links = answer.headers["link"].split(", <")
    targets = {it.removeprefix("<").partition(">")[0] for it in links}
    ours = {it for it in targets if it.startswith(f"{PUBLIC}/")}
    assert any("/dataset/" in it or "/catalog" in it for it in ours)
    assert {it: later.head(it).status_code for it in ours} == dict.fromkeys(ours, 200)


def test_a_resource_says_that_it_has_a_past(later: httpx.Client) -> None:
    answer = later.get(f"{PUBLIC}{GROUP}")
    assert "accept-datetime" in answer.headers["vary"].lower()
    assert _links(answer)["timegate"] == f"{PUBLIC}{GROUP}"
    assert _links(answer)["timemap"] == f"{PUBLIC}/timemap{GROUP}"
    assert "memento-datetime" not in answer.headers


@pytest.mark.parametrize(
    ("at", "release"),
    [
        ("Thu, 15 Jan 2026 00:00:00 GMT", FIRST),
        # Nothing was said differently in the second release.
        ("Sun, 15 Feb 2026 00:00:00 GMT", FIRST),
        ("Sun, 15 Mar 2026 00:00:00 GMT", THIRD),
        ("Mon, 01 Jan 2001 00:00:00 GMT", FIRST),
    ],
)
def test_a_moment_leads_to_the_state_of_it(later: httpx.Client, at: str, release: str) -> None:
    answer = later.get(f"{PUBLIC}{GROUP}", headers={"accept-datetime": at})
    assert answer.status_code == 302
    assert answer.headers["location"] == f"{PUBLIC}/release/{release}{GROUP}"
    assert "accept-datetime" in answer.headers["vary"].lower()
    state = later.get(answer.headers["location"])
    assert state.status_code == 200
    links = _links(state)
    assert links["original"] == f"{PUBLIC}{GROUP}"
    assert links["first"] == f"{PUBLIC}/release/{FIRST}{GROUP}"
    assert links["last"] == f"{PUBLIC}/release/{THIRD}{GROUP}"


def test_head_is_led_alike(later: httpx.Client) -> None:
    answer = later.head(
        f"{PUBLIC}{GROUP}.ttl", headers={"accept-datetime": "Thu, 15 Jan 2026 00:00:00 GMT"}
    )
    assert answer.status_code == 302
    assert answer.headers["location"] == f"{PUBLIC}/release/{FIRST}{GROUP}.ttl"


def test_what_is_gone_can_still_be_reached_in_time(later: httpx.Client) -> None:
    gone = f"/data/patient-group/{GONE}"
    at = {"accept-datetime": "Sun, 15 Mar 2026 00:00:00 GMT"}
    answer = later.get(f"{PUBLIC}{gone}", headers=at)
    assert answer.headers["location"] == f"{PUBLIC}/release/{FIRST}{gone}"
    assert later.get(f"{PUBLIC}/timemap{gone}").text.count("memento") == 1


def test_a_moment_that_is_none_is_refused(later: httpx.Client) -> None:
    for moment in ("yesterday", "Thu, 01 Jan 99999999999 00:00:00 GMT"):
        answer = later.get(f"{PUBLIC}{GROUP}", headers={"accept-datetime": moment})
        assert answer.status_code == 400
        assert answer.headers["content-type"] == "application/problem+json"


def test_a_timemap_lists_the_states(later: httpx.Client) -> None:
    answer = later.get(f"{PUBLIC}/timemap{GROUP}")
    assert answer.headers["content-type"] == "application/link-format"
    states = re.findall(r'<([^>]+)>; rel="[a-z ]*memento"', answer.text)
    assert states == [f"{PUBLIC}/release/{it}{GROUP}" for it in (FIRST, THIRD)]
    assert all(later.get(it).status_code == 200 for it in states)
    assert later.get(f"{PUBLIC}/timemap/data/patient-group/none").status_code == 404


def test_nothing_in_an_address_becomes_a_header(later: httpx.Client) -> None:
    answer = later.get(f"{PUBLIC}/data/patient-group/x%0D%0Ax-evil:%201")
    assert "x-evil" not in answer.headers
    answer = later.get(
        f"{PUBLIC}/data/patient-group/%C3%A6%0A",
        headers={"accept-datetime": "Thu, 15 Jan 2026 00:00:00 GMT"},
    )
    assert answer.status_code == 404


def test_the_last_few_releases_can_be_asked(later: httpx.Client) -> None:
    def ask(**parameters: str) -> httpx.Response:
        return later.get(f"{PUBLIC}/sparql", params=parameters)

    assert _names(ask(query=NAMES)) == [NAME]
    assert _names(ask(query=NAMES, release=THIRD)) == [NAME]
    before = ask(query=NAMES, release=SECOND)
    assert _names(before) == ["Kidney failure"]
    assert before.headers["cache-control"] == FOREVER
    # One release before the current one, as the setting says.
    too_old = ask(query=NAMES, release=FIRST)
    assert too_old.status_code == 404
    assert SECOND in too_old.json()["detail"]
    assert ask(query=NAMES, release="none").status_code == 404
    posted = later.post(f"{PUBLIC}/sparql?release={SECOND}", data={"query": NAMES})
    assert _names(posted) == ["Kidney failure"]
    form = later.post(f"{PUBLIC}/sparql", data={"query": NAMES, "release": SECOND})
    assert _names(form) == ["Kidney failure"]
    spelt = later.get(f"{PUBLIC}/sparql?rel%65ase={SECOND}&{httpx.QueryParams(query=NAMES)}")
    assert _names(spelt) == ["Kidney failure"]
    # What only looks like the parameter is none.
    assert _names(ask(query=NAMES, xrelease=SECOND)) == [NAME]
    assert later.get(f"{PUBLIC}/sparql?query=SELECT*{{?s?p?release FILTER(?release=1)}}").is_success
    own = later.get(f"{PUBLIC}/release/{SECOND}/sparql", params={"query": NAMES})
    assert _names(own) == ["Kidney failure"]
    assert later.get(f"{PUBLIC}/release/{FIRST}/sparql?query=x").status_code == 404


def test_each_release_has_as_many_statements_as_its_file(later: httpx.Client, past: Path) -> None:
    for name in (SECOND, THIRD):
        answer = later.get(f"{PUBLIC}/sparql", params={"query": COUNT, "release": name})
        [row] = answer.json()["results"]["bindings"]
        lines = (past / name / DATASET).read_bytes().splitlines()
        assert int(row["n"]["value"]) == len(lines)
