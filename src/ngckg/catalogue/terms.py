"""Terms and texts of catalogue records, written tersely and in the order in which they are read.

Readers that take the first text they meet want English first, so nothing here sorts: statements
come in the order in which they are made.
"""

from collections.abc import Iterable
from typing import Final

import pyoxigraph as ox

from ngckg import namespaces
from ngckg.rdf.terms import danish, english

#: Prefixes of the vocabularies that only catalogue records use, beside those of the graph.
PREFIXES: Final = {
    **namespaces.PREFIXES,
    "adms": "http://www.w3.org/ns/adms#",
    "as": "https://www.w3.org/ns/activitystreams#",
    "csvw": "http://www.w3.org/ns/csvw#",
    "cv": "http://data.europa.eu/m8g/",
    "dcatap": "http://data.europa.eu/r5r/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "fdp-o": "https://w3id.org/fdp/fdp-o#",
    "geodcatap": "http://data.europa.eu/930/",
    "healthdcatap": "http://healthdataportal.eu/ns/health#",
    "ldes": "https://w3id.org/ldes#",
    "ldp": "http://www.w3.org/ns/ldp#",
    "tree": "https://w3id.org/tree#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
}

Value = ox.NamedNode | ox.Literal
Fact = tuple[str, Iterable[Value]]


def term(curie: str) -> ox.NamedNode:
    """The term that a prefixed name stands for. Raises KeyError for a prefix that is not ours."""
    prefix, _, local = curie.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + local)


def text(in_english: str, in_danish: str) -> tuple[ox.Literal, ox.Literal]:
    """A text in both languages, English first."""
    return english(in_english), danish(in_danish)


def plain(value: str) -> tuple[ox.Literal]:
    """A string without language."""
    return (ox.Literal(value),)


def moment(value: str) -> tuple[ox.Literal]:
    """An `xsd:dateTime`, which DCAT-AP and the FAIR Data Point both take."""
    return (ox.Literal(value, datatype=term("xsd:dateTime")),)


def links(*iris: str) -> tuple[ox.NamedNode, ...]:
    """Things by their IRIs."""
    return tuple(ox.NamedNode(iri) for iri in iris)


def about(iri: str, types: str, *facts: Fact) -> list[ox.Triple]:
    """Statements about a thing: its types (prefixed names, separated by spaces), then the facts."""
    subject = ox.NamedNode(iri)
    typed = [ox.Triple(subject, term("rdf:type"), term(name)) for name in types.split()]
    return typed + [
        ox.Triple(subject, term(name), value) for name, values in facts for value in values
    ]
