"""DESCRIBE at an engine elsewhere: engines describe as they like, ours describes as it always does.

What is needed for the descriptions is fetched in one CONSTRUCT for many things, and the embedded
engine's DESCRIBE runs over that.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import pyoxigraph as ox

from ngckg.engine.describe import Description, Resource, Result, describe
from ngckg.engine.embedded.wire import Task
from ngckg.engine.query.forms import Form
from ngckg.engine.remote.names import NOWHERE, quoted
from ngckg.namespaces import BASE, PREFIXES

#: Things that are described by one request; rows that may point to them all in all, and labels of
#: what does.
TOGETHER: Final = 50
_INCOMING: Final = 100_000

_LABELS: Final = f"<{PREFIXES['skos']}prefLabel>, <{PREFIXES['rdfs']}label>"


class Wanted:
    """What a DESCRIBE query asks for: things named in it, and a query that finds the others."""

    def __init__(self, text: str) -> None:
        self.things: list[str] = []
        self.query: str | None = None
        self._task = Task(text, form=Form.DESCRIBE)
        self._empty = ox.Store()
        for _ in describe(self, self._task, self._ask):
            pass

    def _ask(self, text: str, task: Task) -> Result:
        if task is self._task:
            self.query = text
            text = "ASK {}"
        return self._empty.query(text, base_iri=BASE)

    def quads_for_pattern(
        self,
        subject: Resource | ox.Triple | None,
        predicate: ox.NamedNode | None,  # noqa: ARG002 (a store's method)
        object: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None,  # noqa: ARG002 (ditto)
        graph_name: ox.NamedNode | ox.BlankNode | ox.DefaultGraph | None = None,  # noqa: ARG002 (ditto)
    ) -> Iterator[ox.Quad]:
        """Nothing; what is looked up first is what is wanted."""
        if isinstance(subject, ox.NamedNode) and subject.value not in self.things:
            self.things.append(subject.value)
        return iter(())


def neighbourhood(things: Sequence[str], links: Sequence[str]) -> str:
    """The query for all that descriptions of these things are made of.

    `links` are the properties that lead from one blank node to another. Raises ValueError where one
    of all these is no IRI.
    """
    # Virtuoso 7.2 fails (SP031, sparp_gp_deprecate) where VALUES has one row; so it has one more.
    values = f"VALUES ?it {{ {' '.join(map(quoted, (*things, NOWHERE)))} }}"
    arms = [
        "?it ?p ?o .",
        f"{{ SELECT ?s ?q ?it WHERE {{ {values} ?s ?q ?it }} LIMIT {_INCOMING} }}",
        f"?it ?link ?named . ?named ?name ?text . FILTER (?name IN ({_LABELS}))",
        f"{{ SELECT ?named ?name ?text WHERE {{ {values} ?named ?link ?it . ?named ?name ?text . "
        f"FILTER (?name IN ({_LABELS})) }} LIMIT {_INCOMING} }}",
    ]
    if links:
        path = "|".join(map(quoted, links))
        inside = f"?it ?link ?node . FILTER (isBlank(?node)) ?node ({path})* ?inside ."
        arms += [
            f"{inside} ?inside ?ip ?io . FILTER (isBlank(?inside))",
            f"{inside} ?inside ?ip ?named . ?named ?name ?text . "
            f"FILTER (isBlank(?inside)) FILTER (?name IN ({_LABELS}))",
        ]
    union = " UNION ".join(f"{{ {values} {arm} }}" for arm in arms)
    template = "?it ?p ?o . ?s ?q ?it . ?named ?name ?text . ?inside ?ip ?io ."
    if not links:
        template = template.replace(" ?inside ?ip ?io .", "")
    return f"CONSTRUCT {{ {template} }} WHERE {{ {union} }}"


def batches(things: Sequence[str]) -> Iterator[Sequence[str]]:
    """The things, as many at a time as one request takes."""
    for start in range(0, len(things), TOGETHER):
        yield things[start : start + TOGETHER]


class Fetched:
    """What was fetched for descriptions, found by subject or by object."""

    def __init__(self) -> None:
        self._by_subject: dict[object, list[ox.Quad]] = {}
        self._by_object: dict[object, list[ox.Quad]] = {}

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Take some more."""
        for quad in quads:
            self._by_subject.setdefault(quad.subject, []).append(quad)
            self._by_object.setdefault(quad.object, []).append(quad)

    def quads_for_pattern(
        self,
        subject: Resource | ox.Triple | None,
        predicate: ox.NamedNode | None,
        object: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None,
        graph_name: ox.NamedNode | ox.BlankNode | ox.DefaultGraph | None = None,  # noqa: ARG002 (ditto)
    ) -> Iterator[ox.Quad]:
        """The quads with this subject, or else with this object."""
        found = self._by_object.get(object) if subject is None else self._by_subject.get(subject)
        return (it for it in found or () if predicate is None or it.predicate == predicate)

    def describe(self, things: Iterable[str]) -> Iterator[ox.Triple]:
        """The description of these things."""
        return Description(self).of({ox.NamedNode(thing): None for thing in things})
