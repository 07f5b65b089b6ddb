"""What held on a day, certainly or possibly, and according to which snapshot.

The examples are invented; the queries beside them are the ones that the documentation shows.
"""

from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from edtf import parse_edtf
from edtf.parser import EDTFObject
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SKOS, XSD
from rdflib.query import ResultRow

from ngckg.namespaces import ID, NGCKG
from tests.ontology.sources import HERE, local, union

pytestmark = pytest.mark.slow

EXAMPLES = HERE / "examples"
FIRST, SECOND = "source/111111111111", "source/222222222222"
GROUP = "patient-group/eksempelgruppe"
PREPARING, AVAILABLE = "requisition-status/in-preparation", "requisition-status/available"
OFFER = "analysis-offer/eksempelgruppe/somatic"
NORTH, SOUTH = "organization/region-nordoe", "organization/region-sydoe"
ISLES = "organization/region-oeerne"
SEAT = "membership/eksempel/sundhedsdirektoerer-i-region-nordoe"
BOUNDS = ("startNotBefore", "startNotAfter", "endNotBefore", "endNotAfter")


class Answer(NamedTuple):
    """One row: what, according to which snapshot, and whether certainly."""

    value: str
    snapshot: str
    certain: bool


@pytest.fixture(scope="module")
def world() -> Graph:
    return union(sorted(EXAMPLES.glob("*.ttl")))


def ask(graph: Graph, query: Path, day: str, **bound: URIRef) -> set[Answer]:
    """The answers to one of the example queries for a day."""
    given = {"day": Literal(day, datatype=XSD.date), **bound}
    answers = set()
    for row in graph.query(query.read_text(encoding="utf-8"), initBindings=given):
        assert isinstance(row, ResultRow)
        value, certain, snapshot = row
        answers.add(Answer(local(value), local(snapshot), str(certain) == "true"))
    return answers


def status(world: Graph, day: str) -> set[Answer]:
    return ask(
        world,
        EXAMPLES / "stated-on-day.rq",
        day,
        subject=URIRef(ID + GROUP),
        predicate=URIRef(f"{NGCKG}requisitionStatus"),
    )


def names(world: Graph, day: str) -> set[Answer]:
    return ask(
        world,
        EXAMPLES / "stated-on-day.rq",
        day,
        subject=URIRef(ID + GROUP),
        predicate=SKOS.prefLabel,
    )


def in_force(world: Graph, day: str) -> set[Answer]:
    return ask(world, EXAMPLES / "in-force-on-day.rq", day)


def test_on_the_day_of_the_first_reading_both_readings_are_certain(world: Graph) -> None:
    assert status(world, "2023-11-20") == {
        Answer(PREPARING, FIRST, certain=True),
        Answer(PREPARING, SECOND, certain=True),
    }


def test_between_the_readings_nothing_is_certain_and_both_are_possible(world: Graph) -> None:
    assert status(world, "2024-01-15") == {
        Answer(PREPARING, FIRST, certain=False),
        Answer(PREPARING, SECOND, certain=False),
        Answer(AVAILABLE, SECOND, certain=False),
    }


def test_on_the_day_of_the_second_reading_it_knows_and_the_first_does_not(world: Graph) -> None:
    assert status(world, "2024-04-03") == {
        Answer(PREPARING, FIRST, certain=False),
        Answer(AVAILABLE, SECOND, certain=True),
    }


def test_after_the_second_reading_nothing_is_certain_any_more(world: Graph) -> None:
    assert status(world, "2025-01-01") == {
        Answer(PREPARING, FIRST, certain=False),
        Answer(AVAILABLE, SECOND, certain=False),
    }


