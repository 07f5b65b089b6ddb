"""What a page says, as typed records. Every record knows where on the page it stands."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a fact stands: Unicode code points of the snapshot's text, 0-based, end exclusive.

    `words` is exactly `text[start:end]`, at most twelve words; `line` counts from 1.
    """

    start: int
    end: int
    line: int
    words: str


@dataclass(frozen=True, slots=True)
class PageDate:
    """A date with the precision that the page gives it, and no more.

    The first and last possible day of its beginning and of its end; `text` as the page writes it.
    """

    text: str
    edtf: str
    start_not_before: date
    start_not_after: date
    end_not_before: date
    end_not_after: date

    @property
    def is_span(self) -> bool:
        """Whether it goes from one day or month to another, and is not a moment in either."""
        return "/" in self.edtf


class BodyKind(StrEnum):
    """The kinds of body, as they stand in IRIs."""

    SPECIALIST_NETWORK = "specialist-network"
    WORKING_GROUP = "working-group"
    STEERING_GROUP = "steering-group"
    ORGANIZATION = "organization"


@dataclass(frozen=True, slots=True)
class Body:
    """Who did something. A specialist network has the key of its group."""

    kind: BodyKind
    key: str
    name: str


class StepKind(StrEnum):
    """The kinds of step, as their classes are named."""

    DRAFTING = "Drafting"
    REVIEW = "Review"
    APPROVAL = "Approval"
    EVALUATION = "Evaluation"


@dataclass(frozen=True, slots=True)
class Step:
    """One step in the course of a recommendation; `key` is the last part of its IRI."""

    kind: StepKind
    key: str
    bodies: tuple[Body, ...]
    when: PageDate
    mentions: tuple[Mention, ...]


class DocumentKind(StrEnum):
    """The kinds of document, as their classes are named."""

    RECOMMENDATION = "RecommendationDocument"
    CRITERIA = "CriteriaDocument"
    REQUISITION = "RequisitionForm"
    STATUS_REPORT = "StatusReport"


@dataclass(frozen=True, slots=True)
class Document:
    """A document that the page lists; the title verbatim, the address where the page links it."""

    kind: DocumentKind
    key: str
    title: str
    url: str | None
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """An analysis that a group is offered; `restricted_to` where only part of the group is.

    `key` is the last part of its IRI; `analysis` and `purpose` are keys of the concept schemes;
    `restricted_to` is the page's word.
    """

    key: str
    analysis: str
    purpose: str | None
    restricted_to: str | None
    mentions: tuple[Mention, ...]


class StatusProperty(StrEnum):
    """What a status is about, as the property is named."""

    REQUISITION = "requisitionStatus"
    ONBOARDING = "onboardingStatus"
    STATUS_REPORT = "statusReportStatus"


class StatusBasis(StrEnum):
    """What the page rests a status on; the keys of a concept scheme."""

    LISTED = "listed"  #: stands in the group's own list of documents
    POSITION = "position"  #: a note that is tied to the group only by where it stands
    NAMED = "named"  #: the general part names the group
    REMAINDER = "remainder"  #: the general part says it of all groups not named


@dataclass(frozen=True, slots=True)
class Status:
    """A status that the page states for a group; contradicting ones stand side by side."""

    property: StatusProperty
    value: str
    basis: StatusBasis
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class PatientGroup:
    """A patient group and all that the page says of it.

    `name` begins with a capital; `other_names` are further wordings on the page.
    `mentions` is where the group's sections begin: two where the page has it twice.
    """

    name: str
    key: str
    other_names: tuple[str, ...]
    steps: tuple[Step, ...]
    documents: tuple[Document, ...]
    offers: tuple[Offer, ...]
    statuses: tuple[Status, ...]
    mentions: tuple[Mention, ...]


class StatementKind(StrEnum):
    """What the general part speaks of; the keys of a concept scheme."""

    ANALYSIS = "analysis"  #: what the groups are offered
    CRITERIA = "criteria"  #: how a group is delimited
    CONTENT = "content"  #: what a recommendation contains
    REVIEW = "review"  #: that all were commented on
    APPROVAL = "approval"  #: who approves
    MEMBERSHIP = "membership"  #: who sits in the steering group
    REPORTS_PUBLISHED = "reports-published"
    REPORTS_IN_PREPARATION = "reports-in-preparation"
    REPORTS_PLANNED = "reports-planned"
    FINDING = "finding"  #: what the reports found across groups


@dataclass(frozen=True, slots=True)
class GeneralStatement:
    """A fact of the page's general part, told of no single group; `key` names it in its IRI."""

    key: str
    kind: StatementKind
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Membership:
    """Who sits in a body, as a group of people bearing one role."""

    body: Body
    member_name: str
    role_name: str
    mentions: tuple[Mention, ...]


class Verdict(StrEnum):
    """What became of a line."""

    FACT = "fact"
    BOILERPLATE = "boilerplate"
    BLANK = "blank"
    NOT_UNDERSTOOD = "not understood"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the snapshot's text and what became of it; `reason` where it was not understood.

    `end` is where the next line starts, so that the lines tile the text; `text` leaves out what
    ends the line. A line with several sentences is not understood as soon as one of them is not.
    """

    number: int
    start: int
    end: int
    text: str
    verdict: Verdict
    reason: str | None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A page as it was read. Offsets count in `text`; `sha256` is of the bytes as they came."""

    sha256: str
    text: str
    media_type: str
    title: str
    url: str | None

    @property
    def key(self) -> str:
        """The first twelve hex digits of the digest: the key of its IRI."""
        return self.sha256[:12]


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that was read from a page, and an account of every line."""

    snapshot: Snapshot
    groups: tuple[PatientGroup, ...]
    statements: tuple[GeneralStatement, ...]
    memberships: tuple[Membership, ...]
    lines: tuple[Line, ...]

    @property
    def not_understood(self) -> tuple[Line, ...]:
        """The lines that carried something we could not read."""
        return tuple(line for line in self.lines if line.verdict is Verdict.NOT_UNDERSTOOD)
