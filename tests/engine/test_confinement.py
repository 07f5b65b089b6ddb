"""What worker processes cannot do."""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pyoxigraph as ox
import pytest

from ngckg.engine.embedded.engine import EmbeddedEngine
from ngckg.engine.embedded.wire import FAILED, Task, pack, unpack_error
from ngckg.engine.limits import Limits
from ngckg.errors import BadRequest
from ngckg.namespaces import ID
from tests.engine.releases import quads, write
from tests.engine.running import children, csv, descendants, engine, run, until

pytestmark = pytest.mark.slow


@contextmanager
def listener() -> Iterator[tuple[int, list[str]]]:
    """A server on this machine: its port, and the requests that it had."""
    hits: list[str] = []

    class Counting(BaseHTTPRequestHandler):
        def handle(self) -> None:
            hits.append(self.client_address[0])
            super().handle()

        def do_GET(self) -> None:
            self.send_error(404)

        do_POST = do_GET  # noqa: N815 (http.server's names)

        def log_message(self, *_: object) -> None:
            """Quietly."""

    server = HTTPServer(("127.0.0.1", 0), Counting)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_port, hits
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_nothing_gets_out_even_past_the_guard(tmp_path: Path) -> None:
    async def work() -> None:
        async with engine(tmp_path) as running:
            with listener() as (port, hits):
                url = f"http://127.0.0.1:{port}/"
                for text in (
                    f"SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
                    f"SELECT * {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}",
                    f"SELECT * {{ ?a ?b ?c SERVICE <{url}> {{ ?s ?p ?o }} }}",
                    f"SELECT * {{ BIND(<{url}> AS ?u) SERVICE ?u {{ ?s ?p ?o }} }}",
                    f"ASK {{ SERVICE <http://localhost:{port}/> {{ ?s ?p ?o }} }}",
                    f"ASK FROM <{url}> {{ ?s ?p ?o }}",
                    f"LOAD <{url}>",
                ):
                    task = Task(text, csv, "SELECT")
                    outcome = await running.pool.run(pack(task), "", 5)
                    if "SILENT" not in text and "FROM" not in text:  # which is not an error
                        assert outcome.reply.outcome == FAILED
                        assert isinstance(unpack_error(outcome.reply.content), BadRequest)
                assert hits == []
                # And this listener does count: the same query, without our walls around it.
                query = f"SELECT * {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}"
                await asyncio.to_thread(lambda: list(ox.Store().query(query)))  # type: ignore[arg-type]
                assert len(hits) > 0

    run(work)


ATTEMPTS = """
import os, socket, sys
from ngckg.engine.embedded.confine import confine, keep_only, leave_network
PRELUDE
found = []
def attempt(name, work):
    try:
        work()
        found.append(name)
    except OSError:
        pass
attempt("socket", lambda: socket.create_connection(("127.0.0.1", int(sys.argv[1])), 1))
attempt("file", lambda: open("/etc/passwd"))
attempt("pipe", os.pipe)
os.write(1, ",".join(found).encode())
"""


@pytest.mark.parametrize(
    ("prelude", "possible"),
    [
        ("", {"socket", "file", "pipe"}),
        ("keep_only([0, 1, 2])", set()),
        # The second wall, where the kernel builds it.
        ("if not leave_network(): raise SystemExit(77)", {"file", "pipe"}),
    ],
)
def test_each_wall_stands_by_itself(prelude: str, possible: set[str]) -> None:
    with listener() as (port, hits):
        done = subprocess.run(
            [sys.executable, "-c", ATTEMPTS.replace("PRELUDE", prelude), str(port)],
            capture_output=True,
            check=False,
        )
        if done.returncode == 77:
            pytest.skip("this kernel gives no network of its own")
        assert done.stderr == b""
        assert set(filter(None, done.stdout.decode().split(","))) == possible
        assert len(hits) == len(possible & {"socket"})


