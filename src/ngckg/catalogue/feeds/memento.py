"""Earlier states of a resource (Memento, RFC 7089): which there are, and which one is meant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from ngckg.errors import BadRequest
from ngckg.negotiation import http_date


@dataclass(frozen=True, slots=True)
class Memento:
    """A state of a resource: the release that has it, and when that was made."""

    release: str
    created: datetime

    @property
    def moment(self) -> str:
        """The moment as HTTP writes it (IMF-fixdate)."""
        return format_datetime(self.created, usegmt=True)


def parse(value: str) -> datetime:
    """The moment of an Accept-Datetime field. Raises BadRequest."""
    found = http_date(value)
    if found is None:
        raise BadRequest(
            f"Accept-Datetime is {value!r}, not a date as HTTP writes it "
            "(Sun, 22 Nov 2026 22:11:50 GMT)."
        )
    return found


def choose(mementos: Sequence[Memento], at: datetime) -> Memento:
    """The state at a moment: the latest that is not later, else the first (§4.5.3).

    `mementos` are in the order of time and at least one.
    """
    before = [it for it in mementos if it.created <= at]
    return before[-1] if before else mementos[0]


def relations(base: str, path: str, mementos: Sequence[Memento], shown: Memento) -> list[str]:
    """Links of a state: to the resource, to all states, to the first, last and next ones (§2.2)."""
    index = mementos.index(shown)
    named: dict[Memento, list[str]] = {}
    for relation, position in (
        ("first", 0),
        ("prev", index - 1),
        ("next", index + 1),
        ("last", len(mementos) - 1),
    ):
        if 0 <= position < len(mementos):
            named.setdefault(mementos[position], []).append(relation)
    named.setdefault(shown, [])
    return [
        *originals(base, path),
        *(
            _link(address(base, it, path), " ".join([*relations_, "memento"]), it)
            for it, relations_ in named.items()
        ),
    ]


def originals(base: str, path: str) -> list[str]:
    """Links to the resource itself, which chooses among its states, and to the list of them."""
    return [
        f'<{base}{path}>; rel="original timegate"',
        f'<{base}/timemap{path}>; rel="timemap"; type="application/link-format"',
    ]


def timemap(base: str, path: str, mementos: Sequence[Memento]) -> str:
    """All states of a resource, as link-format (§5)."""
    own = f'<{base}/timemap{path}>; rel="self"; type="application/link-format"'
    span = f'; from="{mementos[0].moment}"; until="{mementos[-1].moment}"'
    last = len(mementos) - 1
    lines = [f'<{base}{path}>; rel="original timegate"', own + span]
    for number, it in enumerate(mementos):
        names = [*(["first"] if number == 0 else []), *(["last"] if number == last else [])]
        lines.append(_link(address(base, it, path), " ".join([*names, "memento"]), it))
    return ",\n".join(lines) + "\n"


def address(base: str, memento: Memento, path: str) -> str:
    """Where a state of the resource at a path stands."""
    return f"{base}/release/{memento.release}{path}"


def _link(target: str, relation: str, memento: Memento) -> str:
    return f'<{target}>; rel="{relation}"; datetime="{memento.moment}"'
