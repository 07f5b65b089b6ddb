"""`/sparql`: SPARQL 1.1 Protocol, query. A plain ASGI application, thin because it is asked most.

A request that was answered before goes from its bytes to the kept answer in two look-ups.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Protocol

from starlette.types import ASGIApp, Receive, Scope, Send

from ngckg.engine.base import Answer, Query
from ngckg.engine.query.forms import Form
from ngckg.errors import BadRequest, MethodNotAllowed, UnsupportedMediaType
from ngckg.negotiation import GRAPHS, HTML, JSON, TURTLE, Format, choose, named
from ngckg.web import reading
from ngckg.web.exchange import exchange_of
from ngckg.web.hanging_up import until_hung_up
from ngckg.web.large import send_large
from ngckg.web.responses import Representation
from ngckg.web.security import answer_options
from ngckg.web.service import Service

PATHS: Final = ("/sparql", "/sparql/")
METHODS: Final = ("GET", "HEAD", "OPTIONS", "POST")

_FORM: Final = "application/x-www-form-urlencoded"
_DIRECT: Final = "application/sparql-query"

#: What an answer to each form of query can be had in.
_OFFERS: Final = {form: (*form.formats, HTML) for form in Form}

#: Requests whose meaning is remembered, and how long the address of such a one may be.
_REMEMBERED: Final = 1024
_REMEMBERED_LENGTH: Final = 4096


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a request asks for: a query, the media type of its answer, the query's digest."""

    query: Query
    media_type: str
    digest: str


class Faces(Protocol):
    """What the endpoint does beside answering queries over its release for programs.

    The first three make an answer to be sent.
    """

    async def described(self, wanted: Format) -> ASGIApp:
        """Itself in RDF (SPARQL 1.1 Service Description)."""

    async def started(self, scope: Scope) -> ASGIApp:
        """The page to ask at."""

    async def answered(
        self, scope: Scope, query: str, body: bytes, *, is_graph: bool, lasting: bool
    ) -> ASGIApp:
        """The page with an answer: SPARQL JSON results, or Turtle."""

    async def ask_earlier(
        self, fields: reading.Fields, scope: Scope, receive: Receive, send: Send
    ) -> None:
        """Answer from the release that is named among the parameters."""


