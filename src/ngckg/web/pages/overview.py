"""What is told of all groups at once: the ground of the landing page, process and timeline."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ngckg.web.pages import facts, parts
from ngckg.web.pages.evidence import Evidence, by_thing
from ngckg.web.pages.facts import Offer, Status, Step
from ngckg.web.pages.rows import Ask, Row


@dataclass(frozen=True, slots=True)
class Groups:
    """What is told of all groups, by group."""

    groups: list[str]
    steps: dict[str, list[Step]]
    offers: dict[str, list[Offer]]
    statuses: dict[tuple[str, str], list[Status]]
    reviewing: list[str]

    def all_steps(self) -> list[Step]:
        """The steps of every group."""
        return [step for steps in self.steps.values() for step in steps]

    def step(self, group: str, kind: str, body: str | None = None) -> Step | None:
        """A group's step of a kind, by a body where there may be several."""
        for step in self.steps.get(group, []):
            if step.kind == kind and (body is None or body in step.bodies):
                return step
        return None

    def latest_approval(self, group: str) -> date | None:
        """The last day on which a group can have been approved."""
        step = self.step(group, "Approval")
        return None if step is None else step.when.end_not_after


@dataclass(frozen=True, slots=True)
class General:
    """The general part of the source: the places that speak of each of its matters."""

    places: dict[str, tuple[Evidence, ...]]

    def of(self, kind: str) -> tuple[Evidence, ...]:
        """Where it speaks of a matter (`review`, `content`): none where it does not."""
        return self.places.get(kind, ())


def general(rows: Iterable[Row]) -> General:
    """The general part, by matter."""
    found: dict[str, list[Evidence]] = {}
    listed = list(rows)
    places = by_thing(listed)
    for thing, kind in dict.fromkeys((row["thing"].value, row["kind"].value) for row in listed):
        found.setdefault(facts.key(kind), []).extend(places[thing])
    return General({kind: tuple(sorted(set(them))) for kind, them in found.items()})


async def read(ask: Ask) -> Groups:
    """Every group with its steps, offers and statuses."""
    steps = facts.steps(await ask("page-steps"))
    offers = facts.offers(await ask("page-offers"))
    statuses = facts.statuses(await ask("page-statuses"))
    found = Groups(
        [row["group"].value for row in await ask("page-groups")],
        {},
        {},
        {},
        parts.reviewers(steps),
    )
    for step in steps:
        found.steps.setdefault(step.group, []).append(step)
    for offer in offers:
        found.offers.setdefault(offer.group, []).append(offer)
    for status in statuses:
        found.statuses.setdefault((status.group, status.property), []).append(status)
    return found
