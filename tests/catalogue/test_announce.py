"""An index is told, and no address is called that is nobody's business."""

import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from click.testing import CliRunner, Result

from ngckg.catalogue.announce import Announced, announce
from ngckg.cli import main
from ngckg.errors import BadGateway, BadRequest

ROOT = "https://ngckg.example.org/fdp"
PUBLIC = "93.184.216.34"


class _Index(HTTPServer):
    """An index that keeps what it is told, and can send callers elsewhere."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.told: list[tuple[str, str | None, dict[str, str]]] = []
        self.answers: list[tuple[int, str | None]] = []
        self.address = f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: _Index

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.told.append((self.path, self.headers["Content-Type"], body))
        status, location = self.server.answers.pop(0) if self.server.answers else (204, None)
        self.send_response(status)
        if location is not None:
            self.send_header("Location", location)
        self.end_headers()

    def log_message(self, *_arguments: Any) -> None:
        """Tests are quiet."""


@pytest.fixture
def index() -> Iterator[_Index]:
    with _Index() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def _resolving(monkeypatch: pytest.MonkeyPatch, **hosts: str) -> list[str]:
    """Let names stand for addresses; what is resolved is kept."""
    asked: list[str] = []

    def resolve(host: str, port: int, *_more: object, **_options: object) -> list[Any]:
        asked.append(host)
        numbers = hosts.get(host.replace(".", "_").replace("-", "_"), host).split()
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (it, port)) for it in numbers]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return asked


def test_an_index_is_told_the_root(index: _Index) -> None:
    done = announce(f"{index.address}/ping?a=1", ROOT, private=True)
    assert done == Announced(f"{index.address}/ping?a=1", 204)
    assert index.told == [("/ping?a=1", "application/json", {"clientUrl": ROOT})]


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 (it must be refused)
        "224.0.0.1",
        "::1",
        "fe80::1%eth0",
        "fd00::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        f"{PUBLIC} 127.0.0.1",
    ],
)
def test_private_addresses_are_refused_before_any_call(
    number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _resolving(monkeypatch, index_example_org=number, ngckg_example_org=PUBLIC)

    def call(*_arguments: object, **_options: object) -> None:
        raise AssertionError("it was called")

    monkeypatch.setattr(socket, "create_connection", call)
    with pytest.raises(BadRequest, match="not a public address"):
        announce("https://index.example.org/", ROOT)


def test_our_own_address_must_be_one_that_an_index_can_call(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _resolving(monkeypatch, index_example_org=PUBLIC)
    with pytest.raises(BadRequest, match="NGCKG_PUBLIC_URL"):
        announce("https://index.example.org/", "http://127.0.0.1:8000/fdp")


def test_the_address_that_was_checked_is_the_one_that_is_called(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = _resolving(monkeypatch, index_example_org=PUBLIC, ngckg_example_org=PUBLIC)
    called: list[tuple[str, int]] = []

    def call(address: tuple[str, int], **_options: object) -> socket.socket:
        called.append(address)
        raise OSError("nobody there")

    monkeypatch.setattr(socket, "create_connection", call)
    with pytest.raises(BadGateway, match="nobody there"):
        announce("http://index.example.org/", ROOT)
    assert called == [(PUBLIC, 80)]
    assert asked == ["ngckg.example.org", "index.example.org"]


def test_a_redirect_is_followed_with_the_body(index: _Index) -> None:
    index.answers = [(308, "/elsewhere"), (200, None)]
    done = announce(f"{index.address}/", ROOT, private=True)
    assert done == Announced(f"{index.address}/elsewhere", 200)
    assert [path for path, _, _ in index.told] == ["/", "/elsewhere"]
    assert index.told[1][2] == {"clientUrl": ROOT}


def test_a_redirect_to_a_private_address_is_not_followed(
    index: _Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    _resolving(monkeypatch, index_example_org=PUBLIC, ngckg_example_org=PUBLIC)
    connect, port = socket.create_connection, index.server_port
    calls = 0

    def call(_address: tuple[str, int], **_options: object) -> socket.socket:
        nonlocal calls
        calls += 1
        return connect(("127.0.0.1", port))

    monkeypatch.setattr(socket, "create_connection", call)
    index.answers = [(307, "http://169.254.169.254/latest/")]
    with pytest.raises(BadRequest, match=r"169\.254\.169\.254"):
        announce("http://index.example.org/", ROOT)
    assert calls == 1


def test_redirects_come_to_an_end(index: _Index) -> None:
    index.answers = [(307, "/")] * 9
    with pytest.raises(BadGateway, match="more than 3"):
        announce(index.address, ROOT, private=True)
    assert len(index.told) == 4


@pytest.mark.parametrize(
    ("status", "location", "told"),
    [
        (302, "/new", "it may be at .*/new"),
        (400, None, "400"),
        (500, None, "500"),
        (304, None, "304"),
    ],
)
def test_what_is_no_acceptance_is_told(
    index: _Index, status: int, location: str | None, told: str
) -> None:
    index.answers = [(status, location)]
    with pytest.raises(BadGateway, match=told):
        announce(index.address, ROOT, private=True)


@pytest.mark.parametrize(
    "address",
    [
        "index.example.org",
        "ftp://index.example.org/",
        "file:///etc/passwd",
        "http://user:word@index.example.org/",
        "http://index.example.org:99999/",
        "http://index.example.org/\r\nX: y",
        "http://[::1",
        "http://",
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(BadRequest):
        announce(address, ROOT, private=True)


def test_nobody_listening_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(BadGateway, match="reached"):
        announce(f"http://127.0.0.1:{port}/", ROOT, private=True)


def _run(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(main, ["fdp", "announce", *arguments], env=environment)


def test_the_command_announces_the_public_address(index: _Index) -> None:
    done = _run(index.address, "--allow-private", NGCKG_PUBLIC_URL="https://example.org/ngc/")
    assert done.exit_code == 0
    assert done.output == f"{index.address} accepted https://example.org/ngc/fdp (204)\n"
    assert index.told[0][2] == {"clientUrl": "https://example.org/ngc/fdp"}


def test_the_command_calls_nothing_private_unless_told(index: _Index) -> None:
    done = _run(index.address, NGCKG_PUBLIC_URL=f"http://{PUBLIC}/")
    assert done.exit_code == 1
    assert "--allow-private" in done.output
    assert index.told == []
