"""A patient group: may I order, and what stands behind it?"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import escape

from ngckg.namespaces import NGCKG
from ngckg.web.pages import clashes, facts, naming, parts, reuse, told, vocabularies, words
from ngckg.web.pages.clashes import Clash
from ngckg.web.pages.context import Context, Label, Link, Source, thing
from ngckg.web.pages.facts import Document, Offer, Status
from ngckg.web.pages.frame import Place
from ngckg.web.pages.naming import Naming
from ngckg.web.pages.parts import Cell, Drawing, EvidenceOf, StepRow
from ngckg.web.pages.reuse import Reuse
from ngckg.web.pages.silence import Silence, not_mentioned
from ngckg.web.pages.site import Made
from ngckg.web.pages.told import Told
from ngckg.web.pages.vocabularies import Mappings


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that is stated: a status or a link, an aside, the lines that carry it.

    `opens` where its words are worth reading on the spot.
    """

    cell: Cell | None
    value: str
    aside: str | None
    sources: list[Source]
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Property:
    """What is stated of one property; nothing where the source is silent."""

    label: str
    said: list[Said]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document in a table."""

    link: Link
    kind: str
    url: str | None
    sources: list[Source]


@dataclass(frozen=True, slots=True)
class GroupPage:
    """Everything that the page of a group shows."""

    naming: Naming
    lead: str
    sections: list[tuple[int, int, str]]
    clashes: list[Clash]
    notes: list[str]
    status: list[Property]
    steps: list[StepRow]
    drawing: Drawing | None
    open_dates: bool
    documents: list[DocumentRow]
    addresses: bool
    silent: list[Silence]
    mappings: Mappings
    reuse: Reuse


async def made(context: Context, group: str) -> Made:
    """The page of a patient group. Raises NotFound where there is none."""
    page = await view(context, group)
    say = context.say
    kind, many = words.kind_name(say, "patient-group")
    name = context.label(group)
    return Made(
        "group",
        page,
        Place(
            context.to.path(group),
            menu="/",
            crumbs=[context.named(context.to.to("/"), many)],
            own_forms=page.reuse.forms,
        ),
        f"{name.text} – {kind.lower()}",
        say.gettext(
            "Status, course and documents of the patient group %(name)s, with the source of every "
            "fact.",
            name=context.label(group, inside=True).text,
        ),
        name,
    )


async def view(context: Context, group: str) -> GroupPage:
    """What is told of one group."""
    it = await told.read(context.ask, group)
    say = context.say
    groups = [row["group"].value for row in await context.ask("page-groups")]
    notes = await context.ask("page-notes", thing=group)
    rows, drawing = parts.step_table(context, it.steps, it.evidence, it.reviewing)
    sections = it.sections()
    return GroupPage(
        naming=await naming.read(context, group, words.kind_name(say, "patient-group")[0]),
        lead=_lead(context, it),
        sections=[
            (first, last, context.to.line(source, first)) for source, first, last in sections
        ],
        clashes=clashes.clashes(context, it.statuses, it.evidence),
        notes=[
            row["text"].value
            for row in notes
            if row["property"].value.endswith("#editorialNote") and row["text"].lang == context.lang
        ],
        status=[*_statuses(context, it), _analyses(context, it)],
        steps=rows,
        drawing=drawing,
        open_dates=any(not step.when.is_exact for step in it.steps),
        documents=[document_row(context, each, it.evidence) for each in it.documents],
        addresses=any(each.url for each in it.documents),
        silent=not_mentioned(context, it),
        mappings=await vocabularies.read(context, group),
        reuse=reuse.reuse(
            context,
            group,
            [f"{NGCKG}PatientGroup"],
            ask=context.named(
                context.to.to("/queries/forloeb-for-en-gruppe", group=group),
                say.gettext("The group’s steps and dates with SPARQL"),
            ),
            around=parts.by_name(context, groups),
        ),
    )


def document_row(context: Context, document: Document, evidence: EvidenceOf) -> DocumentRow:
    """A document with its title as the source has it."""
    title = (
        Label(document.title, "da" if context.lang != "da" else None)
        if document.title
        else (context.label(document.iri))
    )
    return DocumentRow(
        Link(context.to.of(document.iri), title),
        words.document_kind(context.say, document.kind),
        document.url,
        context.sources(evidence.get(document.iri, ()), document.title),
    )


def _lead(context: Context, it: Told) -> str:
    """The course in one sentence."""
    say = context.say
    done = []
    if any(step.kind == "Drafting" for step in it.steps):
        done.append(say.gettext("drafted by the group’s specialist network"))
    reviewed = [body for step in it.steps if step.kind == "Review" for body in step.bodies]
    if reviewed and len(reviewed) == len(it.reviewing) == 2:
        done.append(say.gettext("reviewed by both working groups"))
    elif reviewed:
        by = say.listed([words.reviewer_in_sentence(context, body) for body in reviewed])
        done.append(say.gettext("reviewed by %(who)s", who=by))
    done += [
        say.gettext("approved %(when)s", when=context.dates.prose(step.when))
        for step in it.steps
        if step.kind == "Approval"
    ]
    if not done:
        return say.gettext("The source tells nothing of how the recommendations came about.")
    first = say.gettext("The professional recommendations were %(done)s.", done=say.listed(done))
    later = [
        say.gettext("The group was evaluated %(when)s.", when=context.dates.prose(step.when))
        for step in it.steps
        if step.kind == "Evaluation"
    ]
    return " ".join([first, *later])


def _statuses(context: Context, it: Told) -> list[Property]:
    """Always all of them, in one order; a reader must see what the source is silent on."""
    rows = []
    for name in facts.STATUS_PROPERTIES:
        said = [status for status in it.statuses if status.property == name]
        clash = len({status.value for status in said}) > 1
        rows.append(
            Property(
                words.status_property(context.say, name),
                [
                    Said(
                        Cell(
                            "warn" if clash else words.status_mark(status.value),
                            words.status_value(context, status),
                            _form(context, status, it.documents),
                        ),
                        "",
                        words.basis_aside(context.say, status),
                        context.sources(it.evidence.get(status.iri, ())),
                        opens=facts.key(status.basis or "") in ("position", "remainder", "named"),
                    )
                    for status in said
                ],
            )
        )
    return rows


def _form(context: Context, status: Status, documents: Sequence[Document]) -> str | None:
    """The document that a status speaks of, where the source lists it."""
    kind = {
        ("requisitionStatus", "available"): "RequisitionForm",
        ("statusReportStatus", "published"): "StatusReport",
    }.get((status.property, facts.key(status.value)))
    return next((context.to.of(it.iri) for it in documents if it.kind == kind), None)


def _analyses(context: Context, it: Told) -> Property:
    """What the group is offered by its own section, and what is said of all groups."""
    say = context.say
    said = [
        Said(None, _offer(context, each), None, context.sources(it.evidence.get(each.iri, ())))
        for each in it.offers
    ]
    if analysis := it.general.of("analysis"):
        link = context.link(thing("analysis-type", "whole-genome-sequencing"), inside=True)
        said.append(
            Said(
                None,
                escape(link),
                say.gettext("said of all groups"),
                context.sources(analysis),
                opens=True,
            )
        )
    return Property(say.pgettext("column", "Analysis"), said)


def _offer(context: Context, offer: Offer) -> str:
    say = context.say
    analysis = context.link(offer.type, inside=True)
    said: str = escape(analysis)
    if offer.purpose:
        purpose = context.link(offer.purpose, inside=True)
        said = say.gettext("%(analysis)s for %(purpose)s", analysis=said, purpose=purpose)
    if offer.part:
        part = context.label(offer.part, inside=True)
        said = say.gettext("%(analysis)s, only for %(part)s", analysis=said, part=part)
    return said
