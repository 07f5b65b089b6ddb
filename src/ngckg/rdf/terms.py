"""RDF terms, written tersely: `N.ngckg.concerns` is the NamedNode of that term."""

from datetime import date

import pyoxigraph as ox

from ngckg.namespaces import EDTF_DATATYPE, PREFIXES


class _Vocabulary:
    """Terms of one namespace by attribute or item; as an attribute each is made once."""

    def __init__(self, namespace: str) -> None:
        self._namespace = namespace

    def __getattr__(self, name: str) -> ox.NamedNode:
        term = self[name]
        setattr(self, name, term)
        return term

    def __getitem__(self, name: str) -> ox.NamedNode:
        return ox.NamedNode(self._namespace + name)


class _Prefixes:
    """The vocabularies by prefix: `N.skos.prefLabel`."""

    def __getattr__(self, prefix: str) -> _Vocabulary:
        vocabulary = _Vocabulary(PREFIXES[prefix])
        setattr(self, prefix, vocabulary)
        return vocabulary


N = _Prefixes()

XSD_DATE = N.xsd.date
_EDTF = ox.NamedNode(EDTF_DATATYPE)


def danish(text: str) -> ox.Literal:
    """A Danish text."""
    return ox.Literal(text, language="da")


def english(text: str) -> ox.Literal:
    """An English text."""
    return ox.Literal(text, language="en")


def day(value: date) -> ox.Literal:
    """An `xsd:date` without a time zone."""
    return ox.Literal(value.isoformat(), datatype=XSD_DATE)


def edtf(value: str) -> ox.Literal:
    """An Extended Date/Time Format value (ISO 8601-2)."""
    return ox.Literal(value, datatype=_EDTF)


def count(value: int) -> ox.Literal:
    """An `xsd:integer`.

    Not the narrower `xsd:nonNegativeInteger`: Oxigraph would give it back as `xsd:integer`, and
    what is served must be what was released.
    """
    return ox.Literal(str(value), datatype=N.xsd.integer)


def curie(iri: str) -> str:
    """The IRI shortened with our prefixes where one fits, else in angle brackets."""
    best = max(
        (p for p, namespace in PREFIXES.items() if iri.startswith(namespace)),
        key=lambda p: len(PREFIXES[p]),
        default=None,
    )
    return f"<{iri}>" if best is None else f"{best}:{iri[len(PREFIXES[best]) :]}"
