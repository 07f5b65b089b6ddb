"""The bounds of a date against its EDTF value, with Python's calendar as the judge."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

from rdflib import RDF, XSD, Graph, Literal, URIRef

from ngckg.namespaces import EDTF_DATATYPE, ID, NGCKG, NGCSH
from tests.shapes.world import VALIDATOR

BOUNDS = ("startNotBefore", "startNotAfter", "endNotBefore", "endNotAfter")
YEARS = ("1900", "2000", "2021", "2024", "2100")
MONTHS = [f"{year}-{month:02}" for year in YEARS for month in range(1, 13)]
SINGLE = [*YEARS, *MONTHS, "2021-12-03", "2024-02-29"]
SPANS = ["2021-05/2021-09", "2021-11/2022-03", "2021-12-03/2022", "2022/2024-02-29"]
CHOICES = [
    "[2022-05,2022-06]",
    "[2021-12-31,2022-01-01]",
    "[2021,2023-02]",
    "[2021-01,2021-02,2021-04]",
]


def _first(value: str) -> str:
    return value + "-01-01"[len(value) - 4 :]


def _last(value: str) -> str:
    if len(value) == 4:
        return f"{value}-12-31"
    year, month, *day = value.split("-")
    return value if day else f"{value}-{monthrange(int(year), int(month))[1]}"


def _bounds(edtf: str) -> list[str]:
    if edtf.startswith("["):
        dates = edtf[1:-1].split(",")
        return [_first(dates[0]), _last(dates[-1])] * 2
    dates = edtf.split("/")
    return [day for value in (dates[0], dates[-1]) for day in (_first(value), _last(value))]


def _told(cases: Iterable[tuple[str, list[str | None]]]) -> list[set[str]]:
    """For each EDTF value with its bounds, which halves of them are told to disagree with it."""
    graph = Graph()
    nodes = []
    for number, (edtf, bounds) in enumerate(cases):
        nodes.append(node := URIRef(f"{ID}validity/{number}"))
        value = Literal(edtf, datatype=URIRef(EDTF_DATATYPE))
        graph.add((node, RDF.type, URIRef(f"{NGCKG}Validity")))
        graph.add((node, URIRef(f"{NGCKG}edtf"), value))
        for name, day in zip(BOUNDS, bounds, strict=True):
            if day is not None:
                graph.add((node, URIRef(NGCKG + name), Literal(day, datatype=XSD.date)))
    told: dict[str, set[str]] = {str(node): set() for node in nodes}
    for finding in VALIDATOR.report(graph).findings:
        shape = finding.shape.removeprefix(f"{NGCSH}DatedThing-")
        if shape in ("edtf-start", "edtf-end"):
            told[finding.focus].add(shape.removeprefix("edtf-"))
    return [told[str(node)] for node in nodes]


def _shifted(day: str, by: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=by)).isoformat()


def test_every_length_of_month_and_every_form_agrees() -> None:
    edtfs = [*SINGLE, *SPANS, *CHOICES]
    assert len(edtfs) > 70
    told = _told((edtf, list(_bounds(edtf))) for edtf in edtfs)
    assert dict(zip(edtfs, told, strict=True)) == {edtf: set() for edtf in edtfs}


def test_the_model_s_own_examples_agree() -> None:
    assert (
        _told(
            [
                ("2021-12-03", ["2021-12-03"] * 4),
                ("2022-08", ["2022-08-01", "2022-08-31", "2022-08-01", "2022-08-31"]),
                ("[2022-05,2022-06]", ["2022-05-01", "2022-06-30", "2022-05-01", "2022-06-30"]),
                ("2021-05/2021-09", ["2021-05-01", "2021-05-31", "2021-09-01", "2021-09-30"]),
                ("2021-11/2022-03", ["2021-11-01", "2021-11-30", "2022-03-01", "2022-03-31"]),
            ]
        )
        == [set()] * 5
    )


def test_a_day_too_much_or_too_little_is_told_on_its_side() -> None:
    # A bound that is widened by a day keeps the bounds in order, so that nothing else is at fault.
    cases, sides = [], []
    for edtf in (*SINGLE, *SPANS, *CHOICES):
        for number, by, side in ((0, -1, "start"), (1, 1, "start"), (2, -1, "end"), (3, 1, "end")):
            bounds: list[str | None] = list(_bounds(edtf))
            bounds[number] = _shifted(_bounds(edtf)[number], by)
            cases.append((edtf, bounds))
            sides.append({side})
    assert _told(cases) == sides


def test_the_last_of_february_goes_by_the_leap_year() -> None:
    wrong = {"1900-02": "29", "2000-02": "28", "2021-02": "29", "2024-02": "28", "2100-02": "29"}
    days = {edtf: f"{edtf}-{day}" for edtf, day in wrong.items()}
    exists = {edtf: day for edtf, day in days.items() if _last(edtf) > day}
    assert sorted(exists) == ["2000-02", "2024-02"]
    first = [(edtf, [f"{edtf}-01", day, f"{edtf}-01", day]) for edtf, day in exists.items()]
    assert _told((edtf, list(bounds)) for edtf, bounds in first) == [{"start", "end"}] * 2


def test_precision_that_the_value_lacks_is_told() -> None:
    assert (
        _told(
            [
                ("2022-08", ["2022-08-15", "2022-08-15", "2022-08-15", "2022-08-15"]),
                ("[2022-05,2022-06]", ["2022-05-01", "2022-05-31", "2022-06-01", "2022-06-30"]),
                ("2021-05/2021-09", ["2021-05-01", "2021-09-30", "2021-05-01", "2021-09-30"]),
            ]
        )
        == [{"start", "end"}] * 3
    )


def test_an_open_side_has_no_bounds() -> None:
    assert _told(
        [
            ("2021-05/..", ["2021-05-01", "2021-05-31", None, None]),
            ("../2021-05", [None, None, "2021-05-01", "2021-05-31"]),
            ("2021-05/", ["2021-05-01", "2021-05-31", None, None]),
            ("2021-05/..", ["2021-05-01", "2021-05-31", "2021-06-01", "2021-06-30"]),
            ("../2021-05", ["2021-05-01", "2021-05-31", "2021-05-01", "2021-05-31"]),
        ]
    ) == [set(), set(), set(), {"end"}, {"start"}]


def test_bounds_out_of_order_are_left_to_the_shapes_of_order() -> None:
    assert _told([("2021-05", ["2021-05-31", "2021-05-01", "2021-05-01", "2021-05-31"])]) == [set()]
