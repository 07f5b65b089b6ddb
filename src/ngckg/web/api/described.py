"""`/openapi.json` and `/docs`: the API described for machines and for people."""

import asyncio
import json
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from ngckg.negotiation import HTML, language
from ngckg.web.api import docs, openapi
from ngckg.web.api.calls import ComparisonsDep
from ngckg.web.api.changes import Comparisons
from ngckg.web.api.examples import gather
from ngckg.web.api.parameters import OneParameters
from ngckg.web.api.route import ApiRoute
from ngckg.web.api.routes import router as api
from ngckg.web.asking import Questions, QuestionsDep
from ngckg.web.dependencies import ServiceDep
from ngckg.web.people import page_of
from ngckg.web.reading import header
from ngckg.web.responses import Representation

router = APIRouter(include_in_schema=False, route_class=ApiRoute)

#: English where the reader does not mind: these are texts for those who write programs.
_LANGUAGES: Final = ("en", "da")
_VARY: Final = ("Accept-Language",)

Asked = Annotated[OneParameters, Query()]


@router.get("/openapi.json")
async def description(
    request: Request,
    service: ServiceDep,
    questions: QuestionsDep,
    comparisons: ComparisonsDep,
    asked: Asked,
) -> Response:
    """The API's description."""
    lang = chosen_language(request, asked)

    async def make() -> Representation:
        document = await describe(questions, service.base, lang, comparisons)
        body = json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"
        return questions.publication.represent(body, "application/json", vary=_VARY)

    return await questions.publication.kept(("openapi", lang), make)


@router.get("/docs")
async def documentation(
    request: Request,
    service: ServiceDep,
    questions: QuestionsDep,
    comparisons: ComparisonsDep,
    asked: Asked,
) -> Response:
    """The same as a page."""
    if (page := page_of(request, "docs")) is not None:
        return await page(request)
    lang = chosen_language(request, asked)

    async def make() -> Representation:
        document = await describe(questions, service.base, lang, comparisons)
        body = docs.page(document, lang)
        return questions.publication.represent(body, HTML.content_type, vary=_VARY)

    return await questions.publication.kept(("docs", lang), make)


def chosen_language(request: Request, asked: OneParameters) -> str:
    """The language that is asked for, else the one that the reader likes best."""
    return asked.lang or language(header(request.scope, b"accept-language"), _LANGUAGES)


async def describe(
    questions: Questions, base: str, lang: str, comparisons: Comparisons
) -> dict[str, Any]:
    """The API's description, with examples from the release."""
    examples, keys = await gather(questions, base)
    kept = [it.manifest.id for it in await comparisons.kept()]
    return await asyncio.to_thread(openapi.describe, api.routes, base, lang, examples, keys, kept)
