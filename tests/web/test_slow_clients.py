"""Clients that are slow, or speak no HTTP, hold up nobody and are let go."""

import json
import re
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest

from tests.web.servers import Server, wait_until
from tests.web.wearing import SOON, is_cheap_for_the_next

pytestmark = pytest.mark.slow


@contextmanager
def slow_clients(server: Server, first: bytes, number: int = 50) -> Iterator[list[socket.socket]]:
    """Clients that say a little and then nothing."""
    clients = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(number)]
    try:
        for client in clients:
            client.sendall(first)
        yield clients
    finally:
        for client in clients:
            client.close()


BEGINNINGS = {
    "nothing": b"",
    "half a line": b"GET /spa",
    "half a head": b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\nX-Slow: ",
    "half a body": b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n"
    b"Content-Type: application/sparql-query\r\n\r\nASK {",
    "a body nobody wants": b"PUT /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nASK {",
    "a chunk of a body": b"POST /sparql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
    b"Content-Type: application/sparql-query\r\n\r\n5\r\nASK {\r\n",
}


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_slow_senders_hold_up_nobody_and_are_let_go(worn: Server, beginning: str) -> None:
    before = worn.descriptors()
    with slow_clients(worn, BEGINNINGS[beginning]):
        wait_until(lambda: worn.descriptors() >= before + 45)
        for _ in range(5):
            assert is_cheap_for_the_next(worn) < SOON
        wait_until(lambda: worn.descriptors() <= before + 5)


def test_what_never_became_a_request_is_logged_and_counted(worn: Server) -> None:
    before = counted(worn, 400)
    with slow_clients(worn, b"GET / HTTP/9.9\r\n\r\n", 1) as [client]:
        received = client.recv(4096)
    told = json.loads(received.partition(b"\r\n\r\n")[2])
    wait_until(lambda: told["requestId"].encode() in worn.log.read_bytes())
    [line] = [it for it in worn.log.read_text().splitlines() if told["requestId"] in it]
    assert json.loads(line)["status"] == told["status"] == 400
    assert counted(worn, 400) == before + 1


def counted(server: Server, status: int) -> float:
    """How many answers with this status the figures tell, for no route of ours."""
    text = httpx.get(f"{server.base}/metrics").text
    found = re.search(rf'requests_total{{route="other",status="{status}"}} (\S+)', text)
    return float(found[1]) if found else 0.0


def test_who_sends_too_slowly_is_told(worn: Server) -> None:
    with slow_clients(worn, BEGINNINGS["half a head"], 1) as [head]:
        head.settimeout(10)
        assert head.recv(4096).startswith(b"HTTP/1.1 408 ")
    with slow_clients(worn, BEGINNINGS["half a body"], 1) as [body]:
        body.settimeout(10)
        assert body.recv(4096).startswith(b"HTTP/1.1 408 ")


def test_a_drop_now_and_then_gains_no_time(worn: Server) -> None:
    with slow_clients(worn, BEGINNINGS["half a head"], 1) as [client]:
        client.settimeout(0.2)
        deadline = time.monotonic() + 10
        received = b""
        while not received:
            assert time.monotonic() < deadline, "it may go on like this for ever"
            client.sendall(b"x")
            try:
                received = client.recv(4096)
            except TimeoutError:
                continue
        assert received.startswith(b"HTTP/1.1 408 ")


def test_slow_readers_hold_up_nobody_and_are_let_go(worn: Server) -> None:
    before, memory = worn.descriptors(), worn.memory()
    # some 900 kB each, more than the system keeps for a connection that is not read
    asked = (
        b"GET /sparql?query=SELECT%20*%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D%20LIMIT%204000 HTTP/1.1\r\n"
        b"Host: x\r\n\r\n"
    ) * 8
    with slow_clients(worn, asked):
        wait_until(lambda: worn.descriptors() >= before + 45)
        for _ in range(5):
            assert is_cheap_for_the_next(worn) < SOON
        wait_until(lambda: worn.descriptors() <= before + 5, 30)
    assert worn.memory() - memory < 100_000_000


def test_head_that_is_too_long_is_refused_when_it_comes_at_once(worn: Server) -> None:
    with worn.client() as client:
        answer = client.get("/health/live", headers={"x-long": "x" * 40_000})
    assert answer.status_code == 431
    assert answer.json()["limit"] == 32_768


def test_head_that_does_not_end_is_refused(worn: Server) -> None:
    with socket.create_connection(("127.0.0.1", worn.port), timeout=10) as client:
        client.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n")
        received = b""
        try:
            for _ in range(100):
                client.sendall(b"X-Long: " + b"x" * 10_000 + b"\r\n")
            received = client.recv(4096)
        except ConnectionError:
            received = received or b"HTTP/1.1 431 "  # it hung up while we were talking
        assert received.startswith(b"HTTP/1.1 431 ")
    assert is_cheap_for_the_next(worn) < SOON


@pytest.mark.parametrize(
    "noise",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",  # TLS
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET http:// HTTP/1.1\r\nHost: x\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"GET / HTTP/1.1\r\nX: a\x00b\r\n\r\n",
        b"\r\n" * 1000,
    ],
)
def test_what_is_not_http_is_answered_or_hung_up_on(worn: Server, noise: bytes) -> None:
    with socket.create_connection(("127.0.0.1", worn.port), timeout=10) as client:
        client.sendall(noise)
        received = client.recv(4096)
        if received:
            assert received.startswith(b"HTTP/1.1 4")
            assert b"application/problem+json" in received
    assert is_cheap_for_the_next(worn) < SOON
