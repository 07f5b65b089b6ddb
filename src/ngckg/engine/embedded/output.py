"""Where a worker writes an answer: into memory, and past a certain size into its file.

And what is said where there is no room for it.
"""

import os

from ngckg.errors import QueryTooComplex, ResultTooLarge


class Output:
    """A binary file for one answer, with a limit. Past `inline` bytes it lies in the file."""

    def __init__(self, spool: int, inline: int, limit: int) -> None:
        self._spool, self._inline, self._limit = spool, inline, limit
        self._parts: list[bytes] = []
        self.size = 0
        self.spooled = False

    def write(self, data: bytes) -> int:
        """Take the next bytes. Raises ResultTooLarge."""
        self.size += len(data)
        if self.size > self._limit:
            raise too_large(self._limit)
        self._parts.append(data)
        if self.spooled or self.size > self._inline:
            self._spill()
        return len(data)

    def flush(self) -> None:
        """Nothing to do: what is written is there."""

    def content(self) -> bytes:
        """All of it, where it is not in the file."""
        return b"".join(self._parts)

    def _spill(self) -> None:
        self.spooled = True
        data = b"".join(self._parts)
        self._parts.clear()
        while data:
            data = data[os.write(self._spool, data) :]


def too_large(limit: int) -> ResultTooLarge:
    """The error for an answer beyond the limit."""
    return ResultTooLarge(
        f"The answer is larger than {limit:,} bytes; LIMIT and OFFSET ask for it in parts.", limit
    )


def out_of_memory(limit: int) -> QueryTooComplex:
    """The error for a query that took more memory than this."""
    return QueryTooComplex(
        f"This query takes more memory than the {limit // 1_000_000} MB that one query may have.",
        limit,
    )
