"""Our own queries: text files, read once."""

import re
from pathlib import Path
from typing import Final

from ngckg.engine.limits import QueryLimits
from ngckg.engine.query.forms import Examined
from ngckg.engine.query.guard import examine

QUERIES: Final = Path(__file__).resolve().parent.parent / "queries"
_NAME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)*")


class Library:
    """The queries of a folder, by name: `groups` is `groups.rq`."""

    def __init__(self, folder: Path = QUERIES) -> None:
        self._folder = folder
        self._known: dict[str, tuple[str, Examined]] = {}

    def get(self, name: str) -> tuple[str, Examined]:
        """The text of a query and what it is. Raises KeyError where there is none."""
        known = self._known.get(name)
        if known is None:
            path = self._folder / f"{name}.rq"
            if not _NAME.fullmatch(name) or not path.is_file():
                raise KeyError(f"no query is called {name!r}")
            text = path.read_text(encoding="utf-8")
            known = self._known[name] = text, examine(text, QueryLimits())
        return known
