"""About the data: what was read, what is ours, what is odd, what is not here."""

from collections import Counter
from dataclasses import dataclass

from ngckg.graph.release import Manifest
from ngckg.web.api.contradictions import Found
from ngckg.web.pages import facts, oddities, words
from ngckg.web.pages.context import Context, Link
from ngckg.web.pages.frame import Place
from ngckg.web.pages.oddities import Oddity, Slip
from ngckg.web.pages.rows import Row, text
from ngckg.web.pages.site import Made


@dataclass(frozen=True, slots=True)
class Read:
    """A snapshot that was read, and how much of it is used."""

    link: Link
    title: str
    digest: str
    lines: str
    characters: str
    places: int
    used_lines: int
    unused: str


@dataclass(frozen=True, slots=True)
class AboutPage:
    """Everything that the page shows."""

    title: str
    read: list[Read]
    release: str
    created: str
    digest: str
    quads: str
    contradictions: list[Oddity]
    hints: list[Oddity]
    slips: list[Slip]
    names: list[tuple[Link, int]]
    mappings: int
    awaiting: int


async def made(context: Context, manifest: Manifest, found: list[Found]) -> Made:
    """The page about the data; `found` are the findings of the release's validation."""
    say = context.say
    mappings = await context.ask("page-mappings")
    origins = Counter(row["origin"].value for row in await context.ask("page-origin-counts"))
    by_severity: dict[str, list[Found]] = {}
    for it in found:
        by_severity.setdefault(it.severity, []).append(it)
    odd = [it for it in found if it.severity in ("violation", "warning")]
    page = AboutPage(
        title=say.gettext("About the data"),
        read=[await _read(context, row) for row in await context.ask("page-snapshots")],
        release=manifest.id,
        created=manifest.created,
        digest=manifest.digest,
        quads=say.number(manifest.quads),
        contradictions=await oddities.findings(context, odd),
        hints=await oddities.findings(context, by_severity.get("info", [])),
        slips=await oddities.slips(context),
        names=[(context.link(origin, inside=True), n) for origin, n in sorted(origins.items())],
        mappings=len(mappings),
        awaiting=sum(
            (text(row, "review") or "").endswith("/awaiting-clinical-review") for row in mappings
        ),
    )
    return Made(
        "about",
        page,
        Place("/about", menu="/about"),
        page.title,
        say.gettext(
            "Where the facts come from, what is ours, and where the source contradicts itself."
        ),
    )


async def _read(context: Context, row: Row) -> Read:
    source = row["source"].value
    rows = await context.ask("page-evidence-of-source", source=source)
    used = {int(it["line"].value) for it in rows}
    key = facts.key(source)
    whole = context.texts.text(key)
    unused = [
        number
        for number, line in enumerate((whole or "").split("\n"), start=1)
        if line.strip() and number not in used
    ]
    return Read(
        context.link(source),
        text(row, "title") or key,
        text(row, "digest") or "",
        context.say.number(int(text(row, "lines") or 0)),
        context.say.number(int(text(row, "characters") or 0)),
        len({(it["start"].value, it["end"].value) for it in rows}),
        len(used),
        words.not_used(context.say, unused),
    )
