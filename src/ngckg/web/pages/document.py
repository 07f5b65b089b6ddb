"""A document: which paper, for whom, where?"""

from dataclasses import dataclass

from markupsafe import Markup

from ngckg.errors import NotFound
from ngckg.namespaces import NGCKG
from ngckg.web.pages import facts, naming, reuse, sic, told, words
from ngckg.web.pages.context import Context, Link, Source
from ngckg.web.pages.frame import Place
from ngckg.web.pages.naming import Naming
from ngckg.web.pages.reuse import Reuse
from ngckg.web.pages.site import Made


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """Everything that the page of a document shows."""

    naming: Naming
    title: Markup | None
    slips: list[str]
    kind: str
    kind_link: Link
    group: Link
    url: str | None
    sources: list[Source]
    recommendation: Link | None
    steps: list[tuple[str, Link]]
    others: list[Link]
    reuse: Reuse


async def made(context: Context, iri: str) -> Made:
    """The page of a document. Raises NotFound where there is none."""
    rows = await context.ask("page-documents", document=iri)
    if not rows:
        raise NotFound(f"There is no document {facts.key(iri)!r}.")
    document = facts.documents(rows)[0]
    it = await told.read(context.ask, document.group)
    label = context.names.own(iri, "da") or ""
    slips = sic.slips(document.title, label) if document.title else []
    say = context.say
    kind = words.kind_name(say, "document")[0]
    page = DocumentPage(
        naming=await naming.read(context, iri, kind),
        title=sic.marked(document.title, slips) if document.title else None,
        slips=slips,
        kind=words.document_kind(say, document.kind),
        kind_link=context.link(f"{NGCKG}{document.kind}"),
        group=context.link(document.group),
        url=document.url,
        sources=context.sources(it.evidence.get(iri, ()), document.title),
        recommendation=context.link(document.recommendation) if document.recommendation else None,
        steps=[
            (
                say.gettext("Result of") if iri in step.gave else say.gettext("Used in"),
                context.link(step.iri),
            )
            for step in it.steps
            if iri in step.gave or iri in step.used
        ],
        others=[context.link(other.iri) for other in it.documents if other.iri != iri],
        reuse=reuse.reuse(context, iri, [f"{NGCKG}{document.kind}"]),
    )
    return Made(
        "document",
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
        say.gettext(
            "The document %(title)s: for whom it is, where it is, where the source mentions it.",
            title=page.naming.title.text,
        ),
        page.kind,
    )
