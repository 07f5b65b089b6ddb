"""What contradicts itself: the findings of the release's own validation, with their evidence."""

import asyncio
from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Final

import pyoxigraph as ox

from ngckg.engine.base import Term
from ngckg.graph.release import REPORT, Release
from ngckg.rdf.terms import N
from ngckg.web.api import answers, models
from ngckg.web.api.framing import Graph, frame
from ngckg.web.asking import Questions

_SEVERITIES: Final = {
    N.sh.Violation: "violation",
    N.sh.Warning: "warning",
    N.sh.Info: "info",
}
_NOTHING: Final = ox.Literal("")


@dataclass(frozen=True, slots=True)
class Found:
    """A result of the SHACL report."""

    focus: ox.NamedNode
    severity: str
    shape: ox.NamedNode
    property: ox.NamedNode | None
    value: str | None
    messages: dict[str, str]


async def read(release: Release, severity: str) -> list[Found]:
    """The findings of this severity, by what they are about."""
    found = await asyncio.to_thread(_read, release)
    chosen = [it for it in found if it.severity == severity]
    return sorted(chosen, key=lambda it: (it.focus.value, it.shape.value, it.value or ""))


async def tell(found: Found, lang: str | None, questions: Questions) -> dict[str, Any]:
    """A finding with what it is about and where the source says it."""
    places = await questions.rows(
        "api-finding",
        focus=found.focus,
        shape=found.shape,
        property=found.property or _NOTHING,
    )
    graph = Graph(await questions.triples("api-named", it=found.focus))
    told = frame(models.Thing, found.focus, graph, lang).model_dump(
        by_alias=True, exclude_none=True
    )
    messages = {lang: found.messages[lang]} if lang in found.messages else found.messages
    finding = answers.Finding.model_validate(
        {
            "severity": found.severity,
            "message": messages,
            "shape": found.shape.value,
            "property": found.property.value if found.property else None,
            "value": found.value,
            "evidence": [await _evidence(it["place"], questions) for it in places],
        }
    )
    finding.evidence.sort(key=lambda it: (it.line or 0, it.id))
    return told | {"finding": finding.model_dump(by_alias=True, exclude_none=True)}


async def _evidence(place: Any, questions: Questions) -> models.Evidence:
    return frame(models.Evidence, place, Graph(await questions.triples("api-evidence", it=place)))


def _read(release: Release) -> list[Found]:
    path = release.path / REPORT
    if not path.is_file():
        return []
    results: dict[object, dict[ox.NamedNode, list[Term]]] = defaultdict(dict)
    for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
        if isinstance(quad.object, ox.NamedNode | ox.Literal):
            results[quad.subject].setdefault(quad.predicate, []).append(quad.object)
    return [found for it in results.values() if (found := _found(it)) is not None]


def _found(result: dict[ox.NamedNode, list[Term]]) -> Found | None:
    focus, shape = _one(result, N.sh.focusNode), _one(result, N.sh.sourceShape)
    severity, path = _one(result, N.sh.resultSeverity), _one(result, N.sh.resultPath)
    if not isinstance(focus, ox.NamedNode) or not isinstance(shape, ox.NamedNode):
        return None
    value = _one(result, N.sh.value)
    messages = result.get(N.sh.resultMessage, [])
    return Found(
        focus,
        _SEVERITIES[severity] if isinstance(severity, ox.NamedNode) else "violation",
        shape,
        path if isinstance(path, ox.NamedNode) else None,
        None if value is None else value.value,
        {it.language or "": it.value for it in messages if isinstance(it, ox.Literal)},
    )


def _one(result: dict[ox.NamedNode, list[Term]], predicate: ox.NamedNode) -> Term | None:
    return next(iter(result.get(predicate, [])), None)
