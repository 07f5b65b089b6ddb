"""HTTP as engines speak it, whatever they make of it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import httpx
import pytest

from ngckg.engine.remote.wire import Wire

Parts = Sequence[bytes]
OK = b"HTTP/1.1 200 OK\r\n"
SHORT = OK + b"content-length: 2\r\n\r\nok"
CLOSE = b"CLOSE"
LONG = 60.0


class Engine:
    """A server that says what it is told to, one list of parts to each request."""

    def __init__(self, *answers: Parts) -> None:
        self._answers = list(answers)
        self.connections = 0
        self.requests: list[bytes] = []
        self.sent = 0

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                self.requests.append(head + await reader.readexactly(4))
                for part in self._answers.pop(0):
                    if part == CLOSE:
                        return
                    writer.write(part)
                    await writer.drain()
                    self.sent += len(part)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


def run(engine: Engine, work: Callable[[Callable[[], Awaitable[httpx.Response]]], object]) -> None:
    """Run `work` with a function that asks this engine."""

    async def main() -> None:
        server = await asyncio.start_server(engine, "127.0.0.1", 0)
        url = httpx.URL(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/sparql")
        wire = Wire(url, LONG)

        async def ask() -> httpx.Response:
            request = httpx.Request("POST", url, content=b"four")
            response = await wire.handle_async_request(request)
            response.request = request
            return response

        async with asyncio.timeout(LONG):
            found = work(ask)
            assert isinstance(found, Awaitable)
            await found
        await wire.aclose()
        server.close()

    asyncio.run(main())


async def read(response: httpx.Response) -> bytes:
    try:
        return b"".join([part async for part in response.aiter_raw()])
    finally:
        await response.aclose()


@pytest.mark.parametrize(
    ("answer", "connections"),
    [
        ([SHORT], 1),
        ([SHORT[:30], SHORT[30:-1], SHORT[-1:]], 1),
        ([OK + b"transfer-encoding: chunked\r\n\r\n1\r\no\r\n", b"1\r\nk\r\n0\r\n\r\n"], 1),
        ([b"HTTP/1.1 100 Continue\r\nx: y\r\n\r\n" + SHORT], 1),
        ([OK + b"connection: close\r\ncontent-length: 2\r\n\r\nok"], 2),
        ([OK + b"\r\n", b"ok", CLOSE], 2),
        # What nobody asked for is not taken for the next answer.
        ([SHORT + OK + b"content-length: 2\r\n\r\nno"], 2),
    ],
)
def test_a_body_ends_where_it_ends_and_connections_are_kept(
    answer: Parts, connections: int
) -> None:
    engine = Engine(answer, [SHORT])

    async def work(ask: Callable[[], Awaitable[httpx.Response]]) -> None:
        for _ in range(2):
            response = await ask()
            assert response.status_code == 200
            assert "x" not in response.headers
            assert await read(response) == b"ok"

    run(engine, work)
    assert engine.connections == connections
    assert engine.requests[0].startswith(b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1:")
    assert engine.requests[0].endswith(b"\r\n\r\nfour")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ([CLOSE], "Server disconnected"),
        ([OK, CLOSE], "broke off"),
        ([SHORT[:-1], CLOSE], "broke off"),
        ([OK + b"transfer-encoding: chunked\r\n\r\n1\r\no\r\n", CLOSE], "broke off"),
        ([b"220 mail.example ESMTP\r\n", CLOSE], "not HTTP"),
        ([OK + b"transfer-encoding: chunked\r\n\r\nx\r\no\r\n", CLOSE], "not HTTP"),
    ],
)
def test_what_is_no_whole_answer_is_an_error(answer: Parts, said: str) -> None:
    async def work(ask: Callable[[], Awaitable[httpx.Response]]) -> None:
        with pytest.raises(httpx.RemoteProtocolError, match=said):
            await read(await ask())
        assert await read(await ask()) == b"ok"

    run(Engine(answer, [SHORT]), work)


def test_leaving_hangs_up() -> None:
    engine = Engine([SHORT[:-1]], [], [SHORT])

    async def work(ask: Callable[[], Awaitable[httpx.Response]]) -> None:
        await (await ask()).aclose()
        asked = asyncio.ensure_future(ask())
        while len(engine.requests) < 2:
            await asyncio.sleep(0.001)
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        assert await read(await ask()) == b"ok"

    run(engine, work)
    assert engine.connections == 3


@pytest.mark.slow
def test_an_engine_waits_for_a_slow_reader() -> None:
    size, part = 64_000_000, b"x" * 64_000
    head = OK + b"content-length: %d\r\n\r\n" % size
    engine = Engine([head, *[part] * (size // len(part))])

    async def work(ask: Callable[[], Awaitable[httpx.Response]]) -> None:
        response = await ask()
        before = -1
        while engine.sent != before:  # until it can send no more
            before = engine.sent
            await asyncio.sleep(0.05)
        assert engine.sent < size // 2, "all of it is in memory"
        assert len(await read(response)) == size

    run(engine, work)


def test_a_connection_is_kept_behind_a_large_answer_that_waited() -> None:
    size = 263_000
    # Its end is also what fills the room there is for it.
    parts = [OK + b"content-length: %d\r\n\r\n" % size, b"x" * 262_000, b"x" * 1_000]
    engine = Engine(parts, [SHORT])

    async def work(ask: Callable[[], Awaitable[httpx.Response]]) -> None:
        response = await ask()
        await asyncio.sleep(0.2)  # all of it is here, as a rule; else this tests less
        assert len(await read(response)) == size
        assert await read(await ask()) == b"ok"

    run(engine, work)
    assert engine.connections == 1


def test_nobody_there_is_no_connection() -> None:
    async def main() -> None:
        server = await asyncio.start_server(Engine(), "127.0.0.1", 0)
        url = httpx.URL(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/")
        server.close()
        await server.wait_closed()
        with pytest.raises(httpx.ConnectError):
            await Wire(url, LONG).handle_async_request(httpx.Request("GET", url))

    asyncio.run(main())
