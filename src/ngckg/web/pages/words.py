"""Our own words for what the data only has as terms: kinds, steps, statuses, short names."""

from collections.abc import Sequence
from typing import Final

from ngckg.web.pages.context import Context
from ngckg.web.pages.facts import Offer, Status, key
from ngckg.web.pages.messages import Messages

#: Which statuses say that something is there, and which that it is under way.
DONE: Final = frozenset({"available", "completed", "published"})
UNDER_WAY: Final = frozenset({"in-preparation", "in-progress"})


def step_done(say: Messages, kind: str) -> str:
    """A step as something that happened: "Udarbejdet"."""
    return {
        "Drafting": say.pgettext("step", "Drafted"),
        "Review": say.pgettext("step", "Reviewed"),
        "Approval": say.pgettext("step", "Approved"),
        "Evaluation": say.pgettext("step", "Evaluated"),
    }[kind]


def step_noun(say: Messages, kind: str) -> str:
    """A step as a noun: "Udarbejdelse"."""
    return {
        "Drafting": say.pgettext("step", "Drafting"),
        "Review": say.pgettext("step", "Review"),
        "Approval": say.pgettext("step", "Approval"),
        "Evaluation": say.pgettext("step", "Evaluation"),
    }[kind]


def document_kind(say: Messages, kind: str) -> str:
    """The kind of a document, in one word where one will do."""
    return {
        "RecommendationDocument": say.pgettext("document", "Recommendation"),
        "CriteriaDocument": say.pgettext("document", "Criteria"),
        "RequisitionForm": say.pgettext("document", "Form"),
        "StatusReport": say.pgettext("document", "Status report"),
    }[kind]


def step_of(say: Messages, end: str) -> str | None:
    """A step by the last part of its key, as a noun."""
    kinds = {"udarbejdelse": "Drafting", "godkendelse": "Approval", "evaluering": "Evaluation"}
    kind = "Review" if end.startswith("kommentering") else kinds.get(end)
    return None if kind is None else step_noun(say, kind)


def document_of(say: Messages, end: str) -> str | None:
    """A document by the last part of its key, as its kind."""
    kind = {
        "faglige-anbefalinger": "RecommendationDocument",
        "indikationer-og-kriterier": "CriteriaDocument",
        "rekvisition": "RequisitionForm",
        "statusrapport": "StatusReport",
    }.get(end)
    return None if kind is None else document_kind(say, kind)


def status_property(say: Messages, name: str) -> str:
    """What a status is about."""
    return {
        "requisitionStatus": say.gettext("Requisition form"),
        "onboardingStatus": say.gettext("Onboarding of the interpreting departments"),
        "statusReportStatus": say.gettext("Status report"),
    }[name]


def status_value(context: Context, status: Status) -> str:
    """What a status says; a value that we have no words for goes by its name."""
    say = context.say
    words = {
        ("requisitionStatus", "available"): say.pgettext("requisition", "available"),
        ("requisitionStatus", "in-preparation"): say.pgettext("requisition", "in preparation"),
        ("onboardingStatus", "in-progress"): say.pgettext("onboarding", "in progress"),
        ("onboardingStatus", "completed"): say.pgettext("onboarding", "completed"),
        ("statusReportStatus", "published"): say.pgettext("report", "published"),
        ("statusReportStatus", "in-preparation"): say.pgettext("report", "in preparation"),
    }
    found = words.get((status.property, key(status.value)))
    return found or context.label(status.value, inside=True).text


def status_mark(value: str) -> str:
    """The shape beside a status: done, under way, or none where we do not know."""
    name = key(value)
    return "on" if name in DONE else "half" if name in UNDER_WAY else ""


def basis_aside(say: Messages, status: Status) -> str | None:
    """What a reader must know of how the source ties a status to the group."""
    match key(status.basis) if status.basis else "":
        case "remainder":
            return say.gettext("said of all groups that are not named")
        case "position":
            return say.gettext("seen only from where it stands")
        case _:
            return None


def basis_place(say: Messages, status: Status) -> str:
    """Where on the page a status stands."""
    match key(status.basis) if status.basis else "":
        case "listed":
            return say.gettext("in the list of the group’s documents")
        case "position":
            return say.gettext("in the note below the documents")
        case "named":
            return say.gettext("in the general part, where the group is named")
        case "remainder":
            return say.gettext("in the general part, of all groups that are not named")
        case _:
            return say.gettext("on the page")


def not_used(say: Messages, lines: Sequence[int]) -> str:
    """The lines that nothing was drawn from; nothing where there are none."""
    if not lines:
        return ""
    numbers = say.listed([str(line) for line in lines])
    return say.ngettext(
        "Not used: line %(lines)s.", "Not used: lines %(lines)s.", len(lines), lines=numbers
    )


def analysis_short(context: Context, type_: str) -> str:
    """An analysis in one word, where the column head says that it is one."""
    say = context.say
    known = {
        "germline": say.pgettext("analysis", "germline"),
        "somatic": say.pgettext("analysis", "somatic"),
    }
    return known.get(key(type_)) or context.label(type_, inside=True).text


