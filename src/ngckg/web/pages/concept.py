"""A concept or a scheme of concepts: what it means, and of which groups the source states it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ngckg.errors import NotFound
from ngckg.namespaces import PREFIXES
from ngckg.web.pages import facts, naming, overview, parts, reuse, vocabularies, words
from ngckg.web.pages.anything import Said, pointing
from ngckg.web.pages.context import Context, Label, Link, Source, thing
from ngckg.web.pages.evidence import by_thing
from ngckg.web.pages.frame import Place
from ngckg.web.pages.naming import Naming
from ngckg.web.pages.reuse import Reuse
from ngckg.web.pages.rows import Row
from ngckg.web.pages.site import Made
from ngckg.web.pages.vocabularies import Mappings

_SKOS: Final = PREFIXES["skos"]
_OFFERED: Final = ("analysis-type", "analysis-purpose")
#: What the general part of the source says that all groups are offered.
_OFFERED_TO_ALL: Final = thing("analysis-type", "whole-genome-sequencing")


@dataclass(frozen=True, slots=True)
class Stated:
    """A group of which the source states the concept; `only` for a part of it."""

    group: Link
    aside: str
    sources: list[Source]


@dataclass(frozen=True, slots=True)
class ConceptPage:
    """Everything that the page of a concept shows."""

    naming: Naming
    definitions: list[Label]
    notes: list[Label]
    scheme: Link | None
    stated: list[Stated]
    of_all: list[Source]
    silent: int
    pointed: list[Said]
    mappings: Mappings
    reuse: Reuse


@dataclass(frozen=True, slots=True)
class Member:
    """A concept in the list of its scheme."""

    link: Link
    definition: Label | None


@dataclass(frozen=True, slots=True)
class SchemePage:
    """Everything that the page of a scheme shows."""

    naming: Naming
    description: list[Label]
    concepts: list[Member]
    reuse: Reuse


async def made(context: Context, iri: str) -> Made:
    """The page of a concept. Raises NotFound where there is none."""
    notes = await context.ask("page-notes", thing=iri)
    schemes = await context.ask("page-concepts", concept=iri)
    if not schemes:
        raise NotFound(f"There is no concept at {context.to.path(iri)}.")
    kind = facts.kind(iri)
    name, many = words.kind_name(context.say, kind)
    stated = await _stated(context, iri, kind)
    of_all = await _of_all(context) if iri == _OFFERED_TO_ALL else []
    scheme = context.link(schemes[0]["scheme"].value)
    page = ConceptPage(
        naming=await naming.read(context, iri, name),
        definitions=_texts(context, notes, "definition"),
        notes=_texts(context, notes, "scopeNote"),
        scheme=scheme,
        stated=stated,
        of_all=of_all,
        silent=await _silent(context) if kind in _OFFERED and not of_all else 0,
        pointed=[] if stated else await pointing(context, iri),
        mappings=await vocabularies.read(context, iri),
        reuse=reuse.reuse(
            context,
            iri,
            around=parts.by_name(
                context,
                [
                    row["concept"].value
                    for row in await context.ask("page-concepts", scheme=schemes[0]["scheme"].value)
                ],
            ),
        ),
    )
    return Made(
        "concept",
        page,
        Place(
            context.to.path(iri),
            crumbs=[context.named(context.to.to(f"/page/{kind}"), many)],
            own_forms=page.reuse.forms,
        ),
        f"{page.naming.title.text} – {name.lower()}",
        page.definitions[0].text if page.definitions else page.naming.title.text,
        page.naming.title,
    )


async def scheme_made(context: Context, iri: str) -> Made:
    """The page of a scheme of concepts. Raises NotFound where there is none."""
    concepts = [row["concept"].value for row in await context.ask("page-concepts", scheme=iri)]
    notes = await context.ask("page-notes", thing=iri)
    if not concepts and not notes:
        raise NotFound(f"There is no concept scheme {facts.key(iri)!r}.")
    name, many = words.kind_name(context.say, "scheme")
    members = []
    for concept in parts.by_name(context, concepts):
        own = await context.ask("page-notes", thing=concept)
        found = _texts(context, own, "definition")
        members.append(Member(context.link(concept), found[0] if found else None))
    page = SchemePage(
        naming=await naming.read(context, iri, name),
        description=_texts(context, notes, "description", PREFIXES["dcterms"]),
        concepts=members,
        reuse=reuse.reuse(context, iri, [f"{_SKOS}ConceptScheme"]),
    )
    return Made(
        "scheme",
        page,
        Place(
            context.to.path(iri),
            crumbs=[context.named(context.to.to("/page/scheme"), many)],
            own_forms=page.reuse.forms,
        ),
        f"{page.naming.title.text} – {name.lower()}",
        page.description[0].text if page.description else page.naming.title.text,
        page.naming.title,
    )


async def _stated(context: Context, iri: str, kind: str) -> list[Stated]:
    """The groups of which the source states it, each with its place."""
    found: list[tuple[str, str, str]] = []
    if kind in _OFFERED:
        for offer in facts.offers(await context.ask("page-offers")):
            if iri in (offer.type, offer.purpose):
                part = offer.part and context.say.gettext(
                    "only %(part)s", part=context.label(offer.part, inside=True).text
                )
                found.append((offer.group, offer.iri, part or ""))
    elif kind.endswith("-status") or kind == "status-basis":
        for status in facts.statuses(await context.ask("page-statuses")):
            if iri in (status.value, status.basis):
                aside = (
                    words.basis_aside(context.say, status)
                    if kind != "status-basis"
                    else (words.status_property(context.say, status.property))
                )
                found.append((status.group, status.iri, aside or ""))
    by_group: dict[str, list[tuple[str, str]]] = {}
    for group, said, aside in found:
        by_group.setdefault(group, []).append((said, aside))
    stated = []
    for group in parts.by_name(context, by_group):
        places = by_thing(await context.ask("page-evidence", about=group))
        stated += [
            Stated(context.link(group), aside, context.sources(places.get(said, ())))
            for said, aside in by_group[group]
        ]
    return stated


async def _of_all(context: Context) -> list[Source]:
    """Where the source says which analysis all groups are offered."""
    general = overview.general(await context.ask("page-general"))
    return context.sources(general.of("analysis"))


async def _silent(context: Context) -> int:
    """Of how many groups the source names no analysis in particular."""
    groups = {row["group"].value for row in await context.ask("page-groups")}
    return len(groups - {it.group for it in facts.offers(await context.ask("page-offers"))})


def _texts(
    context: Context, notes: Sequence[Row], name: str, namespace: str = _SKOS
) -> list[Label]:
    """The texts of a property, the page's language first."""
    found = [row["text"] for row in notes if row["property"].value == f"{namespace}{name}"]
    found.sort(key=lambda it: (it.lang != context.lang, it.lang or "", it.value))
    return [Label(it.value, None if it.lang == context.lang else it.lang) for it in found]
