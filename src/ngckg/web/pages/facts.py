"""What the source says, as records for the pages: read from the rows of named queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ngckg.namespaces import NGCKG
from ngckg.rdf import iri
from ngckg.web.pages.rows import Row, day, text
from ngckg.web.pages.when import When

#: The kinds of step in the usual order of the process.
STEP_KINDS: Final = ("Drafting", "Review", "Approval", "Evaluation")
#: The kinds of document in the order in which the page lists them.
DOCUMENT_KINDS: Final = (
    "RecommendationDocument",
    "CriteriaDocument",
    "RequisitionForm",
    "StatusReport",
)
#: What statuses are about, in the order in which they are shown.
STATUS_PROPERTIES: Final = ("requisitionStatus", "onboardingStatus", "statusReportStatus")


@dataclass(frozen=True)
class Step:
    """A dated step; `bodies` took it, `used` and `gave` are works and documents."""

    iri: str
    kind: str
    group: str
    bodies: tuple[str, ...]
    used: tuple[str, ...]
    gave: tuple[str, ...]
    when: When

    @cached_property
    def order(self) -> tuple[int, str, tuple[str, ...]]:
        """Where it stands in a group's course: the usual order, then time."""
        begins = self.when.start_not_before
        return STEP_KINDS.index(self.kind), begins.isoformat() if begins else "", self.bodies


@dataclass(frozen=True, slots=True)
class Document:
    """A document that the source lists for a group; the title as it stands there."""

    iri: str
    kind: str
    group: str
    title: str | None
    url: str | None
    recommendation: str | None


@dataclass(frozen=True, slots=True)
class Offer:
    """An analysis that a group, or `part` of it, is offered."""

    iri: str
    group: str
    type: str
    purpose: str | None
    part: str | None


@dataclass(frozen=True, slots=True)
class Status:
    """A statement of a status; contradicting ones stand side by side."""

    iri: str
    group: str
    property: str
    value: str
    basis: str | None


def steps(rows: Iterable[Row]) -> list[Step]:
    """The steps, each once, in the usual order."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["step"].value, []).append(row)
    made = [
        Step(
            step,
            local(those[0]["kind"].value),
            those[0]["group"].value,
            _all(those, "body"),
            _all(those, "used"),
            _all(those, "gave"),
            _when(those[0]),
        )
        for step, those in found.items()
    ]
    return sorted(made, key=lambda it: (it.order, it.iri))


def documents(rows: Iterable[Row]) -> list[Document]:
    """The documents, each once, by kind."""
    made = {
        row["document"].value: Document(
            row["document"].value,
            local(row["kind"].value),
            row["group"].value,
            text(row, "title"),
            text(row, "url"),
            text(row, "recommendation"),
        )
        for row in rows
    }
    return sorted(made.values(), key=lambda it: (DOCUMENT_KINDS.index(it.kind), it.iri))


def offers(rows: Iterable[Row]) -> list[Offer]:
    """The offers; one for a part of the group after those for all of it."""
    made = {
        row["offer"].value: Offer(
            row["offer"].value,
            row["group"].value,
            row["type"].value,
            text(row, "purpose"),
            text(row, "part"),
        )
        for row in rows
    }
    return sorted(made.values(), key=lambda it: (it.part is not None, it.iri))


def statuses(rows: Iterable[Row]) -> list[Status]:
    """The statements of statuses, by what they are about."""
    made = {
        row["statement"].value: Status(
            row["statement"].value,
            row["group"].value,
            local(row["property"].value),
            row["value"].value,
            text(row, "basis"),
        )
        for row in rows
    }
    return sorted(made.values(), key=lambda it: (STATUS_PROPERTIES.index(it.property), it.iri))


def local(term: str) -> str:
    """The local name of a term of ours."""
    return term.removeprefix(NGCKG)


def key(thing: str) -> str:
    """The key of one of our things: what follows its kind."""
    found = iri.parts(thing)
    return thing if found is None else found[1]


def kind(thing: str) -> str:
    """The kind of one of our things, as it stands in its IRI."""
    found = iri.parts(thing)
    return "" if found is None else found[0]


def _all(rows: list[Row], name: str) -> tuple[str, ...]:
    return tuple(sorted({row[name].value for row in rows if name in row}))


def _when(row: Row) -> When:
    return When(
        row["edtf"].value,
        text(row, "text") or "",
        day(row, "startNotBefore"),
        day(row, "startNotAfter"),
        day(row, "endNotBefore"),
        day(row, "endNotAfter"),
    )
