"""What is odd in the source: what the release's own validation found, and slips in its text."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ngckg.namespaces import PREFIXES
from ngckg.web.api.contradictions import Found
from ngckg.web.pages import facts, parts, sic
from ngckg.web.pages.context import Context, Link, Source
from ngckg.web.pages.evidence import Evidence, by_thing
from ngckg.web.pages.facts import Document
from ngckg.web.pages.rows import Row

_ALT_LABEL: Final = f"{PREFIXES['skos']}altLabel"
#: A title that so many of its kind share makes another one stand out.
_USUAL: Final = 0.75
#: So many things are named; more are counted.
NAMED: Final = 20


@dataclass(frozen=True, slots=True)
class Case:
    """A thing that a finding is about, and where the source says it."""

    link: Link
    sources: list[Source]


@dataclass(frozen=True, slots=True)
class Oddity:
    """A finding: what it says, of which things; `others` where there are too many to name."""

    message: str
    cases: list[Case]
    others: int
    kind: str


@dataclass(frozen=True, slots=True)
class Slip:
    """Something odd in the wording: what it is, the words, where they stand."""

    text: str
    words: str
    link: Link
    sources: list[Source]


async def findings(context: Context, found: Sequence[Found]) -> list[Oddity]:
    """Findings, those of one kind together; what is said of few things comes first."""
    together: dict[str, list[Found]] = {}
    for it in found:
        together.setdefault(it.shape.value, []).append(it)
    told = []
    for those in sorted(together.values(), key=len):
        message = those[0].messages.get(context.lang) or next(iter(those[0].messages.values()), "")
        named = those if len(those) <= NAMED else []
        cases = {it.focus.value: await _places(context, it) for it in named}
        told.append(
            Oddity(
                message,
                [
                    Case(context.link(thing), context.sources(cases[thing]))
                    for thing in parts.by_name(context, cases)
                ],
                len(those) - len(named),
                facts.kind(those[0].focus.value),
            )
        )
    return told


async def slips(context: Context) -> list[Slip]:
    """Oddities of the text: slips of the pen, unusual titles, other names, sections that repeat."""
    documents = facts.documents(await context.ask("page-documents"))
    evidence = by_thing(await context.ask("page-evidence-of-documents"))
    say = context.say
    found = []
    for it in documents:
        label = context.names.own(it.iri, "da") or ""
        for word in sic.slips(it.title or "", label):
            found.append(
                Slip(
                    say.gettext("a slip of the pen, mended in the label"),
                    word,
                    context.link(it.iri),
                    context.sources(evidence.get(it.iri, ()), it.title),
                )
            )
    found += [
        Slip(
            say.gettext("a title unlike the others of its kind"),
            it.title or "",
            context.link(it.iri),
            context.sources(evidence.get(it.iri, ()), it.title),
        )
        for it in unusual(documents)
    ]
    found += await _other_names(context)
    found += await _twice(context)
    return found


def unusual(documents: Sequence[Document]) -> list[Document]:
    """The documents whose title differs from the one that nearly all of their kind have."""
    found = []
    for kind in facts.DOCUMENT_KINDS:
        own = [it for it in documents if it.kind == kind]
        titles = Counter(it.title for it in own)
        usual, n = titles.most_common(1)[0] if titles else (None, 0)
        if n >= _USUAL * len(own):
            found += [it for it in own if it.title != usual]
    return found


async def _other_names(context: Context) -> list[Slip]:
    """Groups that the page calls by two names."""
    found = []
    for row in await context.ask("page-groups"):
        group = row["group"].value
        notes = await context.ask("page-notes", thing=group)
        names = [
            it["text"].value
            for it in notes
            if it["property"].value == _ALT_LABEL and it["text"].lang == "da"
        ]
        if names:
            places = by_thing(await context.ask("page-evidence", about=group))
            found += [
                Slip(
                    context.say.gettext("another name for the same group"),
                    name,
                    context.link(group),
                    context.sources(_saying(places, name), name),
                )
                for name in names
            ]
    return found


def _saying(places: dict[str, tuple[Evidence, ...]], words: str) -> tuple[Evidence, ...]:
    every = {it for them in places.values() for it in them if words in it.words}
    return tuple(sorted(every))


async def _twice(context: Context) -> list[Slip]:
    """Groups whose section stands more than once."""
    found = []
    for row in await context.ask("page-groups"):
        group = row["group"].value
        recommendation = group.replace("/patient-group/", "/recommendation/")
        places = by_thing(await context.ask("page-evidence", about=recommendation))
        heads = places.get(recommendation, ())
        if len({it.line for it in heads}) > 1:
            found.append(
                Slip(
                    context.say.gettext("a section that stands more than once"),
                    heads[0].words,
                    context.link(group),
                    context.sources(heads),
                )
            )
    return found


async def _places(context: Context, found: Found) -> tuple[Evidence, ...]:
    """Where the source says what a finding is about."""
    # Where the finding is about no single property, one that nothing is stated by.
    property_ = found.shape if found.property is None else found.property
    rows: list[Row] = await context.ask(
        "api-finding",
        focus=found.focus.value,
        shape=found.shape.value,
        property=property_.value,
    )
    places: list[Evidence] = []
    for iri in sorted({row["place"].value for row in rows if "place" in row}):
        for them in by_thing(await context.ask("page-place", evidence=iri)).values():
            places += them
    return tuple(places)
