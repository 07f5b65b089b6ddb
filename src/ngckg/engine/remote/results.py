"""What an engine sent, as it was asked for: read as a whole, so that rubbish is never passed on."""

import json
import os
import tempfile
from collections.abc import Iterator
from typing import IO, Final

import pyoxigraph as ox

from ngckg.engine.embedded.output import Output, too_large
from ngckg.engine.query.forms import Form
from ngckg.engine.remote.dialects import truth
from ngckg.engine.writing import stream_graph, write_graph, write_table
from ngckg.errors import BadGateway, NgckgError
from ngckg.namespaces import PREFIXES

#: Up to so many bytes, triples are sorted as in the embedded engine; a larger answer keeps the
#: engine's order, so that memory does not grow with it.
_SORTED: Final = 8_000_000
#: What an engine sends is at most so much longer than the syntax that it is turned into.
_EXPANSION: Final = 8


#: The rows of a table: type and value of each term, by its variable.
Rows = list[dict[str, dict[str, str]]]


class Spool:
    """Bytes on their way: in memory, and past `inline` in a file without a name."""

    def __init__(self, inline: int, limit: int) -> None:
        self._inline, self._limit = inline, limit
        self._parts: list[bytes] = []
        self._file: IO[bytes] | None = None
        self.size = 0

    def write(self, data: bytes) -> None:
        """Take the next bytes. Raises ResultTooLarge."""
        self.size += len(data)
        if self.size > _EXPANSION * self._limit:
            raise too_large(self._limit)
        if self._file is not None:
            self._file.write(data)
            return
        self._parts.append(data)
        if self.size > self._inline:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 (close() closes it)
            self._file.write(b"".join(self._parts))
            self._parts.clear()

    def content(self) -> bytes | IO[bytes]:
        """All of it, to be read from its beginning."""
        if self._file is None:
            return b"".join(self._parts)
        self._file.seek(0)
        return self._file

    def close(self) -> None:
        """Give the file back."""
        if self._file is not None:
            self._file.close()


class Made(Output):
    """An answer in the syntax that was asked for: bytes, or a file that is the caller's."""

    def __init__(self, inline: int, limit: int) -> None:
        super().__init__(-1, inline, limit)

    def take(self) -> tuple[bytes | None, int, int]:
        """Content, file and length, as an Answer takes them."""
        spool, self._spool = self._spool, -1
        return None if self.spooled else self.content(), spool, self.size

    def close(self) -> None:
        """Give the file back, where nobody has taken it."""
        if self._spool >= 0:
            spool, self._spool = self._spool, -1
            os.close(spool)

    def _spill(self) -> None:
        if self._spool < 0:
            with tempfile.TemporaryFile() as file:
                self._spool = os.dup(file.fileno())
        super()._spill()


def convert(
    raw: Spool, form: Form, media_type: str, output: Output, limit: int, context: str
) -> None:
    """Write an engine's answer in a media type.

    Raises BadGateway where the answer cannot be read, or ResultTooLarge.
    """
    try:
        if form in (Form.SELECT, Form.ASK):
            _table(raw, form, media_type, output)
            return
        triples = (quad.triple for quad in read_triples(raw))
        if raw.size <= _SORTED:
            write_graph(triples, media_type, output, limit, context)
        else:
            stream_graph(triples, media_type, output, PREFIXES)
    except NgckgError as error:
        error.__traceback__ = None  # it holds results, which another thread must not drop
        raise
    except (SyntaxError, ValueError, OSError, RuntimeError) as error:
        raise BadGateway("The engine's answer cannot be read.") from error.with_traceback(None)


def read_rows(raw: Spool) -> Rows:
    """The rows of a table in JSON, with the terms that are texts. Raises BadGateway."""
    content = raw.content()
    try:
        found = json.loads(content if isinstance(content, bytes) else content.read())
        return [
            {
                name: {"type": str(term["type"]), "value": term["value"]}
                for name, term in row.items()
                if isinstance(term["value"], str)
            }
            for row in found["results"]["bindings"]
        ]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise BadGateway("The engine's answer cannot be read.") from error


def read_triples(raw: Spool) -> Iterator[ox.Quad]:
    """The triples of an answer. Raises SyntaxError."""
    return ox.parse(raw.content(), format=ox.RdfFormat.N_TRIPLES)


def _table(raw: Spool, form: Form, media_type: str, output: Output) -> None:
    content = raw.content()
    if form is Form.ASK:
        whole = content if isinstance(content, bytes) else content.read()
        content = json.dumps({"head": {}, "boolean": truth(whole)}).encode()
    results = ox.parse_query_results(content, format=ox.QueryResultsFormat.JSON)
    if isinstance(results, ox.QueryBoolean) != (form is Form.ASK):
        raise BadGateway("The engine answered another question.")
    write_table(results, media_type, output)
