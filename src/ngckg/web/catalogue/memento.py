"""What stands in front of the routes: addresses of earlier releases, and time (RFC 7089).

`/release/<id>/…` and `/sparql?release=<id>` go to that release. `/data/…` with Accept-Datetime
leads to the state of that time; without, it is what it is now and says which states there are.
"""

from collections.abc import Callable
from typing import Final
from urllib.parse import quote, urlencode

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ngckg.catalogue.feeds import memento
from ngckg.errors import NotFound
from ngckg.graph.release import Release
from ngckg.namespaces import ID
from ngckg.web import links, reading
from ngckg.web.catalogue.earlier import Earlier
from ngckg.web.catalogue.history import History, memento_of
from ngckg.web.exchange import exchange_of
from ngckg.web.reading import header
from ngckg.web.responses import FOREVER
from ngckg.web.service import Service

_RELEASES: Final = "/release/"
_DATA: Final = "/data/"
_SPARQL: Final = ("/sparql", "/sparql/")
#: What an earlier release answers for; everything else is about the service of today.
_PARTS: Final = (
    *("data", "page", "download", "graph", "sparql", ".well-known", "context.jsonld"),
    *("api", "fhir", "dataset", "distribution", "service", "agent", "contact", "profile"),
)
_DOCUMENTS: Final = ("ontology", "shapes", "catalog")


class TimeTravel:
    """An ASGI application in front of the one that answers for the current release."""

    def __init__(
        self,
        current: ASGIApp,
        service: Service,
        history: History,
        make: Callable[[Service], ASGIApp],
    ) -> None:
        self._current = current
        self._service = service
        self._history = history
        self._earlier = Earlier(service, make)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path: str = scope["path"] if scope["type"] == "http" else ""
        if path.startswith(_RELEASES):
            identifier, _, rest = path.removeprefix(_RELEASES).partition("/")
            if _is_answered(rest):
                exchange_of(scope).route = "/release/{id}/{path}"
                await self._answer_earlier(identifier, f"/{rest}", scope, receive, send)
                return
        elif path.startswith(_DATA) and scope["method"] in ("GET", "HEAD"):
            await self._data(path, scope, receive, send)
            return
        await self._current(scope, receive, send)

    async def _answer_earlier(
        self, identifier: str, path: str, scope: Scope, receive: Receive, send: Send
    ) -> None:
        release = await self._history.release(identifier)
        if path in _SPARQL:
            await self._check_asked(release)
        # Made anew: the slashes of the path that was sent may be percent-encoded.
        inner = {**scope, "path": path, "raw_path": quote(path).encode()}
        extra = await self._state_of(path, release) if path.startswith(_DATA) else []
        app = await self._earlier.app(release)
        await app(inner, receive, _lasting(send, extra))

    async def _state_of(self, path: str, release: Release) -> list[tuple[bytes, bytes]]:
        """What an answer says of itself as a state of a resource."""
        states = await self._history.mementos(_thing(path))
        shown = memento_of(release)
        found = memento.originals(self._service.base, quote(path))
        if states:
            # A state stands under every release that still has it: it began with the first.
            began = memento.choose(states, shown.created)
            found = memento.relations(self._service.base, quote(path), states, began)
        return [
            (b"memento-datetime", shown.moment.encode()),
            *((b"link", it.encode()) for it in found),
        ]

    async def ask_earlier(
        self, fields: reading.Fields, scope: Scope, receive: Receive, send: Send
    ) -> None:
        """Answer a query from the release that its parameters name, whether posted or not."""
        release = await self._history.release(fields["release"][-1])
        await self._check_asked(release)
        left = [(k, value) for k, values in fields.items() if k != "release" for value in values]
        # What was posted has been read, so it goes on in the address.
        method = "GET" if scope["method"] == "POST" else scope["method"]
        inner = {**scope, "method": method, "query_string": urlencode(left).encode()}
        if release.manifest.id == self._service.publication.manifest.id:
            await self._current(inner, receive, send)
            return
        app = await self._earlier.app(release)
        await app(inner, receive, _lasting(send, []))

    async def _check_asked(self, release: Release) -> None:
        """Raises NotFound where a release is too old to be asked; all of them can be downloaded."""
        count = self._service.settings.earlier_releases
        kept = await self._history.kept()
        asked = [it.manifest.id for it in kept[-count - 1 :]]
        if release.manifest.id not in asked:
            raise NotFound(
                f"Release {release.manifest.id} can be downloaded and not be asked any more; "
                f"these can: {', '.join(asked)}."
            )

    async def _data(self, path: str, scope: Scope, receive: Receive, send: Send) -> None:
        base, wanted = self._service.base, header(scope, b"accept-datetime")
        at = None if wanted is None else memento.parse(wanted)
        states = [] if at is None else await self._history.mementos(_thing(path))
        if at is None or not states:
            listed = memento.originals(base, quote(path))
            await self._current(scope, receive, _varying(send, listed))
            return
        chosen = memento.choose(states, at)
        max_age = self._service.settings.max_age
        listed = memento.relations(base, quote(path), states, chosen)
        headers = [
            (b"location", memento.address(base, chosen, quote(path)).encode()),
            (b"vary", b"Accept-Datetime"),
            (b"cache-control", f"public, max-age={max_age}".encode()),
            (b"content-length", b"0"),
            *((b"link", it.encode()) for it in listed),
        ]
        await send({"type": "http.response.start", "status": 302, "headers": headers})
        await send({"type": "http.response.body", "body": b""})


def _is_answered(rest: str) -> bool:
    first = rest.partition("/")[0]
    return first in _PARTS or first.partition(".")[0] in _DOCUMENTS


def _thing(path: str) -> str:
    """The thing that a description at this path is of."""
    name, _ = links.syntax_of(path)
    return ID + name.removeprefix(_DATA)


def _lasting(send: Send, extra: list[tuple[bytes, bytes]]) -> Send:
    """What an earlier release says never changes, but for what may not be kept unasked."""
    forever = FOREVER.encode()

    async def wrapped(message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] in (200, 206, 304):
            headers = [
                (name, value if name != b"cache-control" or b"no-" in value else forever)
                for name, value in message["headers"]
            ]
            message = {**message, "headers": [*headers, *extra]}
        await send(message)

    return wrapped


def _varying(send: Send, listed: list[str]) -> Send:
    """What stands here depends on the time that is asked for, too."""
    more = [(b"vary", b"Accept-Datetime"), *((b"link", it.encode()) for it in listed)]

    async def wrapped(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], *more]}
        await send(message)

    return wrapped
