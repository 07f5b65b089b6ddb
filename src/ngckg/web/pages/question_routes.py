"""`/queries`: the ready questions, each with its answer on a page and as files."""

from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from ngckg.engine.base import Query
from ngckg.errors import NotFound
from ngckg.negotiation import CSV, JSON, TSV, TURTLE, XML, Format
from ngckg.web.pages import asking, questions, tables
from ngckg.web.pages.context import Context
from ngckg.web.pages.desk import Desk, DeskDep
from ngckg.web.pages.questions import Question
from ngckg.web.pages.site import Made
from ngckg.web.pages.tables import Shown
from ngckg.web.responses import Representation

router = APIRouter(include_in_schema=False)

_FORMATS: Final = {"csv": CSV, "tsv": TSV, "json": JSON, "xml": XML, "ttl": TURTLE}
_QUERY: Final = "application/sparql-query"


@router.get("/queries")
async def show_questions(desk: DeskDep) -> Response:
    """All questions, and a field for one's own."""

    async def view(context: Context) -> Made:
        return await asking.made(context, await questions.read(context.ask))

    return await desk.page(view, "/queries")


@router.get("/queries/{name}")
async def show_question(name: str, desk: DeskDep, request: Request) -> Response:
    """A question with its answer; with a suffix, the answer as a file."""
    key, dot, suffix = name.partition(".")
    question = questions.one(await questions.read(desk.asking), key)
    given = {it.name: request.query_params.get(it.name, "") for it in question.parameters}
    current = questions.given(question, given)
    at_hand = tuple(sorted(current.values.items()))
    if not dot:
        return await desk.page(lambda context: _view(desk, context, current), key, at_hand)
    if suffix == "rq":
        return await _file(desk, current.text.encode(), f"{_QUERY}; charset=utf-8", name, at_hand)
    if suffix == "ttl" and current.form != "construct":
        return RedirectResponse(f"{desk.base}/data/example/{key}.ttl", 303)
    if suffix not in (*asking.FORMATS[current.form],):
        raise NotFound(f"The answer can be had as {', '.join(asking.FORMATS[current.form])}.")
    wanted = _FORMATS[suffix]

    async def make() -> Representation:
        body = await ask(desk, current.text, wanted)
        return desk.publication.represent(body, wanted.content_type, vary=())

    return await desk.publication.kept(("answer", name, at_hand), make)


async def ask(desk: Desk, query: str, wanted: Format) -> bytes:
    """The answer to a query, all of it."""
    engine = desk.publication.engine
    answer = await engine.answer(Query(query), wanted.media_type, client=desk.visitor)
    return await answer.read()


async def _view(desk: Desk, context: Context, current: Question) -> Made:
    return await asking.made(
        context,
        await questions.read(context.ask),
        current,
        shown=await _answer(desk, context, current),
    )


async def _answer(desk: Desk, context: Context, current: Question) -> Shown:
    if current.form == "construct":
        return Shown(turtle=(await ask(desk, current.text, TURTLE)).decode())
    body = await ask(desk, current.text, JSON)
    return tables.solutions(context, body, await asking.columns(context))


async def _file(
    desk: Desk, body: bytes, content_type: str, name: str, at_hand: tuple[tuple[str, str], ...]
) -> Response:
    async def make() -> Representation:
        return desk.publication.represent(body, content_type, vary=())

    return await desk.publication.kept(("answer", name, at_hand), make)
