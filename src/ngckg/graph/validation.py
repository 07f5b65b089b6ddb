"""SHACL: data and shapes in, plain findings and a report out. The only module that uses pyshacl."""

import hashlib
import warnings
from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

import pyshacl
from pyshacl.errors import ReportableRuntimeError, ShapeRecursionWarning
from rdflib import RDF, RDFS, BNode, Graph, Literal, URIRef
from rdflib.namespace import SH
from rdflib.paths import Path
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.term import Node

from ngckg.errors import UnreadableInput
from ngckg.graph.report import Finding, Report, Severity
from ngckg.namespaces import BASE
from ngckg.rdf.bridge import Triple

_Index = dict[Node, list[Node]]

#: The IRI of a report; those of its findings are fragments made from what was found.
REPORT = f"{BASE}report"

#: What a shape tells people and pyshacl need not know.
_TOLD = (SH.name, SH.description, SH.message, SH.severity, SH.order, SH.group, RDFS.label)
_TARGETS = (SH.targetNode, SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)


def validate(data: Iterable[Triple], shapes: Graph, ontology: Graph) -> Report:
    """Check data, each triple once, against shapes; the ontology tells which classes are under
    which.

    Raises UnreadableInput where the shapes cannot be applied.
    """
    return Validator(shapes, ontology).report(data)


class Validator:
    """Shapes and an ontology, made ready once for any number of checks."""

    def __init__(self, shapes: Graph, ontology: Graph) -> None:
        self._told = shapes
        self._shapes = _lean(shapes)
        self._ontology = ontology
        self._rules = {shape: _Rule(shapes, shape) for shape in _targeted(self._shapes)}
        self._prepared: dict[str, Query] = {}

    def report(self, data: Iterable[Triple]) -> Report:
        """What the shapes say of the data. Raises UnreadableInput where they cannot be applied."""
        hierarchy = self._ontology.triples((None, RDFS.subClassOf, None))
        graph = _DataGraph(data, hierarchy, self._prepared)
        results = sorted(set(self._run(graph)), key=lambda result: result.key)
        focus = _focus_nodes(graph, self._shapes)
        return Report(
            findings=tuple(result.finding() for result in results),
            focus_nodes=len(set().union(*focus.values())),
            asked={str(shape): len(focus[shape]) for shape in self._rules},
            turtle=_turtle(results),
        )

    def _run(self, data: Graph) -> Iterator["_Result"]:
        with warnings.catch_warnings():
            # pyshacl backs out of a recursive shape with a warning, and calls the data conforming.
            warnings.simplefilter("error", ShapeRecursionWarning)
            try:
                _, report, text = pyshacl.validate(data, shacl_graph=self._shapes, inplace=True)
            except (ReportableRuntimeError, ShapeRecursionWarning) as error:
                raise UnreadableInput(f"the shapes cannot be applied: {error}") from error
        if not isinstance(report, Graph):  # pyshacl returns its ValidationFailure, unraised
            raise UnreadableInput(f"the shapes cannot be applied: {text}")
        for node in report.objects(None, SH.result):
            shape = _one(report, node, SH.sourceShape)
            yield _Result(
                rule=self._rules.get(shape) or _Rule(self._told, shape),
                shape=shape,
                focus=_one(report, node, SH.focusNode),
                value=report.value(node, SH.value),
                component=_one(report, node, SH.sourceConstraintComponent),
            )


