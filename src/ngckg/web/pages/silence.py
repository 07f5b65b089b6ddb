"""What the source does not mention of a group. Silence is not no; it is told as silence."""

from dataclasses import dataclass

from ngckg.web.pages import words
from ngckg.web.pages.context import Context, Source
from ngckg.web.pages.told import Told


@dataclass(frozen=True, slots=True)
class Silence:
    """Something that is not mentioned; and where the source says that it stands instead."""

    text: str
    elsewhere: str = ""
    sources: tuple[Source, ...] = ()


def not_mentioned(context: Context, told: Told) -> list[Silence]:
    """What a reader may look for in vain."""
    say = context.say
    found = []
    if not told.offers:
        found.append(
            Silence(
                say.gettext("Whether the analysis is germline or somatic, and for what purpose.")
            )
        )
    reviewed = {body for it in told.steps if it.kind == "Review" for body in it.bodies}
    silent = [body for body in told.reviewing if body not in reviewed]
    if silent:
        by = say.listed([words.reviewer_in_sentence(context, body) for body in silent])
        found.append(
            Silence(
                say.gettext("A review by %(who)s.", who=by),
                say.gettext(
                    "That is not to say that there was none: the page also says that experts have "
                    "reviewed all recommendations"
                ),
                tuple(context.sources(told.general.of("review"))),
            )
        )
    stated = {it.property for it in told.statuses}
    if "requisitionStatus" not in stated:
        found.append(Silence(say.gettext("Whether there is a requisition form.")))
    if "onboardingStatus" not in stated:
        found.append(Silence(say.gettext("How far the interpreting departments have come.")))
    if "statusReportStatus" not in stated:
        found.append(Silence(say.gettext("Whether there is a status report.")))
    found.append(
        Silence(
            say.gettext(
                "Expected number of sequencings a year, diagnostic yield and clinical effect."
            ),
            say.gettext("According to the page they stand in the recommendation itself"),
            tuple(context.sources(told.general.of("content"))),
        )
    )
    members = [it for it in told.documents if it.title and "medlemsliste" in it.title]
    found.append(
        Silence(
            say.gettext("Who sits in the network."),
            say.gettext("According to its title the document has a list of members")
            if members
            else "",
            tuple(
                source
                for it in members
                for source in context.sources(told.evidence.get(it.iri, ()), it.title)
            ),
        )
    )
    return found
