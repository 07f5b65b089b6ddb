"""The application: which path goes where.

`/sparql` is answered by a plain ASGI application, in front of FastAPI, whose parameter handling
would halve its speed. Everything else is a FastAPI router of its own module: to add routes, write
`web/<name>.py` with a `router` and name it in `ROUTERS`. GET is all that a route declares: HEAD and
OPTIONS follow from it here.
"""

from typing import Final

from fastapi import APIRouter, FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from ngckg import __version__
from ngckg.errors import Overtaken
from ngckg.web import (
    descriptions,
    documents,
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
from ngckg.web.envelope import Envelope
from ngckg.web.exchange import HEAD, exchange_of
from ngckg.web.pages import routes as pages
from ngckg.web.pages.desk import Pages
from ngckg.web.pages.documents import DOCUMENTS
from ngckg.web.pages.mishaps import Mishaps
from ngckg.web.service import Service
from ngckg.web.sparql import PATHS, SparqlEndpoint

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


def create_app(service: Service) -> ASGIApp:
    """The whole application over a service."""
    people, history = Pages(service), History(service)

    def front(over: Service, pages: Pages) -> ASGIApp:
        return Front(SparqlEndpoint(over, pages), _routes(over, pages, history))

    travelling = TimeTravel(
        front(service, people), service, history, lambda earlier: front(earlier, Pages(earlier))
    )
    return Mishaps(Envelope(travelling, service), people, service)


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
    problems.install(app)
    for router in ROUTERS:
        app.include_router(router)
    return app


class Front:
    """Hands each request to whom it is for."""

    def __init__(self, sparql: ASGIApp, routes: FastAPI) -> None:
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
