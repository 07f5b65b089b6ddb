"""Where pages are handed out: in which language, from what is at hand or made anew."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from functools import cached_property
from typing import Annotated, Final

import pyoxigraph as ox
from fastapi import Depends, Request
from starlette.responses import Response

from ngckg.errors import NgckgError
from ngckg.graph.release import Manifest, Release
from ngckg.negotiation import CSV, HTML, JSON, language
from ngckg.web.links import link
from ngckg.web.pages import rows
from ngckg.web.pages.address import under
from ngckg.web.pages.assets import Assets
from ngckg.web.pages.context import Context
from ngckg.web.pages.evidence import Texts
from ngckg.web.pages.messages import LANGS, Lang
from ngckg.web.pages.rows import Ask, Row
from ngckg.web.pages.site import BARE, Library, Made, Site, open_library
from ngckg.web.reading import header
from ngckg.web.responses import Representation
from ngckg.web.service import Publication, Service

_SPARQL_JSON: Final = JSON.media_type
_VARY: Final = ("Accept", "Accept-Language")
#: Cache-Control of what may be kept and not be shown again without asking.
_ASK_FIRST: Final = "no-cache"

View = Callable[[Context], Awaitable[Made]]


class Pages:
    """The pages of a service; one for all requests."""

    def __init__(self, service: Service) -> None:
        settings = service.settings
        self.site = Site(
            Assets(), Texts(settings.snapshots), str(settings.contact_url), settings.prefix
        )
        self._opened: tuple[Release, asyncio.Task[Library]] | None = None

    async def library(self, publication: Publication) -> Library:
        """What every page of the release needs, read when first asked for."""
        release = publication.release
        # An engine that has lost a release and has it again gives another of the same digest.
        if self._opened is None or self._opened[0] is not release or _has_failed(self._opened[1]):
            ask = Asking(publication, "")
            self._opened = release, asyncio.create_task(open_library(ask))
        # One that hangs up must not take it from the others who wait for it.
        return await asyncio.shield(self._opened[1])


class Asking:
    """Asks the engine our own queries on behalf of a visitor, of one release only."""

    def __init__(self, publication: Publication, client: str) -> None:
        self._publication = publication
        self._client = client

    async def __call__(self, name: str, /, **bound: str) -> list[Row]:
        values = {variable: ox.NamedNode(value) for variable, value in bound.items()}
        content = await self._publication.ask(name, _SPARQL_JSON, self._client, **values)
        document: Mapping[str, object] = json.loads(content)
        return rows.read(document)


async def nothing(_name: str, /, **_bound: str) -> list[Row]:
    """What can be asked where there is no release: nothing."""
    return []


class Desk:
    """Hands out pages for one request."""

    def __init__(self, pages: Pages, service: Service, request: Request) -> None:
        self.pages = pages
        self._service = service
        self._request = request
        chosen = request.query_params.get("lang")
        self.chosen: Lang | None = next((it for it in LANGS if it == chosen), None)
        accepted = header(request.scope, b"accept-language")
        wanted = language(accepted, LANGS)
        self.lang: Lang = self.chosen or ("en" if wanted == "en" else "da")
        self.quoted = request.query_params.get("evidence") == "full"

    @cached_property
    def publication(self) -> Publication:
        """The release that this request is answered from. Raises Unavailable."""
        return self._service.publication

    @property
    def path(self) -> str:
        """What was asked for."""
        path: str = self._request.scope["path"]
        return path

    def parameter(self, name: str) -> str | None:
        """A parameter of the address."""
        return self._request.query_params.get(name)

    @property
    def base(self) -> str:
        """The address of the service, without a slash at its end."""
        return self._service.base

    @property
    def release(self) -> Manifest | None:
        """The release, where it is the one that the address names. Raises Unavailable."""
        manifest = self.publication.manifest
        return manifest if self.base.endswith(under(manifest)) else None

    @property
    def asking(self) -> Asking:
        """Asks for this visitor."""
        return Asking(self.publication, self.visitor)

    @property
    def visitor(self) -> str:
        """Who asks, for the engine's fairness."""
        return self._service.visitors.name(self._request.scope)

    async def library(self) -> Library:
        """What every page of the release needs."""
        return await self.pages.library(self.publication)

    async def library_or_bare(self) -> Library:
        """The same; nothing in it where there is no release to ask."""
        try:
            return await self.library()
        except NgckgError:
            return BARE

    async def context(self) -> Context:
        """What views need."""
        return self._context(await self.library(), self.asking)

    async def context_or_bare(self) -> Context:
        """What a page needs that has to work without a release."""
        library = await self.library_or_bare()
        ask: Ask = nothing if library is BARE else self.asking
        return self._context(library, ask)

    def _context(self, library: Library, ask: Ask) -> Context:
        return self.pages.site.context(
            library,
            ask,
            self.lang,
            self.chosen,
            quoted=self.quoted,
            base=self.base,
            release=None if library is BARE else self.release,
        )

    async def page(self, view: View, *key: object) -> Response:
        """The page that a view makes; `key` is all that it depends on beside the language.

        Nothing else of an address counts, so that made-up parameters cannot fill the cache.
        """
        at_hand = ("page", self._version, *key, self.lang, self.chosen, self.quoted)

        async def make() -> Representation:
            context = await self.context()
            made = await view(context)
            return await self.represent(context, made)

        return await self.publication.kept(at_hand, make)

    async def table(self, name: str, write: Callable[[Context], Awaitable[bytes]]) -> Response:
        """A table as CSV, to be saved under this name."""

        async def make() -> Representation:
            return self.publication.represent(
                await write(await self.context()),
                CSV.content_type,
                vary=_VARY[1:],
                extra=(("content-disposition", f'attachment; filename="{name}"'),),
            )

        return await self.publication.kept(("table", name, self.lang), make)

    async def represent(
        self, context: Context, made: Made, *, lasting: bool = True, policy: str | None = None
    ) -> Representation:
        """A page ready to be sent."""
        library = await self.pages.library(self.publication)
        cache_control = self.publication.cache_control(lasting=lasting)
        return Representation(
            self.pages.site.render(library, context, made),
            HTML.content_type,
            self.publication.modified,
            # The facts of a named release never change; what we say around them does.
            cache_control=_ASK_FIRST if lasting and self.release else cache_control,
            vary=_VARY,
            links=(
                *(
                    link(f"{self.base}{form.href}", "alternate", form.type)
                    for form in made.place.forms
                    if form.type
                ),
                *made.place.signposts,
            ),
            extra=(
                ("content-language", self.lang),
                *([("content-security-policy", policy)] if policy else []),
            ),
        )

    @property
    def _version(self) -> str:
        return self.pages.site.version


def pages_of(request: Request) -> Pages:
    """The application's pages."""
    pages: Pages = request.app.state.site
    return pages


def desk_of(request: Request) -> Desk:
    """What hands out pages for a request."""
    service: Service = request.app.state.service
    return Desk(pages_of(request), service, request)


DeskDep = Annotated[Desk, Depends(desk_of)]


def _has_failed(task: asyncio.Task[Library]) -> bool:
    return task.done() and (task.cancelled() or task.exception() is not None)
