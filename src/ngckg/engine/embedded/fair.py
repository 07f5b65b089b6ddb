"""A queue in which nobody's place depends on how much somebody else asks for."""

from collections import deque
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class FairQueue(Generic[T]):
    """Takes from each client in turn, and from one client in order."""

    def __init__(self) -> None:
        self._lines: dict[str, deque[T]] = {}
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[T]:
        for line in self._lines.values():
            yield from line

    def waiting(self, client: str) -> int:
        """How many of this client's wait."""
        line = self._lines.get(client)
        return len(line) if line else 0

    def add(self, client: str, item: T) -> None:
        """Behind the others of this client."""
        self._lines.setdefault(client, deque()).append(item)
        self._size += 1

    def take(self, admits: Callable[[str], bool] | None = None) -> T | None:
        """The next one, of a client that is admitted; None where there is none."""
        for client, line in self._lines.items():
            if admits is None or admits(client):
                item = line.popleft()
                self._size -= 1
                # To the back of the round, or out of it.
                del self._lines[client]
                if line:
                    self._lines[client] = line
                return item
        return None

    def remove(self, client: str, item: T) -> bool:
        """Take this one out; False where it does not wait."""
        line = self._lines.get(client)
        if line is None or item not in line:
            return False
        line.remove(item)
        self._size -= 1
        if not line:
            del self._lines[client]
        return True