def test_workers_are_limited_by_the_kernel(tmp_path: Path) -> None:
    async def work() -> None:
        async with engine(tmp_path, Limits(memory=300_000_000, result=7_000_000)) as running:
            assert len(running.pool.processes) >= running.limits.quick
            for pid in running.pool.processes:
                files = Path(f"/proc/{pid}/fd")
                await until(lambda files=files: len(list(files.iterdir())) == 5)  # type: ignore[misc]
                text = Path(f"/proc/{pid}/limits").read_text(encoding="ascii")
                limits = {line[:26].strip(): line[26:].split() for line in text.splitlines()}
                assert limits["Max open files"][:2] == ["5", "5"]
                assert limits["Max core file size"][:2] == ["0", "0"]
                assert limits["Max file size"][:2] == ["7000000", "7000000"]
                assert 300_000_000 < int(limits["Max address space"][1]) < 600_000_000
                assert os.getpgid(pid) == pid
                status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
                assert "NoNewPrivs:\t1" in status

    run(work)


def test_no_file_of_others_stays_open_in_a_worker(tmp_path: Path) -> None:
    """However many files the server has open, and so whatever numbers the sockets get."""

    async def work() -> None:
        with contextlib.ExitStack() as stack:
            for number in range(100):
                file = stack.enter_context(tmp_path.joinpath(str(number)).open("wb"))
                os.set_inheritable(file.fileno(), True)
            async with engine(tmp_path) as running:
                for pid in running.pool.processes:
                    files = Path(f"/proc/{pid}/fd")
                    await until(lambda files=files: len(list(files.iterdir())) == 5)  # type: ignore[misc]

    run(work)


def test_workers_know_nothing_of_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NGCKG_SECRET", "secret")

    async def work() -> None:
        async with engine(tmp_path):
            for pid in descendants():
                assert b"secret" not in Path(f"/proc/{pid}/environ").read_bytes()

    run(work)


SERVER = """
import asyncio, sys
from pathlib import Path
from ngckg.engine.embedded.engine import EmbeddedEngine
from tests.engine.running import ENDLESS, ask, descendants

async def main():
    running = EmbeddedEngine(Path(sys.argv[1]))
    await running.start()
    busy = asyncio.create_task(ask(running, ENDLESS))
    while not running.pool.busy():
        await asyncio.sleep(0.01)
    print(*descendants(), flush=True)
    await busy

asyncio.run(main())
"""


def serve(path: Path) -> tuple[subprocess.Popen[str], list[int]]:
    """A server in the midst of an endless query, and the processes that it has."""
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert server.stdout is not None
    pids = [int(it) for it in server.stdout.readline().split()]
    assert len(pids) >= 4
    return server, pids


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_no_process_outlives_the_server(tmp_path: Path, end: signal.Signals) -> None:
    """Not even when it is killed without a chance to tidy up."""
    path = write(tmp_path, quads(200))

    async def work() -> None:
        server, pids = serve(path)
        with server:
            server.send_signal(end)
            server.wait()
            await until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in pids))

    run(work)


def test_no_worker_outlives_those_who_would_end_it(tmp_path: Path) -> None:
    path = write(tmp_path, quads(200))

    async def work() -> None:
        server, pids = serve(path)
        with server:
            (zygote,) = children(server.pid)
            server.send_signal(signal.SIGSTOP)
            os.kill(zygote, signal.SIGKILL)
            await until(lambda: all(_ended(pid) for pid in pids if pid != zygote))
            server.kill()

    run(work)


def _ended(pid: int) -> bool:
    try:
        return "State:\tZ" in Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except FileNotFoundError:
        return True


def test_terms_of_a_release_are_not_touched_by_limits(tmp_path: Path) -> None:
    """The memory limit is on top of what the release takes."""

    async def work() -> None:
        running = EmbeddedEngine(write(tmp_path, quads(3_000)), Limits(memory=30_000_000))
        await running.start()
        try:
            task = Task(f"SELECT * {{ <{ID}patient-group/g-2999> ?p ?o }}", csv, "SELECT")
            outcome = await running.pool.run(pack(task), "", 5)
            assert len(outcome.reply.content.splitlines()) == 5
        finally:
            await running.stop(0)

    run(work)
