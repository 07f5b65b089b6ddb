"""Documents in a group's list, told by their titles."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final

from ngckg.page import dates
from ngckg.page.names import MAX_NAME, Names, same
from ngckg.page.readings import Listed, ReportHeading, Unread
from ngckg.page.records import DocumentKind
from ngckg.page.steps import Group
from ngckg.page.words import DASHES, Quoted, Words, ends, folds, starts

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

#: What a title may say of its contents, analysis or form, besides numbers and months. Any other
#: word may take back that there is such a document: "under udarbejdelse", "udgået".
_CONTAINING: Final = frozenset({"inkl", "inklusive"})
_NUMBERED: Final = frozenset(folds("version udgave opdateret revideret kb mb side sider"))
_ADDED: Final = (
    frozenset(folds("germline somatisk analyse resumé resume medlemsliste vejledning bilag"))
    | frozenset(folds("pdf doc docx odt xlsx ny og samt med den d i ( ) , . /"))
    | _CONTAINING
    | _NUMBERED
    | DASHES
)

#: How alike two words are whose difference is a slip ("endokronologiske").
_SLIP: Final = 0.85

#: A title and what it adds are a line of a list.
_MAX_ADDED: Final = 24


def read(
    quoted: Quoted,
    sentence: Words,
    line: int,
    group: Group | None,
    names: Names,
    *,
    is_heading: bool,
) -> Listed | ReportHeading | Unread | None:
    """The document that a line lists, or the heading over a status report's step, or neither.

    Only what a title can have may follow the words that tell its kind, lest a sentence be taken
    for one, even where it is linked: "Statusrapport forventes i 2026". A line that is marked up as
    a heading lists nothing.
    """
    found = next((it for it in _TITLES if starts(sentence, it[0])), None)
    if found is None:
        return None
    opening, kind = found
    colon = ends(sentence, ":")
    tail = sentence[len(opening) : -1 if colon else None]
    if (colon and opening != _REPORT) or ends(tail, "."):
        return None
    named = _named(tail)
    own = group is not None and _names(quoted, named, group)
    other = names.find(named)
    if not (colon or own or other or _is_addition(tail)):
        return None
    if group is None:
        return Unread("no group's section has begun that this document could belong to")
    if other not in (None, group.key):
        return Unread(f"names another group than the section of {group.name!r}")
    mention = quoted.mention(sentence[:-1] if colon else sentence, line)
    if is_heading and not colon and not (own and opening == _REPORT):
        return Unread("a heading, which lists no document")
    if is_heading or colon:
        if not own and named:
            return Unread(f"names no group; it stands in the section of {group.name!r}")
        return ReportHeading(mention)
    return Listed(kind, quoted.clean(sentence), mention)


def is_about_report(sentence: Words) -> bool:
    """Whether this tells of a report or its making, so that what stands over it is a heading."""
    return starts(sentence, (f"{_REPORT[0]}en",)) or any(
        word.fold.startswith("evaluer") for word in sentence
    )


def _named(tail: Words) -> Words:
    """The words of a title that may name a group: "for patientgruppen nyresvigt (pdf)"."""
    at = 0
    while at < len(tail) and tail[at].fold in _LINKING:
        at += 1
    last = range(max(at, len(tail) - _MAX_ADDED), len(tail))
    added = (place for place in last if tail[place].fold in _CONTAINING | {"("})
    stop = next((place for place in added if _is_addition(tail[place:])), len(tail))
    return tail[at:stop]


def _names(quoted: Quoted, some: Words, group: Group) -> bool:
    """Whether these words name this group, slips of spelling aside."""
    if not some or some[-1].end - some[0].start > MAX_NAME:
        return False
    return same(quoted.clean(some), group.name) or _slipped([it.fold for it in some], group.name)


def _slipped(parts: Sequence[str], name: str) -> bool:
    """Whether every word is one of the name's, or nearly: a word more may deny the title."""
    own = folds(name)
    return len(parts) == len(own) and all(
        SequenceMatcher(None, one, other).ratio() >= _SLIP
        for one, other in zip(parts, own, strict=True)
    )


def _is_addition(tail: Words) -> bool:
    """Whether this is nothing, or what a title says of its contents, analysis or form."""
    folded = [word.fold for word in tail]
    numbers = [part for part in folded if part.isdecimal() or part in dates.MONTHS]
    return (
        all(part in _ADDED or part in numbers for part in folded)
        and (not numbers or not _NUMBERED.isdisjoint(folded))
        and len(tail) <= _MAX_ADDED
    )
