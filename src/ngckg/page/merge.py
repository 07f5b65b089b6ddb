"""Sections → groups: what the page says twice is one fact with evidence at both places."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Generic, TypeVar

from ngckg.page.records import (
    Document,
    DocumentKind,
    Mention,
    Offer,
    PatientGroup,
    Status,
    StatusBasis,
    StatusProperty,
    Step,
)
from ngckg.page.sections import Section
from ngckg.page.words import fold
from ngckg.rdf import iri

_Keyed = TypeVar("_Keyed", Step, Document, Offer)


def merge(
    sections: Sequence[Section],
    named: Mapping[str, Sequence[tuple[str, Mention]]],
    remainder: Sequence[Mention],
) -> tuple[PatientGroup, ...]:
    """The groups in the order of their first sections.

    `named` are the groups whose report the general part names, with its wordings; `remainder` is
    where it says that the other groups' reports are being written.
    """
    by_group: dict[str, list[Section]] = {}
    for section in sections:
        by_group.setdefault(section.group.key, []).append(section)
    return tuple(_group(parts, named.get(key, ()), remainder) for key, parts in by_group.items())


class _Once(Generic[_Keyed]):
    """Facts of one kind. A second that differs from the first is kept, with -2 after its key."""

    def __init__(self) -> None:
        self._facts: dict[Hashable, _Keyed] = {}
        self._mentions: dict[Hashable, dict[Mention, None]] = {}
        self._uses: Counter[str] = Counter()

    def add(self, identity: Hashable, fact: _Keyed) -> None:
        """Adds a fact, or its mentions to the same fact."""
        if identity not in self._facts:
            self._uses[fact.key] += 1
            use = self._uses[fact.key]
            key = fact.key if use == 1 else f"{fact.key}-{use}"
            self._facts[identity] = replace(fact, key=key)
        self._mentions.setdefault(identity, {}).update(dict.fromkeys(fact.mentions))

    def all(self) -> tuple[_Keyed, ...]:
        """The facts in the order in which they came."""
        return tuple(
            replace(fact, mentions=tuple(self._mentions[identity]))
            for identity, fact in self._facts.items()
        )


def _group(
    sections: Sequence[Section],
    named: Sequence[tuple[str, Mention]],
    remainder: Sequence[Mention],
) -> PatientGroup:
    group = sections[0].group
    wordings = [section.group.name for section in sections]
    wordings += [name for section in sections for name in section.other_names]
    wordings += [name for name, _ in named]
    others = {iri.key(name): name for name in reversed(wordings) if iri.key(name) != group.key}
    documents = _documents(sections)
    return PatientGroup(
        name=group.name,
        key=group.key,
        other_names=tuple(sorted(others.values())),
        steps=_steps(sections),
        documents=documents,
        offers=_offers(sections),
        statuses=_statuses(sections, documents, [mention for _, mention in named], remainder),
        mentions=_unique(mention for section in sections for mention in section.mentions),
    )


def _unique(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    return tuple(dict.fromkeys(mentions))


def _steps(sections: Sequence[Section]) -> tuple[Step, ...]:
    once: _Once[Step] = _Once()
    for step in (step for section in sections for step in section.steps):
        once.add((step.key, step.bodies, step.when.edtf), step)
    return once.all()


def _documents(sections: Sequence[Section]) -> tuple[Document, ...]:
    listed = [document for section in sections for document in section.documents]
    addresses = {(it.kind, fold(it.title)): it.url for it in reversed(listed) if it.url}
    once: _Once[Document] = _Once()
    for document in listed:
        title = (document.kind, fold(document.title))
        url = document.url or addresses.get(title)
        once.add((*title, url), replace(document, url=url))
    return once.all()


def _offers(sections: Sequence[Section]) -> tuple[Offer, ...]:
    once: _Once[Offer] = _Once()
    for offer in (offer for section in sections for offer in section.offers):
        once.add((offer.analysis, offer.purpose, offer.restricted_to), offer)
    return once.all()


def _statuses(
    sections: Sequence[Section],
    documents: Sequence[Document],
    named: Sequence[Mention],
    remainder: Sequence[Mention],
) -> tuple[Status, ...]:
    found: dict[tuple[StatusProperty, str, StatusBasis], list[Mention]] = {}
    forms = _places(documents, DocumentKind.REQUISITION)
    if forms:
        found[StatusProperty.REQUISITION, "available", StatusBasis.LISTED] = forms
    for note in (note for section in sections for note in section.notes):
        status = (note.property, note.value, StatusBasis.POSITION)
        found.setdefault(status, []).append(note.mention)
    reports = _places(documents, DocumentKind.STATUS_REPORT)
    if named or reports:
        headings = [mention for section in sections for mention in section.report_headings]
        basis = StatusBasis.NAMED if named else StatusBasis.LISTED
        published = (StatusProperty.STATUS_REPORT, "published", basis)
        found[published] = [*named, *headings, *reports]
    elif remainder:
        preparing = (StatusProperty.STATUS_REPORT, "in-preparation", StatusBasis.REMAINDER)
        found[preparing] = list(remainder)
    return tuple(Status(*status, _unique(mentions)) for status, mentions in found.items())


def _places(documents: Sequence[Document], kind: DocumentKind) -> list[Mention]:
    return [mention for it in documents if it.kind is kind for mention in it.mentions]
