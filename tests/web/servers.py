"""Real servers: `python -m ngckg serve` in a process of its own, on a free port."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx

_SERVING = re.compile(rb"ngckg: serving release \S+ on (http://\S+)")


def wait_until(fact: Callable[[], object], seconds: float = 15.0) -> None:
    """Wait for a fact, with a deadline."""
    deadline = time.monotonic() + seconds
    while not fact():
        assert time.monotonic() < deadline, f"not within {seconds} seconds"
        time.sleep(0.02)


@dataclass(frozen=True)
class Answer:
    """What a server said."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        """It as JSON."""
        return json.loads(self.body)


def post(port: int, fields: Mapping[str, str], **headers: str) -> Answer:
    """The answer to a form at /sparql: by a client that costs next to nothing itself.

    Headers by name, `_` for `-`.
    """
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        form = {"content-type": "application/x-www-form-urlencoded"}
        connection.request("POST", "/sparql", urlencode(fields), form | named)
        answer = connection.getresponse()
        body = answer.read()
    finally:
        connection.close()
    return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, body)


class Server:
    """A server process and where it is."""

    def __init__(self, releases: Path, log: Path, **settings: object) -> None:
        self.releases = releases
        self.log = log
        environment = {k: v for k, v in os.environ.items() if not k.startswith("NGCKG_")}
        # Nobody here asks for files, as a rule; making them would take longer than most tests.
        environment["NGCKG_PREPARE"] = "false"
        environment |= {f"NGCKG_{name.upper()}": str(value) for name, value in settings.items()}
        self.started = time.monotonic()
        with log.open("wb") as file:
            self.process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "ngckg", "serve"),
                    *("--port", "0", "--releases", str(releases)),
                ],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=file,
            )
        try:
            wait_until(self._is_serving, 60)
        except BaseException:
            self.process.kill()
            self.process.wait()
            raise
        found = _SERVING.search(self.log.read_bytes())
        assert found is not None, self.log.read_text()
        self.base = found[1].decode()

    def _is_serving(self) -> bool:
        assert self.process.poll() is None, self.log.read_text()
        return _SERVING.search(self.log.read_bytes()) is not None

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self.base.rpartition(":")[2])

    def client(self) -> httpx.Client:
        """A client that talks to it."""
        return httpx.Client(base_url=self.base, timeout=60)

    def post(self, fields: Mapping[str, str], **headers: str) -> Answer:
        """The answer to a form at /sparql. Headers by name, `_` for `-`."""
        return post(self.port, fields, **headers)

    def stop(self, number: int = signal.SIGTERM) -> int:
        """End it as an operator would; what it returned."""
        self.process.send_signal(number)
        return self.process.wait(30)

    def memory(self) -> int:
        """Bytes of memory of the process that speaks HTTP."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        found = re.search(r"VmRSS:\s+(\d+) kB", status)
        assert found is not None
        return int(found[1]) * 1024

    def descriptors(self) -> int:
        """How many files and sockets it has open."""
        return len(list(Path(f"/proc/{self.process.pid}/fd").iterdir()))

    def processes(self) -> list[int]:
        """It and everything it has started that is alive, orphans included."""
        own = str(self.process.pid).encode()
        found = []
        for path in Path("/proc").glob("[0-9]*"):
            # A zygote, and with it each worker, is told whose it is.
            arguments = _read(path / "cmdline").split(b"\0")
            is_ours = b"ngckg.engine.embedded.zygote" in arguments and own in arguments
            if path.name.encode() == own:
                is_ours = _state(path) not in (b"Z", b"")
            if is_ours:
                found.append(int(path.name))
        return found


def _state(process: Path) -> bytes:
    return _read(process / "stat").rpartition(b") ")[2][:1]


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # it has just ended
        return b""


@contextmanager
def serving(releases: Path, log: Path, **settings: object) -> Iterator[Server]:
    """A server for as long as a test takes; nothing of it is left behind."""
    server = Server(releases, log, **settings)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.stop()
        wait_until(lambda: not server.processes())
