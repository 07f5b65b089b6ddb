"""A specialist network: what did it do, with whom, who is in it?"""

from dataclasses import dataclass

from markupsafe import Markup, escape

from ngckg.errors import NotFound
from ngckg.namespaces import NGCKG
from ngckg.web.pages import facts, naming, parts, reuse, told, words
from ngckg.web.pages.context import Context, Label, Link, Source
from ngckg.web.pages.drawing import neighbours
from ngckg.web.pages.drawing.neighbours import Branch
from ngckg.web.pages.evidence import Evidence
from ngckg.web.pages.facts import Step
from ngckg.web.pages.frame import Place
from ngckg.web.pages.naming import Naming
from ngckg.web.pages.parts import Drawing, StepRow
from ngckg.web.pages.reuse import Reuse
from ngckg.web.pages.site import Made
from ngckg.web.pages.told import Told


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation in words: what it is, to what, where it stands."""

    label: str
    value: str
    sources: list[Source]


@dataclass(frozen=True, slots=True)
class NetworkPage:
    """Everything that the page of a network shows."""

    naming: Naming
    lead: str
    steps: list[StepRow]
    drawing: Drawing | None
    open_dates: bool
    unreviewed: list[Source]
    members: list[tuple[Link, list[Source]]]
    picture: Markup
    relations: list[Relation]
    called: list[tuple[str, str, list[Source]]]
    others: list[Link]
    others_count: str
    reuse: Reuse


async def made(context: Context, iri: str) -> Made:
    """The page of a specialist network. Raises NotFound where there is none."""
    bodies = await context.ask("page-bodies")
    networks = {
        row["body"].value: row["group"].value
        for row in bodies
        if row["class"].value == f"{NGCKG}SpecialistNetwork" and "group" in row
    }
    if iri not in networks:
        raise NotFound(f"There is no specialist network {facts.key(iri)!r}.")
    group = networks[iri]
    it = await told.read(context.ask, group)
    say = context.say
    kind = words.kind_name(say, "specialist-network")[0]
    own = [step for step in it.steps if iri in step.bodies]
    shown = [step for step in it.steps if step in own or step.kind == "Approval"]
    rows, drawing = parts.step_table(context, shown, it.evidence, it.reviewing, me=iri)
    others = [other for other in parts.by_name(context, networks) if other != iri]
    reviewed = any(step.kind == "Review" for step in it.steps)
    page = NetworkPage(
        naming=await naming.read(
            context,
            iri,
            kind,
            (place for step in own for place in it.evidence.get(step.iri, ())),
        ),
        lead=_lead(context, it, own),
        steps=rows,
        drawing=drawing,
        open_dates=any(not step.when.is_exact for step in shown),
        unreviewed=[] if reviewed else context.sources(it.general.of("review")),
        members=[
            (
                Link(
                    context.to.of(document.iri),
                    Label(document.title, None if context.lang == "da" else "da"),
                ),
                context.sources(it.evidence.get(document.iri, ()), document.title),
            )
            for document in it.documents
            if document.title and "medlemsliste" in document.title
        ],
        picture=_picture(context, iri, it, own),
        relations=_relations(context, iri, it, own),
        called=_called(context, it, own),
        others=[
            Link(context.to.of(other), context.link(networks[other]).label) for other in others
        ],
        others_count=say.count(len(others)),
        reuse=reuse.reuse(context, iri, [f"{NGCKG}SpecialistNetwork"]),
    )
    return Made(
        "network",
        page,
        Place(
            context.to.path(iri),
            menu="/",
            crumbs=[
                context.named(context.to.to("/"), words.kind_name(say, "patient-group")[1]),
                context.link(group),
            ],
            own_forms=page.reuse.forms,
        ),
        f"{page.naming.title.text} – {kind.lower()}",
        say.gettext(
            "What the %(name)s did, when and with whom, with the source of every fact.",
            name=context.label(iri, inside=True).text,
        ),
        kind,
    )


def _lead(context: Context, it: Told, own: list[Step]) -> str:
    say = context.say
    group = context.link(it.group, inside=True)
    told_ = []
    for step in own:
        when = context.dates.prose(step.when)
        if step.kind == "Drafting":
            told_.append(
                say.gettext(
                    "Drafted the professional recommendations for %(group)s %(when)s.",
                    group=group,
                    when=when,
                )
            )
        elif step.kind == "Evaluation":
            told_.append(say.gettext("Took part in evaluating the group %(when)s.", when=when))
    if not told_:
        return say.gettext("Advises on %(group)s.", group=group)
    return Markup(" ").join(told_)


def _relations(context: Context, iri: str, it: Told, own: list[Step]) -> list[Relation]:
    """What the picture shows, as a list with links and places."""
    say = context.say
    found = [
        Relation(
            say.pgettext("relation", "Advises on"),
            escape(context.link(it.group)),
            context.sources(it.evidence.get(iri, ())),
        )
    ]
    for step in own:
        where = context.sources(it.evidence.get(step.iri, ()), step.when.text)
        if step.kind == "Drafting":
            found += [
                Relation(
                    say.pgettext("relation", "Drafted"),
                    escape(context.link(gave)),
                    where,
                )
                for gave in step.gave
            ]
        else:
            others = [context.link(body) for body in step.bodies if body != iri]
            link = context.link(step.iri)
            value = (
                say.gettext("%(step)s, with %(others)s", step=link, others=context.joined(others))
                if others
                else escape(link)
            )
            found.append(Relation(say.pgettext("relation", "Collaborated on"), value, where))
            found += [
                Relation(
                    say.pgettext("relation", "Result"),
                    escape(context.link(gave)),
                    context.sources(it.evidence.get(gave, ())),
                )
                for gave in step.gave
            ]
    return found


def _picture(context: Context, iri: str, it: Told, own: list[Step]) -> Markup:
    """The network, what it advises on and drafted, what it worked on; and who else did."""
    say = context.say
    approving = [body for step in it.steps if step.kind == "Approval" for body in step.bodies]
    branches = [Branch(say.pgettext("edge", "advises on"), context.label(it.group).text)]
    for step in own:
        if step.kind == "Drafting":
            by = approving[0] if approving else None
            branches.append(
                Branch(
                    say.pgettext("edge", "drafted"),
                    say.gettext("Professional recommendations"),
                    beyond=(
                        say.pgettext("edge", "approved"),
                        words.kind_name(say, facts.kind(by))[0],
                    )
                    if by
                    else None,
                )
            )
        else:
            others = [body for body in step.bodies if body != iri]
            branches.append(
                Branch(
                    say.pgettext("edge", "collaborated on"),
                    say.gettext("Evaluation and status report")
                    if step.gave
                    else words.step_noun(say, step.kind),
                    beyond=(say.pgettext("edge", "carried out"), context.label(others[0]).text)
                    if others
                    else None,
                )
            )
    if len(branches) < neighbours.FEWEST - 1:
        return Markup("")
    name = context.label(iri).text
    sentences = [f"{name} {branch.edge} {branch.name}." for branch in branches]
    sentences += [
        f"{branch.beyond[1]} {branch.beyond[0]} {branch.name}."
        for branch in branches
        if branch.beyond
    ]
    return neighbours.picture(name, branches, " ".join(sentences))


def _called(context: Context, it: Told, own: list[Step]) -> list[tuple[str, str, list[Source]]]:
    """The words by which the page names the network, step by step."""
    say = context.say
    as_what = {
        "Drafting": say.gettext("As the drafter"),
        "Evaluation": say.gettext("In the evaluation"),
    }
    found = []
    for step in own:
        by_words: dict[str, list[Evidence]] = {}
        for place in it.evidence.get(step.iri, ()):
            if "netværk" in place.words.casefold():
                by_words.setdefault(place.words, []).append(place)
        found += [
            (
                as_what.get(step.kind, words.step_noun(say, step.kind)),
                said,
                context.sources(tuple(places)),
            )
            for said, places in by_words.items()
        ]
    return found