def analyses(context: Context, offers: list[Offer]) -> str | None:
    """What a group is offered, in a line: "somatisk; germline for pancreas"."""
    whole = [analysis_short(context, it.type) for it in offers if it.part is None]
    parts = [
        context.say.gettext(
            "%(analysis)s for %(part)s",
            analysis=analysis_short(context, it.type),
            part=context.label(it.part, inside=True).text,
        )
        for it in offers
        if it.part is not None
    ]
    said = ([context.say.listed(whole)] if whole else []) + parts
    return "; ".join(said) or None


def reviewer_short(context: Context, body: str) -> str:
    """The head of a working group's column."""
    say = context.say
    known = {
        "fortolkning": say.pgettext("column", "Interpretation"),
        "klinisk-anvendelse-af-helgenomsekventering": say.pgettext("column", "Clinical use"),
    }
    return known.get(key(body)) or context.label(body).text


def review_view(context: Context, body: str) -> str:
    """From which point of view a working group reviews."""
    say = context.say
    known = {
        "fortolkning": say.pgettext("view", "interpretation"),
        "klinisk-anvendelse-af-helgenomsekventering": say.pgettext("view", "clinical use"),
    }
    return known.get(key(body)) or context.label(body, inside=True).text


def reviewer_in_sentence(context: Context, body: str) -> str:
    """A working group as a sentence about a review has it, shorter than its name."""
    say = context.say
    known = {
        "fortolkning": say.gettext("the working group for interpretation"),
        "klinisk-anvendelse-af-helgenomsekventering": say.gettext(
            "the working group for clinical use"
        ),
    }
    return known.get(key(body)) or context.label(body, inside=True).text


def this_body(say: Messages, kind: str) -> str:
    """The body whose page it is, among the others that took a step."""
    match kind:
        case "specialist-network":
            return say.gettext("this network")
        case "working-group" | "steering-group":
            return say.gettext("this group")
        case _:
            return say.gettext("this organisation")


def kind_name(say: Messages, kind: str) -> tuple[str, str]:
    """A kind of thing, one and many, by what stands in its IRI."""
    names = {
        "patient-group": (say.gettext("Patient group"), say.gettext("Patient groups")),
        "specialist-network": (
            say.gettext("Specialist network"),
            say.gettext("Specialist networks"),
        ),
        "working-group": (say.gettext("Working group"), say.gettext("Working groups")),
        "steering-group": (say.gettext("Steering group"), say.gettext("Steering groups")),
        "organization": (say.gettext("Organisation"), say.gettext("Organisations")),
        "membership": (say.gettext("Membership"), say.gettext("Memberships")),
        "recommendation": (
            say.gettext("Professional recommendations"),
            say.gettext("Professional recommendations"),
        ),
        "document": (say.gettext("Document"), say.gettext("Documents")),
        "step": (say.gettext("Step"), say.gettext("Steps")),
        "analysis-offer": (say.gettext("Analysis offer"), say.gettext("Analysis offers")),
        "analysis-type": (say.gettext("Analysis type"), say.gettext("Analysis types")),
        "analysis-purpose": (
            say.gettext("Analysis purpose"),
            say.gettext("Analysis purposes"),
        ),
        "group-part": (say.gettext("Part of a group"), say.gettext("Parts of groups")),
        "requisition-status": (
            say.gettext("Requisition status"),
            say.gettext("Requisition statuses"),
        ),
        "onboarding-status": (
            say.gettext("Onboarding status"),
            say.gettext("Onboarding statuses"),
        ),
        "status-report-status": (
            say.gettext("Status of a status report"),
            say.gettext("Statuses of status reports"),
        ),
        "status-basis": (say.gettext("Basis of a status"), say.gettext("Bases of statuses")),
        "statement-kind": (
            say.gettext("Kind of general statement"),
            say.gettext("Kinds of general statements"),
        ),
        "label-origin": (say.gettext("Origin of a wording"), say.gettext("Origins of wordings")),
        "review-status": (
            say.gettext("Review status of a mapping"),
            say.gettext("Review statuses of mappings"),
        ),
        "role": (say.gettext("Role"), say.gettext("Roles")),
        "scheme": (say.gettext("Concept scheme"), say.gettext("Concept schemes")),
        "source": (say.gettext("Source snapshot"), say.gettext("Source snapshots")),
        "evidence": (say.gettext("Evidence"), say.gettext("Evidence")),
        "statement": (say.gettext("Statement"), say.gettext("Statements")),
        "general-statement": (
            say.gettext("General statement"),
            say.gettext("General statements"),
        ),
        "mapping": (say.gettext("Mapping"), say.gettext("Mappings")),
        "example": (say.gettext("Question"), say.gettext("Questions")),
        "occasion": (say.gettext("Occasion for asking"), say.gettext("Occasions for asking")),
        "column": (say.gettext("Column of an answer"), say.gettext("Columns of answers")),
        "prefix": (say.gettext("Prefix"), say.gettext("Prefixes")),
    }
    return names.get(kind, (kind, kind))
