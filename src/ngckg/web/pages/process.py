"""The process as one picture, then step by step with who, how often, and what the source says."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ngckg.namespaces import NGCKG
from ngckg.web.pages import facts, overview, words
from ngckg.web.pages.context import Context, Link, Source
from ngckg.web.pages.drawing import flow
from ngckg.web.pages.evidence import by_thing
from ngckg.web.pages.facts import Step
from ngckg.web.pages.frame import Place
from ngckg.web.pages.overview import Groups
from ngckg.web.pages.site import Made


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of the process: what happens, who does it, for how many groups it is told of."""

    what: Link
    who: str
    count: str
    text: str


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter of the general part with the words of the source."""

    label: Link
    sources: list[Source]


@dataclass(frozen=True, slots=True)
class Early:
    """A review that is dated before the drafting had certainly ended."""

    group: Link
    review: Link
    drafting: Link
    sources: list[Source]


@dataclass(frozen=True, slots=True)
class ProcessPage:
    """Everything that the page of the process shows."""

    across: Markup
    down: Markup
    stages: list[Stage]
    early: list[Early]
    matters: list[Matter]


async def made(context: Context) -> Made:
    """The page of the process."""
    known = await overview.read(context.ask)
    general = await context.ask("page-general")
    places = by_thing(general)
    kinds: dict[str, list[str]] = {}
    for row in general:
        kinds.setdefault(row["kind"].value, []).append(row["thing"].value)
    say = context.say
    stages = _stages(context, known)
    stations = _stations(context, known)
    sentence = " ".join(f"{it.what}: {it.who}, {it.count}." for it in stations)
    evidence = by_thing(await context.ask("page-evidence-of-steps"))
    page = ProcessPage(
        across=flow.across(stations, sentence) if stations else Markup(""),
        down=flow.down(stations, sentence) if stations else Markup(""),
        stages=stages,
        early=[
            Early(
                context.link(review.group),
                context.link(review.iri, say.pgettext("definite", "the review")),
                context.link(drafting.iri, say.pgettext("definite", "the drafting")),
                context.sources(evidence.get(drafting.iri, ()), drafting.when.text)
                + context.sources(evidence.get(review.iri, ()), review.when.text),
            )
            for drafting, review in early(known)
        ],
        matters=sorted(
            (
                Matter(
                    context.link(kind),
                    context.sources(
                        tuple(place for thing in dict.fromkeys(them) for place in places[thing])
                    ),
                )
                for kind, them in kinds.items()
            ),
            key=lambda it: it.sources[0].start if it.sources else 0,
        ),
    )
    title = say.gettext("How a recommendation comes about")
    return Made(
        "process",
        page,
        Place("/process", menu="/process"),
        title,
        say.gettext(
            "Drafting, review, approval and evaluation of the professional recommendations: who "
            "does what, and for how many patient groups the source mentions it."
        ),
    )


def early(known: Groups) -> list[tuple[Step, Step]]:
    """Draftings with a review that certainly came before they had ended."""
    found = []
    for steps in known.steps.values():
        for drafting in (it for it in steps if it.kind == "Drafting"):
            ended = drafting.when.end_not_before
            found += [
                (drafting, review)
                for review in steps
                if review.kind == "Review"
                and ended is not None
                and review.when.end_not_after is not None
                and review.when.end_not_after < ended
            ]
    return found


def _stations(context: Context, known: Groups) -> list[flow.Station]:
    """What the picture shows; reviews stand side by side, since none waits for another."""
    say = context.say

    def count(kind: str, body: str | None = None) -> str:
        n = sum(known.step(group, kind, body) is not None for group in known.groups)
        return say.ngettext("%(n)s group", "%(n)s groups", n)

    def station(kind: str, turn: int, body: str | None = None) -> flow.Station:
        who = (
            say.gettext("A national specialist network for each group")
            if kind == "Drafting"
            else say.listed(
                [context.label(it).text for it in ([body] if body else _who(known, kind))]
            )
        )
        return flow.Station(who, words.step_noun(say, kind), count(kind, body), turn)

    stations = [station("Drafting", 0)]
    stations += [station("Review", 1, body) for body in known.reviewing]
    stations += [station("Approval", 2), station("Evaluation", 3)]
    return [it for it in stations if it.who]


def _stages(context: Context, known: Groups) -> list[Stage]:
    say = context.say
    texts = {
        "Drafting": say.gettext(
            "The network writes the recommendations: the indications and clinical criteria, and "
            "what is expected of whole genome sequencing."
        ),
        "Review": say.gettext("A working group comments from its point of view."),
        "Approval": say.gettext("The steering group approves the recommendations."),
        "Evaluation": say.gettext(
            "The Danish National Genome Center evaluates the patient group together with the "
            "network."
        ),
    }
    rows = []
    for kind in facts.STEP_KINDS:
        bodies: Sequence[str | None] = known.reviewing if kind == "Review" else [None]
        for body in bodies:
            n = sum(known.step(group, kind, body) is not None for group in known.groups)
            if kind == "Drafting":
                href = context.to.to("/page/specialist-network")
                networks = context.named(href, say.gettext("National specialist networks"))
                who = context.joined([networks])
            else:
                who = context.joined(
                    [context.link(it) for it in ([body] if body else _who(known, kind))]
                )
            rows.append(
                Stage(
                    context.link(f"{NGCKG}{kind}", words.step_noun(say, kind)),
                    who,
                    say.ngettext("%(n)s group", "%(n)s groups", n),
                    texts[kind],
                )
            )
    return rows


def _who(known: Groups, kind: str) -> list[str]:
    """Who takes a kind of step, networks aside."""
    return sorted(
        {
            body
            for step in known.all_steps()
            if step.kind == kind
            for body in step.bodies
            if facts.kind(body) != "specialist-network"
        }
    )
