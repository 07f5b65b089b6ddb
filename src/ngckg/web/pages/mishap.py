"""Errors as pages: the problem document told in plain words, in the design of every page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from ngckg.web.pages.context import Context, Link
from ngckg.web.pages.finding import Index
from ngckg.web.pages.frame import Place
from ngckg.web.pages.messages import Messages
from ngckg.web.pages.site import Made

_TYPES: Final = "/problem/"


@dataclass(frozen=True, slots=True)
class Mishap:
    """Everything that an error page shows."""

    status: int
    title: str
    sentence: str
    advice: str
    detail: str
    request_id: str
    offered: list[str]
    nearest: list[Link]
    retry_after: str | None
    changes: Link | None


def made(
    context: Context,
    index: Index,
    path: str,
    problem: Mapping[str, object],
    retry_after: str | None,
) -> Made:
    """The page for a problem document; `path` is what was asked for."""
    say = context.say
    status = int(str(problem.get("status", 500)))
    slug = str(problem.get("type", "")).rpartition(_TYPES)[2]
    title, sentence, advice = _words(say, status)
    key = unquote(path).rstrip("/").rpartition("/")[2].replace("-", " ")
    offered = problem.get("offered")
    page = Mishap(
        status=status,
        title=title,
        sentence=sentence,
        advice=advice,
        # What went wrong inside is nobody's business, and helps nobody.
        detail="" if status >= 500 and slug == "internal" else str(problem.get("detail", "")),
        request_id=str(problem.get("requestId", "")),
        offered=[str(it) for it in offered] if isinstance(offered, list) else [],
        nearest=[context.link(it.thing) for it in index.nearest(key)]
        if status in (404, 410) and key and index.entries
        else [],
        retry_after=retry_after,
        changes=_changes(context, problem),
    )
    return Made(
        "mishap",
        page,
        Place(path, own_forms=()),
        f"{status} {title}",
        sentence,
        title,
        sought=key if status in (404, 410) else "",
    )


def _changes(context: Context, problem: Mapping[str, object]) -> Link | None:
    """What has changed since a thing was last here."""
    last = problem.get("lastRelease")
    if not isinstance(last, Mapping):
        return None
    since = str(last.get("id", ""))
    words = context.say.gettext(
        "Last in the release of %(day)s", day=str(last.get("created", ""))[:10]
    )
    return context.named(context.to.to("/changes", since=since), words)


def _words(say: Messages, status: int) -> tuple[str, str, str]:
    """What it is called, what it means, what to do."""
    known = {
        404: (
            say.gettext("Not found"),
            say.gettext("Nothing stands under this address."),
            say.gettext("Search for it, or start from all patient groups."),
        ),
        410: (
            say.gettext("No longer here"),
            say.gettext("It stood here in an earlier release and has left the source since."),
            say.gettext("What has changed between releases is told under Changes."),
        ),
        400: (
            say.gettext("Not understood"),
            say.gettext("The request cannot be understood as it stands."),
            say.gettext("Correct what is named below and try again."),
        ),
        405: (
            say.gettext("Not that way"),
            say.gettext("The address exists but cannot be used like this."),
            say.gettext("Follow a link to it instead."),
        ),
        406: (
            say.gettext("Not in that form"),
            say.gettext("This cannot be had in any of the forms that were asked for."),
            say.gettext("It can be had in these:"),
        ),
        413: (
            say.gettext("Too large"),
            say.gettext("The request, or its answer, is larger than the limit."),
            say.gettext("Ask for less at a time, or download the whole graph."),
        ),
        414: (
            say.gettext("Address too long"),
            say.gettext("The address is longer than the limit."),
            say.gettext("Send a long query by POST."),
        ),
        422: (
            say.gettext("Not understood"),
            say.gettext("A parameter makes no sense."),
            say.gettext("Correct what is named below and try again."),
        ),
        429: (
            say.gettext("Too much at once"),
            say.gettext("One visitor may only ask so much at a time."),
            say.gettext("Wait a moment and try again."),
        ),
        503: (
            say.gettext("Busy"),
            say.gettext("The service cannot answer just now."),
            say.gettext("Wait a moment and try again."),
        ),
        504: (
            say.gettext("It took too long"),
            say.gettext("The query was stopped at its deadline."),
            say.gettext("Make it narrower, or download the graph and ask there."),
        ),
    }
    return known.get(
        status,
        (
            say.gettext("Something went wrong"),
            say.gettext("The mistake is ours."),
            say.gettext("Try again; if it lasts, tell us the number below."),
        ),
    )
