"""A working group, a steering group, an authority: what did they handle, and when?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from ngckg.errors import NotFound
from ngckg.web.pages import facts, naming, overview, parts, reuse, words
from ngckg.web.pages.context import Context, Link, Source
from ngckg.web.pages.drawing import timeline
from ngckg.web.pages.drawing.scale import around
from ngckg.web.pages.evidence import by_thing
from ngckg.web.pages.facts import Step
from ngckg.web.pages.frame import Place
from ngckg.web.pages.naming import Naming
from ngckg.web.pages.parts import Drawing, EvidenceOf
from ngckg.web.pages.reuse import Reuse
from ngckg.web.pages.site import Made


@dataclass(frozen=True, slots=True)
class Handled:
    """A step of one group in the table of a body."""

    group: Link
    what: Link
    picture: Markup
    said: str
    sources: list[Source]


@dataclass(frozen=True, slots=True)
class Shared:
    """A day that several groups share. Whether it was one meeting is not said."""

    day: str
    groups: str


@dataclass(frozen=True, slots=True)
class Member:
    """Who sits in it, as far as the source tells."""

    link: Link
    role: Link | None
    sources: list[Source]


@dataclass(frozen=True, slots=True)
class BodyPage:
    """Everything that the page of a body shows."""

    naming: Naming
    lead: str
    rows: list[Handled]
    drawing: Drawing | None
    open_dates: bool
    shared: list[Shared]
    silent: list[Link]
    silent_sources: list[Source]
    has_members: bool
    members: list[Member]
    member_of: list[Link]
    sources: list[Source]
    reuse: Reuse


async def made(context: Context, iri: str) -> Made:
    """The page of a body or an organization. Raises NotFound where there is none."""
    classes = [row["class"].value for row in await context.ask("page-bodies", body=iri)]
    if not classes:
        raise NotFound(f"Nobody here is called {facts.key(iri)!r}.")
    own = [
        step for step in facts.steps(await context.ask("page-steps", by=iri)) if iri in step.bodies
    ]
    evidence = by_thing(await context.ask("page-evidence", about=iri))
    groups = [row["group"].value for row in await context.ask("page-groups")]
    general = overview.general(await context.ask("page-general"))
    kind = facts.kind(iri)
    name, many = words.kind_name(context.say, kind)
    say = context.say
    ordered = sorted(own, key=lambda it: (it.when.end_not_after or date.max, it.iri))
    silent = [group for group in groups if own and group not in {step.group for step in own}]
    rows, drawing = _table(context, ordered, evidence, parts.reviewers(own))
    page = BodyPage(
        naming=await naming.read(context, iri, name),
        lead=_lead(context, own, len(groups)),
        rows=rows,
        drawing=drawing,
        open_dates=any(not step.when.is_exact for step in own),
        shared=_shared(context, ordered),
        silent=[context.link(group) for group in parts.by_name(context, silent)],
        silent_sources=context.sources(general.of(_matter(own))),
        has_members=kind == "steering-group",
        members=[
            Member(
                context.link(row["member"].value),
                context.link(row["role"].value, inside=True) if "role" in row else None,
                context.sources(evidence.get(row["membership"].value, ())),
            )
            for row in await context.ask("page-members", body=iri)
        ],
        member_of=[
            context.link(row["body"].value) for row in await context.ask("page-members", member=iri)
        ],
        sources=context.sources(evidence.get(iri, ())[:1]),
        reuse=reuse.reuse(context, iri, classes),
    )
    return Made(
        "body",
        page,
        Place(
            context.to.path(iri),
            menu="/process",
            crumbs=[
                context.named(context.to.to("/process"), say.gettext("Process")),
                context.named(context.to.to(f"/page/{kind}"), many),
            ],
            own_forms=page.reuse.forms,
        ),
        f"{page.naming.title.text} – {name.lower()}",
        page.lead or page.naming.title.text,
        page.naming.title,
    )


def _table(
    context: Context, steps: Sequence[Step], evidence: EvidenceOf, reviewing: Sequence[str]
) -> tuple[list[Handled], Drawing | None]:
    scale = around(step.when for step in steps)
    if scale is None:
        return [], None
    rows = [
        Handled(
            context.link(step.group),
            context.link(step.iri, words.step_done(context.say, step.kind)),
            timeline.picture(
                [(parts.mark(step, reviewing), step.when)],
                scale,
                context.dates.ends(step.when),
                together=False,
            ),
            step.when.text,
            context.sources(evidence.get(step.iri, ()), step.when.text),
        )
        for step in steps
    ]
    return rows, parts.drawing(context, scale)


def _lead(context: Context, own: Sequence[Step], total: int) -> str:
    """What it did, counted."""
    say = context.say
    numbers = {kind: len({s.group for s in own if s.kind == kind}) for kind in facts.STEP_KINDS}
    said = []
    if n := numbers["Review"]:
        said.append(
            say.ngettext(
                "The source mentions that it reviewed the professional recommendations for "
                "%(count)s of %(total)s patient groups.",
                "The source mentions that it reviewed the professional recommendations for "
                "%(count)s of %(total)s patient groups.",
                n,
                count=say.count(n),
                total=say.count(total),
            )
        )
    if n := numbers["Approval"]:
        said.append(
            say.ngettext(
                "Approved the professional recommendations for %(count)s of %(total)s patient "
                "groups.",
                "Approved the professional recommendations for %(count)s of %(total)s patient "
                "groups.",
                n,
                count=say.count(n),
                total=say.count(total),
            )
        )
    if n := numbers["Evaluation"]:
        said.append(
            say.ngettext(
                "Evaluated %(count)s of %(total)s patient groups, together with their specialist "
                "networks.",
                "Evaluated %(count)s of %(total)s patient groups, together with their specialist "
                "networks.",
                n,
                count=say.count(n),
                total=say.count(total),
            )
        )
    return " ".join(said)


def _matter(own: Sequence[Step]) -> str:
    """Which matter of the general part is about what this body does."""
    kinds = {step.kind for step in own}
    if "Review" in kinds:
        return "review"
    return "approval" if "Approval" in kinds else "reports-published"


def _shared(context: Context, steps: Sequence[Step]) -> list[Shared]:
    days: dict[date, list[Step]] = {}
    for step in steps:
        if step.when.is_day and step.when.start_not_before is not None:
            days.setdefault(step.when.start_not_before, []).append(step)
    return [
        Shared(
            context.dates.day(day),
            context.joined([context.link(step.group) for step in those]),
        )
        for day, those in days.items()
        if len(those) > 1
    ]
