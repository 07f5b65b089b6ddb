"""What goes between the engine and its processes.

Requests are marshalled: both ends are this program, and a worker believes the engine. Replies are
plain bytes behind a fixed header and errors are looked up in a table: the engine believes nothing
that comes out of a process which has seen a visitor's query.
"""

import json
import marshal
import socket
import struct
from dataclasses import astuple, dataclass
from typing import Final

from ngckg.engine.limits import Limits, QueryLimits
from ngckg.engine.query.forms import Examined, Form
from ngckg.errors import (
    BadRequest,
    ContentTooLarge,
    NgckgError,
    QueryRefused,
    QuerySyntaxError,
    QueryTooComplex,
    ResultTooLarge,
)

#: A term that stands for a variable: IRI, or literal with its language and datatype.
Bound = tuple[str, str, str | None, str | None]

# The outcome of a request.
WHOLE: Final = 0
#: The answer lies in the worker's file.
SPOOLED: Final = 1
FAILED: Final = 2

#: The worker has grown, or is not sure of itself, and wants to be replaced.
RETIRE: Final = 1

#: Outcome, flags, bytes of the answer.
HEADER: Final = struct.Struct("!BBQ")
_LENGTH: Final = struct.Struct("!I")

# Messages of the zygote: a letter, then what is behind it.
READY: Final = b"R"
#: Why the release cannot be served.
FAILURE: Final = b"F"
#: A worker's process; its socket, process descriptor and spool file come along.
WORKER: Final = b"W"
#: Process and wait status of a worker that has ended.
EXIT: Final = b"X"
#: The one message to the zygote: fork a worker.
FORK: Final = b"f"
STARTED: Final = struct.Struct("!i")
EXITED: Final = struct.Struct("!ii")


@dataclass(frozen=True, slots=True)
class Task:
    """A query as a worker gets it. Without a media type it is only examined."""

    text: str
    media_type: str = ""
    form: str = ""
    own_dataset: bool = False
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    bound: tuple[tuple[str, Bound], ...] = ()


def pack(task: Task) -> bytes:
    """A task as one frame."""
    fields = (
        *(task.text, task.media_type, task.form, task.own_dataset),
        *(task.default_graphs, task.named_graphs, task.bound),
    )
    content = marshal.dumps(fields)
    return _LENGTH.pack(len(content)) + content


def receive_task(connection: socket.socket) -> Task | None:
    """The next task, None where the engine has hung up."""
    header = _receive(connection, _LENGTH.size)
    content = header and _receive(connection, _LENGTH.unpack(header)[0])
    return Task(*marshal.loads(content)) if content else None  # noqa: S302 (see above)


def _receive(connection: socket.socket, size: int) -> bytes:
    received = b""
    while len(received) < size:
        part = connection.recv(size - len(received))
        if not part:
            return b""
        received = received + part if received else part
    return received


_ERRORS: Final[dict[str, type[NgckgError]]] = {
    error.__name__: error
    for error in (
        *(BadRequest, ContentTooLarge, QueryRefused, QuerySyntaxError),
        *(QueryTooComplex, ResultTooLarge),
    )
}


def pack_error(error: NgckgError) -> bytes:
    """A deliberate error; any other becomes a BadRequest with its words."""
    name = type(error).__name__
    details = {key: getattr(error, key, None) for key in ("line", "column", "limit")}
    return json.dumps([name if name in _ERRORS else "BadRequest", str(error), details]).encode()


def unpack_error(content: bytes) -> NgckgError:
    """The error in a reply."""
    name, message, details = json.loads(content)
    limit, position = details["limit"], (details["line"], details["column"])
    kind = _ERRORS.get(name, BadRequest)
    if issubclass(kind, QueryRefused):
        return kind(str(message), *position, limit)
    if issubclass(kind, QuerySyntaxError):
        return kind(str(message), *position)
    if issubclass(kind, ContentTooLarge | QueryTooComplex | ResultTooLarge):
        return kind(str(message), limit)
    return kind(str(message))


def pack_examined(examined: Examined) -> bytes:
    """What a worker found out about a query."""
    return json.dumps([examined.form, examined.own_dataset, examined.volatile]).encode()


def unpack_examined(content: bytes) -> Examined:
    """What a worker found out about a query."""
    form, own_dataset, volatile = json.loads(content)
    return Examined(Form(form), bool(own_dataset), bool(volatile))


def pack_limits(limits: Limits) -> str:
    """Limits as an argument of a command."""
    return json.dumps(astuple(limits))


def unpack_limits(argument: str) -> Limits:
    """Limits from an argument of a command."""
    query, *others = json.loads(argument)
    return Limits(QueryLimits(*query), *others)
