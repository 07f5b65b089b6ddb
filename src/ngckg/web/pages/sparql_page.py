"""`/sparql` for people: the query in its field, its answer below, or what is wrong with it."""

from collections.abc import Mapping
from typing import Final

from ngckg.web.pages import asking, questions, tables
from ngckg.web.pages.asking import Fault
from ngckg.web.pages.context import Context
from ngckg.web.pages.desk import Desk
from ngckg.web.pages.site import Made
from ngckg.web.pages.tables import Shown
from ngckg.web.responses import Representation
from ngckg.web.security import WITH_SCRIPT

#: What may stand over the text field, by the value of `editor`; the first where none is named.
EDITORS: Final = ("yasqe", "yasgui")


async def started(desk: Desk) -> Representation:
    """The page before anything was asked."""
    context = await desk.context()
    made = await asking.made(
        context, await questions.read(context.ask), query=asking.START, editor=_editor(desk)
    )
    return await desk.represent(context, made, policy=WITH_SCRIPT)


async def answered(
    desk: Desk, query: str, body: bytes, *, is_graph: bool, lasting: bool
) -> Representation:
    """The page with an answer: SPARQL JSON results, or Turtle."""
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
