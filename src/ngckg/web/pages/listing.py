"""Everything of a kind, in a table; more than fit a page on several."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from ngckg.errors import NotFound
from ngckg.web.pages import facts, parts, words
from ngckg.web.pages.context import Context, Label, Link, Source
from ngckg.web.pages.evidence import by_thing
from ngckg.web.pages.frame import Place
from ngckg.web.pages.site import Made

#: So many rows stand on one page.
ROWS: Final = 50


@dataclass(frozen=True, slots=True)
class Line:
    """A thing in the list: its name, and what the columns say."""

    link: Link
    cells: list[str | Link | Label]
    sources: list[Source]


@dataclass(frozen=True, slots=True)
class Turn:
    """Leafing: the number of a page, and its address unless it is this one."""

    number: int
    href: str | None


@dataclass(frozen=True, slots=True)
class ListPage:
    """A list of things of one kind."""

    title: str
    count: str
    name: str
    columns: list[str]
    lines: list[Line]
    has_sources: bool
    turns: list[Turn]


async def made(context: Context, kind: str, page: int) -> Made:
    """The list of a kind. Raises NotFound where there is nothing of it, or no such page."""
    things = parts.by_name(context, context.names.of_kind(kind))
    pages = -(-len(things) // ROWS)
    if not things or not 1 <= page <= pages:
        raise NotFound(f"There is no list of {kind!r} with a page {page}.")
    shown = things[(page - 1) * ROWS : page * ROWS]
    say = context.say
    one, many = words.kind_name(say, kind)
    columns, lines = await _lines(context, kind, shown)
    home = context.named(context.to.to("/"), words.kind_name(say, "patient-group")[1])
    path = f"/page/{kind}"
    view = ListPage(
        title=many,
        count=say.ngettext("%(n)s in all", "%(n)s in all", len(things)),
        name=one,
        columns=columns,
        lines=lines,
        has_sources=any(line.sources for line in lines),
        turns=[
            Turn(n, None if n == page else context.to.to(path, page=str(n) if n > 1 else None))
            for n in range(1, pages + 1)
        ]
        if pages > 1
        else [],
    )
    return Made(
        "list",
        view,
        Place(
            path,
            {"page": str(page)} if page > 1 else {},
            crumbs=[home] if home.text != many else [],
        ),
        many,
        say.gettext("All %(things)s in the graph.", things=many.lower()),
    )


async def _lines(
    context: Context, kind: str, things: Sequence[str]
) -> tuple[list[str], list[Line]]:
    """The columns of a kind, and its rows."""
    say = context.say
    group = words.kind_name(say, "patient-group")[0]
    if kind == "document":
        documents = {it.iri: it for it in facts.documents(await context.ask("page-documents"))}
        evidence = by_thing(await context.ask("page-evidence-of-documents"))
        return [say.gettext("Kind"), group, say.gettext("Address")], [
            Line(
                context.link(thing),
                [
                    words.document_kind(say, it.kind),
                    context.link(it.group),
                    context.named(it.url, say.gettext("open the document"))
                    if it.url
                    else say.gettext("does not come with the source"),
                ],
                context.sources(evidence.get(thing, ()), it.title),
            )
            for thing in things
            if (it := documents.get(thing))
        ]
    if kind == "step":
        steps = {it.iri: it for it in facts.steps(await context.ask("page-steps"))}
        evidence = by_thing(await context.ask("page-evidence-of-steps"))
        return [group, say.gettext("When"), say.gettext("The page writes")], [
            Line(
                context.link(thing),
                [
                    context.link(step.group),
                    context.dates.table(step.when),
                    Markup('<span class="said" lang="da">»{}«</span>').format(step.when.text),
                ],
                context.sources(evidence.get(thing, ()), step.when.text),
            )
            for thing in things
            if (step := steps.get(thing))
        ]
    if kind == "specialist-network":
        bodies = await context.ask("page-bodies")
        groups = {row["body"].value: row["group"].value for row in bodies if "group" in row}
        return [group], [
            Line(context.link(it), [context.link(groups[it]) if it in groups else ""], [])
            for it in things
        ]
    other = {"da": say.gettext("In Danish"), "en": say.gettext("In English")}[say.other]
    return [other], [
        Line(context.link(it), [Label(context.other_name(it) or "", say.other)], [])
        for it in things
    ]
