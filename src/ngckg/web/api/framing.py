"""Triples as the models want them: a model's fields say what is read and how deep it nests."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, TypeVar, Union, get_args, get_origin

import pyoxigraph as ox
from pydantic import BaseModel

from ngckg.namespaces import PREFIXES
from ngckg.rdf.context import CLASSES, DANISH, ID, LANGUAGES, STEPS, TERMS
from ngckg.rdf.terms import N
from ngckg.web.pages import collation

M = TypeVar("M", bound=BaseModel)
Values = list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]

_TERMS: Final = {term.key: term for term in TERMS}
#: Classes that say less than the others that a thing has.
_WIDE: Final = ("Document", "Body", "ProcessStep", "Concept")
#: The order in which steps and documents are told.
_KINDS: Final = (
    *("Drafting", "Review", "Approval", "Evaluation"),
    *("RecommendationDocument", "CriteriaDocument", "RequisitionForm", "StatusReport"),
)


class Graph:
    """Triples, looked up by what they are about."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._out: dict[object, dict[ox.NamedNode, Values]] = defaultdict(dict)
        self._in: dict[tuple[object, ox.NamedNode], Values] = defaultdict(list)
        for it in sorted(set(triples), key=str):
            self._out[it.subject].setdefault(it.predicate, []).append(it.object)
            self._in[it.object, it.predicate].append(it.subject)

    def __contains__(self, thing: object) -> bool:
        return thing in self._out

    def values(self, thing: object, predicate: ox.NamedNode) -> Values:
        """What a thing has by a property."""
        return self._out.get(thing, {}).get(predicate, [])

    def subjects(self, thing: object, predicate: ox.NamedNode) -> Values:
        """What has this thing by a property."""
        return self._in.get((thing, predicate), [])


@dataclass(frozen=True, slots=True)
class _Slot:
    """A field of a model that the graph fills."""

    key: str
    property: ox.NamedNode
    values: str
    model: type[BaseModel] | None
    many: bool


def frame(model: type[M], thing: ox.NamedNode, graph: Graph, lang: str | None = None) -> M:
    """A thing as this model, with texts in one language where they can be had in it."""
    return model.model_validate(_frame(model, thing, graph, lang))


def types(thing: object, graph: Graph) -> list[str]:
    """The classes of a thing by their keys, without those that follow from the others."""
    found = [it.value for it in graph.values(thing, N.rdf.type) if isinstance(it, ox.NamedNode)]
    known = [CLASSES[it] for it in found if it in CLASSES]
    narrow = [it for it in known if it not in _WIDE]
    return sorted(narrow or known or [_shorten(it) for it in found])


def _frame(
    model: type[BaseModel], thing: ox.NamedNode, graph: Graph, lang: str | None
) -> dict[str, Any]:
    kinds = types(thing, graph)
    framed: dict[str, Any] = {"@id": thing.value, "@type": kinds[0] if len(kinds) == 1 else kinds}
    for slot in _slots(model):
        value = _value(slot, thing, graph, lang)
        if value not in (None, [], {}):
            framed[slot.key] = value
    return framed


def _value(slot: _Slot, thing: ox.NamedNode, graph: Graph, lang: str | None) -> Any:
    found = (graph.subjects if slot.key == STEPS else graph.values)(thing, slot.property)
    if slot.values == LANGUAGES:
        return _texts(found, lang)
    values: list[Any]
    nodes = [it for it in found if isinstance(it, ox.NamedNode)]
    if slot.model is not None:
        values = [_frame(slot.model, it, graph, lang) for it in nodes]
        values.sort(key=_order)
    elif slot.values == ID:
        values = [it.value for it in nodes]
    else:
        values = [it.value for it in found if isinstance(it, ox.Literal) and _fits(it, slot.values)]
    if slot.many:
        return values
    return values[0] if values else None


def _texts(found: Values, lang: str | None) -> dict[str, Any]:
    """Texts by language: a text alone, or a list of them."""
    texts: dict[str, list[str]] = defaultdict(list)
    for it in found:
        if isinstance(it, ox.Literal) and it.language is not None:
            texts[it.language].append(it.value)
    if lang in texts:
        texts = defaultdict(list, {lang: texts[lang]})
    return {it: them[0] if len(them) == 1 else them for it, them in sorted(texts.items())}


def _fits(literal: ox.Literal, values: str) -> bool:
    """Whether a literal is just what its key says, so that JSON-LD reads it as the same."""
    if values == DANISH:
        return literal.language == DANISH
    wanted = values or PREFIXES["xsd"] + "string"
    return literal.language is None and literal.datatype.value == wanted


def _order(framed: dict[str, Any]) -> tuple[int, str, collation.Key, str]:
    kind = framed["@type"]
    rank = _KINDS.index(kind) if kind in _KINDS else len(_KINDS)
    return rank, framed.get("startNotBefore", ""), collation.key(_name(framed)), framed["@id"]


def _name(framed: dict[str, Any]) -> str:
    for text in framed.get("label", {}).values():
        return text if isinstance(text, str) else str(text[0])
    return ""


@cache
def _slots(model: type[BaseModel]) -> tuple[_Slot, ...]:
    slots = []
    for name, field in model.model_fields.items():
        key = field.alias or name
        many, inner = _unpack(field.annotation)
        nested = inner if isinstance(inner, type) and issubclass(inner, BaseModel) else None
        if key == STEPS:
            slots.append(_Slot(key, N.ngckg.concerns, ID, nested, many))
        elif key in _TERMS:
            term = _TERMS[key]
            slots.append(_Slot(key, ox.NamedNode(term.property), term.values, nested, many))
    return tuple(slots)


def _unpack(annotation: Any) -> tuple[bool, Any]:
    """Whether a field's type is a list, and of what."""
    if get_origin(annotation) in (Union, UnionType):
        members = [it for it in get_args(annotation) if it is not NoneType]
        found = [_unpack(it) for it in members]
        return all(many for many, _ in found), found[0][1]
    if get_origin(annotation) is list:
        return True, get_args(annotation)[0]
    return False, annotation


def _shorten(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
