"""Documents in a group's list, told by their titles."""

from difflib import SequenceMatcher
from typing import Final

from ngckg.page.names import MAX_NAME, Names, same
from ngckg.page.readings import Listed, ReportHeading, Unread
from ngckg.page.records import DocumentKind
from ngckg.page.steps import Group
from ngckg.page.words import DASHES, MAX_WORDS, Quoted, Words, ends, fold, folds, starts

#: The key of each kind of document: the last part of its IRI.
KEYS: Final = {
    DocumentKind.RECOMMENDATION: "faglige-anbefalinger",
    DocumentKind.CRITERIA: "indikationer-og-kriterier",
    DocumentKind.REQUISITION: "rekvisition",
    DocumentKind.STATUS_REPORT: "statusrapport",
}
_TITLES: Final = (
    (folds("faglige anbefalinger"), DocumentKind.RECOMMENDATION),
    (folds("anbefalinger"), DocumentKind.RECOMMENDATION),
    (folds("indikationer og kriterier"), DocumentKind.CRITERIA),
    (folds("rekvisition"), DocumentKind.REQUISITION),
    (folds("rekvisitionsblanket"), DocumentKind.REQUISITION),
    (folds("statusrapport"), DocumentKind.STATUS_REPORT),
)
_REPORT: Final = folds("statusrapport")
_LINKING: Final = frozenset({"for", "til", "patientgruppen", "patientgruppe"})

_ANALYSIS: Final = frozenset(folds("germline somatisk analyse og")) | DASHES

#: How alike two names are whose difference is a slip ("endokronologiske").
_SLIP: Final = 0.85


def read(
    quoted: Quoted, sentence: Words, line: int, group: Group | None, names: Names, *, linked: bool
) -> Listed | ReportHeading | Unread | None:
    """The document that a line lists, or the heading over a status report's step, or neither.

    A linked line is a document's title whatever follows the words that tell its kind; without a
    link only what a title can have follows them, lest a sentence be taken for one.
    """
    found = next((it for it in _TITLES if starts(sentence, it[0])), None)
    if found is None:
        return None
    opening, kind = found
    heading = ends(sentence, ":")
    tail = sentence[len(opening) : -1 if heading else None]
    if heading and opening != _REPORT:
        return None
    named = _named(tail)
    own = group is not None and _names(quoted, named, group)
    other = names.find(named)
    if not (linked or heading or own or other or _is_addition(tail)):
        return None
    if group is None:
        return Unread("no group's section has begun that this document could belong to")
    if other not in (None, group.key):
        return Unread(f"names another group than the section of {group.name!r}")
    mention = quoted.mention(sentence[:-1] if heading else sentence, line)
    if heading:
        if not own and named:
            return Unread(f"names no group; it stands in the section of {group.name!r}")
        return ReportHeading(mention)
    return Listed(kind, quoted.clean(sentence), mention)


def _named(tail: Words) -> Words:
    """The words of a title that may name a group: "for patientgruppen nyresvigt"."""
    at = 0
    while at < len(tail) and tail[at].fold in _LINKING:
        at += 1
    return tail[at:]


def _names(quoted: Quoted, some: Words, group: Group) -> bool:
    """Whether these words name this group, slips of spelling aside."""
    if not some or some[-1].end - some[0].start > MAX_NAME:
        return False
    one, other = quoted.clean(some), group.name
    return same(one, other) or SequenceMatcher(None, fold(one), fold(other)).ratio() >= _SLIP


def _is_addition(tail: Words) -> bool:
    """Whether this is nothing, or what a title says of its contents, analysis or form."""
    if all(word.fold in _ANALYSIS for word in tail):
        return True
    in_brackets = tail[0].fold == "(" and ends(tail, ")")
    contents = tail[0].fold in ("inkl", "inklusive") and not ends(tail, ".")
    return len(tail) <= MAX_WORDS and (in_brackets or contents)