class _DataGraph(Graph):
    """The data, with the class hierarchy of the ontology seen through it.

    It holds its triples itself, by predicate and then by subject and by object: rdflib's store
    takes twice the room and spends most of a look-up on contexts. It parses a query once, since
    pyshacl asks it of every focus node.
    """

    def __init__(
        self, data: Iterable[Triple], hierarchy: Iterable[Triple], prepared: dict[str, Query]
    ) -> None:
        super().__init__(bind_namespaces="none")
        self._prepared = prepared
        self._objects: dict[Node, _Index] = defaultdict(dict)
        self._subjects: dict[Node, _Index] = defaultdict(dict)
        self._size = 0
        for subject, predicate, value in chain(data, hierarchy):
            self._objects[predicate].setdefault(subject, []).append(value)
            self._subjects[predicate].setdefault(value, []).append(subject)
            self._size += 1

    def __len__(self) -> int:
        return self._size

    def triples(self, triple: Any) -> Generator[Any, None, None]:
        subject, predicate, value = triple
        if isinstance(predicate, Path):
            return super().triples(triple)  # which comes back here for each step
        if predicate is None:
            return (it for each in [*self._objects] for it in self.triples((subject, each, value)))
        if subject is not None:
            found = self._objects.get(predicate, {}).get(subject, ())
            return ((subject, predicate, each) for each in found if value is None or each == value)
        if value is not None:
            sources = self._subjects.get(predicate, {}).get(value, ())
            return ((each, predicate, value) for each in sources)
        every = self._objects.get(predicate, {})
        return ((each, predicate, it) for each, values in every.items() for it in values)

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> Result:
        if isinstance(query_object, str):
            if query_object not in self._prepared:
                self._prepared[query_object] = prepareQuery(query_object)
            query_object = self._prepared[query_object]
        return super().query(query_object, *args, **kwargs)


class _Rule:
    """What a shape says of itself, read once."""

    def __init__(self, shapes: Graph, shape: Node) -> None:
        severity = str(shapes.value(shape, SH.severity, default=SH.Violation))
        self.severity = Severity(severity.removeprefix(str(SH)).lower())
        # pyshacl drops the language of a SPARQL constraint's message, so none is taken from it.
        self.messages = {
            message.language or "": str(message)
            for message in sorted(shapes.objects(shape, SH.message), key=lambda node: node.n3())
            if isinstance(message, Literal)
        }
        path = shapes.value(shape, SH.path)
        self.turtle_path = None if path is None else _turtle_path(shapes, path)
        self.path = str(path) if isinstance(path, URIRef) else None
        if isinstance(path, BNode):
            self.path = _property_path(shapes, path)


@dataclass(frozen=True, slots=True)
class _Result:
    """A result of pyshacl, with the rule that it comes from."""

    rule: _Rule
    shape: Node
    focus: Node
    value: Node | None
    component: Node

    @property
    def key(self) -> tuple[str, ...]:
        """What sets it apart from all others, in the order in which findings are told."""
        rank = str(list(Severity).index(self.rule.severity))
        value = "" if self.value is None else self.value.n3()
        return rank, self.focus.n3(), self.shape.n3(), value, self.component.n3()

    def finding(self) -> Finding:
        """As plain values."""
        return Finding(
            focus=str(self.focus),
            path=self.rule.path,
            value=None if self.value is None else str(self.value),
            severity=self.rule.severity,
            shape=str(self.shape),
            messages=self.rule.messages,
        )


def _one(report: Graph, node: Node, predicate: URIRef) -> Node:
    value = report.value(node, predicate)
    if value is None:
        raise UnreadableInput(f"the shapes cannot be applied: a result without {predicate}")
    return value


def _lean(shapes: Graph) -> Graph:
    """The same shapes as pyshacl is quickest with.

    What a shape tells people is left out, since pyshacl compares each such statement with the name
    of every constraint. Targets are moved down to the property shapes that they are meant for: a
    property shape inside a node shape, or with its targets for its own, means the same (SHACL
    §2.1.3 and §4.8.2), but is evaluated once for all focus nodes instead of once for each.
    """
    moved = Graph(store="SimpleMemory", bind_namespaces="none")
    moved.addN((s, p, o, moved) for s, p, o in shapes if p not in _TOLD)
    for shape in _targeted(shapes):
        if (None, None, shape) in shapes:  # another shape leans on it as it stands
            continue
        for part in shapes.objects(shape, SH.property):
            moved.remove((shape, SH.property, part))
            for target in _TARGETS:
                for value in shapes.objects(shape, target):
                    moved.add((part, target, value))
    return moved


