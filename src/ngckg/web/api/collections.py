"""The collections of the API: how a page of one, or one of its things, is told."""

import asyncio
import re
from dataclasses import dataclass
from typing import Any, Final, Protocol

import pyoxigraph as ox

from ngckg.engine.base import Term
from ngckg.errors import NotFound
from ngckg.rdf import iri
from ngckg.web import links
from ngckg.web.api import models, paging
from ngckg.web.api.framing import Graph, frame
from ngckg.web.api.ordering import ordering
from ngckg.web.asking import Questions

ROOT: Final = "/api"
#: Questions that one request has under way at once.
_AT_ONCE: Final = 8
_KEY: Final = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)*")
#: What is told alone without being asked for, and in a list only on demand.
_DEMANDED: Final = frozenset(("ordering", "evidence"))


@dataclass(frozen=True, slots=True)
class Collection:
    """Things of one kind. `one` and `many` are the names of the queries that find them."""

    path: str
    kind: str
    model: type[models.Item]
    one: str
    many: str

    def address(self, base: str, key: str = "") -> str:
        """The address of the collection, or of one of its things."""
        return f"{base}{ROOT}/{self.path}{f'/{key}' if key else ''}"


PATIENT_GROUPS: Final = Collection(
    *("patient-groups", "patient-group", models.PatientGroup),
    *("api-patient-group", "api-patient-groups"),
)
SPECIALIST_NETWORKS: Final = Collection(
    *("specialist-networks", "specialist-network", models.SpecialistNetwork),
    *("api-body", "api-specialist-networks"),
)
WORKING_GROUPS: Final = Collection(
    *("working-groups", "working-group", models.WorkingGroup),
    *("api-body", "api-working-groups"),
)
ANALYSIS_TYPES: Final = Collection(
    *("analysis-types", "analysis-type", models.AnalysisType),
    *("api-analysis-type", "api-analysis-types"),
)
DOCUMENTS: Final = Collection(
    *("documents", "document", models.Document), *("api-document", "api-documents")
)
STEPS: Final = Collection(*("steps", "step", models.Step), *("api-step", "api-steps"))


class Paged(Protocol):
    """Which page of a list is asked for."""

    limit: int

    @property
    def start(self) -> int:
        """How many to pass over."""


class Parameters(Paged, Protocol):
    """What one may ask of a collection."""

    lang: Any
    sort: Any
    fields: Any

    def values(self) -> dict[str, Term]:
        """The filters."""


async def page(
    of: Collection,
    asked: Parameters,
    questions: Questions,
    base: str,
) -> tuple[int, list[dict[str, Any]]]:
    """How many things pass the filters, and those on the page that is asked for."""
    found = paging.entries(await questions.rows(of.many, **asked.values()))
    things = paging.ordered(found, asked.sort, asked.lang or "da")
    chosen = things[asked.start : asked.start + asked.limit]
    gate = asyncio.Semaphore(_AT_ONCE)

    async def told(thing: ox.NamedNode) -> dict[str, Any]:
        async with gate:
            return await _tell(of, thing, asked.lang, _wanted(of, asked.fields), questions, base)

    return len(things), await asyncio.gather(*(told(it.thing) for it in chosen))


async def one(
    of: Collection, key: str, lang: str | None, questions: Questions, base: str
) -> dict[str, Any]:
    """One thing. Raises NotFound."""
    thing = named(of, key)
    told = await _tell(of, thing, lang, frozenset(), questions, base)
    return {"@context": links.context(base), **told}


def named(of: Collection, key: str) -> ox.NamedNode:
    """The IRI of the thing with this key. Raises NotFound where no key looks like that."""
    if not _KEY.fullmatch(key):
        raise NotFound(f"The keys of {ROOT}/{of.path} are lower case letters, digits and hyphens.")
    return ox.NamedNode(iri.thing(of.kind, key))


def _wanted(of: Collection, fields: str | None) -> frozenset[str]:
    """The fields that a list has where none are asked for: all but what is long."""
    if fields is not None:
        return frozenset(fields.split(","))
    known = {it.alias or name for name, it in of.model.model_fields.items()}
    return frozenset(known - _DEMANDED)


async def _tell(
    of: Collection,
    thing: ox.NamedNode,
    lang: str | None,
    wanted: frozenset[str],
    questions: Questions,
    base: str,
) -> dict[str, Any]:
    graph = Graph(await questions.triples(of.one, it=thing))
    if thing not in graph:
        raise NotFound(f"There is no such thing in {ROOT}/{of.path}.")
    told = frame(of.model, thing, graph, lang)
    told.key = (iri.parts(thing.value) or ("", ""))[1]
    told.links = _links(of, told.key, base)
    if isinstance(told, models.PatientGroup):
        told.ordering = ordering(thing, graph, lang)
    document = told.model_dump(by_alias=True, exclude_none=True)
    if not wanted:
        return document
    return {name: it for name, it in document.items() if name in wanted or name.startswith("@")}


def _links(of: Collection, key: str, base: str) -> models.Links:
    found = {
        "self": of.address(base, key),
        "page": f"{base}/page/{of.kind}/{key}",
        "data": f"{base}/data/{of.kind}/{key}",
    }
    groups, steps = PATIENT_GROUPS.address(base), STEPS.address(base)
    match of.kind:
        case "patient-group":
            found |= {
                "ordering": f"{of.address(base, key)}/ordering",
                "stepList": f"{steps}?patientGroup={key}",
            }
        case "specialist-network" | "working-group":
            body = f"body={of.kind}/{key}"
            found |= {"patientGroups": f"{groups}?{body}", "stepList": f"{steps}?{body}"}
        case "analysis-type":
            found |= {"patientGroups": f"{groups}?analysisType={key}"}
    return models.Links.model_validate(found)
