"""What contradicts itself: the findings of the build's own validation, with their evidence."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from ngckg.graph import building, checking
from ngckg.graph.release import Release, current
from ngckg.namespaces import SHAPES
from ngckg.web.api.contradictions import read
from tests.shared import ROOT
from tests.web.reading import Dataset, expand
from tests.web.servers import Server, serving

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a release as `build` makes it, its report included."""
    folder = tmp_path_factory.mktemp("built")
    dataset, report = checking.load_and_check(ROOT)
    building.build(dataset, report, folder)
    return folder


@pytest.fixture(scope="module")
def release(built: Path) -> Release:
    return current(built)


@pytest.fixture(scope="module")
def checked(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(built, tmp_path_factory.mktemp("log") / "log") as server:
        yield server


@pytest.fixture
def client(checked: Server) -> Iterator[httpx.Client]:
    with checked.client() as it:
        yield it


def ask(client: httpx.Client, **parameters: object) -> dict[str, Any]:
    answer = client.get("/api/contradictions", params={k: str(v) for k, v in parameters.items()})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def of(found: dict[str, Any], key: str, shape: str) -> dict[str, Any]:
    [it] = [
        it
        for it in found["items"]
        if it["@id"].endswith(f"/{key}") and it["finding"]["shape"] == f"{SHAPES}#{shape}"
    ]
    finding: dict[str, Any] = it["finding"]
    return finding


def words(finding: dict[str, Any]) -> list[str]:
    selectors = (it for place in finding["evidence"] for it in place["selectors"])
    return [it["exact"] for it in selectors if "exact" in it]


def test_every_warning_is_told(client: httpx.Client, release: Release) -> None:
    assert release.manifest.shacl.warnings > 5
    found = ask(client, limit=100)
    assert found["total"] == len(found["items"]) == release.manifest.shacl.warnings
    assert {it["finding"]["severity"] for it in found["items"]} == {"warning"}
    hints = ask(client, severity="info", limit=1)
    assert hints["total"] == release.manifest.shacl.infos > 0


@pytest.mark.parametrize(
    ("key", "shape", "expected"),
    [
        (
            "foetal-medicin",
            "PatientGroup-requisitionStatus-single",
            ["Rekvisition", "Rekvisitionsblanket er under udarbejdelse"],
        ),
        (
            "haematologisk-kraeft",
            "PatientGroup-requisitionForm",
            ["Rekvisition er under udarbejdelse"],
        ),
        (
            "nyresvigt",
            "PatientGroup-no-review",
            ["Alle anbefalinger er kommenteret af faglige eksperter"],
        ),
    ],
)
def test_finding_has_the_words_it_speaks_of(
    key: str, shape: str, expected: list[str], client: httpx.Client
) -> None:
    finding = of(ask(client, limit=100), key, shape)
    assert words(finding) == expected
    assert set(finding["message"]) == {"da", "en"}


def test_every_finding_has_evidence(client: httpx.Client) -> None:
    for it in ask(client, limit=100)["items"]:
        assert it["finding"]["evidence"], it
        lines = [place["line"] for place in it["finding"]["evidence"]]
        assert lines == sorted(lines)


def test_reviewed_before_drafted_shows_both_dates(client: httpx.Client) -> None:
    found = ask(client, limit=100)
    steps = [it["finding"] for it in found["items"] if it["@type"] == "Review"]
    [finding] = steps
    dates = [it for it in words(finding) if any(letter.isdigit() for letter in it)]
    assert len(dates) == 2
    assert finding["value"]


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("kraeft-hos-boern-og-unge", 127),
        ("kraeft-hos-unge-voksne-samt-arvelig-kraeft-hos-voksne", 139),
    ],
)
def test_one_of_two_reviews_shows_the_one_there_is(
    key: str, line: int, client: httpx.Client
) -> None:
    shape = f"{SHAPES}#PatientGroup-one-working-group"
    total = ask(client, severity="info", limit=1)["total"]
    places = [
        place["line"]
        for offset in range(0, total, 100)
        for it in ask(client, severity="info", limit=100, offset=offset)["items"]
        if it["finding"]["shape"] == shape and it["@id"].endswith(f"/{key}")
        for place in it["finding"]["evidence"]
    ]
    assert set(places) == {line}


def test_contradictions_are_json_ld(client: httpx.Client, checked: Server, built: Path) -> None:
    found = expand(ask(client, limit=100), f"{checked.base}/context.jsonld")
    assert found <= Dataset(built / "current").triples
    assert len(found) > 10


def test_language_and_page_can_be_chosen(client: httpx.Client) -> None:
    found = ask(client, lang="da", limit=3, offset=3)
    assert len(found["items"]) == 3
    for it in found["items"]:
        assert set(it["finding"]["message"]) == set(it["label"]) == {"da"}
    whole = ask(client, lang="da", limit=100)["items"]
    assert found["items"] == whole[3:6]


async def _nothing(release: Release) -> int:
    return len(await read(release, "warning"))


def test_release_without_a_report_has_no_findings(tmp_path: Path, release: Release) -> None:
    bare = Release(tmp_path, release.manifest)
    assert asyncio.run(_nothing(bare)) == 0
    assert asyncio.run(_nothing(release)) == release.manifest.shacl.warnings
