"""The timeline alone: sorted, by one body, as a picture, as a table of dates, as CSV."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from ngckg.web.pages import facts, landing, overview, parts, words
from ngckg.web.pages.context import Context, Link
from ngckg.web.pages.facts import Step
from ngckg.web.pages.frame import Place
from ngckg.web.pages.landing import Timeline
from ngckg.web.pages.overview import Groups
from ngckg.web.pages.site import Made

SORTS: Final = ("approval", "start", "name")
View = Literal["table", "picture"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several ways to see the page."""

    text: str
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class DateRow:
    """A step with the four days between which it lies."""

    group: Link
    step: Link
    days: tuple[str, str, str, str]
    said: str


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """Everything that the page shows."""

    title: str
    sorts: list[Choice]
    bodies: list[Choice]
    views: list[Choice]
    timeline: Timeline | None
    rows: list[DateRow]


async def made(context: Context, sort: str | None, body: str | None, view: str | None) -> Made:
    """The timeline page; what is not understood is as if it had not been asked for."""
    known = await overview.read(context.ask)
    say = context.say
    bodies = {
        facts.key(it): it
        for it in sorted({one for step in known.all_steps() for one in step.bodies})
        if facts.kind(it) != "specialist-network"
    }
    sort = sort if sort in SORTS else SORTS[0]
    body = body if body in bodies else None
    table = view == "table"
    chosen = {
        "sort": sort if sort != SORTS[0] else None,
        "body": body,
        "view": "table" if table else None,
    }
    shown = only(known, bodies[body]) if body else known
    groups = ordered(context, shown, sort)
    names = {
        "approval": say.gettext("latest day of approval"),
        "start": say.gettext("first day of the drafting"),
        "name": say.gettext("name"),
    }

    def choice(text: str, active: bool, **change: str | None) -> Choice:
        return Choice(text, context.to.to("/timeline", **{**chosen, **change}), active)

    page = TimelinePage(
        title=say.gettext("Timeline of all groups"),
        sorts=[choice(names[it], it == sort, sort=it if it != SORTS[0] else None) for it in SORTS],
        bodies=[
            choice(say.gettext("everyone"), body is None, body=None),
            *(choice(context.label(it).text, key == body, body=key) for key, it in bodies.items()),
        ],
        views=[
            choice(say.gettext("picture"), not table, view=None),
            choice(say.gettext("table of dates"), table, view="table"),
        ],
        timeline=None if table else landing.timeline(context, shown, groups),
        rows=_rows(context, shown, groups) if table else [],
    )
    return Made(
        "timeline",
        page,
        Place(
            "/timeline",
            {name: value for name, value in chosen.items() if value is not None},
            menu="/process",
            crumbs=[context.named(context.to.to("/process"), say.gettext("Process"))],
        ),
        page.title,
        say.gettext("When the recommendations were drafted, reviewed, approved and evaluated."),
    )


def only(known: Groups, body: str) -> Groups:
    """What one body did, group by group."""
    steps = {
        group: [step for step in steps if body in step.bodies]
        for group, steps in known.steps.items()
    }
    return replace(known, steps={group: found for group, found in steps.items() if found})


def ordered(context: Context, known: Groups, sort: str) -> list[str]:
    """The groups that have a step, in the order asked for; those without the date come last."""
    groups = parts.by_name(context, [it for it in known.groups if known.steps.get(it)])
    if sort == "approval":
        groups.sort(key=lambda it: known.latest_approval(it) or date.max)
    elif sort == "start":
        groups.sort(key=lambda it: _start(known, it))
    return groups


async def as_csv(context: Context) -> bytes:
    """Every dated step with its bounds, one a line (RFC 4180)."""
    known = await overview.read(context.ask)
    columns = (
        "group",
        "group_label",
        "step",
        "kind",
        "bodies",
        "edtf",
        "start_not_before",
        "start_not_after",
        "end_not_before",
        "end_not_after",
        "words",
    )
    lines = [
        (
            group,
            context.label(group).text,
            step.iri,
            step.kind,
            " ".join(step.bodies),
            step.when.edtf,
            *(day.isoformat() if day else "" for day in _days(step)),
            step.when.text,
        )
        for group in ordered(context, known, "name")
        for step in known.steps[group]
    ]
    return write_csv(columns, lines)


async def groups_as_csv(context: Context) -> bytes:
    """The matrix of all groups; statuses by the last part of their IRI, several with a bar."""
    known = await overview.read(context.ask)
    columns = (
        "group",
        "label_da",
        "label_en",
        "analyses",
        *(f"reviewed_{facts.key(body)}" for body in known.reviewing),
        "approved",
        "approved_not_before",
        "approved_not_after",
        "requisition_status",
        "onboarding_status",
        "status_report_status",
    )
    lines = []
    for group in parts.by_name(context, known.groups):
        approval = known.step(group, "Approval")
        reviews = [known.step(group, "Review", body) for body in known.reviewing]
        statuses = [
            "|".join(facts.key(it.value) for it in known.statuses.get((group, name), []))
            for name in facts.STATUS_PROPERTIES
        ]
        lines.append(
            (
                group,
                context.names.own(group, "da") or "",
                context.names.own(group, "en") or "",
                words.analyses(context, known.offers.get(group, [])) or "",
                *(step.when.edtf if step else "" for step in reviews),
                approval.when.edtf if approval else "",
                _iso(approval.when.start_not_before) if approval else "",
                _iso(approval.when.end_not_after) if approval else "",
                *statuses,
            )
        )
    return write_csv(columns, lines)


def write_csv(columns: Sequence[str], lines: Sequence[Sequence[str]]) -> bytes:
    """Rows as CSV, lines ending in CRLF."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows(lines)
    return out.getvalue().encode()


def _rows(context: Context, known: Groups, groups: Sequence[str]) -> list[DateRow]:
    def day(it: date | None) -> str:
        return context.dates.short_day(it) if it else context.say.gettext("not known")

    return [
        DateRow(
            context.link(group),
            context.link(step.iri, words.step_done(context.say, step.kind)),
            (
                day(step.when.start_not_before),
                day(step.when.start_not_after),
                day(step.when.end_not_before),
                day(step.when.end_not_after),
            ),
            step.when.text,
        )
        for group in groups
        for step in known.steps[group]
    ]


def _start(known: Groups, group: str) -> date:
    step = known.step(group, "Drafting")
    return (step.when.start_not_before if step else None) or date.max


def _days(step: Step) -> tuple[date | None, date | None, date | None, date | None]:
    when = step.when
    return when.start_not_before, when.start_not_after, when.end_not_before, when.end_not_after


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