def test_a_renamed_group_is_the_same_group_under_two_names(world: Graph) -> None:
    old, new = "Gammel eksempelgruppe", "Eksempelgruppe"
    assert names(world, "2023-11-20") == {Answer(old, SECOND, certain=True)}
    assert {answer.value for answer in names(world, "2024-01-15")} == {old, new}
    assert names(world, "2024-04-03") == {Answer(new, SECOND, certain=True)}
    assert list(world.subjects(RDF.type, URIRef(f"{NGCKG}PatientGroup"))) == [URIRef(ID + GROUP)]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2024-02-29", None),
        ("2024-03-10", False),
        ("2024-03-31", True),
        ("2024-04-03", True),
        ("2024-04-04", False),
    ],
)
def test_an_offer_begins_some_day_in_its_month(
    world: Graph, day: str, expected: bool | None
) -> None:
    found = [answer.certain for answer in in_force(world, day) if answer.value == OFFER]
    assert found == ([] if expected is None else [expected])


def test_two_regions_become_one(world: Graph) -> None:
    regions = {NORTH, SOUTH, ISLES}
    before = {answer for answer in in_force(world, "2023-12-31") if answer.value in regions}
    after = {answer for answer in in_force(world, "2024-01-01") if answer.value in regions}
    assert before == {Answer(NORTH, SECOND, certain=True), Answer(SOUTH, SECOND, certain=True)}
    assert after == {Answer(ISLES, SECOND, certain=True)}


def test_the_merged_body_can_be_traced_to_those_it_came_from(world: Graph) -> None:
    rows = world.query(
        """
        PREFIX org: <http://www.w3.org/ns/org#>
        SELECT ?from WHERE { ?body org:resultedFrom/org:originalOrganization ?from }
        """,
        initBindings={"body": URIRef(ID + ISLES)},
    )
    found = set()
    for row in rows:
        assert isinstance(row, ResultRow)
        found.add(local(row[0]))
    assert found == {NORTH, SOUTH}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2020-12-31", None),
        ("2021-06-01", False),
        ("2021-12-31", True),
        ("2023-12-31", True),
        ("2024-01-01", None),
    ],
)
def test_a_membership_has_its_own_time(world: Graph, day: str, expected: bool | None) -> None:
    found = [answer.certain for answer in in_force(world, day) if answer.value == SEAT]
    assert found == ([] if expected is None else [expected])


def test_every_validity_says_according_to_which_snapshot(world: Graph) -> None:
    validities = set(world.subjects(RDF.type, URIRef(f"{NGCKG}Validity")))
    assert len(validities) > 5
    for validity in validities:
        sources = world.objects(validity, URIRef("http://www.w3.org/ns/prov#wasDerivedFrom"))
        assert {local(source) for source in sources} <= {FIRST, SECOND}
        bounds = [_day(world, validity, name) for name in BOUNDS]
        days = [day for day in bounds if day is not None]
        assert days
        assert bounds[0] is None or bounds[1] is None or bounds[0] <= bounds[1]
        assert bounds[2] is None or bounds[3] is None or bounds[2] <= bounds[3]


def test_the_bounds_say_the_same_as_the_edtf_value(world: Graph) -> None:
    dated = list(world.subject_objects(URIRef(f"{NGCKG}edtf")))
    assert len(dated) > 3
    for thing, value in dated:
        begin, _, end = str(value).partition("/")
        first, last = _extent(begin)
        assert (_day(world, thing, BOUNDS[0]), _day(world, thing, BOUNDS[1])) == (first, last)
        if end != "..":
            extent = _extent(end or begin)
            assert (_day(world, thing, BOUNDS[2]), _day(world, thing, BOUNDS[3])) == extent


def _day(graph: Graph, thing: object, name: str) -> date | None:
    assert isinstance(thing, URIRef)
    value = graph.value(thing, URIRef(NGCKG + name))
    if value is None:
        return None
    assert isinstance(value, Literal)
    day = value.toPython()
    assert isinstance(day, date)
    return day


def _extent(text: str) -> tuple[date, date]:
    """The first and the last day that an EDTF date may be."""
    parsed = parse_edtf(text)
    assert isinstance(parsed, EDTFObject)
    first, last = parsed.lower_strict(), parsed.upper_strict()
    return date(*first[:3]), date(*last[:3])
