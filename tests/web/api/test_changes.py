"""Which groups changed since: told from releases that follow each other."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from ngckg.graph.release import Release, history
from ngckg.namespaces import ID
from ngckg.web.api.changes import choose
from ngckg.web.api.comparing import tell
from tests.web import history as past
from tests.web.reading import Dataset, expand
from tests.web.servers import Server, serving

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three releases that follow each other."""
    folder = tmp_path_factory.mktemp("releases")
    past.three(folder)
    return folder


@pytest.fixture(scope="module")
def kept(releases: Path) -> list[Release]:
    """The same, newest first."""
    return history(releases)


@pytest.fixture(scope="module")
def later(releases: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of the last of them."""
    with serving(releases, tmp_path_factory.mktemp("log") / "log") as server:
        yield server


@pytest.fixture
def client(later: Server) -> Iterator[httpx.Client]:
    with later.client() as it:
        yield it


@pytest.mark.parametrize(
    ("since", "index"),
    [
        (None, 1),  # the parent of the current one
        ("2026-03-11", 0),
        ("2026-03-10", 1),  # what stood when that day began
        ("2026-02-11", 1),
        ("2026-02-10", 2),
        ("2020-01-01", 2),  # the first that there is
    ],
)
def test_day_means_what_stood_when_it_began(
    since: str | None, index: int, kept: list[Release]
) -> None:
    assert choose(kept, kept[0], since) is kept[index]


def test_release_is_named_by_its_identifier(kept: list[Release]) -> None:
    for release in kept:
        assert choose(kept, kept[0], release.manifest.id) is release


def test_changes_are_told_by_group(releases: Path, kept: list[Release]) -> None:
    told = list(tell(kept[2].path, kept[0].path, "en"))
    by_thing = {(it.thing.removeprefix(ID), it.what): it for it in told}
    assert set(by_thing) == {
        ("patient-group/aa", "changed"),
        ("patient-group/bb", "gone"),
        ("patient-group/dd", "new"),
        ("step/cc/godkendelse", "changed"),
    }
    assert by_thing["patient-group/aa", "changed"].before == ["under udarbejdelse"]
    assert by_thing["patient-group/aa", "changed"].after == ["offentliggjort"]
    assert by_thing["step/cc/godkendelse", "changed"].group == f"{ID}patient-group/cc"
    assert by_thing["step/cc/godkendelse", "changed"].after == ["juni 2022"]
    assert by_thing["patient-group/bb", "gone"].names == {}
    assert releases.is_dir()


def ask(client: httpx.Client, **parameters: str) -> dict[str, Any]:
    answer = client.get("/api/changes", params=parameters)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def keys(found: dict[str, Any]) -> list[str]:
    return [it["@id"].rpartition("/")[2] for it in found["items"]]


def test_groups_that_changed_are_there(client: httpx.Client, kept: list[Release]) -> None:
    since_last = ask(client)
    assert keys(since_last) == ["cc", "dd"]
    assert since_last["since"]["release"] == kept[1].manifest.id
    assert since_last["until"]["release"] == kept[0].manifest.id
    assert [it["name"] for it in since_last["goneGroups"]] == ["Bb"]
    since_first = ask(client, since=kept[2].manifest.id)
    assert keys(since_first) == ["aa", "cc", "dd"]
    assert since_first["total"] == 3
    [change] = since_first["items"][0]["changes"]
    assert (change["before"], change["after"]) == (["under udarbejdelse"], ["offentliggjort"])
    assert ask(client, since="2026-02-10") == since_first
    assert ask(client, since="2026-03-11")["total"] == 0


def test_changes_expand_to_what_the_graph_says(
    client: httpx.Client, later: Server, releases: Path
) -> None:
    found = expand(ask(client, since="2020-01-01"), f"{later.base}/context.jsonld")
    assert found <= Dataset(releases / "current").triples
    assert len(found) == 6  # a type and a name of each


def test_language_of_the_words_can_be_chosen(client: httpx.Client) -> None:
    for lang in ("da", "en"):
        [change] = ask(client, since="2020-01-01", lang=lang)["items"][0]["changes"]
        assert change["what"] == "changed"


@pytest.mark.parametrize("since", ["20200101T000000Z-0123456789ab", "yesterday", "2026-13-45"])
def test_unknown_release_is_told_the_known_ones(
    since: str, client: httpx.Client, kept: list[Release]
) -> None:
    answer = client.get("/api/changes", params={"since": since})
    assert answer.status_code == 422
    [error] = answer.json()["errors"]
    assert error["name"] == "since"
    if since != "2026-13-45":
        assert error["allowed"] == [it.manifest.id for it in kept]


def test_releases_are_listed_newest_first(client: httpx.Client, kept: list[Release]) -> None:
    found = client.get("/api/releases").json()
    assert [it["release"] for it in found["releases"]] == [it.manifest.id for it in kept]
    assert found["current"] == found["releases"][0]
    assert found["current"]["made"] == "2026-03-10T12:00:00Z"
