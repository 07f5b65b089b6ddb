"""A snapshot of the source: line by line where its text is at hand, else the quoted words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ngckg.errors import NotFound
from ngckg.namespaces import ID
from ngckg.web.pages import facts, naming, reuse, words
from ngckg.web.pages.context import Context, Link
from ngckg.web.pages.evidence import Evidence, by_thing
from ngckg.web.pages.frame import Place, Snapshot, snapshot
from ngckg.web.pages.naming import Naming
from ngckg.web.pages.reuse import Reuse
from ngckg.web.pages.rows import text
from ngckg.web.pages.site import Made


@dataclass(frozen=True, slots=True)
class Run:
    """A run of characters that carry the same facts; `ids` where pieces of evidence begin.

    A piece that others cut has its beginning here and goes on in the next runs.
    """

    text: str
    carries: bool
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of the text with what was drawn from it."""

    number: int
    runs: list[Run]
    facts: list[Link]
    more: list[Link]
    blank: bool


@dataclass(frozen=True, slots=True)
class SourcePage:
    """Everything that the page of a snapshot shows."""

    naming: Naming
    snapshot: Snapshot
    characters: str
    digest: str
    format: str
    lines: list[SourceLine]
    is_whole: bool
    unused: str
    reuse: Reuse


#: What each general statement speaks of.
Matters = dict[str, str]

#: So many facts stand beside a line; the others open.
SHOWN = 3


async def made(context: Context, key: str) -> Made:
    """The page of a snapshot. Raises NotFound where there is none."""
    iri = f"{ID}source/{key}"
    rows = await context.ask("page-snapshots", source=iri)
    if not rows:
        raise NotFound(f"There is no snapshot {key!r}.")
    row = rows[0]
    carried = by_thing(await context.ask("page-evidence-of-source", source=iri))
    things: dict[Evidence, list[str]] = {}
    for thing, places in carried.items():
        for place in places:
            things.setdefault(place, []).append(thing)
    matters = {row["thing"].value: row["kind"].value for row in await context.ask("page-general")}
    full = context.texts.text(key)
    whole = full is not None and all(full[it.start : it.end] == it.words for it in things)
    say = context.say
    kind, many = words.kind_name(say, "source")
    shot = snapshot(context, row)
    lines = (
        _lines(context, full, things, matters)
        if full is not None and whole
        else _quoted(context, things, matters)
    )
    page = SourcePage(
        naming=await naming.read(context, iri, kind),
        snapshot=shot,
        characters=say.number(int(text(row, "characters") or 0)),
        digest=text(row, "digest") or "",
        format=text(row, "format") or "",
        lines=lines,
        is_whole=whole,
        unused=_unused(context, lines) if whole else "",
        reuse=reuse.reuse(context, iri),
    )
    return Made(
        "source",
        page,
        Place(
            context.to.path(iri),
            menu="/about",
            crumbs=[context.named(context.to.to("/about"), say.gettext("About the data"))],
            own_forms=page.reuse.forms,
        ),
        f"»{shot.title}« – {kind.lower()}",
        say.gettext("The page that the facts were read from, line by line."),
        many,
    )


def runs(line: str, start: int, places: Sequence[Evidence]) -> list[Run]:
    """A line cut wherever a piece of evidence begins or ends; `start` is where it stands."""
    end = start + len(line)
    inside = [it for it in places if it.start < end and it.end > start]
    cuts = {start, end}
    for it in inside:
        cuts |= {max(it.start, start), min(it.end, end)}
    found = []
    for left, right in pairwise(sorted(cuts)):
        over = [it for it in inside if it.start <= left and it.end >= right]
        ids = tuple(_id(it) for it in sorted(inside) if it.start == left)
        found.append(Run(line[left - start : right - start], bool(over), ids))
    return found


def _lines(
    context: Context, full: str, things: dict[Evidence, list[str]], matters: Matters
) -> list[SourceLine]:
    by_line: dict[int, list[Evidence]] = {}
    for place in things:
        by_line.setdefault(place.line, []).append(place)
    found = []
    at = 0
    for number, line in enumerate(full.split("\n"), start=1):
        places = sorted(by_line.get(number, []))
        links = _links(context, [thing for place in places for thing in things[place]], matters)
        found.append(
            SourceLine(
                number,
                runs(line, at, places),
                links[:SHOWN],
                links[SHOWN:],
                not line.strip(),
            )
        )
        at += len(line) + 1
    return found


#: What says most of a line, in that order; a thing whose fact stands there already adds nothing.
_TELLING = (
    {"step", "document", "analysis-offer", "membership", "general-statement"},
    {"statement"},
    {"patient-group"},
)


def _quoted(
    context: Context, things: dict[Evidence, list[str]], matters: Matters
) -> list[SourceLine]:
    """The lines of which words are quoted; between the words of one line something is left out."""
    by_line: dict[int, list[Evidence]] = {}
    for place in sorted(things):
        by_line.setdefault(place.line, []).append(place)
    found = []
    for number, places in sorted(by_line.items()):
        parts: list[Run] = []
        for place in places:
            if parts:
                parts.append(Run(" … ", carries=False))
            parts.append(Run(place.words, carries=True, ids=(_id(place),)))
        links = _links(context, [it for place in places for it in things[place]], matters)
        found.append(SourceLine(number, parts, links[:SHOWN], links[SHOWN:], blank=False))
    return found


def _links(context: Context, things: Iterable[str], matters: Matters) -> list[Link]:
    """What was drawn from a place, in few words: the heading above says which group it is of."""
    found = sorted(set(things))
    for telling in _TELLING:
        chosen = [thing for thing in found if facts.kind(thing) in telling]
        if "general-statement" in {facts.kind(thing) for thing in chosen}:
            chosen += [thing for thing in found if facts.kind(thing) == "statement"]
        if chosen:
            return [context.link(thing, _short(context, thing, matters)) for thing in chosen]
    return [context.link(thing) for thing in found]


def _short(context: Context, thing: str, matters: Matters) -> str | None:
    say, end = context.say, thing.rpartition("/")[2]
    match facts.kind(thing):
        case "step":
            return words.step_of(say, end)
        case "document":
            return words.document_of(say, end)
        case "analysis-offer":
            return words.kind_name(say, "analysis-offer")[0]
        case "general-statement" if matters.get(thing):
            return context.label(matters[thing], inside=True).text
        case _:
            return None


def _unused(context: Context, lines: Sequence[SourceLine]) -> str:
    """Which lines nothing was drawn from."""
    numbers = [it.number for it in lines if not it.blank and not it.facts]
    return words.not_used(context.say, numbers)


def _id(place: Evidence) -> str:
    return f"char={place.start},{place.end}"
