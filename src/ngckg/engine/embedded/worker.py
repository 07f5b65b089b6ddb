"""A worker: answers one query after the other until the engine hangs up, or kills it."""

import os
import resource
import socket
import traceback
from typing import Final

import pyoxigraph as ox

from ngckg.engine.embedded.confine import confine, die_with, keep_only
from ngckg.engine.embedded.evaluate import Evaluator
from ngckg.engine.embedded.output import Output, out_of_memory
from ngckg.engine.embedded.wire import (
    FAILED,
    HEADER,
    RETIRE,
    SPOOLED,
    WHOLE,
    Task,
    pack_error,
    pack_examined,
    receive_task,
)
from ngckg.engine.limits import Limits
from ngckg.engine.query.guard import examine
from ngckg.errors import BadRequest, NgckgError

#: A worker that grew by so many bytes, or answered so often, makes room for a new one.
_GROWN: Final = 64 * 1024 * 1024
_ANSWERS: Final = 10_000

#: Where things lie after keep_only().
_CONNECTION: Final = 3
_SPOOL: Final = 4


def begin(
    store: ox.Store, context: str, limits: Limits, connection: int, spool: int, parent: int
) -> None:
    """Turn this newly forked process into a worker. Does not return."""
    try:
        die_with(parent)
        os.setpgid(0, 0)
        null = os.open(os.devnull, os.O_RDWR)
        confine(limits.memory, limits.result)
        keep_only([null, null, null, connection, spool])
        serve(Evaluator(store, context), socket.socket(fileno=_CONNECTION), _SPOOL, limits)
        os._exit(0)
    except BaseException:
        # Whatever happens: never fall back into the code that forked.
        traceback.print_exc()
        os._exit(1)


def serve(evaluator: Evaluator, connection: socket.socket, spool: int, limits: Limits) -> None:
    """Answer until the engine hangs up."""
    base = _memory()
    answered = 0
    while (task := receive_task(connection)) is not None:
        outcome, content, size = _attempt(evaluator, task, spool, limits)
        answered += 1
        tired = outcome == SPOOLED or answered >= _ANSWERS or _memory() > base + _GROWN
        connection.sendall(HEADER.pack(outcome, RETIRE if tired else 0, size) + content)


def _attempt(
    evaluator: Evaluator, task: Task, spool: int, limits: Limits
) -> tuple[int, bytes, int]:
    """Outcome, answer where it is whole, and its size."""
    try:
        if not task.media_type:
            content = pack_examined(examine(task.text, limits.query))
            return WHOLE, content, len(content)
        output = Output(spool, limits.inline, limits.result)
        evaluator.answer(task, output, limits.result)
        return SPOOLED if output.spooled else WHOLE, output.content(), output.size
    except NgckgError as error:
        content = pack_error(error)
    except MemoryError:
        content = pack_error(out_of_memory(limits.memory))
    except Exception as error:  # a fault of ours must not look like a crash of the engine
        content = pack_error(BadRequest(f"This query cannot be evaluated: {error}."))
    return FAILED, content, len(content)


def _memory() -> int:
    """The most memory that this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
