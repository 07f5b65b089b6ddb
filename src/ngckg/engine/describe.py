"""DESCRIBE (SPARQL 1.1 §16.4): what it says, what points to it, and what all that is called.

Oxigraph gives a thing's own statements. So that a description can be read by itself, ours also
has the statements about it and the labels of everything it mentions; blank nodes come with their
own statements. Which things are described is found by turning the query into a SELECT of them.
"""

import heapq
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final, Protocol

import pyoxigraph as ox

from ngckg.engine.embedded.wire import Task
from ngckg.engine.query import tokens
from ngckg.namespaces import PREFIXES

Result = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
Resource = ox.NamedNode | ox.BlankNode

_LABELS: Final = tuple(
    ox.NamedNode(iri) for iri in (PREFIXES["skos"] + "prefLabel", PREFIXES["rdfs"] + "label")
)
#: Statements about one thing; a concept that half the graph points to is described by so many.
MOST_INCOMING: Final = 1_000
_CONSIDERED: Final = 100_000
_HEAD: Final = "DESCRIBE"


class Store(Protocol):
    """As much of a store as describing takes."""

    def quads_for_pattern(
        self,
        subject: Resource | ox.Triple | None,
        predicate: ox.NamedNode | None,
        object: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None,
        graph_name: ox.NamedNode | ox.BlankNode | ox.DefaultGraph | None = None,
    ) -> Iterator[ox.Quad]:
        """The quads with these terms, None standing for any."""


def describe(store: Store, task: Task, query: Callable[[str, Task], Result]) -> Iterator[ox.Triple]:
    """The description that a DESCRIBE query asks for; `query` runs a text as the task would."""
    parts = _take_apart(task.text, [name for name, _ in task.bound])
    graphs: list[ox.NamedNode | None] = [None]
    if task.default_graphs or task.named_graphs:
        graphs = [ox.NamedNode(iri) for iri in task.default_graphs]
    elif task.own_dataset:
        graphs = [*_resolve(parts.prologue, parts.graphs, task, query)]
    wanted: dict[Resource, None] = dict.fromkeys(
        _resolve(parts.prologue, parts.constants, task, query)
    )
    if parts.select is not None:
        solutions = query(parts.select, task)
        if isinstance(solutions, ox.QuerySolutions):
            columns = parts.variables or [variable.value for variable in solutions.variables]
            for solution in solutions:
                for value in map(solution.__getitem__, columns):
                    if isinstance(value, ox.NamedNode | ox.BlankNode):
                        wanted[value] = None
    return Description(store, graphs).of(wanted)


@dataclass(slots=True)
class _Parts:
    """A DESCRIBE query, taken apart."""

    prologue: str = ""
    #: IRIs and prefixed names that are described, and graphs that FROM names.
    constants: list[str] = field(default_factory=list)
    graphs: list[str] = field(default_factory=list)
    #: The variables that are described, none for all of them.
    variables: list[str] = field(default_factory=list)
    #: The query as a SELECT of what its variables stand for.
    select: str | None = None


def _take_apart(text: str, bound: list[str]) -> _Parts:
    """What stands between DESCRIBE and the group or the solution modifiers.

    `bound` are variables with values: Oxigraph wants them in the projection.
    """
    parts = _Parts()
    spans: list[tuple[int, int]] = []
    star = has_group = False
    head, rest = 0, len(text)
    for kind, start, end in _after_head(text):
        sign = text[start:end]
        word = sign.upper()
        if word.startswith(_HEAD) and not head:
            head = start
            parts.prologue = text[:head]
            # Keywords need no space after them: DESCRIBEex:thing
            if word != _HEAD:
                spans.append((start + len(_HEAD), end))
        elif kind == tokens.VARIABLE:
            parts.variables.append(sign[1:])
        elif sign == "*":
            star = True
        elif word in ("FROM", "NAMED"):
            before = word
            continue
        elif kind != tokens.IRI and ":" not in sign:
            has_group, rest = word in ("{", "WHERE"), start
            break
        elif before == "":
            spans.append((start, end))
        elif before == "FROM":
            parts.graphs.append(sign)
        before = ""
    parts.constants = [text[start:end] for start, end in spans]
    if parts.variables or star:
        letters = list(text)
        for start, end in spans:
            letters[start:end] = " " * (end - start)
        letters[head : head + len(_HEAD)] = "SELECT".ljust(len(_HEAD))
        more = [] if star else [f" ?{name} " for name in bound if name not in parts.variables]
        letters[head + len(_HEAD) - 1] = "".join(more) + " "
        group = "" if has_group else " {} "
        parts.select = "".join(letters[:rest]) + group + "".join(letters[rest:])
    return parts


def _after_head(text: str) -> Iterator[tuple[int, int, int]]:
    """Kind, beginning and end of each token from the keyword DESCRIBE on."""
    found = False
    for match in tokens.TOKENS.finditer(text):
        kind = match.lastindex or tokens.END
        found = found or (kind == tokens.NAME and match[kind].upper().startswith(_HEAD))
        if found and kind != tokens.END:
            yield kind, match.start(kind), match.end(kind)


def _resolve(
    prologue: str, names: list[str], task: Task, query: Callable[[str, Task], Result]
) -> list[ox.NamedNode]:
    """The IRIs that names stand for after this prologue."""
    if not names:
        return []
    projection = " ".join(f"({name} AS ?n{index})" for index, name in enumerate(names))
    plain = Task(text=f"{prologue} SELECT {projection} {{}}", form=task.form)
    found = query(plain.text, plain)
    if not isinstance(found, ox.QuerySolutions):
        return []
    return [value for row in found for value in row if isinstance(value, ox.NamedNode)]


class Description:
    """Statements gathered from some graphs of a store; None stands for all of them."""

    def __init__(self, store: Store, graphs: Sequence[ox.NamedNode | None] = (None,)) -> None:
        self._store, self._graphs = store, graphs
        self._labelled: set[Resource] = set()

    def of(self, wanted: Mapping[Resource, None]) -> Iterator[ox.Triple]:
        """Everything that belongs to the description of these."""
        described: set[Resource] = set()
        todo = list(wanted)
        while todo:
            thing = todo.pop()
            if thing in described:
                continue
            described.add(thing)
            for triple in self._find(subject=thing):
                yield triple
                if isinstance(triple.object, ox.BlankNode):
                    todo.append(triple.object)
                elif isinstance(triple.object, ox.NamedNode):
                    yield from self._label(triple.object)
            if thing in wanted:
                for triple in self._incoming(thing):
                    yield triple
                    if isinstance(triple.subject, ox.NamedNode | ox.BlankNode):
                        yield from self._label(triple.subject)

    def _incoming(self, thing: Resource) -> list[ox.Triple]:
        # A statement may stand in several graphs.
        considered = set(islice(self._find(value=thing), _CONSIDERED))
        return heapq.nsmallest(MOST_INCOMING, considered, key=str)

    def _label(self, thing: Resource) -> Iterator[ox.Triple]:
        if thing not in self._labelled:
            self._labelled.add(thing)
            for predicate in _LABELS:
                yield from self._find(subject=thing, predicate=predicate)

    def _find(
        self,
        subject: Resource | None = None,
        predicate: ox.NamedNode | None = None,
        value: Resource | None = None,
    ) -> Iterator[ox.Triple]:
        for graph in self._graphs:
            for quad in self._store.quads_for_pattern(subject, predicate, value, graph):
                yield quad.triple
