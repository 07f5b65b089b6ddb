"""`/sitemap.xml`, `/robots.txt`, `/llms.txt`: what crawlers ask for."""

from typing import Final

import pyoxigraph as ox
from fastapi import APIRouter
from starlette.responses import Response

from ngckg.catalogue import crawling
from ngckg.catalogue.datasets import DATASETS
from ngckg.catalogue.site import Site
from ngckg.errors import NotFound
from ngckg.web import links
from ngckg.web.asking import Questions, QuestionsDep
from ngckg.web.dependencies import PublicationDep, ServiceDep
from ngckg.web.responses import Representation

router = APIRouter(include_in_schema=False)

_PAGES: Final = "catalogue-pages"
_TEXT: Final = "text/plain; charset=utf-8"
_MARKDOWN: Final = "text/markdown; charset=utf-8"
_XML: Final = "application/xml"
#: Pages that stand for no thing; those of datasets are what searches for datasets look for.
_OTHERS: Final = (
    *("/", "/about", "/ontology", "/shapes", "/docs", "/download", "/changes", "/catalog"),
    *(f"/dataset/{it.key}" for it in DATASETS),
)


@router.get("/sitemap.xml")
async def sitemap(service: ServiceDep, questions: QuestionsDep) -> Response:
    """The addresses of all pages."""
    return await _sitemap(service.base, questions, None)


@router.get("/sitemap-{part}.xml")
async def part_of_sitemap(part: int, service: ServiceDep, questions: QuestionsDep) -> Response:
    """Some of them, where there are many."""
    return await _sitemap(service.base, questions, part)


@router.get("/robots.txt")
async def robots(service: ServiceDep, publication: PublicationDep) -> Response:
    """What crawlers may fetch."""

    async def make() -> Representation:
        text = crawling.robots(Site(service.base))
        return publication.represent(text.encode(), _TEXT, vary=())

    return await publication.kept("robots", make)


@router.get("/llms.txt")
async def llms(service: ServiceDep, publication: PublicationDep) -> Response:
    """An introduction for language models."""

    async def make() -> Representation:
        text = crawling.llms(Site(service.base), publication.manifest)
        return publication.represent(text.encode(), _MARKDOWN, vary=())

    return await publication.kept("llms", make)


async def _sitemap(base: str, questions: Questions, part: int | None) -> Response:
    publication = questions.publication

    async def make() -> Representation:
        things = [it["thing"] for it in await questions.rows(_PAGES)]
        paths = [
            links.path_of(it.value).replace("/id/", "/page/", 1)
            for it in things
            if isinstance(it, ox.NamedNode)
        ]
        modified = publication.manifest.created
        text = crawling.sitemap(Site(base), [*_OTHERS, *paths], modified, part)
        if text is None:
            raise NotFound("There is no such part of the sitemap.")
        return publication.represent(text.encode(), _XML, vary=())

    return await publication.kept(("sitemap", part), make)
