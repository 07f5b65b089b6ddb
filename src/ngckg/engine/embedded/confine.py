"""Taking away from a process what answering queries does not take (Linux).

The engine in it cannot be told not to call other servers, so the process is made unable to:
it has no network interface where the kernel allows that, and no free file descriptor anywhere.
"""

import contextlib
import ctypes
import os
import resource
import signal
from pathlib import Path
from typing import Final

_PR_SET_PDEATHSIG: Final = 1
_PR_SET_NO_NEW_PRIVS: Final = 38
_CLONE_NEWUSER: Final = 0x10000000
_CLONE_NEWNET: Final = 0x40000000


def die_with(parent: int) -> None:
    """End when the process with this id ends, or now if it has."""
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(0)


def leave_network() -> bool:
    """Move to a network of its own, without interfaces; False where the kernel will not have it.

    Unprivileged processes can do so in a user namespace of their own, unless that is forbidden.
    """
    libc = ctypes.CDLL(None)
    return any(
        libc.unshare(flags) == 0 for flags in (_CLONE_NEWNET, _CLONE_NEWUSER | _CLONE_NEWNET)
    )


def volunteer() -> None:
    """Be the first to go when the machine runs out of memory."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("500", encoding="ascii")


def keep_only(descriptors: list[int]) -> None:
    """Renumber these file descriptors from 0 on and close all others; none can be opened again."""
    highest = max(int(entry.name) for entry in Path("/proc/self/fd").iterdir())
    spare = highest + 1
    for number, descriptor in enumerate(descriptors):
        os.dup2(descriptor, spare + number)
    for number in range(len(descriptors)):
        os.dup2(spare + number, number)
    os.closerange(len(descriptors), spare + len(descriptors))
    _limit(resource.RLIMIT_NOFILE, len(descriptors))


def confine(memory: int, file_size: int) -> None:
    """Allow so many more bytes of memory, files of this size, and no core dumps or privileges."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    _limit(resource.RLIMIT_AS, pages * resource.getpagesize() + memory)
    _limit(resource.RLIMIT_FSIZE, file_size)
    _limit(resource.RLIMIT_CORE, 0)
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)


def _limit(which: int, value: int) -> None:
    hard = resource.getrlimit(which)[1]
    lowest = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(which, (lowest, lowest))


def _prctl(option: int, value: int) -> None:
    ctypes.CDLL(None).prctl(option, value, 0, 0, 0)
