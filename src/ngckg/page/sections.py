"""The walk over the page: its lines in order, each sentence's facts to the section it stands in."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from ngckg.page import dates, segment
from ngckg.page.classify import Classifier, is_like_heading
from ngckg.page.documents import KEYS, is_about_report
from ngckg.page.ledger import Ledger
from ngckg.page.links import Links
from ngckg.page.marks import Marks
from ngckg.page.names import Names
from ngckg.page.readings import (
    Boilerplate,
    BrokenHeading,
    Heading,
    Listed,
    Named,
    Noted,
    Offers,
    Reading,
    ReportHeading,
    Reports,
    Said,
    StepTaken,
    Told,
    Unread,
)
from ngckg.page.records import Document, DocumentKind, Mention, Offer, StatementKind, Step, StepKind
from ngckg.page.segment import MAX_LINE, MAX_SENTENCES, Span
from ngckg.page.steps import Group
from ngckg.page.words import Quoted, Words, clean

#: The page's longest sentence has some forty words, and all of it some two thousand words. What is
#: far beyond is reported unread, so that no page takes more than seconds.
MAX_SENTENCE: Final = 200
MAX_WORDS_READ: Final = 1_000_000

#: Blank lines part the page's lines, most often one.
_NEAR: Final = 5

_NO_GROUP: Final = "no group's section has begun that this could belong to"


@dataclass(slots=True)
class Section:
    """One section of the page, as its lines fill it. A group may have several."""

    group: Group
    mentions: list[Mention]
    other_names: list[str] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)
    notes: list[Noted] = field(default_factory=list)
    report_headings: list[Mention] = field(default_factory=list)
    listed_after_steps: bool = False

    def restarts_with_step(self, step: Step) -> bool:
        """Whether this step begins another list.

        Steps stand before the documents; a drafting comes first, and one approval is enough.
        """
        if step.kind is StepKind.DRAFTING and self.steps:
            return True
        again = step.kind is StepKind.APPROVAL and any(it.kind is step.kind for it in self.steps)
        return again or (self.listed_after_steps and step.kind is not StepKind.EVALUATION)

    def restarts_with_document(self, kind: DocumentKind) -> bool:
        """Whether this document begins another list: the same stood before the last ones."""
        first = kind in (DocumentKind.RECOMMENDATION, DocumentKind.CRITERIA)
        listed = [document.kind for document in self.documents[-8:]]
        return first and kind in listed and listed[-1] is not kind


@dataclass(slots=True)
class Walked:
    """What the walk has collected."""

    sections: list[Section] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    reports: list[tuple[int, Reports]] = field(default_factory=list)


class Walk:
    """Goes over the lines once. A section ends where the next begins or its group is lost."""

    def __init__(
        self,
        quoted: Quoted,
        spans: Sequence[Span],
        groups: Names,
        links: Links,
        marks: Marks,
        ledger: Ledger,
    ) -> None:
        self._quoted, self._spans, self._ledger = quoted, spans, ledger
        self._links, self._marks = links, marks
        self._classifier = Classifier(quoted, groups)
        self._walked = Walked()
        self._section: Section | None = None
        self._title: Named | None = None
        self._pending: list[Offer] = []
        self._words_read = 0
        self._ahead: tuple[int, list[Words]] = (0, [])

    def run(self) -> Walked:
        """Everything that the lines say."""
        for span in self._spans:
            if span.number in self._marks.borders:
                self._end()
            if span.stop - span.start > MAX_LINE:
                self._give_up(span, f"longer than {MAX_LINE} characters")
            elif self._words_read > MAX_WORDS_READ:
                self._give_up(span, f"stands after the first {MAX_WORDS_READ} words")
            else:
                self._line(span)
        self._drop_pending()
        return self._walked

    def _line(self, span: Span) -> None:
        number, parts = self._ahead
        if number != span.number:
            parts = segment.sentences(self._quoted.text, span)
        self._words_read += sum(len(sentence) for sentence in parts)
        if len(parts) > MAX_SENTENCES:
            self._give_up(span, f"more than {MAX_SENTENCES} sentences")
            return
        if not parts and clean(self._quoted.text[span.start : span.stop]):
            self._ledger.known(span.number)
        if span.number in self._marks.struck:
            self._pass_over(span.number, parts)
            return
        for sentence in parts:
            if len(sentence) > MAX_SENTENCE:
                self._give_up(span, f"a sentence of more than {MAX_SENTENCE} words")
            else:
                reading = self._read(sentence, span.number)
                if sentence is parts[-1]:
                    reading = self._before_next(reading, sentence, span.number)
                self._take(reading, sentence, span.number, len(parts))

    def _pass_over(self, line: int, parts: Sequence[Words]) -> None:
        """Leaves a line unread of which something is struck out."""
        self._title = None
        self._drop_pending()
        if any(is_like_heading(sentence) for sentence in parts):
            self._section = None
        self._ledger.unread(line, "something of it is struck out")

    def _give_up(self, span: Span, reason: str) -> None:
        """Leaves a line unread. It may have been a heading, so that no group goes on after it."""
        if clean(self._quoted.text[span.start : span.stop]):
            self._end()
            self._ledger.unread(span.number, reason)

    def _read(self, sentence: Words, line: int) -> Reading:
        group = self._section.group if self._section else None
        is_heading = line in self._marks.headings
        return self._classifier.read(sentence, line, group, is_heading=is_heading)

    def _before_next(self, reading: Reading, sentence: Words, line: int) -> Reading:
        """What the last sentence of a line says, seeing what stands on the next one."""
        match reading:
            case StepTaken() if (after := self._after(line)) and dates.tail(after) == 0:
                return Unread("its date goes on in the next line")
            case Listed(DocumentKind.STATUS_REPORT, _, mention):
                if self._links.over(mention.start, mention.end):
                    return reading
                if is_about_report(self._after(line)):
                    return ReportHeading(mention)
                if "for" in (word.fold for word in sentence[:2]):
                    return Unread("may be a report's title or a heading over nothing known")
        return reading

    def _after(self, line: int) -> Words:
        """The first sentence after this line, where one stands near."""
        if self._ahead[0] <= line:
            for span in self._spans[line : line + _NEAR]:
                if span.stop - span.start <= MAX_LINE:
                    self._ahead = (span.number, segment.sentences(self._quoted.text, span))
                if self._ahead[0] > line and self._ahead[1]:
                    break
        return self._ahead[1][0] if self._ahead[0] > line and self._ahead[1] else ()

    def _take(self, reading: Reading, sentence: Words, line: int, sentences: int) -> None:
        reason: str | None = None
        if not isinstance(reading, Heading | Named | Offers | Boilerplate):
            self._title = None
        match reading:
            case Boilerplate():
                self._ledger.known(line)
            case Unread(reason):
                self._drop_pending()
                if is_like_heading(sentence):
                    self._section = None
            case BrokenHeading(reason):
                self._end()
            case Heading():
                self._begin(reading)
            case Named():
                self._ledger.known(line)
                if self._section and self._section.group.key != reading.key:
                    self._end()
                self._title = reading
            case Offers(offers):
                self._pending += offers
            case Reports():
                self._walked.reports.append((line, reading))
                self._ledger.fact(line)
            case Told():
                reason = self._told(reading, line)
            case StepTaken() | ReportHeading() | Listed():
                reason = self._in_section(reading, sentence, line)
        if reason is not None:
            whole = "" if sentences == 1 else f" («{self._quoted.clean(sentence)[:80]}»)"
            self._ledger.unread(line, reason + whole)

    def _begin(self, heading: Heading) -> None:
        section = Section(Group(heading.name, heading.key), [heading.mention])
        if self._title is not None and self._title.key == heading.key:
            section.mentions.insert(0, self._title.mention)
            section.other_names.append(self._title.name)
            self._ledger.fact(self._title.mention.line)
        self._title = None
        self._section = section
        self._walked.sections.append(section)
        self._ledger.fact(heading.mention.line)
        self._settle_pending(section)

    def _in_section(
        self, reading: StepTaken | ReportHeading | Listed, sentence: Words, line: int
    ) -> str | None:
        """Adds to the section; the reason where something of it cannot be taken."""
        section = self._section
        if section is None:
            return _NO_GROUP
        self._settle_pending(section)
        reason: str | None = None
        match reading:
            case StepTaken(step):
                if section.restarts_with_step(step):
                    return self._lose_group()
                section.steps.append(step)
            case ReportHeading(mention):
                section.report_headings.append(mention)
            case Listed(kind, title, mention):
                if section.restarts_with_document(kind):
                    return self._lose_group()
                url, reason = self._links.target(sentence[0].start, sentence[-1].end)
                section.documents.append(Document(kind, KEYS[kind], title, url, (mention,)))
                section.listed_after_steps = bool(section.steps)
        self._ledger.fact(line)
        return reason

    def _end(self) -> None:
        """No group's section goes on from here."""
        self._section = None
        self._drop_pending()

    def _lose_group(self) -> str:
        self._end()
        return "a new list begins here without a group's heading"

    def _told(self, told: Told, line: int) -> str | None:
        """Adds facts told by cues; the reason where something of them cannot be taken."""
        reasons = [] if told.unread is None else [f"not understood: {told.unread[:200]!r}"]
        approved = any(
            isinstance(it, Said) and it.kind is StatementKind.APPROVAL for it in told.facts
        )
        self._ledger.known(line)
        for fact in told.facts:
            if isinstance(fact, Said):
                if fact.kind is StatementKind.MEMBERSHIP and not approved:
                    reasons.append("members of what is not told by this sentence")
                    continue
                self._walked.said.append(fact)
            elif self._section is None:
                reasons.append(_NO_GROUP)
                continue
            else:
                self._settle_pending(self._section)
                self._section.notes.append(fact)
            self._ledger.fact(line)
        return "; ".join(reasons) or None

    def _settle_pending(self, section: Section) -> None:
        """Gives analyses to the section whose heading stands next to them, if it does."""
        if section.steps or section.documents or section.notes or section.report_headings:
            self._drop_pending()
        section.offers += self._pending
        for offer in self._pending:
            self._ledger.fact(offer.mentions[0].line)
        self._pending = []

    def _drop_pending(self) -> None:
        for offer in self._pending:
            self._ledger.unread(offer.mentions[0].line, "no group's section begins after this")
        self._pending = []
