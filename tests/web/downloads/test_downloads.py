"""`/download/…` from a live server: whole, in parts, resumed, checked."""

import hashlib
import json
import shutil
from base64 import b64decode
from pathlib import Path

import httpx
import pytest
from rdflib import Graph

from ngckg.namespaces import GRAPHS
from ngckg.web.downloads.files import FILES
from tests.web import history
from tests.web.conftest import make_current
from tests.web.servers import Server, serving, wait_until

pytestmark = pytest.mark.slow

NAME = "ngckg.ttl"
IDENTITY = {"accept-encoding": "identity"}


@pytest.fixture(scope="module")
def whole(server: Server) -> httpx.Response:
    """The file that parts are asked of."""
    with server.client() as client:
        answer = client.get(f"/download/{NAME}", headers=IDENTITY)
        assert answer.status_code == 200
        return answer


def test_every_file_is_what_the_manifest_says(client: httpx.Client, server: Server) -> None:
    manifest = client.get("/download/manifest.json").json()
    assert {it["name"] for it in manifest["files"]} == set(FILES)
    for it in manifest["files"]:
        assert it["url"] == f"{server.base}/download/{it['name']}"
        answer = client.get(f"/download/{it['name']}", headers=IDENTITY)
        assert answer.status_code == 200
        assert len(answer.content) == it["bytes"]
        assert hashlib.sha256(answer.content).hexdigest() == it["sha256"]
        assert answer.headers["content-disposition"] == f'attachment; filename="{it["name"]}"'
        media_type = "application/gzip" if it["compression"] else it["mediaType"]
        assert answer.headers["content-type"].partition(";")[0] == media_type
        scheme, _, digest = answer.headers["repr-digest"].partition("=")
        assert (scheme, b64decode(digest.strip(":")).hex()) == ("sha-256", it["sha256"])


def test_manifest_is_that_of_the_release(client: httpx.Client, shipped: Path) -> None:
    manifest = client.get("/download/manifest.json").json()
    del manifest["files"]
    assert manifest == json.loads((shipped / "current" / "manifest.json").read_text())


def test_sums_are_those_that_sha256sum_reads(client: httpx.Client) -> None:
    lines = client.get("/download/SHA256SUMS").text.splitlines()
    sums = {name: digest for digest, name in (line.split("  ") for line in lines)}
    files = client.get("/download/manifest.json").json()["files"]
    assert sums == {it["name"]: it["sha256"] for it in files}


def test_release_itself_is_left_as_it_is(client: httpx.Client, shipped: Path) -> None:
    client.get("/download/manifest.json")
    names = {path.name for path in (shipped / "current").iterdir()}
    assert names <= {"dataset.nq", "manifest.json", "report.ttl"}


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-99", 0, 99), ("bytes=100-199", 100, 199), ("bytes=-50", -50, None)],
)
def test_part_of_a_file(
    asked: str, first: int, last: int | None, client: httpx.Client, whole: httpx.Response
) -> None:
    # with the codings that the client accepts by itself, a range is still of the file's own bytes
    answer = client.get(f"/download/{NAME}", headers={"range": asked})
    assert answer.status_code == 206
    size = len(whole.content)
    expected = whole.content[first : None if last is None else last + 1]
    assert answer.content == expected
    start = first % size
    assert answer.headers["content-range"] == f"bytes {start}-{start + len(expected) - 1}/{size}"
    assert answer.headers["content-length"] == str(len(expected))
    assert answer.headers["etag"] == whole.headers["etag"]
    assert "content-encoding" not in answer.headers


def test_download_that_broke_off_is_resumed(client: httpx.Client, whole: httpx.Response) -> None:
    half = len(whole.content) // 2
    for condition in (whole.headers["etag"], whole.headers["last-modified"]):
        rest = client.get(
            f"/download/{NAME}", headers={"range": f"bytes={half}-", "if-range": condition}
        )
        assert rest.status_code == 206
        assert whole.content[:half] + rest.content == whole.content


@pytest.mark.parametrize(
    "condition", ['"other"', 'W/"other"', "Fri, 02 Jan 2015 03:04:05 GMT", "yesterday"]
)
def test_part_of_another_file_is_replaced_by_the_whole(
    condition: str, client: httpx.Client, whole: httpx.Response
) -> None:
    headers = {"range": "bytes=100-", "if-range": condition, **IDENTITY}
    answer = client.get(f"/download/{NAME}", headers=headers)
    assert answer.status_code == 200
    assert answer.content == whole.content


@pytest.mark.parametrize("asked", ["bytes=0-9,20-29", "bytes=9-0", "lines=1-2", "rubbish"])
def test_what_is_no_single_range_is_answered_whole(
    asked: str, client: httpx.Client, whole: httpx.Response
) -> None:
    answer = client.get(f"/download/{NAME}", headers={"range": asked, **IDENTITY})
    assert answer.status_code == 200
    assert answer.content == whole.content


