"""Answers that are kept, least recently used ones going first, within a number of bytes."""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, Protocol, TypeVar


class Sized(Protocol):
    """Something whose size in memory can be told, and may grow."""

    @property
    def size(self) -> int:
        """Bytes."""


T = TypeVar("T", bound=Sized)

#: What an entry takes beside what it holds: key, dictionary, objects.
_OVERHEAD = 500


class Cache(Generic[T]):
    """Kept answers. None of them may take more than an eighth of the room."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._entries: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()
        self.bytes = 0
        self.hits = self.misses = 0

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: Hashable) -> T | None:
        """What is kept under this key."""
        entry = self._entries.get(key)
        if entry is None:
            self.misses += 1
            return None
        self.hits += 1
        self._entries.move_to_end(key)
        item, size = entry
        if item.size != size:  # it has been compressed since
            self.put(key, item)
        return item

    def put(self, key: Hashable, item: T) -> None:
        """Keep it, where it is not too large."""
        before = self._entries.pop(key, None)
        if before is not None:
            self.bytes -= before[1] + _OVERHEAD
        size = item.size
        if size + _OVERHEAD > self._capacity // 8:
            return
        self._entries[key] = (item, size)
        self.bytes += size + _OVERHEAD
        while self.bytes > self._capacity:
            _, (_, size) = self._entries.popitem(last=False)
            self.bytes -= size + _OVERHEAD

    def clear(self) -> None:
        """Keep nothing."""
        self._entries.clear()
        self.bytes = 0
