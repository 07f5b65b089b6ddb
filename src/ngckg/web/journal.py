"""The log: one JSON line a request, written without ever making a visitor wait for it."""

import asyncio
import json
import os
import select
import time
from collections import deque
from datetime import UTC, datetime
from typing import Final

from starlette.types import Scope

from ngckg.web.exchange import Exchange
from ngckg.web.visitors import Visitors, shorten

_KEPT: Final = 10_000
_FLUSH_AFTER: Final = 0.2
#: What a pipe takes at once when poll() says that it takes anything (pipe(7), PIPE_BUF).
_CHUNK: Final = 4096
_PATH: Final = 200


class Journal:
    """Lines of finished requests, on their way to a file descriptor.

    A reader that stops reading must not stop the service: what cannot be written is kept up to a
    limit, then dropped and counted.
    """

    def __init__(
        self, descriptor: int, visitors: Visitors, ipv4_bits: int = 0, ipv6_bits: int = 0
    ) -> None:
        self._descriptor = descriptor
        self._poll = select.poll()
        self._pollable = _register(self._poll, descriptor)
        self._visitors = visitors
        self._ipv4_bits, self._ipv6_bits = ipv4_bits, ipv6_bits
        self._lines: deque[bytes] = deque()
        self._flushing: asyncio.TimerHandle | None = None
        self._dropped = 0
        self._second = (0, "")

    def enter(self, scope: Scope, exchange: Exchange, seconds: float) -> None:
        """Note a finished request."""
        line = (
            f'{{"time":"{self._now()}","id":"{exchange.id}","method":{json.dumps(scope["method"])},'
            f'"path":{json.dumps(scope["path"][:_PATH])},"status":{exchange.status},'
            f'"ms":{seconds * 1000:.2f},"bytes":{exchange.bytes}'
        )
        if exchange.query is not None:
            line += f',"query":"{exchange.query}"'
        if exchange.cache is not None:
            line += f',"cache":"{exchange.cache}"'
        if self._ipv4_bits or self._ipv6_bits:
            address = self._visitors.address(scope)
            if kept := shorten(address, self._ipv4_bits, self._ipv6_bits):
                line += f',"client":"{kept}"'
        if len(self._lines) >= _KEPT:
            self._lines.popleft()
            self._dropped += 1
        self._lines.append(f"{line}}}\n".encode())
        self._flush_later()

    def close(self) -> None:
        """Write what can still be written."""
        if self._flushing is not None:
            self._flushing.cancel()
        self._write()

    def _flush_later(self) -> None:
        if self._flushing is None:
            self._flushing = asyncio.get_running_loop().call_later(_FLUSH_AFTER, self._flush)

    def _flush(self) -> None:
        self._flushing = None
        self._write()
        if self._lines:
            self._flush_later()

    def _write(self) -> None:
        while self._lines and self._takes_more():
            chunk = self._lines.popleft()
            while self._lines and len(chunk) + len(self._lines[0]) <= _CHUNK:
                chunk += self._lines.popleft()
            if self._dropped:
                self._lines.appendleft(f'{{"dropped":{self._dropped}}}\n'.encode())
                self._dropped = 0
            try:
                os.write(self._descriptor, chunk)
            except OSError:  # nobody reads any more
                self._lines.clear()

    def _takes_more(self) -> bool:
        if not self._pollable:
            return True
        return any(event & select.POLLOUT for _, event in self._poll.poll(0))

    def _now(self) -> str:
        second = int(time.time())
        if second != self._second[0]:
            self._second = (second, f"{datetime.fromtimestamp(second, UTC):%Y-%m-%dT%H:%M:%SZ}")
        return self._second[1]


def _register(poll: "select.poll", descriptor: int) -> bool:
    try:
        poll.register(descriptor, select.POLLOUT)
    except OSError:
        return False
    return True