def test_beyond_the_end_there_is_nothing(client: httpx.Client, whole: httpx.Response) -> None:
    size = len(whole.content)
    answer = client.get(f"/download/{NAME}", headers={"range": f"bytes={size}-"})
    assert answer.status_code == 416
    assert answer.headers["content-range"] == f"bytes */{size}"
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["requestId"]


def test_head_has_the_headers_and_no_body(client: httpx.Client, whole: httpx.Response) -> None:
    head = client.head(f"/download/{NAME}", headers=IDENTITY)
    assert head.content == b""
    for name in ("content-length", "etag", "last-modified", "content-type", "accept-ranges"):
        assert head.headers[name] == whole.headers[name]


def test_known_file_is_not_sent_again(client: httpx.Client, whole: httpx.Response) -> None:
    for condition in (
        {"if-none-match": whole.headers["etag"]},
        {"if-modified-since": whole.headers["last-modified"]},
    ):
        answer = client.get(f"/download/{NAME}", headers={**condition, **IDENTITY})
        assert answer.status_code == 304
        assert answer.content == b""
        assert answer.headers["etag"] == whole.headers["etag"]


def test_client_that_accepts_gzip_gets_it(client: httpx.Client, whole: httpx.Response) -> None:
    answer = client.get(f"/download/{NAME}", headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-type"] == whole.headers["content-type"]
    assert int(answer.headers["content-length"]) < len(whole.content) / 4
    assert answer.content == whole.content
    assert answer.headers["etag"] != whole.headers["etag"]
    assert "accept-ranges" not in answer.headers
    packed = client.get(f"/download/{NAME}.gz")
    assert "content-encoding" not in packed.headers
    assert packed.headers["content-type"] == "application/gzip"


@pytest.mark.parametrize(
    "path", ["ngckg", "ngckg.zip", "nothing.ttl", "ngckg.ttl.bz2", "..%2fmanifest.json", "%00"]
)
def test_other_names_are_not_found(path: str, client: httpx.Client) -> None:
    answer = client.get(f"/download/{path}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("name", GRAPHS)
def test_name_of_a_graph_leads_to_its_file(name: str, client: httpx.Client, server: Server) -> None:
    answer = client.get(f"/graph/{name}", headers={"accept": "application/rdf+xml"})
    assert answer.status_code == 303
    assert answer.headers["location"] == f"{server.base}/download/{name}.rdf"
    assert client.get(f"/graph/{name}").headers["location"].endswith(f"/{name}.ttl")


def test_rdflib_reads_it_by_its_address(server: Server, shipped: Path) -> None:
    found = Graph().parse(f"{server.base}/download/data.ttl", format="turtle")
    lines = (shipped / "current" / "dataset.nq").read_bytes().splitlines()
    assert len(found) == sum(line.endswith(b"/graph/data> .") for line in lines) > 1000


def test_files_come_back_when_the_cache_is_emptied(tmp_path: Path) -> None:
    releases, cache = tmp_path / "releases", tmp_path / "cache"
    history.three(releases)
    with serving(releases, tmp_path / "log", cache=cache) as server, server.client() as client:
        first = client.get("/download/data.nt").content
        client.get("/download/manifest.json")

        def emptied() -> bool:
            # Files may still be on their way into it.
            for path in cache.iterdir():
                shutil.rmtree(path, ignore_errors=True)
            return not list(cache.iterdir())

        wait_until(emptied)
        assert client.get("/download/data.nt").content == first
        assert not (releases / ".cache").exists()


def test_new_release_has_new_files_and_the_old_ones_go(tmp_path: Path) -> None:
    releases, cache = tmp_path / "releases", tmp_path / "cache"
    made = history.three(releases)
    with serving(releases, tmp_path / "log", cache=cache) as server, server.client() as client:
        before = client.get("/download/manifest.json").json()
        fourth = history.release(releases, history.concepts(), "2026-04-10T12:00:00Z", made[-1])
        make_current(releases, fourth)
        wait_until(lambda: _identifier(client) == fourth)
        after = client.get("/download/manifest.json").json()
        assert _sums(before)["ngckg.nq"] != _sums(after)["ngckg.nq"]
        content = client.get("/download/ngckg.nq").content
        assert hashlib.sha256(content).hexdigest() == _sums(after)["ngckg.nq"]
        wait_until(lambda: len(list(cache.iterdir())) == 1)


def _identifier(client: httpx.Client) -> object:
    return client.get("/health/ready").json()["release"]


def _sums(manifest: dict[str, list[dict[str, str]]]) -> dict[str, str]:
    return {it["name"]: it["sha256"] for it in manifest["files"]}
