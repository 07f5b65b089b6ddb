"""One request to the API: who asks what of which release, and the answer as bytes."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Any, Final

from fastapi import Depends, Request
from starlette.responses import Response

from ngckg.errors import NotFound
from ngckg.namespaces import BASE
from ngckg.negotiation import JSON_LD, Format, choose
from ngckg.web import links
from ngckg.web.api import collections, ordering
from ngckg.web.api.collections import Collection, Parameters
from ngckg.web.asking import Questions, QuestionsDep
from ngckg.web.departed import Departed
from ngckg.web.links import link
from ngckg.web.reading import header
from ngckg.web.resources import DepartedDep
from ngckg.web.responses import Representation
from ngckg.web.service import ServiceDep

PLAIN_JSON: Final = Format("application/json", ("json",), ".json")
OFFERS: Final = (PLAIN_JSON, JSON_LD)
_PAGING: Final = frozenset(("limit", "offset", "page"))

#: A document, and its Link fields.
Told = tuple[dict[str, Any], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Call:
    """A request, understood."""

    request: Request
    base: str
    questions: Questions
    departed: Departed
    syntax: Format

    async def page(self, of: Collection, asked: Parameters) -> Response:
        """A page of a collection."""
        given = [it for it in self.request.query_params.multi_items() if it[0] not in _PAGING]

        async def tell() -> Told:
            return await collections.page(of, asked, given, self.questions, self.base)

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
            document, relations = await tell()
            body = json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"
            fields = (*relations, links.LICENSE, link(f"{BASE}ontology", "profile"))
            return self.questions.publication.represent(
                body, self.syntax.content_type, links=fields
            )

        scope = self.request.scope
        key = "api", scope["path"], scope["query_string"], self.syntax.media_type
        return await self.questions.publication.kept(key, make)


def _call(
    request: Request, service: ServiceDep, questions: QuestionsDep, departed: DepartedDep
) -> Call:
    syntax = choose(header(request.scope, b"accept"), OFFERS)
    return Call(request, service.base, questions, departed, syntax)


CallDep = Annotated[Call, Depends(_call)]
