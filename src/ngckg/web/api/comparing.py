"""What two releases differ in, patient group by patient group.

    python -m ngckg.web.api.comparing BEFORE AFTER LANG

prints a line of JSON for each change, with the group that it belongs to and the group's names.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, Literal

import pyoxigraph as ox

from ngckg.graph.diff import Change, Difference, Lang, changes, compare
from ngckg.namespaces import ID, graph_iri
from ngckg.rdf import iri
from ngckg.rdf.terms import N
from ngckg.web import errands

#: The graphs that say something of groups; the others say what words mean.
_TOLD: Final = frozenset(ox.NamedNode(graph_iri(name)) for name in ("data", "vocabulary"))
#: Things that merely repeat what others say.
_REPEATING: Final = ("statement", "source", "evidence")
#: How things hang on their group, from the thing and from the group.
_OUTWARDS: Final = (
    *(N.ngckg.concerns, N.ngckg.documentFor, N.ngckg.recommendationFor, N.ngckg.advisesOn),
)
_INWARDS: Final = (N.ngckg.analysisOffer,)


@dataclass(frozen=True, slots=True)
class Told:
    """A change, and the group that it belongs to where it belongs to one."""

    thing: str
    name: str
    what: Literal["new", "gone", "changed"]
    property: str | None
    before: list[str]
    after: list[str]
    group: str | None
    #: The group's names as the newer release has them; none where the group went.
    names: dict[str, str]


def tell(before: Path, after: Path, lang: Lang) -> Iterator[Told]:
    """Every change between two releases, in words."""
    whole = compare(before, after)
    known = (*whole.before, *whole.after)
    difference = Difference(_facts(whole.before), _facts(whole.after), known)
    groups = _groups(difference.before) | _groups(difference.after)
    names = _names(difference.after)
    for change in changes(difference, lang):
        kind = (iri.parts(change.thing) or ("", ""))[0]
        if not change.thing.startswith(ID) or kind in _REPEATING:
            continue
        group = groups.get(change.thing)
        yield Told(
            change.thing,
            change.label,
            _what(change),
            change.property or None,
            list(change.before) if change.property else [],
            list(change.after) if change.property else [],
            group,
            names.get(group, {}) if group else {},
        )


def _what(change: Change) -> Literal["new", "gone", "changed"]:
    if change.property:
        return "changed"
    return "new" if change.after else "gone"


def _facts(quads: Iterable[ox.Quad]) -> frozenset[ox.Quad]:
    return frozenset(quad for quad in quads if quad.graph_name in _TOLD)


def _groups(quads: Iterable[ox.Quad]) -> dict[str, str]:
    """The group of everything that belongs to one; a group belongs to itself."""
    found: dict[str, str] = {}
    for quad in quads:
        thing, other = quad.subject, quad.object
        if not isinstance(thing, ox.NamedNode) or not isinstance(other, ox.NamedNode):
            continue
        if quad.predicate in _OUTWARDS:
            found[thing.value] = other.value
        elif quad.predicate in _INWARDS:
            found[other.value] = thing.value
        elif quad.predicate == N.rdf.type and other == N.ngckg.PatientGroup:
            found[thing.value] = thing.value
    return found


def _names(quads: Iterable[ox.Quad]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for quad in quads:
        thing, name = quad.subject, quad.object
        if quad.predicate != N.skos.prefLabel or not isinstance(name, ox.Literal):
            continue
        if isinstance(thing, ox.NamedNode) and name.language:
            found.setdefault(thing.value, {})[name.language] = name.value
    return found


def main(before: str, after: str, lang: Lang) -> None:
    """Tell of each change on standard output."""
    errands.step_back()
    for told in tell(Path(before), Path(after), lang):
        print(json.dumps(asdict(told)))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], "da" if sys.argv[3] == "da" else "en")
