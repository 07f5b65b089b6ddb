"""Pictures: coordinates, marks, names."""

from datetime import date

from ngckg.web.pages.drawing import flow, neighbours, timeline
from ngckg.web.pages.drawing.neighbours import Branch
from ngckg.web.pages.drawing.scale import Scale, around, years
from ngckg.web.pages.drawing.text import width, wrap
from ngckg.web.pages.drawing.timeline import Mark
from ngckg.web.pages.messages import load
from ngckg.web.pages.when import Calendar, When

SCALE = Scale(date(2021, 1, 1), date(2024, 1, 1))
DAY = When("2021-12-03", "", *[date(2021, 12, 3)] * 4)
AUGUST = When(
    "2022-08", "", date(2022, 8, 1), date(2022, 8, 31), date(2022, 8, 1), date(2022, 8, 31)
)
EITHER = When(
    "[2022-05,2022-06]",
    "",
    date(2022, 5, 1),
    date(2022, 6, 30),
    date(2022, 5, 1),
    date(2022, 6, 30),
)
SPAN = When(
    "2021-05/2021-09", "", date(2021, 5, 1), date(2021, 5, 31), date(2021, 9, 1), date(2021, 9, 30)
)
OPEN = When("2021-05/..", "", date(2021, 5, 1), date(2021, 5, 31), None, None)


def _picture(mark: Mark, when: When) -> str:
    return timeline.picture([(mark, when)], SCALE, "name", together=False)


def test_a_scale_turns_days_into_percent_of_its_width() -> None:
    assert SCALE.x(date(2021, 1, 1)) == 0
    assert SCALE.x(date(2024, 1, 1)) == 100
    assert SCALE.x(date(2020, 1, 1)) == 0
    assert round(SCALE.x(date(2022, 1, 1)), 2) == 33.33


def test_scales_begin_and_end_with_a_tick() -> None:
    own = around([EITHER])
    assert own == Scale(date(2022, 4, 1), date(2022, 8, 1))
    long = around([SPAN, AUGUST])
    assert long is not None
    assert {tick.day.month for tick in long.ticks()} <= {1, 4, 7, 10}
    assert long.after.month in (1, 4, 7, 10)
    assert years([SPAN, AUGUST]) == Scale(date(2021, 1, 1), date(2023, 1, 1))
    assert around([]) is None


def test_a_day_is_a_diamond_and_months_are_a_field() -> None:
    assert "m-ok" in _picture(Mark.APPROVAL, DAY)
    assert "m-band" not in _picture(Mark.APPROVAL, DAY)
    assert "m-ok" not in _picture(Mark.APPROVAL, AUGUST)


def test_two_months_are_twice_as_wide_as_one() -> None:
    def across(when: When) -> float:
        return float(_picture(Mark.APPROVAL, when).split('width="')[1].split("%")[0])

    assert 1.9 < across(EITHER) / across(AUGUST) < 2.1


def test_a_span_is_solid_between_two_hatched_parts() -> None:
    drawn = _picture(Mark.DRAFTING, SPAN)
    assert drawn.count('fill="url(#h-draft)"') == 2
    assert drawn.count('class="m-draft"') == 1


def test_an_end_that_is_not_known_runs_to_the_edge_with_an_arrow() -> None:
    drawn = _picture(Mark.DRAFTING, OPEN)
    assert 'class="m-draft"' not in drawn
    assert '<svg x="100%"' in drawn


def test_reviews_keep_clear_of_the_bar_only_where_there_is_one() -> None:
    alone = timeline.picture([(Mark.REVIEW_ABOVE, DAY)], SCALE, "", together=False)
    beside = timeline.picture([(Mark.REVIEW_ABOVE, DAY)], SCALE, "", together=True)
    assert 'y="16"' in alone
    assert 'y="8"' in beside
    assert "m-band-rev" in timeline.picture([(Mark.REVIEW_BELOW, EITHER)], SCALE, "", together=True)


def test_names_are_escaped_and_styles_are_never_inline() -> None:
    drawn = timeline.picture([(Mark.APPROVAL, DAY)], SCALE, 'a "b" <c>', together=False)
    assert "<c>" not in drawn
    assert "style=" not in drawn + timeline.axis(SCALE, Calendar(load("da"))) + timeline.grid(SCALE)


def test_words_are_wrapped_and_long_ones_cut() -> None:
    lines = wrap("Arvelige kolestatiske og fibrotiske leversygdomme", 12, 104)
    assert " ".join(lines) == "Arvelige kolestatiske og fibrotiske leversygdomme"
    cut = wrap("helgenomsekventeringsanbefaling", 12, 80)
    assert len(cut) > 1
    assert cut[0].endswith("-")
    assert all(width(line, 12) <= 80 for line in cut)


def test_few_neighbours_stand_side_by_side_and_many_on_a_trunk() -> None:
    three = [Branch("edge", name) for name in "abc"]
    assert ' x="1" y="122"' in neighbours.picture("me", three, "sentence")
    many = neighbours.picture("me", [Branch("edge", f"n{i}") for i in range(7)], "sentence")
    assert many.count('class="nb"') == 7
    assert 'aria-label="sentence"' in many


def test_the_process_has_a_lane_for_each_and_an_arrow_between_turns() -> None:
    stations = [
        flow.Station("network", "Drafting", "2 groups", 0),
        flow.Station("one", "Review", "1 group", 1),
        flow.Station("other", "Review", "1 group", 1),
        flow.Station("board", "Approval", "2 groups", 2),
    ]
    across = flow.across(stations, "sentence")
    assert across.count('class="g1"') == 4
    assert across.count('class="na"') == 4
    assert flow.down(stations, "sentence").count("2 groups") == 2
