"""The state of all groups at a glance: matrix, process, timeline."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from ngckg.web.pages import collation, facts, overview, parts, questions, summary, words
from ngckg.web.pages.context import Context, Link
from ngckg.web.pages.drawing.scale import years
from ngckg.web.pages.frame import Place
from ngckg.web.pages.overview import Groups
from ngckg.web.pages.parts import Cell, Drawing
from ngckg.web.pages.site import Made
from ngckg.web.pages.summary import Station


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column that the matrix can be sorted by."""

    text: str
    href: str
    sorted: str | None


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A group in the matrix; what the source does not mention is None."""

    group: Link
    analyses: str | None
    reviews: tuple[str | None, ...]
    approved: str | None
    statuses: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A group in the timeline."""

    group: Link
    picture: Markup


@dataclass(frozen=True, slots=True)
class Timeline:
    """The groups on one scale, by the latest day on which they can have been approved."""

    drawing: Drawing
    first: int
    last: int
    rows: list[TimelineRow]


@dataclass(frozen=True, slots=True)
class LandingPage:
    """Everything that the landing page shows."""

    title: str
    lead: str
    name: Head
    reviews: list[Head]
    approved: Head
    statuses: list[Head]
    rows: list[MatrixRow]
    stations: list[Station]
    timeline: Timeline | None
    clashes: int
    networks: int
    bodies: list[Link]
    questions: list[Link]


async def made(context: Context, sort: str | None) -> Made:
    """The landing page; sorted by `sort` where that names a column."""
    page = await view(context, sort)
    say = context.say
    return Made(
        "landing",
        page,
        Place("/", {"sort": sort} if sort else {}, menu="/"),
        page.title,
        say.ngettext(
            "State of the one patient group offered whole genome sequencing in Denmark, with the "
            "source of every fact.",
            "State of the %(n)s patient groups offered whole genome sequencing in Denmark, with "
            "the source of every fact.",
            len(page.rows),
        ),
    )


async def view(context: Context, sort: str | None) -> LandingPage:
    """The landing page, its matrix in the order asked for; by name where it is not understood."""
    say = context.say
    known = await overview.read(context.ask)
    orders = _orders(context, known)
    wanted, down = (sort or "").removeprefix("-"), (sort or "").startswith("-")
    column = wanted if wanted in orders else "name"
    down = down and wanted in orders
    by_name = parts.by_name(context, known.groups)
    silent = [group for group in by_name if orders[column](group) is None]
    told = [group for group in by_name if group not in silent]
    ordered = sorted(told, key=lambda it: orders[column](it) or (), reverse=down) + silent

    def head(name: str, text: str) -> Head:
        turned = column == name and not down
        href = context.to.to("/", sort=f"-{name}" if turned else name if name != "name" else None)
        way = "descending" if down else "ascending"
        return Head(text, href, way if column == name else None)

    rows = [_row(context, known, group) for group in ordered]
    return LandingPage(
        title=say.gettext("Patient groups offered whole genome sequencing"),
        lead=summary.lead(context, known),
        name=head("name", say.gettext("Patient group")),
        reviews=[
            head(facts.key(body), words.reviewer_short(context, body)) for body in known.reviewing
        ],
        approved=head("approval", say.pgettext("column", "Approved")),
        statuses=[
            head("requisition", say.pgettext("column", "Requisition")),
            head("onboarding", say.pgettext("column", "Onboarding")),
            head("report", say.pgettext("column", "Status report")),
        ],
        rows=rows,
        stations=summary.stations(context, known),
        timeline=timeline(context, known),
        clashes=sum(len({it.value for it in said}) > 1 for said in known.statuses.values()),
        networks=len(
            {
                body
                for step in known.all_steps()
                for body in step.bodies
                if facts.kind(body) == "specialist-network"
            }
        ),
        bodies=[
            context.link(body)
            for body in sorted({body for step in known.all_steps() for body in step.bodies})
            if facts.kind(body) != "specialist-network"
        ],
        questions=await _questions(context),
    )


def timeline(
    context: Context, known: Groups, groups: Sequence[str] | None = None
) -> Timeline | None:
    """The timeline of these groups, or of all by approval; None where nothing is dated."""
    scale = years(step.when for step in known.all_steps())
    if scale is None:
        return None
    if groups is None:
        by_name = parts.by_name(context, known.groups)
        groups = sorted(by_name, key=lambda it: known.latest_approval(it) or date.max)
    return Timeline(
        parts.drawing(context, scale),
        scale.first.year,
        scale.after.year - 1,
        [
            TimelineRow(
                context.link(group),
                parts.course_picture(context, known.steps.get(group, []), scale, known.reviewing),
            )
            for group in groups
        ],
    )


async def _questions(context: Context) -> list[Link]:
    """The first question of each occasion."""
    first = {it.occasion: it for it in reversed(await questions.read(context.ask))}
    ordered = sorted(first.values(), key=lambda it: it.order)
    return [Link(context.to.to(f"/queries/{it.key}"), context.label(it.iri)) for it in ordered]


_Order = Callable[[str], tuple[object, ...] | None]


def _orders(context: Context, known: Groups) -> dict[str, _Order]:
    """What each sortable column sorts by; None for a group of which the source says nothing."""

    def status(name: str) -> _Order:
        def order(group: str) -> tuple[object, ...] | None:
            said = {it.value for it in known.statuses.get((group, name), [])}
            return (len(said) > 1, sorted(said)) if said else None

        return order

    def review(body: str) -> _Order:
        def order(group: str) -> tuple[object, ...] | None:
            step = known.step(group, "Review", body)
            return (
                None
                if step is None or step.when.end_not_after is None
                else (step.when.end_not_after,)
            )

        return order

    orders: dict[str, _Order] = {
        "name": lambda group: (collation.key(context.label(group).text),),
        "approval": _approval(known),
        "requisition": status("requisitionStatus"),
        "onboarding": status("onboardingStatus"),
        "report": status("statusReportStatus"),
    }
    return orders | {facts.key(body): review(body) for body in known.reviewing}


def _approval(known: Groups) -> _Order:
    def order(group: str) -> tuple[object, ...] | None:
        last = known.latest_approval(group)
        return None if last is None else (last,)

    return order


def _row(context: Context, known: Groups, group: str) -> MatrixRow:
    approval = known.step(group, "Approval")
    page = context.to.of(group)
    return MatrixRow(
        context.link(group),
        words.analyses(context, known.offers.get(group, [])),
        tuple(
            None if step is None else context.dates.table(step.when)
            for step in (known.step(group, "Review", body) for body in known.reviewing)
        ),
        None if approval is None else context.dates.table(approval.when),
        tuple(
            parts.status_cell(
                context, known.statuses.get((group, name), []), f"{page}#contradiction-{name}"
            )
            for name in facts.STATUS_PROPERTIES
        ),
    )