class SparqlEndpoint:
    """The endpoint of one service; its faces may be loaded later than it answers."""

    def __init__(self, service: Service, faces: Callable[[], Awaitable[Faces]]) -> None:
        self._service = service
        self._faces = faces
        self._choose = lru_cache(_REMEMBERED)(choose)
        self._meanings: OrderedDict[tuple[bytes, bytes | None], _Meaning] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        match scope["method"]:
            case "GET" | "HEAD":
                if not await self._answer_again(scope, receive, send):
                    await self._answer(scope, receive, send, reading.fields(scope["query_string"]))
            case "POST":
                await self._answer(scope, receive, send, await self._posted(scope, receive))
            case "OPTIONS":
                await answer_options(scope, send, METHODS)
            case _:
                raise MethodNotAllowed(METHODS)

    async def _answer_again(self, scope: Scope, receive: Receive, send: Send) -> bool:
        """Answer from what is at hand; False where it is not."""
        meaning = self._meanings.get(_key(scope))
        if meaning is None:
            return False
        answer = self._service.engine.lookup(meaning.query, meaning.media_type)
        if answer is None or not isinstance(answer.rendering, Representation):
            return False
        exchange = exchange_of(scope)
        exchange.query, exchange.cache = meaning.digest, "hit"
        await answer.rendering(scope, receive, send)
        return True

    async def _posted(self, scope: Scope, receive: Receive) -> reading.Fields:
        """The parameters of a POST, of its address and of its body (Protocol §2.1.2, §2.1.3)."""
        media_type = reading.content_type(scope)
        if media_type not in (_FORM, _DIRECT):
            raise UnsupportedMediaType(f"A query is posted as {_FORM} or as {_DIRECT}.")
        settings = self._service.settings
        body = await reading.body(scope, receive, settings.max_body, settings.read_seconds)
        posted = reading.fields(body) if media_type == _FORM else {"query": [reading.utf8(body)]}
        return reading.merged(reading.fields(scope["query_string"]), posted)

    async def _answer(
        self, scope: Scope, receive: Receive, send: Send, fields: reading.Fields
    ) -> None:
        if "release" in fields:
            faces = await self._faces()
            await faces.ask_earlier(fields, scope, receive, send)
            return
        if "update" in fields:
            raise BadRequest("This endpoint answers queries; what it publishes is never updated.")
        queries = fields.get("query", [])
        if len(queries) > 1:
            raise BadRequest(f"One query at a time: these are {len(queries)}.")
        if not queries:
            await self._describe(scope, receive, send, fields)
            return
        query = Query(
            queries[0],
            tuple(fields.get("default-graph-uri", ())),
            tuple(fields.get("named-graph-uri", ())),
        )
        exchange = exchange_of(scope)
        exchange.query = hashlib.sha256(query.text.encode()).hexdigest()[:12]
        examined = await self._service.engine.examine(query.text)
        wanted = self._negotiate(scope, fields, _OFFERS[examined.form])
        if wanted is HTML:
            await self._show(scope, receive, send, query, examined.form)
            return
        answer = await self._ask(scope, receive, query, wanted)
        publication = self._service.of(answer.release)
        if answer.content is None:
            await send_large(scope, send, answer, query, wanted.content_type, publication)
            return
        rendering = answer.rendering
        exchange.cache = "miss" if rendering is None else "hit"
        if not isinstance(rendering, Representation):
            rendering = publication.represent(
                answer.content, wanted.content_type, lasting=answer.lasting
            )
            answer.rendering = rendering
        if scope["method"] != "POST" and answer.lasting:
            self._remember(scope, _Meaning(query, wanted.media_type, exchange.query))
        await rendering(scope, receive, send)

    async def _ask(self, scope: Scope, receive: Receive, query: Query, wanted: Format) -> Answer:
        client = self._service.visitors.name(scope)
        asking: Awaitable[Answer] = self._service.engine.answer(
            query, wanted.media_type, client=client
        )
        return await until_hung_up(receive, asking)

    def _negotiate(
        self, scope: Scope, fields: reading.Fields, offers: tuple[Format, ...]
    ) -> Format:
        """The format asked for by `format`, else by Accept. Raises NotAcceptable."""
        wanted = named(fields["format"], offers) if "format" in fields else None
        return wanted or self._choose(reading.header(scope, b"accept"), offers)

    def _remember(self, scope: Scope, meaning: _Meaning) -> None:
        if len(scope["query_string"]) <= _REMEMBERED_LENGTH:
            self._meanings[_key(scope)] = meaning
            if len(self._meanings) > _REMEMBERED:
                self._meanings.popitem(last=False)

    async def _show(
        self, scope: Scope, receive: Receive, send: Send, query: Query, form: Form
    ) -> None:
        """The answer for people."""
        is_graph = form.formats is GRAPHS
        answer = await self._ask(scope, receive, query, TURTLE if is_graph else JSON)
        faces, body = await self._faces(), await answer.read()
        page = await faces.answered(
            scope, query.text, body, is_graph=is_graph, lasting=answer.lasting
        )
        await page(scope, receive, send)

    async def _describe(
        self, scope: Scope, receive: Receive, send: Send, fields: reading.Fields
    ) -> None:
        """Without a query: the service described, or the page to ask at (Protocol §2.1.4)."""
        if scope["method"] == "POST":
            raise BadRequest("There is no query in this request.")
        wanted = self._negotiate(scope, fields, (*GRAPHS, HTML))
        faces = await self._faces()
        face = await (faces.started(scope) if wanted is HTML else faces.described(wanted))
        await face(scope, receive, send)


def _key(scope: Scope) -> tuple[bytes, bytes | None]:
    """What the meaning of a GET depends on."""
    accept = None
    for name, value in scope["headers"]:
        if name == b"accept":
            accept = value if accept is None else accept + b"," + value
    return scope["query_string"], accept
