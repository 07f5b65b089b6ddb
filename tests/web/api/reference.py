"""The filters of the API as one would write them in Python: what a query must agree with."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ngckg.namespaces import ID, NGCKG
from tests.web.reading import Dataset

Bounds = tuple[date, date, date, date]
Asked = dict[str, str]


@dataclass(frozen=True)
class Group:
    """What the release says of a patient group, as far as filters ask for it."""

    key: str
    names: dict[str, str]
    texts: tuple[str, ...]
    codes: dict[str, set[str]]
    bodies: set[str]
    steps: set[str]
    approvals: tuple[Bounds, ...] = field(default=())

    def passes(self, asked: Asked) -> bool:
        """Whether it passes all of these filters."""
        certainty = asked.get("certainty", "certain")
        return all(
            self._passes(name, value, certainty)
            for name, value in asked.items()
            if name != "certainty"
        )

    def _passes(self, name: str, value: str, certainty: str) -> bool:
        match name:
            case "q":
                return any(value.lower() in text.lower() for text in self.texts)
            case "body":
                return value in self.bodies
            case "step":
                return value in self.steps
            case "approvedBefore":
                day = date.fromisoformat(value)
                return any(before(bounds, day, certainty) for bounds in self.approvals)
            case "approvedAfter":
                day = date.fromisoformat(value)
                return any(after(bounds, day, certainty) for bounds in self.approvals)
            case _:
                return value in self.codes[name]


def before(bounds: Bounds, day: date, certainty: str) -> bool:
    """Whether something with these bounds ended before a day."""
    _, _, end_not_before, end_not_after = bounds
    return (end_not_after if certainty == "certain" else end_not_before) < day


def after(bounds: Bounds, day: date, certainty: str) -> bool:
    """Whether something with these bounds began after a day."""
    start_not_before, start_not_after, _, _ = bounds
    return (start_not_before if certainty == "certain" else start_not_after) > day


def groups(dataset: Dataset) -> list[Group]:
    """Every patient group of a release."""
    return [_group(dataset, thing) for thing in dataset.things("patient-group")]


def bounds(dataset: Dataset, step: str) -> Bounds:
    """The first and last days that a step can have begun and ended on."""
    names = ("startNotBefore", "startNotAfter", "endNotBefore", "endNotAfter")
    first, second, third, fourth = (
        date.fromisoformat(min(dataset.values(step, "ngckg", name))) for name in names
    )
    return first, second, third, fourth


def kinds(dataset: Dataset, thing: str) -> set[str]:
    """The classes of ours that a thing has, by their names."""
    found = dataset.values(thing, "rdf", "type")
    return {it.removeprefix(NGCKG) for it in found if it.startswith(NGCKG)}


def _group(dataset: Dataset, path: str) -> Group:
    iri = ID + path
    offers = dataset.values(iri, "ngckg", "analysisOffer")
    steps = dataset.subjects("ngckg", "concerns", iri)
    bodies = dataset.values(iri, "ngckg", "specialistNetwork")
    for step in steps:
        bodies |= dataset.values(step, "prov", "wasAssociatedWith")
    statuses = ("requisitionStatus", "onboardingStatus", "statusReportStatus")
    codes = {name: _keys(dataset.values(iri, "ngckg", name)) for name in statuses}
    types = {it for offer in offers for it in dataset.values(offer, "ngckg", "analysisType")}
    labels = dataset.literals(iri, "skos", "prefLabel")
    others = dataset.literals(iri, "skos", "altLabel")
    return Group(
        key=path.partition("/")[2],
        names={it.language or "": it.value for it in labels},
        texts=tuple(it.value for it in (*labels, *others)),
        codes=codes | {"analysisType": _keys(types)},
        bodies={it.removeprefix(ID) for it in bodies},
        steps={kind.lower() for step in steps for kind in kinds(dataset, step)},
        approvals=tuple(
            bounds(dataset, step) for step in steps if "Approval" in kinds(dataset, step)
        ),
    )


def _keys(iris: set[Any]) -> set[str]:
    return {it.rpartition("/")[2] for it in iris}
