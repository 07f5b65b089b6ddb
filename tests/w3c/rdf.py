"""The little that the readers need of RDF: a file as a graph that can be asked for objects."""

from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pyoxigraph as ox

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"

Subject: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Triple
Node: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def triples(path: Path, base: str) -> list[ox.Triple]:
    """The triples of a file, its blank nodes renamed so that two files never share one."""
    syntax = ox.RdfFormat.from_extension(path.suffix.removeprefix("."))
    quads = ox.parse(path.read_bytes(), format=syntax, base_iri=base, rename_blank_nodes=True)
    return [quad.triple for quad in quads]


@dataclass(frozen=True)
class Graph:
    """Triples, asked by subject and predicate."""

    dataset: ox.Dataset

    @classmethod
    def read(cls, path: Path, base: str) -> "Graph":
        """The graph of a file."""
        found = triples(path, base)
        return cls(ox.Dataset(ox.Quad(t.subject, t.predicate, t.object) for t in found))

    def subjects(self, predicate: str, value: Node) -> list[Subject]:
        """Everything that has `value` for `predicate`."""
        name = ox.NamedNode(predicate)
        return [q.subject for q in self.dataset.quads_for_object(value) if q.predicate == name]

    def objects(self, subject: Node, predicate: str) -> list[Node]:
        """The values, in no order."""
        if isinstance(subject, ox.Literal):
            raise TypeError(f"a literal has no properties: {subject}")
        name = ox.NamedNode(predicate)
        return [q.object for q in self.dataset.quads_for_subject(subject) if q.predicate == name]

    def value(self, subject: Node, predicate: str) -> Node | None:
        """The only value, or none; two are an error in the file."""
        found = self.objects(subject, predicate)
        if len(found) > 1:
            raise ValueError(f"{subject} has {len(found)} values of {predicate}")
        return found[0] if found else None

    def need(self, subject: Node, predicate: str) -> Node:
        """The only value, which must be there."""
        found = self.value(subject, predicate)
        if found is None:
            raise ValueError(f"{subject} has no {predicate}")
        return found

    def items(self, head: Node) -> list[Node]:
        """The members of an RDF list."""
        members = []
        while head != ox.NamedNode(RDF + "nil"):
            members.append(self.need(head, RDF + "first"))
            head = self.need(head, RDF + "rest")
        return members


def text(node: Node) -> str:
    """The IRI, the blank node's label or the literal's lexical form."""
    if isinstance(node, ox.Triple):
        raise TypeError(f"a triple has no text: {node}")
    return node.value
