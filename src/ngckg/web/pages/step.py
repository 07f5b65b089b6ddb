"""A step: what happened, and when exactly?"""

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from ngckg.errors import NotFound
from ngckg.namespaces import NGCKG
from ngckg.web.pages import facts, naming, parts, reuse, told, words
from ngckg.web.pages.context import Context, Link, Source
from ngckg.web.pages.drawing import timeline
from ngckg.web.pages.drawing.scale import around
from ngckg.web.pages.facts import Step
from ngckg.web.pages.frame import Place
from ngckg.web.pages.names import outer
from ngckg.web.pages.naming import Naming
from ngckg.web.pages.parts import Drawing
from ngckg.web.pages.reuse import Reuse
from ngckg.web.pages.site import Made
from ngckg.web.pages.when import When


@dataclass(frozen=True, slots=True)
class Bound:
    """One of the days between which a date lies."""

    label: str
    day: str


@dataclass(frozen=True, slots=True)
class StepPage:
    """Everything that the page of a step shows."""

    naming: Naming
    lead: str
    picture: Markup
    drawing: Drawing | None
    bounds: list[Bound]
    is_open: bool
    edtf: str
    said: str
    sources: list[Source]
    who: str
    group: Link
    used: list[Link]
    gave: list[Link]
    before: Link | None
    after: Link | None
    reuse: Reuse


async def made(context: Context, iri: str) -> Made:
    """The page of a step. Raises NotFound where there is none."""
    found = facts.steps(await context.ask("page-steps", step=iri))
    if not found:
        raise NotFound(f"There is no step {facts.key(iri)!r}.")
    step = found[0]
    page = await view(context, step)
    kind = words.kind_name(context.say, "step")[0]
    return Made(
        "step",
        page,
        Place(
            context.to.path(iri),
            menu="/",
            crumbs=[
                context.named(context.to.to("/"), words.kind_name(context.say, "patient-group")[1]),
                context.link(step.group),
            ],
            own_forms=page.reuse.forms,
        ),
        f"{page.naming.title.text} – {kind.lower()}",
        page.lead,
        words.step_noun(context.say, step.kind),
    )


async def view(context: Context, step: Step) -> StepPage:
    """What is told of a step."""
    it = await told.read(context.ask, step.group)
    scale = around([step.when])
    order = [each.iri for each in it.steps]
    at = order.index(step.iri)
    kind = f"{words.kind_name(context.say, 'step')[0]}: {words.step_noun(context.say, step.kind)}"
    return StepPage(
        naming=await naming.read(context, step.iri, kind),
        lead=lead(context, step),
        picture=Markup("")
        if scale is None
        else timeline.picture(
            [(parts.mark(step, it.reviewing), step.when)],
            scale,
            context.dates.ends(step.when),
            together=False,
        ),
        drawing=None if scale is None else parts.drawing(context, scale),
        bounds=bounds(context, step.when),
        is_open=not step.when.is_exact,
        edtf=step.when.edtf,
        said=step.when.text,
        sources=context.sources(it.evidence.get(step.iri, ()), step.when.text),
        who=parts.who(context, step),
        group=context.link(step.group),
        used=[context.link(used) for used in step.used],
        gave=[context.link(gave) for gave in step.gave],
        before=context.link(order[at - 1]) if at else None,
        after=context.link(order[at + 1]) if at + 1 < len(order) else None,
        reuse=reuse.reuse(context, step.iri, [f"{NGCKG}{step.kind}"]),
    )


def lead(context: Context, step: Step) -> str:
    """A step in a whole sentence, with who took it."""
    say = context.say
    when = context.dates.prose(step.when)
    group = context.link(step.group, inside=True)
    bodies = [context.label(body, inside=True).text for body in parts.in_charge(step)]
    if not bodies:
        return parts.sentence(context, step)
    who = outer(say.listed([say.gettext("the %(body)s", body=body) for body in bodies]))
    match step.kind:
        case "Drafting":
            return say.gettext(
                "%(who)s drafted the professional recommendations for %(group)s %(when)s.",
                who=who,
                group=group,
                when=when,
            )
        case "Review":
            return say.gettext(
                "%(who)s reviewed the professional recommendations for %(group)s %(when)s.",
                who=who,
                group=group,
                when=when,
            )
        case "Approval":
            return say.gettext(
                "%(who)s approved the professional recommendations for %(group)s %(when)s.",
                who=who,
                group=group,
                when=when,
            )
        case _:
            return say.gettext(
                "%(who)s evaluated the patient group %(group)s %(when)s.",
                who=who,
                group=group,
                when=when,
            )


def bounds(context: Context, when: When) -> list[Bound]:
    """The four days, told as few as they are."""
    say = context.say

    def day(it: date | None) -> str:
        return say.gettext("not known") if it is None else context.dates.day(it)

    if not when.is_span:
        if when.is_day:
            return [Bound(say.gettext("Day"), day(when.start_not_before))]
        return [
            Bound(say.gettext("No earlier than"), day(when.start_not_before)),
            Bound(say.gettext("No later than"), day(when.end_not_after)),
        ]
    if when.start_not_before == when.start_not_after is not None:
        first = [Bound(say.gettext("Began"), day(when.start_not_before))]
    else:
        first = [
            Bound(say.gettext("Began no earlier than"), day(when.start_not_before)),
            Bound(say.gettext("Began no later than"), day(when.start_not_after)),
        ]
    if when.end_not_before == when.end_not_after is not None:
        return [*first, Bound(say.gettext("Ended"), day(when.end_not_after))]
    return [
        *first,
        Bound(say.gettext("Ended no earlier than"), day(when.end_not_before)),
        Bound(say.gettext("Ended no later than"), day(when.end_not_after)),
    ]
