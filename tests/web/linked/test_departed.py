"""What an earlier release had is gone, and says so; what none had is not found."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from ngckg.graph.release import read
from ngckg.namespaces import ID
from ngckg.web.departed import find
from tests.web import history
from tests.web.conftest import make_current
from tests.web.servers import Server, serving, wait_until

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Past:
    """Releases that follow each other, and a server of the last."""

    server: Server
    releases: list[str]


@pytest.fixture
def past(tmp_path: Path) -> Iterator[Past]:
    made = history.three(tmp_path / "releases")
    with serving(tmp_path / "releases", tmp_path / "log") as server:
        yield Past(server, made)


def test_index_has_what_went_with_the_last_release_that_had_it(tmp_path: Path) -> None:
    first, second, third = history.three(tmp_path)
    found = {it.iri: it for it in find(tmp_path, tmp_path / third)}
    assert set(found) == {f"{ID}patient-group/bb"}
    assert found[f"{ID}patient-group/bb"].release == second
    assert found[f"{ID}patient-group/bb"].label == "Bb"
    # seen from the second, nothing has gone, and the third is not yet there
    assert list(find(tmp_path, tmp_path / second)) == []
    assert read(tmp_path / first).manifest.id == first


def test_gone_things_say_where_they_stood(past: Past) -> None:
    _, second, _ = past.releases
    with past.server.client() as client:
        for path in ("/id/patient-group/bb", "/data/patient-group/bb", "/data/patient-group/bb.nt"):
            answer = client.get(path, headers={"accept": "*/*"})
            assert answer.status_code == 410, path
            assert answer.headers["content-type"] == "application/problem+json"
            problem = answer.json()
            assert problem["lastRelease"] == {"id": second, "created": "2026-02-10T12:00:00Z"}
            assert "“Bb”" in problem["detail"]
        changes = client.get(problem["changes"]).json()
        assert [it["name"] for it in changes["goneGroups"]] == ["Bb"]
        assert client.get("/api/patient-groups/bb").status_code == 410
        assert client.get("/api/patient-groups/bb/ordering").status_code == 410
        assert client.get("/id/patient-group/ee").status_code == 404
        assert client.get("/api/patient-groups/ee").status_code == 404
        assert client.get("/id/patient-group/dd").status_code == 303


def test_what_goes_while_we_serve_is_gone_too(past: Past) -> None:
    with past.server.client() as client:
        assert client.get("/data/patient-group/dd").status_code == 200
        assert client.get("/data/patient-group/zz").status_code == 404
        folder = past.server.releases
        content = [*history.concepts(), *history.group("cc", "Cc", "published")]
        fourth = history.release(folder, content, "2026-04-10T12:00:00Z", past.releases[-1])
        make_current(folder, fourth)
        wait_until(lambda: _status(client, "dd") == 410)
        assert _status(client, "bb") == 410
        assert _status(client, "cc") == 200


def _status(client: httpx.Client, key: str) -> int:
    return client.get(f"/data/patient-group/{key}").status_code
