"""A text → everything it says: groups, general facts, and the account of its lines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ngckg.page import segment
from ngckg.page.classify import heading
from ngckg.page.ledger import Ledger
from ngckg.page.links import Links
from ngckg.page.marks import Marks
from ngckg.page.merge import merge
from ngckg.page.names import Names, capital
from ngckg.page.readings import Heading, Reports, Said
from ngckg.page.records import (
    GeneralStatement,
    Line,
    Membership,
    Mention,
    PatientGroup,
    StatementKind,
)
from ngckg.page.sections import Walk
from ngckg.page.segment import MAX_LINE, Span
from ngckg.page.steps import STEERING_GROUP
from ngckg.page.words import Quoted, Words, visible, without_stop


@dataclass(frozen=True, slots=True)
class Assembled:
    """What a text says."""

    groups: tuple[PatientGroup, ...]
    statements: tuple[GeneralStatement, ...]
    memberships: tuple[Membership, ...]
    lines: tuple[Line, ...]


def assemble(text: str, spans: Sequence[Span], links: Links, marks: Marks) -> Assembled:
    """Reads the text: first which groups it has, then every line."""
    quoted = Quoted(text)
    ledger = Ledger(text, spans)
    groups = Names(_headings(quoted, (span for span in spans if span.number not in marks.struck)))
    walked = Walk(quoted, spans, groups, links, marks, ledger).run()
    named = _Named(quoted, groups, ledger)
    for line, reports in walked.reports:
        named.add(line, reports)
    said = [*(reports.said for _, reports in walked.reports), *walked.said]
    return Assembled(
        merge(walked.sections, named.groups, _remainder(said, walked.reports, ledger)),
        _statements(said),
        _memberships(said),
        ledger.lines(),
    )


def _headings(quoted: Quoted, spans: Iterable[Span]) -> list[str]:
    """The names of the groups that have a section."""
    found: list[str] = []
    for span in spans:
        line = quoted.text[span.start : min(span.stop, span.start + MAX_LINE)]
        if "anbefalinger" in visible(line).lower():
            for sentence in segment.sentences(quoted.text, span):
                reading = heading(quoted, sentence, span.number)
                if isinstance(reading, Heading):
                    found.append(reading.name)
    return found


class _Named:
    """The groups that the general part names as having a published status report."""

    def __init__(self, quoted: Quoted, groups: Names, ledger: Ledger) -> None:
        self.groups: dict[str, list[tuple[str, Mention]]] = {}
        self._quoted, self._groups, self._ledger = quoted, groups, ledger

    def add(self, line: int, reports: Reports) -> None:
        """Finds the groups that the sentence names."""
        names = self._groups.split(without_stop(reports.names))
        for some, group in names:
            if group is None:
                self._ledger.unread(line, f"no group has the name {self._name(some)!r}")
            else:
                mention = self._quoted.mention(some, line)
                self.groups.setdefault(group, []).append((self._name(some), mention))
        if reports.count not in (None, len(names)):
            self._ledger.unread(line, f"speaks of {reports.count} groups but names {len(names)}")

    def _name(self, some: Words) -> str:
        return capital(self._quoted.clean(some))[:200]


def _remainder(
    said: Iterable[Said], reports: Sequence[tuple[int, Reports]], ledger: Ledger
) -> list[Mention]:
    """Where it is said that the groups not named have no report yet, if it is told which they are.

    A name or an exception that was not understood may be any of them.
    """
    found = [it.mention for it in said if it.kind is StatementKind.REPORTS_IN_PREPARATION]
    unread = (line.number for line in ledger.lines() if line.reason and _speaks_of_reports(line))
    if not reports:
        reason = "none is named before"
    elif (line := next(unread, None)) is not None:
        reason = f"line {line} was not understood"
    else:
        return found
    for mention in found:
        ledger.unread(mention.line, f"which groups remain is not told: {reason}")
    return []


def _speaks_of_reports(line: Line) -> bool:
    return "statusrapporter" in visible(line.text).lower()


def _statements(said: Iterable[Said]) -> tuple[GeneralStatement, ...]:
    """Each fact once, where it first stands, with evidence wherever it stands."""
    places: dict[tuple[str, StatementKind], list[Mention]] = {}
    for it in sorted(said, key=lambda it: it.mention.start):
        places.setdefault((it.key, it.kind), []).append(it.mention)
    return tuple(GeneralStatement(*it, tuple(mentions)) for it, mentions in places.items())


def _memberships(said: Iterable[Said]) -> tuple[Membership, ...]:
    places = tuple(it.mention for it in said if it.kind is StatementKind.MEMBERSHIP)
    if not places:
        return ()
    directors = "Regionernes sundhedsdirektører"
    return (Membership(STEERING_GROUP, directors, "Sundhedsdirektør", places),)
