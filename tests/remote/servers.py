"""Real SPARQL servers for the tests: each with a folder, a port and a password of its own."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from ngckg.engine.remote.http import Credentials, Endpoint
from ngckg.engine.remote.store import EngineStore
from tests.shared import needed

#: Seconds that a server may take to listen.
_PATIENCE = 60.0

_INI = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql_port}
DirsAllowed = {folder}
ServerThreads = 20
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
CheckpointInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerThreads = 10
ServerRoot = {folder}
[SPARQL]
ResultSetMaxRows = 10000000
"""


@dataclass(frozen=True)
class Server:
    """A running engine."""

    query: str
    update: str
    graph_store: str
    pid: int
    credentials: Credentials | None = field(default=None, repr=False)

    def store(self, *, graph_store: bool = True, query: str | None = None) -> EngineStore:
        """It, to be published to; without the Graph Store Protocol where that is wanted."""
        return EngineStore(
            query or self.query,
            self.update,
            self.graph_store if graph_store else None,
            self.credentials,
        )

    def endpoint(self, query: str | None = None) -> Endpoint:
        """It, to be asked."""
        return Endpoint(query or self.query)


def program(name: str, package: str) -> str:
    """The path of a program; without it the test skips, and fails under `CI`."""
    found = shutil.which(name, path=f"{Path(sys.executable).parent}:{os.environ.get('PATH', '')}")
    return str(needed(found, f"{name} ({package})"))


def free_port() -> int:
    """A port of the loopback interface that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def wait_for(ready: Callable[[], bool], what: str, seconds: float = _PATIENCE) -> None:
    """Until something outside of this process is so."""
    deadline = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < deadline, f"{what}: not within {seconds:g} seconds"
        time.sleep(0.02)


def answers(url: str) -> bool:
    """Whether a SPARQL endpoint answers."""
    try:
        return httpx.post(url, data={"query": "ASK {}"}, trust_env=False).status_code == 200
    except httpx.HTTPError:
        return False


@contextmanager
def virtuoso(folder: Path, buffers: int = 10_000) -> Iterator[Server]:
    """Virtuoso Open Source 7 as Debian has it."""
    binary = program("virtuoso-t", "Debian: virtuoso-opensource-7-bin")
    isql = program("isql-vt", "Debian: virtuoso-opensource-7-bin")
    port, sql_port, password = free_port(), free_port(), secrets.token_hex(16)
    ini = folder / "virtuoso.ini"
    sizes = {"buffers": buffers, "dirty": buffers * 3 // 4}
    ini.write_text(_INI.format(folder=folder, port=port, sql_port=sql_port, **sizes))
    process = subprocess.Popen(
        [binary, "+configfile", str(ini), "+foreground"],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    base = f"http://127.0.0.1:{port}"
    try:
        wait_for(lambda: answers(f"{base}/sparql"), "Virtuoso")
        subprocess.run(
            [isql, f"127.0.0.1:{sql_port}", "dba", "dba"],
            input=f'set password "dba" "{password}";\n',
            text=True,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        yield Server(
            f"{base}/sparql",
            f"{base}/sparql-auth",
            f"{base}/sparql-graph-crud-auth",
            process.pid,
            Credentials("dba", password),
        )
    finally:
        process.kill()
        process.wait()


@contextmanager
def oxigraph() -> Iterator[Server]:
    """Oxigraph's server as PyPI has it, in memory."""
    binary = program("oxigraph", "PyPI: oxigraph")
    port = free_port()
    process = subprocess.Popen(
        [binary, "serve", "--bind", f"127.0.0.1:{port}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    base = f"http://127.0.0.1:{port}"
    try:
        wait_for(lambda: answers(f"{base}/query"), "Oxigraph")
        yield Server(f"{base}/query", f"{base}/update", f"{base}/store", process.pid)
    finally:
        process.kill()
        process.wait()


#: The ways to write that are tried: an engine, and what it is written to with.
WRITING = ("oxigraph-graphstore", "oxigraph-updates", "virtuoso-graphstore", "virtuoso-updates")
