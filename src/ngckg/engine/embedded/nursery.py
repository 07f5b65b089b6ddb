"""The zygote as the engine sees it: it loads a release, forks workers, and tells how they end."""

import asyncio
import contextlib
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import ngckg
from ngckg.engine.embedded.connection import Worker
from ngckg.engine.embedded.wire import (
    EXIT,
    EXITED,
    FAILURE,
    FORK,
    READY,
    STARTED,
    WORKER,
    pack_limits,
)
from ngckg.engine.limits import Limits
from ngckg.errors import NotARelease, Unavailable
from ngckg.graph.release import Release

_LARGEST: Final = 8192
#: Descriptors that come with a worker: its socket, the process, its file.
_PASSED: Final = 3


class Nursery:
    """One release in the memory of one zygote process, and the workers forked from it."""

    def __init__(
        self,
        release: Release,
        context: str,
        limits: Limits,
        on_worker: Callable[["Nursery", Worker], None],
        on_lost: Callable[["Nursery"], None],
    ) -> None:
        self.release = release
        self._context, self._limits = context, limits
        self._on_worker, self._on_lost = on_worker, on_lost
        #: Workers asked for that have not come yet.
        self.expected = 0
        #: Workers forked from it that have not ended.
        self.living = 0
        self.alive = False
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._ready: asyncio.Future[None] | None = None
        self._exits: dict[int, int] = {}
        self._awaited: dict[int, asyncio.Future[int | None]] = {}

    async def start(self) -> None:
        """Load the release. Raises NotARelease or Unavailable."""
        loop = asyncio.get_running_loop()
        self._ready = loop.create_future()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            ours.setblocking(False)
            self._process = subprocess.Popen(  # noqa: S603 (our own interpreter)
                [
                    *(sys.executable, "-m", "ngckg.engine.embedded.zygote", str(theirs.fileno())),
                    *(str(os.getpid()), str(self.release.path.resolve()), self._context),
                    pack_limits(self._limits),
                ],
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                # Nothing of ours is its business, and a terminal's Ctrl-C is not for it.
                env={"PYTHONPATH": str(Path(ngckg.__file__).parent.parent), "LC_ALL": "C.UTF-8"},
                start_new_session=True,
            )
        self._control = ours
        loop.add_reader(ours.fileno(), self._readable)
        try:
            async with asyncio.timeout(self._limits.load_seconds):
                await self._ready
        except TimeoutError:
            await self.close()
            raise NotARelease(
                f"{self.release.path}: not loaded within {self._limits.load_seconds:.0f} seconds"
            ) from None
        except BaseException:
            await self.close()
            raise

    def fork(self) -> None:
        """Ask for a worker; it comes to `on_worker`."""
        if self._control is not None:
            with contextlib.suppress(OSError):
                self._control.send(FORK)
                self.expected += 1

    async def exit_status(self, pid: int, patience: float) -> int | None:
        """The wait status of a worker that has ended, None where it is not told in time."""
        if pid in self._exits:
            return self._exits.pop(pid)
        if not self.alive:
            return None
        told: asyncio.Future[int | None] = asyncio.get_running_loop().create_future()
        self._awaited[pid] = told
        try:
            async with asyncio.timeout(patience):
                return await told
        except TimeoutError:
            return None
        finally:
            self._awaited.pop(pid, None)

    async def close(self) -> None:
        """End the zygote, and with it every worker that it has left."""
        self._hang_up()
        if self._process is not None:
            process, self._process = self._process, None
            # In a thread of its own: asyncio's child watchers would take over SIGCHLD.
            await asyncio.get_running_loop().run_in_executor(None, process.wait)

    def _hang_up(self) -> None:
        self.alive = False
        if self._control is not None:
            control, self._control = self._control, None
            asyncio.get_running_loop().remove_reader(control.fileno())
            control.close()
        for told in self._awaited.values():
            if not told.done():
                told.set_result(None)

    def _readable(self) -> None:
        if self._control is None:
            return
        try:
            message, passed, _, _ = socket.recv_fds(self._control, _LARGEST, _PASSED)
        except BlockingIOError:
            return
        except OSError:
            message, passed = b"", []
        kind, content = message[:1], message[1:]
        if kind == WORKER and len(passed) == _PASSED:
            self._welcome(STARTED.unpack(content)[0], passed)
        elif kind == EXIT:
            self._note(*EXITED.unpack(content))
        elif kind == READY:
            self.alive = True
            self._settle(None)
        elif kind == FAILURE:
            self._settle(NotARelease(content.decode(errors="replace")))
        else:
            self._lose()

    def _welcome(self, pid: int, passed: list[int]) -> None:
        connection, process, spool = passed
        self.expected -= 1
        self.living += 1
        worker = Worker(
            asyncio.get_running_loop(),
            *(pid, socket.socket(fileno=connection), process, spool),
            largest=self._limits.inline + _LARGEST,
        )
        self._on_worker(self, worker)

    def _note(self, pid: int, status: int) -> None:
        self.living -= 1
        told = self._awaited.get(pid)
        if told is not None and not told.done():
            told.set_result(status)
        else:
            self._exits[pid] = status
            while len(self._exits) > self._limits.queue:
                self._exits.pop(next(iter(self._exits)))

    def _settle(self, failure: Exception | None) -> None:
        if self._ready is not None and not self._ready.done():
            if failure is None:
                self._ready.set_result(None)
            else:
                self._ready.set_exception(failure)

    def _lose(self) -> None:
        """The zygote has ended, though nobody asked it to."""
        was_alive = self.alive
        self._hang_up()
        self._settle(Unavailable("The engine could not be started.", 10))
        if was_alive:
            self._on_lost(self)
