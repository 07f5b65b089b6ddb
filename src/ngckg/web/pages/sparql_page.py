"""`/sparql` for people: the query in its field, its answer below, or what is wrong with it."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from ngckg.negotiation import Format
from ngckg.web import reading
from ngckg.web.descriptions import describe_service
from ngckg.web.pages import asking, questions, tables
from ngckg.web.pages.asking import Fault
from ngckg.web.pages.context import Context
from ngckg.web.pages.desk import Desk, Pages
from ngckg.web.pages.site import Made
from ngckg.web.pages.tables import Shown
from ngckg.web.security import WITH_SCRIPT
from ngckg.web.service import Service

#: What may stand over the text field, by the value of `editor`; the first where none is named.
EDITORS: Final = ("yasqe", "yasgui")


#: Answers a request with these parameters from the release that they name.
AskEarlier = Callable[[reading.Fields, Scope, Receive, Send], Awaitable[None]]


class SparqlFaces:
    """What `/sparql` of one service does beside answering queries for programs."""

    def __init__(self, pages: Pages, service: Service, ask_earlier: AskEarlier) -> None:
        self._pages = pages
        self._service = service
        self._ask_earlier = ask_earlier

    async def described(self, wanted: Format) -> ASGIApp:
        """Itself in RDF."""
        return await describe_service(self._service, wanted)

    async def started(self, scope: Scope) -> ASGIApp:
        """The page before anything was asked."""
        desk = self._desk(scope)
        context = await desk.context()
        made = await asking.made(
            context, await questions.read(context.ask), query=asking.START, editor=_editor(desk)
        )
        return await desk.represent(context, made, policy=WITH_SCRIPT)

    async def answered(
        self, scope: Scope, query: str, body: bytes, *, is_graph: bool, lasting: bool
    ) -> ASGIApp:
        """The page with an answer: SPARQL JSON results, or Turtle."""
        desk = self._desk(scope)
        context = await desk.context()
        shown = Shown(turtle=body.decode()) if is_graph else tables.solutions(context, body)
        made = await asking.made(
            context,
            await questions.read(context.ask),
            query=query,
            shown=shown,
            editor=_editor(desk),
        )
        return await desk.represent(context, made, lasting=lasting, policy=WITH_SCRIPT)

    async def ask_earlier(
        self, fields: reading.Fields, scope: Scope, receive: Receive, send: Send
    ) -> None:
        """Answer from the release that is named among the parameters."""
        await self._ask_earlier(fields, scope, receive, send)

    def _desk(self, scope: Scope) -> Desk:
        return Desk(self._pages, self._service, Request(scope))


async def refused(desk: Desk, context: Context, problem: Mapping[str, object]) -> Made | None:
    """The page of a query that was not answered, its text kept; None where it is no such query."""
    query = desk.parameter("query")
    if desk.path.rstrip("/") != "/sparql" or query is None:
        return None
    line, column = problem.get("line"), problem.get("column")
    fault: Fault = asking.fault(
        str(problem.get("title", "")),
        str(problem.get("detail", "")),
        query,
        line if isinstance(line, int) else None,
        column if isinstance(column, int) else None,
    )
    known = await questions.read(context.ask) if len(context.names) else []
    return await asking.made(context, known, query=query, fault=fault)


def _editor(desk: Desk) -> str:
    wanted = desk.parameter("editor") or EDITORS[0]
    return wanted if wanted in EDITORS else ""
