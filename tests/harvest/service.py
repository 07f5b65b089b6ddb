"""A service in a process of its own, whose public address is not the one it listens on."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.harvest.proxy import PUBLIC
from tests.web.servers import wait_until


@contextmanager
def running(releases: Path, log: Path, **settings: object) -> Iterator[int]:
    """The port of a service for as long as it is needed."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("NGCKG_")}
    environment |= {f"NGCKG_{name.upper()}": str(value) for name, value in settings.items()}
    environment |= {"NGCKG_PUBLIC_URL": PUBLIC}
    options = ("--port", str(port), "--releases", str(releases))
    command = [sys.executable, "-m", "ngckg", "serve", *options]
    with (
        log.open("wb") as file,
        subprocess.Popen(command, env=environment, stdout=file, stderr=file) as process,
    ):

        def ready() -> bool:
            assert process.poll() is None, log.read_text()
            try:
                return httpx.get(f"http://127.0.0.1:{port}/health/ready").status_code == 200
            except httpx.TransportError:
                return False

        try:
            wait_until(ready, 60)
            yield port
        finally:
            process.terminate()
            process.wait(30)
