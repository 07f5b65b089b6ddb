"""The application: which path goes where. Importing this loads all of `web`.

`/sparql` is answered by a plain ASGI application, in front of FastAPI, whose parameter handling
would halve its speed. Everything else is a FastAPI router of its own module: to add routes, write
`web/<name>.py` with a `router` and name it in `ROUTERS`. GET is all that a route declares: HEAD and
OPTIONS follow from it here.
"""

from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter, FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from ngckg import __version__
from ngckg.errors import Overtaken
from ngckg.web import (
    descriptions,
    documents,
    framework,
    operations,
    problem_types,
    problems,
    resources,
    security,
)
from ngckg.web.api import described as api_described
from ngckg.web.api import routes as api
from ngckg.web.catalogue import routes as catalogue
from ngckg.web.catalogue.history import History
from ngckg.web.catalogue.memento import TimeTravel
from ngckg.web.downloads import routes as downloads
from ngckg.web.exchange import HEAD, exchange_of
from ngckg.web.mishaps import Tell
from ngckg.web.pages import routes as pages
from ngckg.web.pages.desk import Pages
from ngckg.web.pages.documents import DOCUMENTS
from ngckg.web.pages.sparql_page import SparqlFaces
from ngckg.web.pages.telling import Telling
from ngckg.web.service import Service
from ngckg.web.sparql import PATHS, Faces, SparqlEndpoint

ROUTERS: Final[tuple[APIRouter, ...]] = (
    operations.router,
    problem_types.router,
    descriptions.router,
    documents.router,
    resources.router,
    downloads.router,
    api.router,
    api_described.router,
    pages.router,
    catalogue.router,
)


@dataclass(frozen=True, slots=True)
class Whole:
    """All that answers for a service, and what those who answer sooner have from it."""

    app: ASGIApp
    faces: Faces
    tell: Tell


def load(service: Service, sparql: ASGIApp) -> Whole:
    """The whole application of a service whose endpoint is there already."""
    people, history = Pages(service), History(service)

    def earlier(over: Service) -> ASGIApp:
        pages = Pages(over)
        faces = SparqlFaces(pages, over, travel.ask_earlier)

        async def at_hand() -> Faces:
            return faces

        return Front(SparqlEndpoint(over, at_hand), _routes(over, pages, history))

    current = Front(sparql, _routes(service, people, history))
    travel = TimeTravel(current, service, history, earlier)
    faces = SparqlFaces(people, service, travel.ask_earlier)
    return Whole(travel, faces, Telling(people, service))


def _routes(service: Service, people: Pages, history: History) -> FastAPI:
    app = FastAPI(
        title="ngckg",
        version=__version__,
        openapi_url=None,  # the API describes itself: api/described.py
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.service = service
    app.state.site = people
    app.state.history = history
    app.state.pages = DOCUMENTS
    framework.install(app)
    for router in ROUTERS:
        app.include_router(router)
    return app


class Front:
    """Hands each request to whom it is for."""

    def __init__(self, sparql: ASGIApp, routes: ASGIApp) -> None:
        self._sparql = sparql
        self._routes = routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._routes(scope, receive, send)
        elif scope["path"] in PATHS:
            exchange_of(scope).route = PATHS[0]
            await self._sparql(scope, receive, send)
        else:
            answer = security.options(scope, send) if scope["method"] == "OPTIONS" else send
            await self._route(scope, receive, answer)

    async def _route(self, scope: Scope, receive: Receive, send: Send) -> None:
        # HEAD is GET without the body (RFC 9110 §9.3.2), and the server leaves the body out.
        method = "GET" if scope["method"] == "HEAD" else scope["method"]
        # What a new release overtakes is asked once more, unless its body has been read.
        for _ in range(2 if method == "GET" else 1):
            inner = {**scope, "method": method, HEAD: scope["method"] == "HEAD"}
            try:
                await self._routes(inner, receive, send)
            finally:
                if (route := inner.get("route")) is not None:
                    exchange_of(scope).route = route.path
            if problems.OVERTAKEN not in inner:
                return
        raise Overtaken
