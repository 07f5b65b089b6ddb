"""The search page: hits by kind, with the text that matched; never a blank page."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode
from xml.sax.saxutils import escape

from ngckg.web.pages import parts, words
from ngckg.web.pages.alternates import Form
from ngckg.web.pages.context import Context, Label, Link, Source
from ngckg.web.pages.evidence import by_thing
from ngckg.web.pages.finding import KINDS, Hit, Index
from ngckg.web.pages.frame import Place
from ngckg.web.pages.messages import Messages
from ngckg.web.pages.site import Made

#: So many hits of one kind are shown where all kinds are.
SHOWN: Final = 10
#: So many where one kind was chosen.
MOST: Final = 200


@dataclass(frozen=True, slots=True)
class HitRow:
    """A hit: the thing; what matched where it was not the name that is shown."""

    link: Link
    matched: str
    text: Label | None
    sources: list[Source]


@dataclass(frozen=True, slots=True)
class KindOfHits:
    """The hits of one kind."""

    title: str
    rows: list[HitRow]
    count: int
    more: str | None


@dataclass(frozen=True, slots=True)
class Facet:
    """A kind to narrow the hits to."""

    text: str
    count: int
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Everything that the search page shows."""

    title: str
    query: str
    kinds: list[KindOfHits]
    facets: list[Facet]
    nearest: list[Link]
    groups: list[Link]


async def made(context: Context, index: Index, query: str, kind: str | None) -> Made:
    """The hits of a query; without one, an empty field and all groups."""
    say = context.say
    query = " ".join(query.split())
    kind = kind if kind in KINDS else None
    hits = index.find(query)
    counts = Counter(hit.kind for hit in hits)
    shown = [hit for hit in hits if kind is None or hit.kind == kind]
    groups = [row["group"].value for row in await context.ask("page-groups")]
    title = _title(say, query, len(shown))
    page = SearchPage(
        title=title,
        query=query,
        kinds=[
            await _of_kind(context, query, name, [hit for hit in shown if hit.kind == name], kind)
            for name in KINDS
            if any(hit.kind == name for hit in shown)
        ],
        facets=_facets(context, query, counts, kind) if len(counts) > 1 else [],
        nearest=[context.link(it.thing) for it in index.nearest(query)]
        if query and not shown
        else [],
        groups=[] if shown else [context.link(it) for it in parts.by_name(context, groups)],
    )
    parameters = {"q": query} | ({"kind": kind} if kind else {})
    return Made(
        "search",
        page,
        Place("/search", parameters, own_forms=[_answer(parameters)])
        if query
        else Place("/search"),
        title,
        say.gettext("Search in the names, definitions and codes of the graph, in both languages."),
        sought=query,
    )


def _answer(parameters: Mapping[str, str]) -> Form:
    return Form("JSON", f"/api/search?{urlencode(parameters)}", "application/json")


def open_search(base: str, say: Messages) -> bytes:
    """The OpenSearch 1.1 description, by which browsers and catalogues search us."""
    template = f"{base}/search?{urlencode({'lang': say.lang})}&q={{searchTerms}}"
    name = escape(say.gettext("Patient groups"))
    text = escape(
        say.gettext("Search in the names, definitions and codes of the graph, in both languages.")
    )
    results = f"{base}/api/search?q={{searchTerms}}"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{name[:16]}</ShortName>\n"
        f"<Description>{text}</Description>\n<Language>{say.lang}</Language>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n"
        f'<Url type="text/html" template="{escape(template)}"/>\n'
        f'<Url type="application/json" template="{escape(results)}"/>\n'
        "</OpenSearchDescription>\n"
    ).encode()


def kind_title(say: Messages, kind: str) -> str:
    """A kind of hit, as its heading says it."""
    if kind == "term":
        return say.gettext("Terms of the ontology")
    return words.kind_name(say, kind)[1]


def _title(say: Messages, query: str, n: int) -> str:
    if not query:
        return say.gettext("Search")
    if not n:
        return say.gettext("Nothing found for “%(query)s”", query=query)
    return say.ngettext("%(n)s hit for “%(query)s”", "%(n)s hits for “%(query)s”", n, query=query)


def _facets(context: Context, query: str, counts: Counter[str], kind: str | None) -> list[Facet]:
    say = context.say
    facets = [
        Facet(say.gettext("All"), counts.total(), context.to.to("/search", q=query), kind is None)
    ]
    return facets + [
        Facet(
            kind_title(say, name),
            counts[name],
            context.to.to("/search", q=query, kind=name),
            kind == name,
        )
        for name in KINDS
        if name in counts
    ]


async def _of_kind(
    context: Context, query: str, kind: str, hits: list[Hit], chosen: str | None
) -> KindOfHits:
    most = MOST if chosen else SHOWN
    return KindOfHits(
        kind_title(context.say, kind),
        [await _row(context, hit) for hit in hits[:most]],
        len(hits),
        context.to.to("/search", q=query, kind=kind) if len(hits) > most and not chosen else None,
    )


async def _row(context: Context, hit: Hit) -> HitRow:
    """A hit; words of the source have their line."""
    entry = hit.entry
    link = context.link(hit.thing)
    own = entry.what == "name" and entry.lang == context.lang
    sources: list[Source] = []
    if entry.what == "title":
        places = by_thing(await context.ask("page-evidence", about=hit.thing))
        sources = context.sources(places.get(hit.thing, ()), entry.text)
    say = context.say
    matched = {
        "name": say.gettext("in Danish") if entry.lang == "da" else say.gettext("in English"),
        "other name": say.gettext("also called"),
        "definition": say.gettext("in the definition"),
        "title": say.gettext("the page writes"),
        "code": say.gettext("in another vocabulary"),
    }[entry.what]
    return HitRow(
        link,
        "" if own else matched,
        None if own else Label(entry.text, None if entry.lang == context.lang else entry.lang),
        sources,
    )
