"""What one sentence of the page can say: the typed results of reading it."""

from dataclasses import dataclass
from typing import TypeAlias

from ngckg.page.records import (
    DocumentKind,
    Mention,
    Offer,
    StatementKind,
    StatusProperty,
    Step,
)
from ngckg.page.words import Words


@dataclass(frozen=True, slots=True)
class Heading:
    """A patient group's section begins here."""

    name: str
    key: str
    mention: Mention


@dataclass(frozen=True, slots=True)
class BrokenHeading:
    """A section begins here, but of which group cannot be told."""

    reason: str


@dataclass(frozen=True, slots=True)
class Named:
    """The line is the name of a group and nothing else, as the title over its section."""

    key: str
    name: str
    mention: Mention


@dataclass(frozen=True, slots=True)
class Offers:
    """Analyses that are offered to the group whose section begins next."""

    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class StepTaken:
    """A step in the course of the section's group."""

    step: Step


@dataclass(frozen=True, slots=True)
class ReportHeading:
    """Below this, the section speaks of its group's status report."""

    mention: Mention


@dataclass(frozen=True, slots=True)
class Listed:
    """A document in the section's list."""

    kind: DocumentKind
    title: str
    mention: Mention


@dataclass(frozen=True, slots=True)
class Said:
    """A fact of the general part."""

    kind: StatementKind
    key: str
    mention: Mention


@dataclass(frozen=True, slots=True)
class Noted:
    """A status told in a note after a group's section."""

    property: StatusProperty
    value: str
    mention: Mention


@dataclass(frozen=True, slots=True)
class Told:
    """Facts told by cues, and what of the sentence they leave unexplained."""

    facts: tuple[Said | Noted, ...]
    unread: str | None


@dataclass(frozen=True, slots=True)
class Reports:
    """The groups whose status report the general part says is published."""

    said: Said
    names: Words
    count: int | None


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """Known, and no fact."""


@dataclass(frozen=True, slots=True)
class Unread:
    """Not understood, and why."""

    reason: str


Reading: TypeAlias = (
    Heading
    | BrokenHeading
    | Named
    | Offers
    | StepTaken
    | ReportHeading
    | Listed
    | Told
    | Reports
    | Boilerplate
    | Unread
)
