"""What was found out about texts, for when they come again."""

from collections import OrderedDict
from typing import Final, Generic, TypeVar

T = TypeVar("T")

#: Texts that are remembered, and how long such a one may be.
_MOST: Final = 2_048
_LENGTH: Final = 4_096


class Remembered(Generic[T]):
    """Findings by text. The one that was needed longest ago is forgotten first."""

    def __init__(self) -> None:
        self._found: OrderedDict[str, T] = OrderedDict()

    def get(self, text: str) -> T | None:
        """What was found out about this text."""
        found = self._found.get(text)
        if found is not None:
            self._found.move_to_end(text)
        return found

    def put(self, text: str, found: T) -> None:
        """Remember it, where the text is not long."""
        if len(text) <= _LENGTH:
            self._found[text] = found
            if len(self._found) > _MOST:
                self._found.popitem(last=False)
