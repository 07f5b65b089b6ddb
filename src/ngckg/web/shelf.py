"""Representations kept at hand, the least recently used going first."""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Final

from ngckg.web.responses import Representation

#: What a representation takes beside its bytes: headers, keys, objects.
_OVERHEAD: Final = 2048


class Shelf:
    """Representations by key, within a bound on their bytes, compressed forms included."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._kept: OrderedDict[Hashable, Representation] = OrderedDict()
        self.bytes = 0

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Hashable) -> Representation | None:
        """The representation, which is now the most recently used."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def put(self, key: Hashable, representation: Representation) -> None:
        """Keep a representation, unless it would push most others out."""
        if representation.size > self._limit // 4 or key in self._kept:
            return
        self._kept[key] = representation
        representation.watch(self._grow)
        self._grow(_OVERHEAD + representation.size)

    def _grow(self, size: int) -> None:
        """Take note of bytes that came in, by a new representation or by compressing one."""
        self.bytes += size
        while self.bytes > self._limit:
            _, oldest = self._kept.popitem(last=False)
            oldest.watch(None)
            self.bytes -= _OVERHEAD + oldest.size
