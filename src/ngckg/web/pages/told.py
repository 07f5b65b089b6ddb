"""What is told of one group, with the place of each fact."""

import asyncio
from dataclasses import dataclass

from ngckg.errors import NotFound
from ngckg.web.pages import facts, overview
from ngckg.web.pages.evidence import by_thing
from ngckg.web.pages.facts import Document, Offer, Status, Step
from ngckg.web.pages.overview import General
from ngckg.web.pages.parts import EvidenceOf
from ngckg.web.pages.rows import Ask


@dataclass(frozen=True, slots=True)
class Told:
    """A group's facts; `reviewing` are the bodies that reviewed for any group."""

    group: str
    steps: list[Step]
    documents: list[Document]
    offers: list[Offer]
    statuses: list[Status]
    evidence: EvidenceOf
    general: General
    reviewing: list[str]

    def starts(self) -> list[tuple[str, int]]:
        """Where the group's sections begin: its recommendation stands in their headings."""
        heads = self.evidence.get(self.group.replace("/patient-group/", "/recommendation/"), ())
        return sorted({(it.source, it.line) for it in heads})

    def sections(self) -> list[tuple[str, int, int]]:
        """Each section about the group: its snapshot, its first and its last line with a fact."""
        starts = self.starts()
        things = [it.iri for it in self.steps] + [it.iri for it in self.documents]
        things += [it.iri for it in self.statuses if _is_near(it)]
        lines = {(it.source, it.line) for thing in things for it in self.evidence.get(thing, ())}
        found = []
        for number, (source, first) in enumerate(starts):
            after = starts[number + 1] if number + 1 < len(starts) else (source, 1 << 62)
            inside = [line for of, line in lines if (source, first) <= (of, line) < after]
            found.append((source, first, max(inside, default=first)))
        return found


async def read(ask: Ask, group: str) -> Told:
    """Everything about one group. Raises NotFound where there is no such group."""
    known, steps, documents, offers, statuses, evidence, general, reviewers = await asyncio.gather(
        ask("page-groups", group=group),
        ask("page-steps", group=group),
        ask("page-documents", group=group),
        ask("page-offers", group=group),
        ask("page-statuses", group=group),
        ask("page-evidence", about=group),
        ask("page-general"),
        ask("page-reviewers"),
    )
    if not known:
        raise NotFound(f"There is no patient group {facts.key(group)!r}.")
    return Told(
        group,
        facts.steps(steps),
        facts.documents(documents),
        facts.offers(offers),
        facts.statuses(statuses),
        by_thing(evidence),
        overview.general(general),
        sorted((row["body"].value for row in reviewers), key=facts.key),
    )


def _is_near(status: Status) -> bool:
    """Whether a status stands in the group's own section."""
    return facts.key(status.basis or "") in ("listed", "position")
