"""The way in: what is answered at once, and what waits until the whole application is loaded.

FastAPI, its models and the pages take most of a second to import, a release takes half of one to
load. So both are done at the same time, and whoever asks a query need not wait for the former.
"""

import asyncio
from typing import TYPE_CHECKING

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ngckg.web import health
from ngckg.web.envelope import Envelope
from ngckg.web.exchange import exchange_of
from ngckg.web.health import Health
from ngckg.web.mishaps import Mishaps
from ngckg.web.service import Service
from ngckg.web.sparql import PATHS, Faces, SparqlEndpoint

if TYPE_CHECKING:
    from ngckg.web.app import Whole


class Entrance:
    """Hands each request of a service to whom it is for, as soon as that one is there."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._health = Health(service)
        self._sparql = SparqlEndpoint(service, self._faces)
        self._whole: Whole | None = None
        self._loading: asyncio.Task[Whole] | None = None
        #: This with what every request gets.
        self.app: ASGIApp = Mishaps(Envelope(self, service), self._tell)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path: str = scope["path"] if scope["type"] == "http" else ""
        if path in PATHS:
            exchange_of(scope).route = PATHS[0]
            await self._sparql(scope, receive, send)
        elif path in (health.LIVE, health.READY):
            exchange_of(scope).route = path
            await self._health(scope, send)
        else:
            whole = self._whole or await self.load()
            await whole.app(scope, receive, send)

    async def load(self) -> "Whole":
        """The whole application; only the first who asks for it makes it."""
        if self._loading is None:
            self._loading = asyncio.create_task(asyncio.to_thread(self._load))
        self._whole = await asyncio.shield(self._loading)
        return self._whole

    def _load(self) -> "Whole":
        from ngckg.web import app

        return app.load(self._service, self._sparql)

    async def _faces(self) -> Faces:
        return (self._whole or await self.load()).faces

    async def _tell(self, scope: Scope, start: Message, body: bytes) -> tuple[bytes, str]:
        whole = self._whole or await self.load()
        return await whole.tell(scope, start, body)
