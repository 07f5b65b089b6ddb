"""One request to the API: who asks what of which release, and the answer as bytes."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Any, Final

from fastapi import Depends, Request
from starlette.responses import Response

from ngckg.errors import NotFound
from ngckg.negotiation import JSON_LD, Format, choose
from ngckg.web import links
from ngckg.web.api import answers, changes, collections, contradictions, ordering, paging
from ngckg.web.api.collections import ROOT, Collection, Paged, Parameters
from ngckg.web.api.parameters import ChangeParameters, ContradictionParameters
from ngckg.web.asking import Questions, QuestionsDep
from ngckg.web.departed import Departed
from ngckg.web.dependencies import ServiceDep
from ngckg.web.links import link
from ngckg.web.reading import header
from ngckg.web.resources import DepartedDep
from ngckg.web.responses import ReleaseResponse, Representation

OFFERS: Final = (links.PLAIN_JSON, JSON_LD)
_PAGING: Final = frozenset(("limit", "offset", "page"))

#: What `/api` lists.
_INDEX: Final = {
    "patientGroups": f"{ROOT}/patient-groups",
    "specialistNetworks": f"{ROOT}/specialist-networks",
    "workingGroups": f"{ROOT}/working-groups",
    "analysisTypes": f"{ROOT}/analysis-types",
    "documentList": f"{ROOT}/documents",
    "stepList": f"{ROOT}/steps",
    "lookup": f"{ROOT}/lookup",
    "contradictions": f"{ROOT}/contradictions",
    "changes": f"{ROOT}/changes",
    "releases": f"{ROOT}/releases",
    "openapi": "/openapi.json",
    "docs": "/docs",
    "sparql": "/sparql",
}

#: A document, and its Link fields.
Told = tuple[dict[str, Any], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Call:
    """A request, understood."""

    request: Request
    base: str
    questions: Questions
    departed: Departed
    comparisons: changes.Comparisons
    syntax: Format

    async def page(self, of: Collection, asked: Parameters) -> Response:
        """A page of a collection."""

        async def tell() -> Told:
            total, items = await collections.page(of, asked, self.questions, self.base)
            part = self._slice(f"{ROOT}/{of.path}", asked, total)
            return paging.document(part, items, links.context(self.base)), part.links

        return await self.answer(tell)

    async def one(self, of: Collection, key: str, lang: str | None) -> Response:
        """One thing of a collection. Raises NotFound, or Gone where an earlier release had it."""

        async def tell() -> Told:
            told = await self.told(of, key, lang)
            return told, self.links_of(told["@id"])

        return await self.answer(tell)

    async def ordering(self, key: str, lang: str | None) -> Response:
        """As much of a patient group as one wants who orders an analysis."""

        async def tell() -> Told:
            told = await self.told(collections.PATIENT_GROUPS, key, lang)
            return ordering.excerpt(told), self.links_of(told["@id"])

        return await self.answer(tell)

    async def told(self, of: Collection, key: str, lang: str | None) -> dict[str, Any]:
        """The same as plain data."""
        thing = collections.named(of, key)
        try:
            return await collections.one(of, key, lang, self.questions, self.base)
        except NotFound:
            release = self.questions.publication.release
            raise await self.departed.error(release, thing.value) from None

    async def changes(self, asked: ChangeParameters) -> Response:
        """Which groups changed, by the release or the day since when. Raises InvalidParameters."""
        kept, current = await self.comparisons.kept(), self.questions.publication.release
        before = changes.choose(kept, current, asked.since)
        found = await self.comparisons.between(before, current, asked.lang)
        told = changes.tell(found, before, current, links.context(self.base))
        return ReleaseResponse(self._represent(told, ()))

    async def releases(self) -> Response:
        """The releases that are kept."""
        kept, current = await self.comparisons.kept(), self.questions.publication.release
        told = answers.Releases(current=changes.info(current), releases=[*map(changes.info, kept)])
        return ReleaseResponse(self._represent(told.model_dump(by_alias=True), ()))

    async def contradictions(self, asked: ContradictionParameters) -> Response:
        """What does not agree with itself."""

        async def tell() -> Told:
            found = await contradictions.read(self.questions.publication.release, asked.severity)
            part = self._slice(f"{ROOT}/contradictions", asked, len(found))
            chosen = found[asked.start : asked.start + asked.limit]
            items = [await contradictions.tell(it, asked.lang, self.questions) for it in chosen]
            return paging.document(part, items, links.context(self.base)), part.links

        return await self.answer(tell)

    async def index(self) -> Response:
        """Where everything is."""

        async def tell() -> Told:
            return {name: f"{self.base}{path}" for name, path in _INDEX.items()}, ()

        return await self.answer(tell)

    def links_of(self, thing: str) -> tuple[str, ...]:
        """How a thing told alone hangs together with its other forms."""
        path = links.path_of(thing).removeprefix("/id")
        return (
            link(thing, "cite-as"),
            link(f"{self.base}/data{path}", "describedby"),
            *links.alternates(f"{self.base}/data{path}", f"{self.base}/page{path}"),
        )

    async def answer(self, tell: Callable[[], Awaitable[Told]]) -> Response:
        """What is told, as JSON: kept, because the release and the address determine it."""

        async def make() -> Representation:
            return self._represent(*await tell())

        scope = self.request.scope
        key = "api", scope["path"], scope["query_string"], self.syntax.media_type
        return await self.questions.publication.kept(key, make)

    def _slice(self, path: str, asked: Paged, total: int) -> paging.Slice:
        given = [it for it in self.request.query_params.multi_items() if it[0] not in _PAGING]
        return paging.Slice(f"{self.base}{path}", given, asked.start, asked.limit, total)

    def _represent(self, document: dict[str, Any], relations: tuple[str, ...]) -> Representation:
        body = json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"
        fields = (*relations, links.LICENSE, link(f"{self.base}/openapi.json", "service-desc"))
        publication = self.questions.publication
        return publication.represent(body, self.syntax.content_type, links=fields)


def _comparisons(request: Request, service: ServiceDep) -> changes.Comparisons:
    state = request.app.state
    if not hasattr(state, "comparisons"):
        state.comparisons = changes.Comparisons(service.settings.releases)
    comparisons: changes.Comparisons = state.comparisons
    return comparisons


ComparisonsDep = Annotated[changes.Comparisons, Depends(_comparisons)]


def _call(
    request: Request,
    service: ServiceDep,
    questions: QuestionsDep,
    departed: DepartedDep,
    comparisons: ComparisonsDep,
) -> Call:
    syntax = choose(header(request.scope, b"accept"), OFFERS)
    return Call(request, service.base, questions, departed, comparisons, syntax)


CallDep = Annotated[Call, Depends(_call)]
