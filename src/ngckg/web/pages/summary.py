"""The landing page's numbers in words: its first sentences, and the process step by step."""

from dataclasses import dataclass

from ngckg.web.pages import facts, words
from ngckg.web.pages.context import Context
from ngckg.web.pages.names import outer
from ngckg.web.pages.overview import Groups


@dataclass(frozen=True, slots=True)
class Station:
    """A step of the process: of how many groups the source tells it, and by whom."""

    mark: str
    count: int
    what: str
    who: str


def lead(context: Context, known: Groups) -> str:
    """Four numbers in three sentences, each counted from the data."""
    say = context.say
    total = len(known.groups)
    if not total:
        return say.gettext("No patient group has been read from the source.")
    approved = sum(known.step(group, "Approval") is not None for group in known.groups)
    first = say.ngettext(
        "National specialist networks have drafted professional recommendations for "
        "%(n)s patient group, and %(approved)s approved.",
        "National specialist networks have drafted professional recommendations for "
        "%(n)s patient groups, and %(approved)s approved.",
        sum(known.step(group, "Drafting") is not None for group in known.groups),
        approved=say.gettext("all %(n)s are", n=approved)
        if approved == total
        else say.ngettext("%(n)s is", "%(n)s are", approved),
    )
    return " ".join(filter(None, (first, _forms(context, known), _reports(context, known))))


def _forms(context: Context, known: Groups) -> str:
    say = context.say
    said: dict[frozenset[str], int] = {}
    for group in known.groups:
        values = frozenset(
            facts.key(it.value) for it in known.statuses.get((group, "requisitionStatus"), [])
        )
        said[values] = said.get(values, 0) + 1
    available = said.get(frozenset({"available"}), 0)
    waiting = said.get(frozenset({"in-preparation"}), 0)
    both = sum(number for values, number in said.items() if len(values) > 1)
    phrases = [
        say.ngettext(
            "for %(count)s there is a requisition form",
            "for %(count)s there is a requisition form",
            available,
            count=say.count(available),
        )
        if available
        else "",
        say.gettext("for %(count)s it is in preparation", count=say.count(waiting))
        if waiting
        else "",
        say.gettext("for %(count)s the source says both", count=say.count(both)) if both else "",
    ]
    told = [phrase for phrase in phrases if phrase]
    return f"{outer(say.listed(told))}." if told else ""


def _reports(context: Context, known: Groups) -> str:
    say = context.say
    published = sum(
        any(facts.key(it.value) == "published" for it in said)
        for (_group, name), said in known.statuses.items()
        if name == "statusReportStatus"
    )
    if not published:
        return ""
    return outer(
        say.ngettext(
            "%(count)s group has a status report.",
            "%(count)s groups have a status report.",
            published,
            count=say.count(published),
        )
    )


def stations(context: Context, known: Groups) -> list[Station]:
    """The process in the usual order, counted; a review for each body that reviewed."""
    say = context.say

    def count(kind: str, body: str | None = None) -> int:
        return sum(known.step(group, kind, body) is not None for group in known.groups)

    def done_by(kind: str) -> str:
        bodies = {
            body
            for step in known.all_steps()
            if step.kind == kind
            for body in step.bodies
            if facts.kind(body) != "specialist-network"
        }
        return say.listed([context.label(body, inside=True).text for body in sorted(bodies)])

    told = [
        Station(
            "draft",
            count("Drafting"),
            say.pgettext("station", "drafted"),
            say.gettext(
                "each by its own national specialist network. Hatched: the month in which the "
                "work began or ended"
            ),
        )
    ]
    for position, body in enumerate(known.reviewing):
        told.append(
            Station(
                "below" if position else "above",
                count("Review", body),
                say.gettext("reviewed, %(view)s", view=words.review_view(context, body)),
                say.gettext("by the %(body)s", body=context.label(body, inside=True).text),
            )
        )
    told.append(
        Station(
            "ok",
            count("Approval"),
            say.pgettext("station", "approved"),
            say.gettext(
                "by the %(body)s. Diamond: on a known day. Field: on a day in the months named",
                body=done_by("Approval"),
            ),
        )
    )
    told.append(
        Station(
            "eval",
            count("Evaluation"),
            say.pgettext("station", "evaluated"),
            say.gettext(
                "by the %(body)s together with the network, with a status report",
                body=done_by("Evaluation"),
            ),
        )
    )
    return told
