"""What changed between two releases, in words, by group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from ngckg.graph.release import Release
from ngckg.web.pages import collation
from ngckg.web.pages.context import Context, Label, Link
from ngckg.web.pages.frame import Place
from ngckg.web.pages.site import Made

#: So many releases can be chosen from.
LISTED: Final = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One change: of what, which property, what it said and says now."""

    thing: Link | Label
    what: str
    property: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class OfGroup:
    """The changes that belong to one group, or to none."""

    title: Link | Label
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """Everything that the page shows."""

    title: str
    since: str
    until: str
    releases: list[tuple[str, str, bool]]
    groups: list[OfGroup]
    count: int


def made(
    context: Context,
    kept: Sequence[Release],
    before: Release,
    after: Release,
    told: Sequence[Mapping[str, Any]],
) -> Made:
    """The page: what is told of the difference between two releases."""
    say = context.say
    by_group: dict[str | None, list[Line]] = {}
    for it in told:
        by_group.setdefault(it["group"], []).append(_line(context, it))
    named = sorted(
        (group for group in by_group if group is not None),
        key=lambda it: collation.key(context.label(it).text),
    )
    groups = [OfGroup(context.link(group), by_group[group]) for group in named]
    if None in by_group:
        groups.append(OfGroup(Label(say.gettext("Belonging to no group")), by_group[None]))
    page = ChangesPage(
        title=say.gettext("Changes"),
        since=before.manifest.id,
        until=after.manifest.id,
        releases=[
            (it.manifest.id, it.manifest.created, it.manifest.id == before.manifest.id)
            for it in kept[:LISTED]
            if it.manifest.id != after.manifest.id
        ],
        groups=groups,
        count=len(told),
    )
    return Made(
        "changes",
        page,
        Place("/changes", {"since": before.manifest.id}),
        page.title,
        say.gettext("What has changed in the graph from one release to the next."),
    )


def _line(context: Context, it: Mapping[str, Any]) -> Line:
    say = context.say
    known = it["thing"] in context.names
    words = {
        "new": say.pgettext("change", "new"),
        "gone": say.pgettext("change", "gone"),
        "changed": say.pgettext("change", "changed"),
    }
    nothing = say.gettext("not stated")
    return Line(
        context.link(it["thing"]) if known else Label(it["name"]),
        words[it["what"]],
        it["property"] or "",
        ", ".join(it["before"]) or nothing,
        ", ".join(it["after"]) or nothing,
    )
