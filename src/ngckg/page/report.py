"""What was found on a page and what was not understood, as plain data for people and scripts."""

from collections import Counter
from typing import Final, TypedDict

from ngckg.page.records import DocumentKind, Page, StepKind

MAX_SHOWN: Final = 200


class NotUnderstood(TypedDict):
    """A line of which something could not be read."""

    line: int
    text: str
    reason: str


class Summary(TypedDict):
    """What a page holds, and what of it was not read."""

    source: str
    title: str
    lines: dict[str, int]
    found: dict[str, int]
    not_understood: list[NotUnderstood]


def summary(page: Page) -> Summary:
    """Everything that is told of a reading."""
    return {
        "source": page.snapshot.key,
        "title": page.snapshot.title,
        "lines": dict(sorted(Counter(line.verdict.value for line in page.lines).items())),
        "found": found(page),
        "not_understood": not_understood(page),
    }


def found(page: Page) -> dict[str, int]:
    """How many things of each kind the page has, in the order in which they are told."""
    steps = [step for group in page.groups for step in group.steps]
    documents = [document for group in page.groups for document in group.documents]
    counts = {"PatientGroup": len(page.groups), "ProcessStep": len(steps)}
    counts |= {kind.value: sum(step.kind is kind for step in steps) for kind in StepKind}
    counts["Document"] = len(documents)
    counts |= {kind.value: sum(it.kind is kind for it in documents) for kind in DocumentKind}
    counts["AnalysisOffer"] = sum(len(group.offers) for group in page.groups)
    statuses = (status for group in page.groups for status in group.statuses)
    counts |= dict(sorted(Counter(f"{it.property}: {it.value}" for it in statuses).items()))
    counts["GeneralStatement"] = len(page.statements)
    counts["Membership"] = len(page.memberships)
    return counts


def not_understood(page: Page) -> list[NotUnderstood]:
    """The lines that carried something unread, with the reason."""
    return [
        {"line": line.number, "text": shorten(line.text), "reason": line.reason or ""}
        for line in page.not_understood
    ]


def shorten(text: str) -> str:
    """A line as it is shown: a hostile one may have millions of characters."""
    shown = text.strip()
    return shown if len(shown) <= MAX_SHOWN else f"{shown[: MAX_SHOWN - 1]}…"
