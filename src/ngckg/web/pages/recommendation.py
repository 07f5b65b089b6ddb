"""A recommendation: the work that stands between a network and the steering group."""

from collections.abc import Sequence
from dataclasses import dataclass

from ngckg.errors import NotFound
from ngckg.namespaces import NGCKG
from ngckg.web.pages import facts, naming, parts, reuse, told, words
from ngckg.web.pages.around import Around, Neighbour, around
from ngckg.web.pages.context import Context, Link, Source
from ngckg.web.pages.facts import Step
from ngckg.web.pages.frame import Place
from ngckg.web.pages.group import DocumentRow, document_row
from ngckg.web.pages.naming import Naming
from ngckg.web.pages.parts import Drawing, StepRow
from ngckg.web.pages.reuse import Reuse
from ngckg.web.pages.site import Made
from ngckg.web.pages.told import Told

#: What a recommendation may say in numbers and words, once somebody has read it.
_EXPECTED = ("expectedAnnualSequencings", "expectedDiagnosticYield", "expectedClinicalEffect")


@dataclass(frozen=True, slots=True)
class Expected:
    """Something that a recommendation is to contain; None where it has not been read."""

    label: str
    value: str | None


@dataclass(frozen=True, slots=True)
class RecommendationPage:
    """Everything that the page of a recommendation shows."""

    naming: Naming
    lead: str
    group: Link
    sources: list[Source]
    expected: list[Expected]
    content: list[Source]
    documents: list[DocumentRow]
    steps: list[StepRow]
    drawing: Drawing | None
    around: Around
    reuse: Reuse


async def made(context: Context, iri: str) -> Made:
    """The page of a recommendation. Raises NotFound where there is none."""
    about = await context.ask("page-about", thing=iri)
    said = {row["property"].value: row["value"].value for row in about}
    group = said.get(f"{NGCKG}recommendationFor")
    if group is None:
        raise NotFound(f"There is no recommendation {facts.key(iri)!r}.")
    it = await told.read(context.ask, group)
    steps = [step for step in it.steps if iri in step.used or iri in step.gave]
    rows, drawing = parts.step_table(context, steps, it.evidence, it.reviewing)
    say = context.say
    kind, many = words.kind_name(say, "recommendation")
    page = RecommendationPage(
        naming=await naming.read(context, iri, kind),
        lead=say.gettext(
            "What the specialist network recommends for %(group)s, as a work: whatever the file "
            "or edition.",
            group=context.link(group, inside=True),
        ),
        group=context.link(group),
        sources=context.sources(it.evidence.get(iri, ())),
        expected=[
            Expected(context.label(f"{NGCKG}{name}").text, said.get(f"{NGCKG}{name}"))
            for name in _EXPECTED
        ],
        content=context.sources(it.general.of("content")),
        documents=[
            document_row(context, each, it.evidence)
            for each in it.documents
            if each.recommendation == iri
        ],
        steps=rows,
        drawing=drawing,
        around=_around(context, iri, it, steps),
        reuse=reuse.reuse(context, iri, [f"{NGCKG}Recommendation"]),
    )
    return Made(
        "recommendation",
        page,
        Place(
            context.to.path(iri),
            menu="/",
            crumbs=[
                context.named(context.to.to("/"), words.kind_name(say, "patient-group")[1]),
                page.group,
            ],
            own_forms=page.reuse.forms,
        ),
        f"{page.naming.title.text} – {kind.lower()}",
        page.lead,
        many,
    )


def _around(context: Context, iri: str, it: Told, steps: Sequence[Step]) -> Around:
    """Whom it is for, who drafted, reviewed and approved it, where it can be read."""
    say = context.say
    edges = {
        "Drafting": say.pgettext("edge", "drafted"),
        "Review": say.pgettext("edge", "reviewed"),
        "Approval": say.pgettext("edge", "approved"),
    }
    beside = [Neighbour(it.group, say.pgettext("edge", "is for"))]
    beside += [
        Neighbour(body, edges[step.kind], inward=True)
        for step in steps
        if step.kind in edges
        for body in step.bodies
    ]
    beside += [
        Neighbour(document.iri, say.pgettext("edge", "sets out"), inward=True, name=document.title)
        for document in it.documents
        if document.recommendation == iri
    ]
    return around(context, iri, beside)