def _targeted(shapes: Graph) -> list[Node]:
    targeted = {shape for target in _TARGETS for shape in shapes.subjects(target, None)}
    return sorted(targeted, key=lambda node: node.n3())


def _focus_nodes(data: Graph, shapes: Graph) -> dict[Node, set[Node]]:
    """The focus nodes of each shape that has targets (SHACL §2.1.3)."""
    found: dict[Node, set[Node]] = {}
    for kind in _TARGETS:
        for target in set(shapes.objects(None, kind)):
            nodes = _targets(data, kind, target)
            for shape in shapes.subjects(kind, target):
                found.setdefault(shape, set()).update(nodes)
    return found


def _targets(data: Graph, kind: URIRef, target: Node) -> set[Node]:
    if kind == SH.targetClass:
        classes = set(data.transitive_subjects(RDFS.subClassOf, target))
        return {node for each in classes for node in data.subjects(RDF.type, each)}
    if kind == SH.targetSubjectsOf:
        return set(data.subjects(target, None))
    return set(data.objects(None, target)) if kind == SH.targetObjectsOf else {target}


def _property_path(shapes: Graph, path: Node) -> str:
    """A SHACL path as a SPARQL property path (SHACL §2.3.1)."""
    if isinstance(path, URIRef):
        return path.n3()
    if (inverse := shapes.value(path, SH.inversePath)) is not None:
        return f"^{_property_path(shapes, inverse)}"
    if (either := shapes.value(path, SH.alternativePath)) is not None:
        return f"({'|'.join(_property_path(shapes, step) for step in shapes.items(either))})"
    return "/".join(_property_path(shapes, step) for step in shapes.items(path))


def _turtle_path(shapes: Graph, path: Node) -> str:
    """A SHACL path in Turtle, without names for its blank nodes."""
    if isinstance(path, URIRef):
        return path.n3()
    for kind in (SH.inversePath, SH.alternativePath):
        if (inner := shapes.value(path, kind)) is not None:
            return f"[ {kind.n3()} {_turtle_path(shapes, inner)} ]"
    return f"( {' '.join(_turtle_path(shapes, step) for step in shapes.items(path))} )"


def _turtle(results: list[_Result]) -> bytes:
    """The SHACL validation report (SHACL §3.6), written by hand: paths need blank nodes."""
    iris = [f"<{REPORT}#{_digest(result)}>" for result in results]
    lines = [
        f"@prefix sh: <{SH}> .",
        "",
        f"<{REPORT}> a sh:ValidationReport ;",
        *(f"    sh:result {iri} ;" for iri in iris),
        # By the specification any finding counts here, hints too; a build asks for violations.
        f"    sh:conforms {str(not results).lower()} .",
    ]
    for iri, result in zip(iris, results, strict=True):
        rule = result.rule
        lines += [
            "",
            f"{iri} a sh:ValidationResult ;",
            f"    sh:focusNode {result.focus.n3()} ;",
            *([f"    sh:resultPath {rule.turtle_path} ;"] if rule.turtle_path else []),
            *([f"    sh:value {result.value.n3()} ;"] if result.value is not None else []),
            f"    sh:resultSeverity sh:{rule.severity.capitalize()} ;",
            f"    sh:sourceShape {result.shape.n3()} ;",
            f"    sh:sourceConstraintComponent {result.component.n3()} ;",
            *(
                f"    sh:resultMessage {Literal(text, lang=language or None).n3()} ;"
                for language, text in rule.messages.items()
            ),
        ]
        lines[-1] = f"{lines[-1][:-1]}."
    return "\n".join([*lines, ""]).encode()


def _digest(result: _Result) -> str:
    return hashlib.sha256("\n".join(result.key).encode()).hexdigest()[:16]
