"""A proxy before an engine that answers late, breaks off, answers rubbish, or is not there."""

import select
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx


class Faults:
    """What the proxy does, and what it has seen."""

    def __init__(self, target: str) -> None:
        self.target = target
        self.client = httpx.Client(timeout=60, trust_env=False)
        #: pass, hold, cut, garble, html, busy, drop, say; allow: so many pass, others are dropped.
        self.mode = "pass"
        #: What is said in the engine's place: all of it, head and body.
        self.said = b""
        #: Requests that `allow` lets through yet, and whether the next one is done unanswered.
        self.allowed = 0
        self.unanswered = False
        self.requests = 0
        self.hung_up = threading.Event()
        self.held = threading.Semaphore(0)
        self.release = threading.Event()
        self.url = ""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    faults: Faults

    def do_POST(self) -> None:
        faults = self.faults
        faults.requests += 1
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        mode = faults.mode
        if mode == "allow":
            faults.allowed -= 1
            mode = "pass" if faults.allowed >= 0 else "drop"
            if faults.unanswered and faults.allowed == -1:
                mode = "lose"
        if mode == "drop":
            self.close_connection = True
            return
        if mode == "hold":
            self._hold()
        if mode == "say":
            self.wfile.write(faults.said)
            self.close_connection = True
            return
        if mode == "busy":
            self._reply(503, {"retry-after": "7"}, b"later")
            return
        if mode == "html":
            self._reply(200, {"content-type": "text/html"}, b"<p>Welcome to nginx")
            return
        kept = ("content-type", "accept", "authorization")
        headers = {name: self.headers[name] for name in kept if name in self.headers}
        answer = faults.client.post(faults.target + self.path, content=body, headers=headers)
        if mode == "lose":
            self.close_connection = True
            return
        content, size = answer.content, len(answer.content)
        if mode == "cut":
            content = content[: size // 2]
        elif mode == "garble":
            content = content[: size // 2] + b"\x00<<" + content[size // 2 + 3 :]
        passed = ("content-type", "server", "www-authenticate", "x-sql-state")
        found = {name: answer.headers[name] for name in passed if name in answer.headers}
        self._reply(answer.status_code, found, content, size)
        self.close_connection = mode == "cut"

    def _hold(self) -> None:
        """Until the test lets go, or the client hangs up."""
        faults = self.faults
        faults.held.release()
        while not faults.release.is_set():
            readable, _, _ = select.select([self.connection], [], [], 0.02)
            if readable and not self.connection.recv(1, socket.MSG_PEEK):
                faults.hung_up.set()
                break

    def _reply(
        self, status: int, headers: dict[str, str], body: bytes, size: int | None = None
    ) -> None:
        try:
            self.send_response_only(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(body) if size is None else size))
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@contextmanager
def proxy(url: str) -> Iterator[Faults]:
    """A proxy before the server of this address; `url` is the same address at the proxy."""
    parts = httpx.URL(url)
    faults = Faults(f"{parts.scheme}://{parts.host}:{parts.port}")
    handler = type("Handler", (_Handler,), {"faults": faults})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    faults.url = f"http://127.0.0.1:{server.server_address[1]}{parts.path}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield faults
    finally:
        faults.release.set()
        server.shutdown()
        thread.join()
        server.server_close()
        faults.client.close()
