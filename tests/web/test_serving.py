"""`ngckg serve` as a process: how it starts, takes up releases, and ends."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from ngckg.rdf.canonical import digest
from tests.engine import releases
from tests.web.conftest import make_current
from tests.web.servers import serving, wait_until

pytestmark = pytest.mark.slow

#: Takes about a second.
HEAVY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m a ?n }"
ENDLESS = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?p ?q ?r }"
)


def fail_to_serve(*arguments: str) -> tuple[int, str]:
    """What `ngckg serve` returns and says where it cannot serve."""
    done = subprocess.run(
        [sys.executable, "-m", "ngckg", "serve", "--port", "0", *arguments],
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert b"Traceback" not in done.stderr
    return done.returncode, done.stderr.decode()


# Start


def _loaded(module: str, heavy: tuple[str, ...]) -> list[str]:
    """Which of these come with a module."""
    code = f"import sys, {module}; print(*[it for it in {heavy} if it in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    return done.stdout.decode().split()


def test_serving_loads_no_validator() -> None:
    heavy = ("rdflib", "pyshacl", "SPARQLWrapper", "lxml", "httpx", "fastapi")
    assert _loaded("ngckg.web.app", heavy) == ["fastapi"]


def test_queries_are_answered_before_all_is_loaded() -> None:
    heavy = ("fastapi", "jinja2", "babel", "ngckg.web.app", "ngckg.web.entrance")
    assert _loaded("ngckg.web.assembly", heavy) == ["ngckg.web.entrance"]


def test_what_is_loaded_later_is_waited_for(small: Path, tmp_path: Path) -> None:
    with serving(small, tmp_path / "log") as server:
        paths = ["/sparql", "/", "/data/patient-group/g-1", "/nothing", "/metrics"]

        def ask(path: str) -> int:
            accept = {"accept": "text/html" if path in ("/", "/nothing") else "*/*"}
            with server.client() as client:
                return client.get(path, headers=accept).status_code

        with ThreadPoolExecutor(len(paths)) as visitors:
            statuses = list(visitors.map(ask, paths))
    assert statuses == [200, 200, 200, 404, 200]


def test_missing_release_is_built_first_and_a_failure_says_so() -> None:
    status, said = fail_to_serve("--releases", "/dev/null/releases")
    assert status != 0
    assert "none could be built" in said


@pytest.mark.parametrize("harm", ["digest", "manifest", "dataset", "syntax"])
def test_damaged_release_is_not_served(small: Path, harm: str) -> None:
    damage(small / "r1", harm)
    status, said = fail_to_serve("--releases", str(small))
    assert status != 0
    assert "r1" in said


def test_dangling_link_is_not_served(small: Path) -> None:
    make_current(small, "r2")
    status, said = fail_to_serve("--releases", str(small))
    assert status != 0
    assert str(small) in said


def test_port_in_use_is_said(small: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        status, said = fail_to_serve("--releases", str(small), "--port", str(port))
    assert status == 2
    assert f"cannot listen on 127.0.0.1:{port}" in said


def test_setting_that_makes_no_sense_is_said(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGCKG_MAX_BODY", "a lot")
    status, said = fail_to_serve("--releases", str(small))
    assert status == 2
    assert "NGCKG_MAX_BODY" in said


def test_links_carry_the_public_address(small: Path, tmp_path: Path) -> None:
    public = "https://data.example.org/ngckg/"
    with serving(small, tmp_path / "log", public_url=public) as server:
        # what a client says of our name is never believed
        found = httpx.get(f"{server.base}/sparql", headers={"host": "evil.example"}).text
    assert "<https://data.example.org/ngckg/sparql>" in found
    assert "evil.example" not in found
    assert server.base not in found


# New releases


def damage(release: Path, harm: str) -> None:
    """Do harm to a release."""
    dataset, manifest = release / "dataset.nq", release / "manifest.json"
    match harm:
        case "digest":
            dataset.write_bytes(dataset.read_bytes()[:-20] + b"<http://x/> .\n")
        case "manifest":
            manifest.write_text("{")
        case "dataset":
            dataset.unlink()
        case "syntax":
            dataset.write_bytes(b"this is not N-Quads\n")
            content = json.loads(manifest.read_text())
            manifest.write_text(json.dumps(content | {"digest": digest(dataset.read_bytes())}))


COUNT = "SELECT (COUNT(DISTINCT ?g) AS ?n) { ?g a <https://w3id.org/ngckg/ontology#PatientGroup> }"


def groups(client: httpx.Client) -> int:
    answer = client.get("/sparql", params={"query": COUNT})
    assert answer.status_code == 200, answer.text
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


def served(client: httpx.Client) -> str:
    return str(client.get("/health/ready").json()["release"])


@contextmanager
def asking(base: str, threads: int = 4) -> Iterator[list[object]]:
    """Visitors who ask all the time; what they were told that they should not be told."""
    wrong: list[object] = []
    stop = threading.Event()

    def ask(number: int) -> None:
        with httpx.Client(base_url=base, timeout=20) as client:
            turn = 0
            while not stop.is_set():
                turn += 1
                try:
                    query = COUNT if turn % 2 else f"{COUNT} # {number} {turn}"
                    answer = client.get("/sparql", params={"query": query})
                    told = int(answer.json()["results"]["bindings"][0]["n"]["value"])
                    if answer.status_code != 200 or told not in (5, 7, 9):
                        wrong.append((answer.status_code, answer.text))
                    # Made of several queries, which must all be of one release.
                    page = client.get("/api/patient-groups", params={"limit": 10 + turn % 90})
                    if page.status_code != 200 or page.json()["total"] != len(page.json()["items"]):
                        wrong.append((page.status_code, page.text))
                except (httpx.HTTPError, KeyError, ValueError) as error:
                    wrong.append(error)

    visitors = [threading.Thread(target=ask, args=(n,)) for n in range(threads)]
    for visitor in visitors:
        visitor.start()
    try:
        yield wrong
    finally:
        stop.set()
        for visitor in visitors:
            visitor.join()


def test_new_release_is_taken_up_without_dropping_a_request(small: Path, tmp_path: Path) -> None:
    releases.write(small, releases.quads(7), "r2")
    releases.write(small, releases.quads(9), "r3")
    with serving(small, tmp_path / "log") as server, server.client() as client:
        etag = client.get("/sparql", params={"query": COUNT}).headers["etag"]
        with asking(server.base) as wrong:
            assert groups(client) == 5
            for name, number in (("r2", 7), ("r3", 9), ("r1", 5)):
                make_current(small, name)
                wait_until(lambda n=name: served(client) == n)  # type: ignore[misc]
                assert groups(client) == number
        assert wrong == []
        again = client.get("/sparql", params={"query": COUNT}, headers={"if-none-match": etag})
        assert again.status_code == 304  # back at the release that it is of
        wait_until(lambda: len(server.processes()) <= 5)  # the old ones' workers have gone


def test_query_that_runs_ends_with_the_release_that_it_began_with(
    small: Path, tmp_path: Path
) -> None:
    releases.write(small, releases.quads(7), "r2")
    with serving(small, tmp_path / "log") as server, server.client() as client:
        answers: list[httpx.Response] = []

        def ask() -> None:
            with server.client() as other:
                answers.append(other.get("/sparql", params={"query": HEAVY}))

        client.get("/metrics")  # which is loaded later than queries are answered
        asker = threading.Thread(target=ask)
        asker.start()
        wait_until(lambda: "ngckg_workers_busy 1.0" in client.get("/metrics").text)
        make_current(small, "r2")
        wait_until(lambda: served(client) == "r2")
        asker.join()
        assert answers[0].status_code == 200, answers[0].text
        # 28 triples, 5 of them with a type, in the old release; 38 and 7 in the new one
        told = int(answers[0].json()["results"]["bindings"][0]["n"]["value"])
        assert told in (28**4 * 5, 38**4 * 7)


def test_damaged_new_release_leaves_the_old_one(small: Path, tmp_path: Path) -> None:
    harms = ["digest", "manifest", "syntax"]
    for harm in harms:
        damage(releases.write(small, releases.quads(7), harm), harm)
    releases.write(small, releases.quads(9), "good")
    log = tmp_path / "log"
    with serving(small, log) as server, server.client() as client:
        for number, harm in enumerate(harms, 1):
            make_current(small, harm)
            wait_until(lambda n=number: log.read_text().count("not taken up") == n)  # type: ignore[misc]
            assert (served(client), groups(client)) == ("r1", 5)
        make_current(small, "good")
        wait_until(lambda: served(client) == "good")
        assert groups(client) == 9
    assert "Traceback" not in log.read_text()


def test_release_that_is_mended_is_taken_up(small: Path, tmp_path: Path) -> None:
    path = releases.write(small, releases.quads(7), "r2")
    whole = (path / "dataset.nq").read_bytes()
    damage(path, "digest")
    log = tmp_path / "log"
    with serving(small, log) as server, server.client() as client:
        make_current(small, "r2")
        wait_until(lambda: "not taken up" in log.read_text())
        (path / "dataset.nq").write_bytes(whole)
        wait_until(lambda: served(client) == "r2")
        assert groups(client) == 7


# End


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_what_is_under_way_is_answered_and_nothing_is_left(
    small: Path, tmp_path: Path, number: int
) -> None:
    with serving(small, tmp_path / "log") as server, server.client() as client:
        answers: list[httpx.Response] = []

        def ask() -> None:
            with server.client() as other:
                query = f"{HEAVY} # {threading.get_ident()}"
                answers.append(other.get("/sparql", params={"query": query}))

        client.get("/metrics")  # which is loaded later than queries are answered
        askers = [threading.Thread(target=ask) for _ in range(3)]
        for asker in askers:
            asker.start()
        wait_until(lambda: "ngckg_workers_busy 3.0" in client.get("/metrics").text)
        assert server.stop(number) == 0
        for asker in askers:
            asker.join()
        assert [answer.status_code for answer in answers] == [200] * 3
        wait_until(lambda: not server.processes())


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_whoever_is_stopped_while_starting_ends_in_peace(small: Path, number: int) -> None:
    for moment in (0.3, 0.6, 0.9, 1.2, 1.6):
        process = subprocess.Popen(
            [*(sys.executable, "-m", "ngckg", "serve"), *("--port", "0"), *("--releases", small)],
            stderr=subprocess.PIPE,
        )
        try:
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(moment)
            process.send_signal(number)
            _, said = process.communicate(timeout=60)
        finally:
            process.kill()
        # Python itself may not be up yet, and dies of the signal, or of KeyboardInterrupt.
        assert process.returncode in (0, -number, 1)
        assert b"OSError" not in said
        assert b"ngckg/web" not in said
        assert b"ngckg/engine" not in said
        assert _zygotes_of(process.pid) == []


def _zygotes_of(pid: int) -> list[str]:
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            arguments = path.read_bytes().split(b"\0")
            if b"ngckg.engine.embedded.zygote" in arguments and str(pid).encode() in arguments:
                found.append(path.parent.name)
    return found


def test_what_never_ends_is_ended(small: Path, tmp_path: Path) -> None:
    with serving(small, tmp_path / "log", drain_seconds=1) as server:
        with socket.create_connection(("127.0.0.1", server.port)) as connection:
            query = httpx.QueryParams({"query": ENDLESS})
            connection.sendall(f"GET /sparql?{query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            with server.client() as client:
                wait_until(lambda: "ngckg_workers_busy 1.0" in client.get("/metrics").text)
            before = time.monotonic()
            server.stop()
            assert time.monotonic() - before < 6
        wait_until(lambda: not server.processes())


def test_nothing_outlives_a_server_that_is_killed(small: Path, tmp_path: Path) -> None:
    with serving(small, tmp_path / "log") as server:
        assert len(server.processes()) > 2
        server.stop(signal.SIGKILL)
        wait_until(lambda: not server.processes())


def test_workers_that_are_killed_are_replaced(small: Path, tmp_path: Path) -> None:
    with serving(small, tmp_path / "log") as server, server.client() as client:
        for _ in range(3):
            for pid in server.processes():
                if pid != server.process.pid:
                    os.kill(pid, signal.SIGKILL)
            wait_until(lambda: client.get("/health/ready").status_code == 200)
            wait_until(lambda: client.get("/sparql", params={"query": COUNT}).status_code == 200)


# Growth


def test_ten_thousand_requests_leave_nothing_behind(small: Path, tmp_path: Path) -> None:
    with serving(small, tmp_path / "log", answer_cache=1_000_000) as server:

        def ask(salt: str, count: int) -> None:
            """Ask over one connection after the other, as a visitor does."""
            left = count
            while left > 0:
                connection = HTTPConnection("127.0.0.1", server.port, timeout=30)
                for turn in range(left, max(left - 100, 0), -1):
                    kind = turn % 5
                    query = "ASK {}" if kind == 0 else f"SELECT ('{salt}{turn}' AS ?x) {{}}"
                    query = "SELECT * {" if kind == 1 else query
                    path = "/nowhere" if turn % 7 == 6 else f"/sparql?query={quote(query)}"
                    connection.request("GET", path)
                    answer = connection.getresponse()
                    answer.read()
                    assert answer.status in (200, 400, 404)
                connection.close()
                left -= 100

        def all_ask(salt: str, count: int) -> None:
            with ThreadPoolExecutor(4) as visitors:
                list(visitors.map(lambda n: ask(f"{salt}{n}-", count // 4), range(4)))

        all_ask("warm", 2_000)
        memory, descriptors = server.memory(), server.descriptors()
        all_ask("real", 10_000)
        wait_until(lambda: server.descriptors() <= descriptors + 2)
        assert server.memory() - memory < 12_000_000
