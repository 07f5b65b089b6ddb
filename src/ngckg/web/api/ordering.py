"""Whether a group's analysis can be ordered: what the source says of it, not a verdict."""

from typing import Any, Final, Literal

import pyoxigraph as ox

from ngckg.rdf import iri
from ngckg.rdf.terms import N
from ngckg.web.api.framing import Graph, frame
from ngckg.web.api.models import Evidence, Ordering, StatusStatement

State = Literal["stated-available", "stated-in-preparation", "contradictory", "not-stated"]

_AVAILABLE: Final = "available"
_IN_PREPARATION: Final = "in-preparation"
_EXPLANATIONS: Final[dict[State, dict[str, str]]] = {
    "stated-available": {
        "da": "Kilden har en rekvisitionsblanket på gruppens liste og siger ikke andet.",
        "en": "The source has a requisition form in the group's list and says nothing else.",
    },
    "stated-in-preparation": {
        "da": "Kilden siger, at rekvisitionsblanketten er under udarbejdelse, og har ingen på "
        "gruppens liste.",
        "en": "The source says that the requisition form is in preparation, and has none in the "
        "group's list.",
    },
    "contradictory": {
        "da": "Kilden modsiger sig selv: blanketten står på gruppens liste og siges at være under "
        "udarbejdelse. Spørg Nationalt Genom Center, før analysen bestilles.",
        "en": "The source contradicts itself: the form stands in the group's list and is said to "
        "be in preparation. Ask the Danish National Genome Center before ordering the analysis.",
    },
    "not-stated": {
        "da": "Kilden siger intet om rekvisition for gruppen.",
        "en": "The source says nothing of requisition for the group.",
    },
}

#: As much of a group as tells whether and how its analysis is ordered.
_EXCERPT: Final = (
    *("@context", "@id", "@type", "key", "label", "links", "analysisOffers"),
    *("requisitionStatus", "onboardingStatus", "documents", "editorialNote", "ordering"),
)
_DOCUMENTS: Final = ("CriteriaDocument", "RequisitionForm")


def excerpt(told: dict[str, Any]) -> dict[str, Any]:
    """What of a group has to do with ordering; of its documents the criteria and the form."""
    found: dict[str, Any] = {name: told[name] for name in _EXCERPT if name in told}
    if "documents" in found:
        found["documents"] = [it for it in found["documents"] if it["@type"] in _DOCUMENTS]
    return found


def ordering(group: ox.NamedNode, graph: Graph, lang: str | None = None) -> Ordering:
    """What the source says of ordering the analysis for a group."""
    stated = _keys(graph, group, N.ngckg.requisitionStatus)
    state = _state(set(stated))
    explanation = _EXPLANATIONS[state]
    return Ordering(
        state=state,
        contradiction=state == "contradictory",
        explanation={lang: explanation[lang]} if lang in explanation else explanation,
        statements=_statements(group, graph),
        analyses=_analyses(group, graph),
        criteria=_documents(group, graph, N.ngckg.CriteriaDocument),
        forms=_documents(group, graph, N.ngckg.RequisitionForm),
        onboarding=_keys(graph, group, N.ngckg.onboardingStatus),
        caveat=_notes(group, graph, lang),
    )


def _state(stated: set[str]) -> State:
    if {_AVAILABLE, _IN_PREPARATION} <= stated:
        return "contradictory"
    if _AVAILABLE in stated:
        return "stated-available"
    return "stated-in-preparation" if _IN_PREPARATION in stated else "not-stated"


def _statements(group: ox.NamedNode, graph: Graph) -> list[StatusStatement]:
    found = []
    for statement in _nodes(graph.subjects(group, N.rdf.subject)):
        if N.ngckg.requisitionStatus not in graph.values(statement, N.rdf.predicate):
            continue
        basis = _keys(graph, statement, N.ngckg.basis)
        found.append(
            StatusStatement(
                statement=statement.value,
                says=_keys(graph, statement, N.rdf.object)[0],
                basis=basis[0] if basis else None,
                evidence=[
                    frame(Evidence, it, graph)
                    for it in _nodes(graph.values(statement, N.ngckg.evidence))
                ],
            )
        )
    return sorted(found, key=lambda it: it.says)


def _analyses(group: ox.NamedNode, graph: Graph) -> list[str]:
    offers = _nodes(graph.values(group, N.ngckg.analysisOffer))
    return sorted({key for it in offers for key in _keys(graph, it, N.ngckg.analysisType)})


def _documents(group: ox.NamedNode, graph: Graph, kind: ox.NamedNode) -> list[str]:
    listed = _nodes(graph.values(group, N.ngckg.document))
    return [it.value for it in listed if kind in graph.values(it, N.rdf.type)]


def _notes(group: ox.NamedNode, graph: Graph, lang: str | None) -> dict[str, Any] | None:
    notes = {
        it.language: it.value
        for it in graph.values(group, N.skos.editorialNote)
        if isinstance(it, ox.Literal) and it.language
    }
    return {lang: notes[lang]} if lang in notes else notes or None


def _keys(graph: Graph, thing: ox.NamedNode, predicate: ox.NamedNode) -> list[str]:
    """The keys of what a thing has by a property."""
    found = (iri.parts(it.value) for it in _nodes(graph.values(thing, predicate)))
    return sorted(it[1] for it in found if it is not None)


def _nodes(values: Any) -> list[ox.NamedNode]:
    return [it for it in values if isinstance(it, ox.NamedNode)]
