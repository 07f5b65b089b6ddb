"""Which release of an engine is current, which was before it, and who may change that."""

import uuid
from typing import Final, NamedTuple

from ngckg.engine.remote.names import CURRENT, POINTER, PREVIOUS
from ngckg.engine.remote.store import EngineStore
from ngckg.errors import NotPublished

#: Who may change what is held there: the mark of whoever came last.
TURN: Final = f"{POINTER}#turn"

_THIS: Final = f"<{POINTER}>"
_OTHERS: Final = "somebody else is publishing to this engine: look, and try again"


class Pointed(NamedTuple):
    """What the engine says: IRIs of releases, and who changes them."""

    current: str | None
    previous: str | None
    turn: str | None


def pointed(store: EngineStore) -> tuple[str | None, str | None]:
    """The current and the previous release. Raises NotPublished where there are several."""
    found = _read(store)
    return found.current, found.previous


class Turn:
    """Our turn to change what an engine holds. Whoever comes last has it, and others stop.

    A lock that only its owner can open would stay closed when that one is killed; this is a mark
    that the next one replaces, and everybody looks whether it is still theirs before each change
    and as part of the one that makes a release current. A single request that is under way
    when somebody comes can still arrive behind them: counts tell, and the next run mends it.
    """

    def __init__(self, store: EngineStore) -> None:
        """Take the turn. Raises NotPublished."""
        self._store, self._mark = store, uuid.uuid4().hex
        store.update(f"DELETE WHERE {{ GRAPH {_THIS} {{ {_THIS} <{TURN}> ?turn }} }}")
        store.update(f"INSERT DATA {{ GRAPH {_THIS} {{ {self._ours} }} }}")
        self._found = _read(store)
        self.check()

    @property
    def _ours(self) -> str:
        return f'{_THIS} <{TURN}> "{self._mark}" .'

    @property
    def current(self) -> str | None:
        """The release that is current while it is our turn."""
        return self._found.current

    @property
    def previous(self) -> str | None:
        """The one before it."""
        return self._found.previous

    def check(self) -> None:
        """Raise NotPublished where it is not our turn any more, or the pointer has moved."""
        found = _read(self._store)
        if found.turn != self._mark or found != self._found:
            raise NotPublished(_OTHERS)

    def point(self, new: str) -> None:
        """Make a release current and the current one previous, in one update.

        Where it is not our turn any more nothing happens, and NotPublished tells.
        """
        current, previous, _ = self._found
        delete, insert = "", f"{_THIS} <{CURRENT}> <{new}> ."
        # Nobody makes a second release current where none was: the condition is part of the update.
        condition = f"FILTER NOT EXISTS {{ GRAPH {_THIS} {{ {_THIS} <{CURRENT}> ?any }} }}"
        if current is not None:
            delete = f"{_THIS} <{CURRENT}> <{current}> ."
            insert += f" {_THIS} <{PREVIOUS}> <{current}> ."
            condition = f"GRAPH {_THIS} {{ {delete} }}"
        if previous is not None:
            delete += f" {_THIS} <{PREVIOUS}> <{previous}> ."
        self._store.update(
            (f"DELETE {{ GRAPH {_THIS} {{ {delete} }} }} " if delete else "")
            + f"INSERT {{ GRAPH {_THIS} {{ {insert} }} }} "
            f"WHERE {{ GRAPH {_THIS} {{ {self._ours} }} {condition} }}"
        )
        self._found = Pointed(new, current, self._mark)
        self.check()


def _read(store: EngineStore) -> Pointed:
    rows = store.rows(
        f"SELECT ?p ?o WHERE {{ GRAPH {_THIS} {{ {_THIS} ?p ?o . "
        f"VALUES ?p {{ <{CURRENT}> <{PREVIOUS}> <{TURN}> }} }} }}"
    )
    found = {
        name: sorted(row["o"]["value"] for row in rows if row["p"]["value"] == name)
        for name in (CURRENT, PREVIOUS, TURN)
    }
    for name in (CURRENT, PREVIOUS):
        if len(found[name]) > 1:
            raise NotPublished(
                f"the engine names several releases by <{name}>: {', '.join(found[name])}; "
                f"remove all but one of them from the graph <{POINTER}>"
            )
    # Where two came at once, it is the turn of neither.
    current, previous, turn = (it[0] if len(it) == 1 else None for it in found.values())
    return Pointed(current, previous, turn)
