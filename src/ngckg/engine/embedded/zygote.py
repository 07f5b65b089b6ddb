"""The process that loads a release once and forks workers that share its memory.

Run with DESCRIPTOR PARENT RELEASE CONTEXT LIMITS for arguments. DESCRIPTOR is one end of
a sequenced-packet socket whose other end the process PARENT has. It is a process of its own, with
one thread, because forking one that has more is unsafe; it imports no more than answering takes,
and never sees a query.
"""

import contextlib
import gc
import os
import select
import signal
import socket
import sys
import tempfile
from pathlib import Path

import pyoxigraph as ox

from ngckg.engine.embedded import worker
from ngckg.engine.embedded.confine import die_with, leave_network, volunteer
from ngckg.engine.embedded.wire import EXIT, EXITED, FAILURE, READY, STARTED, WORKER, unpack_limits
from ngckg.engine.limits import Limits
from ngckg.errors import NotARelease
from ngckg.graph.release import read


def main(arguments: list[str]) -> int:
    """Load the release and serve forks until the engine hangs up."""
    descriptor, parent, path, context, limits = arguments
    control = socket.socket(fileno=int(descriptor))
    die_with(int(parent))
    # A service manager signals the whole group; only the engine knows when work is done.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    volunteer()
    try:
        store = load(Path(path))
    except NotARelease as error:
        control.send(FAILURE + str(error).encode()[:4000])
        return 1
    leave_network()
    gc.collect()
    gc.freeze()
    with contextlib.suppress(BrokenPipeError):  # nobody wants it any more
        control.send(READY)
        _Nursery(control, store, context, unpack_limits(limits)).run()
    return 0


def load(path: Path) -> ox.Store:
    """The dataset of a release in memory. Raises NotARelease where it is missing or damaged.

    Blank nodes keep their canonical labels, so that they have the same names in every process.
    """
    release = read(path)
    release.verify()
    store = ox.Store()
    try:
        # From the file: a large one would take as much memory again.
        store.bulk_extend(ox.parse(path=release.dataset, format=ox.RdfFormat.N_QUADS))
    except OSError as error:
        raise NotARelease(f"{path}: {error.strerror or error}") from error
    except SyntaxError as error:
        raise NotARelease(f"{path}: the dataset is not N-Quads: {error}") from error
    return store


class _Nursery:
    """Forks workers and tells how they ended."""

    def __init__(
        self, control: socket.socket, store: ox.Store, context: str, limits: Limits
    ) -> None:
        self._control, self._store = control, store
        self._context, self._limits = context, limits
        self._workers: dict[int, int] = {}
        self._poll = select.poll()
        self._poll.register(control, select.POLLIN)

    def run(self) -> None:
        """Until the engine hangs up; the workers that remain are ended then."""
        with contextlib.suppress(OSError):
            while self._serve_once():
                pass
        for process in self._workers:
            signal.pidfd_send_signal(process, signal.SIGKILL)
        for process in list(self._workers):
            self._bury(process)

    def _serve_once(self) -> bool:
        for descriptor, _ in self._poll.poll():
            if descriptor in self._workers:
                pid, status = self._bury(descriptor)
                self._control.send(EXIT + EXITED.pack(pid, status))
                continue
            messages = self._control.recv(64)
            if not messages:
                return False
            self._fork()
        return True

    def _fork(self) -> None:
        ours, theirs = socket.socketpair()
        with ours, theirs, tempfile.TemporaryFile(buffering=0) as spool:
            parent = os.getpid()
            pid = os.fork()
            if pid == 0:
                worker.begin(
                    *(self._store, self._context, self._limits),
                    *(theirs.fileno(), spool.fileno(), parent),
                )
            process = os.pidfd_open(pid)
            self._workers[process] = pid
            self._poll.register(process, select.POLLIN)
            passed = [ours.fileno(), process, spool.fileno()]
            socket.send_fds(self._control, [WORKER + STARTED.pack(pid)], passed)

    def _bury(self, process: int) -> tuple[int, int]:
        """Process identifier and wait status of a worker that ends."""
        pid, status = os.waitpid(self._workers.pop(process), 0)
        self._poll.unregister(process)
        os.close(process)
        return pid, status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
