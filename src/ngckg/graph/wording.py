"""The Danish labels of things that the page describes but does not name."""

from ngckg.page.records import (
    BodyKind,
    Document,
    DocumentKind,
    Membership,
    Offer,
    PatientGroup,
    Status,
    StatusProperty,
    Step,
    StepKind,
)

_STEP = {
    StepKind.DRAFTING: "Udarbejdelse af de faglige anbefalinger",
    StepKind.REVIEW: "Kommentering af de faglige anbefalinger",
    StepKind.APPROVAL: "Godkendelse af de faglige anbefalinger",
    StepKind.EVALUATION: "Evaluering af patientgruppen",
}

#: A document's label says its kind and its group; the page's own title stands beside it verbatim.
_DOCUMENT = {
    DocumentKind.RECOMMENDATION: "Faglige anbefalinger inkl. resumé og medlemsliste",
    DocumentKind.CRITERIA: "Indikationer og kriterier",
    DocumentKind.REQUISITION: "Rekvisition",
    DocumentKind.STATUS_REPORT: "Statusrapport",
}

_ANALYSIS = {"germline": "Germline analyse", "somatic": "Somatisk analyse"}

_STATUS = {
    StatusProperty.REQUISITION: "Rekvisition",
    StatusProperty.ONBOARDING: "Onboarding af de fortolkende afdelinger",
    StatusProperty.STATUS_REPORT: "Statusrapport",
}

_VALUE = {
    "available": "foreligger",
    "completed": "gennemført",
    "in-preparation": "under udarbejdelse",
    "in-progress": "pågår",
    "published": "offentliggjort",
}


def inner(name: str) -> str:
    """A name as it stands inside a sentence."""
    return name[:1].lower() + name[1:]


def recommendation(group: PatientGroup) -> str:
    """The recommendation as a work."""
    return f"Faglige anbefalinger for {inner(group.name)}"


def network(group: PatientGroup) -> str:
    """The network that advises on a group."""
    return f"Nationalt specialistnetværk for {inner(group.name)}"


def step(group: PatientGroup, it: Step) -> str:
    """A step; a review also by whom, since a group has two."""
    by = [f" ved {inner(body.name)}" for body in it.bodies if body.kind is BodyKind.WORKING_GROUP]
    return f"{_STEP[it.kind]}{''.join(by)}: {inner(group.name)}"


def document(group: PatientGroup, it: Document) -> str:
    """A document."""
    return f"{_DOCUMENT[it.kind]}: {inner(group.name)}"


def offer(group: PatientGroup, it: Offer) -> str:
    """An analysis offer, with the part of the group that it is restricted to."""
    part = f", kun {it.restricted_to}" if it.restricted_to else ""
    return f"{_ANALYSIS[it.analysis]}: {inner(group.name)}{part}"


def status(group: PatientGroup, it: Status) -> str:
    """A statement of a status."""
    return f"{_STATUS[it.property]} {_VALUE[it.value]}: {inner(group.name)}"


def membership(it: Membership) -> str:
    """Who sits in which body."""
    return f"{it.member_name} i {inner(it.body.name)}"
