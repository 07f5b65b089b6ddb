"""What several pages share: status cells, tables of steps with pictures, time scales."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from ngckg.web.pages import collation, words
from ngckg.web.pages.context import Context, Link, Source
from ngckg.web.pages.drawing import timeline
from ngckg.web.pages.drawing.scale import Scale, around
from ngckg.web.pages.drawing.timeline import Mark
from ngckg.web.pages.evidence import Evidence
from ngckg.web.pages.facts import Status, Step, key, kind

EvidenceOf = dict[str, tuple[Evidence, ...]]


@dataclass(frozen=True, slots=True)
class Cell:
    """A status in a table: a shape and words; `href` where there is more to say."""

    mark: str
    text: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """A column of pictures on one scale: what they share, and the head of the column."""

    axis: Markup
    grid: Markup


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step in a table."""

    what: Link
    who: str
    picture: Markup
    said: str
    sources: list[Source]


def status_cell(context: Context, statuses: Sequence[Status], clash: str) -> Cell | None:
    """The statements of one status; None where the source says nothing; `clash` tells more."""
    if not statuses:
        return None
    if len({it.value for it in statuses}) > 1:
        return Cell("warn", context.say.gettext("the source says both"), clash)
    first = statuses[0]
    return Cell(words.status_mark(first.value), words.status_value(context, first))


def reviewers(steps: Iterable[Step]) -> list[str]:
    """The bodies that reviewed, in the order of their keys."""
    found = {body for step in steps if step.kind == "Review" for body in step.bodies}
    return sorted(found, key=key)


def mark(step: Step, reviewing: Sequence[str]) -> Mark:
    """How a step is drawn; the first of the reviewers above the line, others below."""
    match step.kind:
        case "Drafting":
            return Mark.DRAFTING
        case "Approval":
            return Mark.APPROVAL
        case "Evaluation":
            return Mark.EVALUATION
        case _:
            first = bool(reviewing) and reviewing[0] in step.bodies
            return Mark.REVIEW_ABOVE if first else Mark.REVIEW_BELOW


def drawing(context: Context, scale: Scale) -> Drawing:
    """The head of a column of pictures and the grid behind them."""
    return Drawing(timeline.axis(scale, context.dates), timeline.grid(scale))


def step_table(
    context: Context,
    steps: Sequence[Step],
    evidence: EvidenceOf,
    reviewing: Sequence[str],
    me: str | None = None,
) -> tuple[list[StepRow], Drawing | None]:
    """Steps as rows, each with its picture, all on the scale of their months.

    `me` is the body whose page it is: it is not linked to itself.
    """
    scale = around(step.when for step in steps)
    if scale is None:
        return [], None
    rows = [
        StepRow(
            context.link(step.iri, words.step_done(context.say, step.kind)),
            who(context, step, me),
            timeline.picture(
                [(mark(step, reviewing), step.when)],
                scale,
                context.dates.ends(step.when),
                together=False,
            ),
            step.when.text,
            context.sources(evidence.get(step.iri, ()), step.when.text),
        )
        for step in steps
    ]
    return rows, drawing(context, scale)


def sentence(context: Context, step: Step) -> str:
    """A step in a sentence: "Godkendt i maj eller juni 2022." """
    say = context.say
    when = context.dates.prose(step.when)
    match step.kind:
        case "Drafting":
            return say.gettext("Drafted %(when)s.", when=when)
        case "Approval":
            return say.gettext("Approved %(when)s.", when=when)
        case "Evaluation":
            return say.gettext("Evaluated %(when)s.", when=when)
        case _:
            who = say.listed([words.reviewer_in_sentence(context, it) for it in step.bodies])
            if not who:
                return say.gettext("Reviewed %(when)s.", when=when)
            return say.gettext("Reviewed by %(who)s %(when)s.", who=who, when=when)


def course_picture(
    context: Context, steps: Sequence[Step], scale: Scale, reviewing: Sequence[str]
) -> Markup:
    """All steps of one group in one row."""
    # What lies on top is drawn last: the marks of days over the bars.
    return timeline.picture(
        [(mark(step, reviewing), step.when) for step in steps],
        scale,
        " ".join(sentence(context, step) for step in steps),
        together=True,
    )


def by_name(context: Context, things: Iterable[str]) -> list[str]:
    """Things in the order of their names."""
    return sorted(things, key=lambda it: (collation.key(context.label(it).text), it))


def in_charge(step: Step) -> list[str]:
    """Who took a step; who answers for it first: an authority before the network that helped."""
    return sorted(step.bodies, key=lambda it: (kind(it) == "specialist-network", it))


def who(context: Context, step: Step, me: str | None = None) -> str:
    """Who took a step, each linked but the body whose page it is."""
    say = context.say
    bodies = in_charge(step)
    linked: list[Markup] = []
    for position, body in enumerate(bodies):
        if body == me:
            linked.append(escape(words.this_body(say, kind(body))))
        else:
            short = kind(body) == "specialist-network" and position > 0
            link = context.link(body, say.gettext("the specialist network") if short else None)
            linked.append(escape(link))
    if not linked:
        return say.gettext("not named")
    if len(linked) > 1 and step.kind == "Evaluation":
        first, *others = linked
        return say.gettext("%(who)s, with %(others)s", who=first, others=say.listed(list(others)))
    return say.listed(list(linked))
