"""A worker as the engine sees it: a socket, a process, and a file for large answers."""

import asyncio
import contextlib
import os
import signal
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from ngckg.engine.embedded.wire import HEADER, SPOOLED

#: Room for one recv(): more would be mapped and unmapped by the allocator each time.
_CHUNK: Final = 65_536
#: How much lower the priority of a heavy query is (nice(1)).
_NICE: Final = 10
_NICEST: Final = 19


@dataclass(frozen=True, slots=True)
class Reply:
    """What a worker answered. `content` is empty where the answer lies in its file."""

    outcome: int
    flags: int
    size: int
    content: bytes


class Worker:
    """A worker process, asked one thing at a time."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        pid: int,
        connection: socket.socket,
        process: int,
        spool: int,
        largest: int,
    ) -> None:
        self._loop = loop
        self._largest = largest
        self._connection = connection
        self._process = process
        #: Descriptor of the file for large answers; whoever takes it sets -1.
        self.spool = spool
        self.pid = pid
        #: Called with the reply, or with None when the worker has ended.
        self.on_reply: Callable[[Worker, Reply | None], None] | None = None
        self._received: list[bytes] = []
        self._missing = HEADER.size
        self._header: tuple[int, int, int] | None = None
        self._unsent = memoryview(b"")
        self._started = 0.0
        self._open = True
        connection.setblocking(False)
        loop.add_reader(connection.fileno(), self._readable)

    def ask(self, frame: bytes) -> None:
        """Send a task; the reply comes to `on_reply`."""
        self._started = self._clock()
        try:
            sent = self._connection.send(frame)
        except BlockingIOError:
            sent = 0
        except OSError:
            return  # it has ended, which _readable is about to see
        if sent < len(frame):
            self._unsent = memoryview(frame)[sent:]
            self._loop.add_writer(self._connection.fileno(), self._writable)

    def used_seconds(self) -> float:
        """Processor time since it was asked."""
        return self._clock() - self._started

    def lower_priority(self) -> None:
        """Let others go first, from now on."""
        with contextlib.suppress(OSError):
            ours = os.getpriority(os.PRIO_PROCESS, 0)
            os.setpriority(os.PRIO_PROCESS, self.pid, min(ours + _NICE, _NICEST))

    def kill(self) -> None:
        """End it, whatever it does."""
        if self._open:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._process, signal.SIGKILL)
            self.close()

    def close(self) -> None:
        """Hang up; an idle worker ends then."""
        if self._open:
            self._open = False
            self._loop.remove_reader(self._connection.fileno())
            if self._unsent:
                self._loop.remove_writer(self._connection.fileno())
            self._connection.close()
            os.close(self._process)
            if self.spool >= 0:
                os.close(self.spool)

    def _clock(self) -> float:
        # The processor clock of another process, as clock_getcpuclockid(3) makes its number.
        try:
            return time.clock_gettime((~self.pid << 3) | 2)
        except OSError:
            return time.monotonic()

    def _writable(self) -> None:
        try:
            self._unsent = self._unsent[self._connection.send(self._unsent) :]
        except BlockingIOError:
            return
        except OSError:
            self._unsent = self._unsent[:0]
        if not self._unsent:
            self._loop.remove_writer(self._connection.fileno())

    def _readable(self) -> None:
        try:
            data = self._connection.recv(_CHUNK)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._tell(None)
            return
        if self._header is None and not self._received and len(data) >= HEADER.size:
            # Nearly always the whole reply comes at once.
            outcome, flags, size = HEADER.unpack_from(data)
            if len(data) - HEADER.size == size and outcome != SPOOLED:
                self._tell(Reply(outcome, flags, size, data[HEADER.size :]))
                return
        self._gather(data)

    def _gather(self, data: bytes) -> None:
        self._received.append(data)
        self._missing -= len(data)
        if self._missing > 0:
            return
        received = b"".join(self._received)
        if self._header is None:
            self._header = HEADER.unpack_from(received)
            outcome, _, size = self._header
            content = 0 if outcome == SPOOLED else size
            if content > self._largest:
                self._tell(None)  # no worker of ours says such a thing: it has lost its mind
                return
            self._received = [received]
            self._missing = HEADER.size + content - len(received)
            if self._missing > 0:
                return
        header = self._header
        self._header, self._received, self._missing = None, [], HEADER.size
        self._tell(Reply(*header, received[HEADER.size :]))

    def _tell(self, reply: Reply | None) -> None:
        if self.on_reply is not None:
            self.on_reply(self, reply)
