"""Where the source contradicts itself about a group: both statements, both places, no verdict."""

from collections.abc import Sequence
from dataclasses import dataclass

from ngckg.web.pages import words
from ngckg.web.pages.context import Context, Source
from ngckg.web.pages.facts import Status, key
from ngckg.web.pages.messages import Messages
from ngckg.web.pages.parts import EvidenceOf


@dataclass(frozen=True, slots=True)
class Side:
    """One of the statements."""

    heading: str
    place: str
    sources: list[Source]


@dataclass(frozen=True, slots=True)
class Clash:
    """A contradiction: what it is about, and the statements."""

    anchor: str
    heading: str
    sides: list[Side]
    advice: str


def clashes(context: Context, statuses: Sequence[Status], evidence: EvidenceOf) -> list[Clash]:
    """The contradictions among the statuses of one group."""
    found = []
    for name in dict.fromkeys(it.property for it in statuses):
        said = [it for it in statuses if it.property == name]
        if len({it.value for it in said}) > 1:
            found.append(
                Clash(
                    f"contradiction-{name}",
                    _heading(context.say, name),
                    [
                        Side(
                            _side(context, it),
                            words.basis_place(context.say, it),
                            context.sources(evidence.get(it.iri, ())),
                        )
                        for it in said
                    ],
                    _advice(context.say, name),
                )
            )
    return found


def _heading(say: Messages, name: str) -> str:
    return {
        "requisitionStatus": say.gettext("The source contradicts itself on the requisition form"),
        "onboardingStatus": say.gettext("The source contradicts itself on the onboarding"),
        "statusReportStatus": say.gettext("The source contradicts itself on the status report"),
    }[name]


def _advice(say: Messages, name: str) -> str:
    if name == "requisitionStatus":
        return say.gettext(
            "The graph repeats both statements and does not choose between them. If you are about "
            "to order, see the form in force at"
        )
    return say.gettext(
        "The graph repeats both statements and does not choose between them. For the answer, ask"
    )


def _side(context: Context, status: Status) -> str:
    say = context.say
    known = {
        ("requisitionStatus", "available"): say.pgettext("contradiction", "It exists"),
        ("requisitionStatus", "in-preparation"): say.pgettext(
            "contradiction", "It is being drawn up"
        ),
    }
    return known.get((status.property, key(status.value))) or words.status_value(context, status)
