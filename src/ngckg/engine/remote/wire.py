"""HTTP/1.1 to one engine, as a transport of httpx.

httpx's own takes longer for a small answer than the engine does. Here a request goes out in one
piece, the answer is read by the parser that reads our visitors' requests, and connections stay
open. How many there are at once is for the caller to see to.
"""

import asyncio
import socket
import ssl
from collections import deque
from collections.abc import AsyncIterator
from typing import Final, cast

import httptools
import httpx

#: Bytes of a body that wait to be read before the engine is let wait.
_HIGH: Final = 262_144
#: Linux acknowledges late what a conversation will answer anyway. Virtuoso 7.2 writes an answer in
#: pieces and holds the next one back until then (RFC 896): 40 ms, unless we acknowledge at once.
_AT_ONCE: Final = getattr(socket, "TCP_QUICKACK", None)
#: What an error says where nothing came at all, in the words of httpx's own transport: the
#: connection may have been closed while idle.
DISCONNECTED: Final = "Server disconnected without sending a response."


class Connection(asyncio.Protocol):
    """One connection: one exchange after the other."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._waiter: asyncio.Future[None] | None = None
        self._lost = False
        self._begin()

    def _begin(self) -> None:
        self._parser = httptools.HttpResponseParser(self)
        self._parts: deque[bytes] = deque()
        self._waiting = 0
        self._heard = self._understood = self.complete = self._stays = False
        self._reading, self._until_closed = True, True
        self.status = 0
        self.headers: list[tuple[bytes, bytes]] = []
        self._fault = ""

    @property
    def usable(self) -> bool:
        """Whether another exchange can follow."""
        return self._stays and not self._lost

    def close(self) -> None:
        """Hang up at once."""
        self._lost = True
        if self._transport is not None:
            self._transport.abort()

    async def send(self, request: bytes) -> None:
        """Send a request, and wait for the head of its answer. Raises httpx.HTTPError."""
        self._begin()
        if self._transport is None:
            raise httpx.WriteError(DISCONNECTED)
        self._transport.write(request)
        while not self._understood:
            await self._news()

    async def body(self) -> AsyncIterator[bytes]:
        """The body, in parts as they come. Raises httpx.HTTPError."""
        while True:
            while self._parts:
                yield self._parts.popleft()
            self._waiting = 0
            if self.complete:
                return
            if not self._reading and self._transport is not None and not self._lost:
                self._reading = True
                self._transport.resume_reading()
            await self._news()

    async def _news(self) -> None:
        """Until something has come. Raises httpx.HTTPError where nothing will."""
        if self._fault:
            raise httpx.RemoteProtocolError(self._fault)
        if self._lost:
            raise httpx.RemoteProtocolError("broke off" if self._heard else DISCONNECTED)
        self._waiter = asyncio.get_running_loop().create_future()
        await self._waiter

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    # What the event loop calls

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The connection is there."""
        self._transport = cast(asyncio.Transport, transport)
        self._socket = transport.get_extra_info("socket")

    def data_received(self, data: bytes) -> None:
        """Bytes have come."""
        self._heard = True
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError as error:
            self._fault = f"not HTTP: {error}"
            self.close()
        if _AT_ONCE is not None and not (self.complete or self._lost):
            # It holds for what has come only.
            self._socket.setsockopt(socket.IPPROTO_TCP, _AT_ONCE, 1)
        full = self._waiting > _HIGH and not self.complete
        if full and self._reading and self._transport is not None:
            self._reading = False
            self._transport.pause_reading()
        self._wake()

    def connection_lost(self, error: Exception | None) -> None:
        """The connection has gone, which is how a body without a length ends."""
        if self._understood and self._until_closed and error is None and not self._lost:
            self.complete = True
        self._lost = True
        self._wake()

    # What the parser calls

    def on_message_begin(self) -> None:
        """An answer begins. One that nobody asked for is none of ours."""
        if self.complete:
            self.close()

    def on_header(self, name: bytes, value: bytes) -> None:
        """A header field."""
        self.headers.append((name, value))
        if name.lower() in (b"content-length", b"transfer-encoding"):
            self._until_closed = False

    def on_headers_complete(self) -> None:
        """The head is there; that of an interim answer (RFC 9110 §15.2) is passed over."""
        if self.complete:
            return
        self.status = self._parser.get_status_code()
        self._understood = self.status >= httpx.codes.OK
        if not self._understood:
            self.headers.clear()

    def on_body(self, part: bytes) -> None:
        """A part of the body."""
        if not self.complete:
            self._parts.append(part)
            self._waiting += len(part)

    def on_message_complete(self) -> None:
        """The whole body is there."""
        self.complete = self._understood
        self._stays = self.complete and self._parser.should_keep_alive()


class Wire(httpx.AsyncBaseTransport):
    """Connections to one engine."""

    def __init__(self, url: httpx.URL, connect_seconds: float) -> None:
        self._host, self._port = url.host, url.port or (443 if url.scheme == "https" else 80)
        self._tls = ssl.create_default_context() if url.scheme == "https" else None
        self._connect_seconds = connect_seconds
        self._idle: list[Connection] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The answer, as soon as its head is there. Raises httpx.HTTPError."""
        connection = self._take() or await self._connect()
        try:
            await connection.send(_spell(request))
        except BaseException:
            connection.close()
            raise
        stream = _Body(connection, self._idle)
        return httpx.Response(connection.status, headers=connection.headers, stream=stream)

    async def aclose(self) -> None:
        """Hang up."""
        while self._idle:
            self._idle.pop().close()

    def _take(self) -> Connection | None:
        """The connection used last, so that the others grow old and go."""
        while self._idle:
            connection = self._idle.pop()
            if connection.usable:
                return connection
        return None

    async def _connect(self) -> Connection:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(self._connect_seconds):
                _, connection = await loop.create_connection(
                    Connection, self._host, self._port, ssl=self._tls
                )
        except TimeoutError as error:
            raise httpx.ConnectTimeout("no connection in time") from error
        except OSError as error:
            raise httpx.ConnectError("no connection") from error
        return connection


class _Body(httpx.AsyncByteStream):
    """The body of an answer; its connection is given back when it has been read."""

    def __init__(self, connection: Connection, idle: list[Connection]) -> None:
        self._connection, self._idle = connection, idle

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self._connection.body()

    async def aclose(self) -> None:
        """Keep the connection, or hang up on an answer that has not ended."""
        if self._connection.usable:
            self._idle.append(self._connection)
        else:
            self._connection.close()


def _spell(request: httpx.Request) -> bytes:
    """A request as it goes over the wire."""
    head = b"".join(b"%b: %b\r\n" % field for field in request.headers.raw)
    line = b"%b %b HTTP/1.1\r\n" % (request.method.encode(), request.url.raw_path)
    return b"%b%b\r\n%b" % (line, head, request.content)
