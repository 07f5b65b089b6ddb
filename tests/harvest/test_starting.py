"""While there is nothing to tell, nothing is told: harvesters delete what an empty answer lacks."""

import json
from collections.abc import Iterator

import pytest
from starlette.types import ASGIApp

from ngckg.engine.embedded.engine import EmbeddedEngine
from ngckg.settings import Settings
from ngckg.web.entrance import Entrance
from ngckg.web.journal import Journal
from ngckg.web.service import Service
from ngckg.web.visitors import Visitors
from tests.engine import releases
from tests.web.asgi import ask
from tests.web.conftest import make_current


@pytest.fixture(scope="module")
def starting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ASGIApp]:
    """A service whose release is not loaded yet."""
    folder = tmp_path_factory.mktemp("starting")
    releases.write(folder, releases.quads(1), "r1")
    make_current(folder, "r1")
    engine = EmbeddedEngine(folder / "r1")
    with (folder / "log").open("wb") as log:
        visitors = Visitors(())
        journal = Journal(log.fileno(), visitors, 0, 0)
        settings = Settings(releases=folder)
        yield Entrance(
            Service(settings, "http://example.org", engine, engine.limits, visitors, journal)
        ).app
        journal.close()


@pytest.mark.parametrize(
    "path",
    [
        *("/catalog", "/catalog.ttl", "/catalog/ngckg", "/fdp", "/dataset/ngckg"),
        *("/distribution/ngckg-ttl", "/service/sparql", "/feed", "/feed/things", "/changes"),
        *("/sitemap.xml", "/llms.txt", "/data/patient-group/x"),
    ],
)
def test_what_is_not_ready_is_a_503(starting: ASGIApp, path: str) -> None:
    answer = ask(starting, path=path)
    assert answer.status == 503
    assert answer.headers["content-type"] == "application/problem+json"
    assert int(answer.headers["retry-after"]) > 0
    assert answer.headers["cache-control"] == "no-store"


def test_fhir_says_so_in_its_own_way(starting: ASGIApp) -> None:
    answer = ask(starting, path="/fhir/CodeSystem")
    assert answer.status == 503
    outcome = json.loads(answer.body)
    assert outcome["resourceType"] == "OperationOutcome"
    assert outcome["issue"][0]["code"] == "transient"
    assert int(answer.headers["retry-after"]) > 0
