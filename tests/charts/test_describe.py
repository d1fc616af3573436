"""From judged figures to a chart: which kind, what its points and its table say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from dashboard.charts import written
from dashboard.charts.bullet import bullet_rows
from dashboard.charts.describe import describe, mark
from dashboard.charts.description import Chart
from dashboard.charts.target_cells import target_cells
from dashboard.charts.target_steps import target_steps
from dashboard.charts.to_svg import to_svg
from indicators.assessment.values import Baseline, Break, Measure, Point, Target
from indicators.periods import Period

NEET = Measure(
    unit="percent",
    decimals=0,
    polarity="lower",
    span="financial-year",
    is_proportion=True,
    people="care leavers",
)


def point(period: str, value: str | None, **more: Any) -> Point:
    given = None if value is None else Decimal(value)
    return Point(period=Period.parse(period), value=given, **more)


OWN = [
    point("2022-23", None, missing_reason="suppressed"),
    point(
        "2023-24",
        "51.0",
        numerator=Decimal(155),
        denominator=Decimal(304),
        known_on=date(2024, 11, 28),
    ),
    point(
        "2024-25",
        "45.3",
        numerator=Decimal(159),
        denominator=Decimal(351),
        status="provisional",
        known_on=date(2025, 11, 27),
    ),
]
ENGLAND = Baseline(
    kind="england", name="England", points=(point("2023-24", "39"), point("2024-25", "40"))
)
INSPECTION = mark(
    NEET, point("2016-10-24..2016-11-17", "48"), "inspection 2016, ages 18 to 21", "Another age."
)


def described(own: list[Point], *baselines: Baseline, **more: Any) -> Chart | None:
    return describe(
        title="A finding.",
        summary="A summary.",
        measure=NEET,
        unit_words="% of care leavers",
        own_name="Worcestershire",
        own=own,
        baselines=baselines,
        **more,
    )


def test_two_figures_make_a_line_with_words_for_each() -> None:
    chart = described(OWN, ENGLAND)
    assert chart is not None
    assert chart.kind == "line"
    missing, before, newest = chart.lines[0].points
    assert (missing.value, missing.missing) == (None, "suppressed")
    assert (before.label, before.text, before.at) == ("2023-24", "51%", date(2024, 3, 31))
    assert newest.provisional
    assert newest.note == "159 of 351, published 27 Nov 2025"


def test_the_table_has_every_figure_newest_first_with_units_in_the_header() -> None:
    assert INSPECTION is not None
    chart = described(OWN, ENGLAND, marks=[INSPECTION])
    assert chart is not None
    assert [column.heading for column in chart.table.columns] == [
        "Period",
        "Worcestershire (%)",
        "Number",
        "Out of",
        "England (%)",
        "Inspection report",
        "Note",
        "Published",
    ]
    assert chart.table.rows == (
        ("2024-25", "45", "159", "351", "40", "", "provisional", "27 Nov 2025"),
        ("2023-24", "51", "155", "304", "39", "", "", "28 Nov 2024"),
        ("2022-23", "suppressed", "", "", "", "", "", ""),
        ("24 Oct to 17 Nov 2016", "", "", "", "", "48%", "Another age.", ""),
    )


def test_the_table_has_the_same_figures_exact_for_a_spreadsheet() -> None:
    chart = described([*OWN[:2], point("2024-25", "45.2988")], ENGLAND)
    assert chart is not None
    assert [(one.holds, one.name) for one in chart.table.columns[1:4]] == [
        ("own", "Worcestershire"),
        ("people", ""),
        ("people", ""),
    ]
    newest, _, missing = chart.table.numbers
    assert newest[:2] == (None, Decimal("45.2988"))
    assert missing[1] is None
    stated = described([point("2024-25", "12", qualifier="about")], ENGLAND)
    assert stated is not None
    assert stated.table.numbers[0][1] is None  # "about 12" is words


def test_one_figure_makes_a_bullet_beside_the_england_of_then() -> None:
    chart = described(OWN[:2], ENGLAND)
    assert chart is not None
    assert chart.kind == "bullet"
    assert [line.newest.text for line in chart.lines if line.newest] == ["51%", "39%"]


def test_without_any_value_there_is_no_chart() -> None:
    assert described(OWN[:1]) is None
    assert described([]) is None


def test_a_mark_says_its_value_and_what_it_is() -> None:
    assert INSPECTION is not None
    assert INSPECTION.label == "48% inspection 2016, ages 18 to 21"
    assert INSPECTION.at == date(2016, 11, 17)
    assert mark(NEET, OWN[0], "inspection 2016") is None


def test_a_doubtful_baseline_is_called_so() -> None:
    chart = described(OWN, replace(ENGLAND, doubtful=True))
    assert chart is not None
    assert chart.lines[1].name == "England (doubtful)"


def test_breaks_cut_the_line() -> None:
    chart = described(OWN, breaks=[Break(on=date(2024, 4, 1), why="A new age band")])
    assert chart is not None
    assert [len(run) for run in chart.segments(chart.lines[0])] == [1, 1]


def test_a_long_reason_for_a_break_is_a_note_and_the_chart_points_to_it() -> None:
    why = "Until then the figures covered young people of 19 who had been looked after at 16."
    chart = described(OWN, breaks=[Break(on=date(2024, 4, 1), why=why)])
    assert chart is not None
    assert chart.notes == (f"Counted differently from 1 April 2024: {why}",)
    drawn = to_svg(chart, prefix="a")
    assert ">Counted differently from here</text>" in drawn
    assert f"<title>Break: {why}</title>" in drawn


def test_the_numbers_of_far_larger_areas_are_in_the_table_but_do_not_flatten_the_line() -> None:
    chart = describe(
        title="A finding.",
        summary="A summary.",
        measure=replace(NEET, unit="count"),
        unit_words="Number of care leavers",
        own_name="Worcestershire",
        own=OWN,
        baselines=[ENGLAND],
    )
    assert chart is not None
    assert [line.role for line in chart.lines] == ["own"]
    assert "England" in [column.heading for column in chart.table.columns]
    assert chart.notes == (
        "Not drawn, as the numbers are far larger: England. The table has them.",
    )


def test_a_bullet_says_the_value_of_a_mark_once() -> None:
    chart = described([OWN[1]], marks=[INSPECTION] if INSPECTION else [])
    assert chart is not None
    assert [(row.name, row.text) for row in bullet_rows(chart)] == [
        ("Worcestershire", "51%"),
        ("Inspection 2016, ages 18 to 21", "48%"),
    ]


@pytest.mark.parametrize(
    ("period", "text"),
    [
        ("2024-25", "2024-25"),
        ("2025-03-31", "31 Mar 2025"),
        ("2025-M03", "Mar 2025"),
        ("12m to 2025-M03", "12 months to Mar 2025"),
        ("2016-10-24..2016-11-17", "24 Oct to 17 Nov 2016"),
        ("2016-12-01..2017-01-31", "1 Dec 2016 to 31 Jan 2017"),
        ("2024-25 Q3", "2024-25 Q3"),
    ],
)
def test_periods_are_written_for_people(period: str, text: str) -> None:
    assert written.period(Period.parse(period)) == text


@pytest.mark.parametrize(
    ("unit", "decimals", "value", "text"),
    [
        ("percent", 0, "45.3", "45%"),
        ("days", 0, "487", "487 days"),
        ("pounds", 0, "1200", "£1,200"),
        # The axis says the unit, which is too long for the end of a line.
        ("per-10,000", 1, "60.25", "60.3"),
        ("count", 0, "1061", "1,061"),
    ],
)
def test_values_carry_their_unit_where_it_is_short(
    unit: str, decimals: int, value: str, text: str
) -> None:
    measure = Measure(unit=unit, decimals=decimals, polarity="lower", span="financial-year")
    assert written.value(measure, point("2024-25", value)) == text


def test_a_range_and_a_qualifier_are_printed() -> None:
    about = point("2024-25", "41", upper=Decimal(43), qualifier="about")
    assert written.value(NEET, about) == "about 41% to 43%"


def aim(low: str | None, high: str | None, starts: date, **more: Any) -> Target:
    return Target(
        low=Decimal(low) if low else None,
        high=Decimal(high) if high else None,
        tolerance=Decimal(2),
        starts=starts,
        **more,
    )


def test_a_target_ends_on_the_day_before_the_next() -> None:
    first, second = target_steps(
        NEET, [aim(None, "42", date(2020, 4, 1)), aim(None, "40", date(2023, 4, 1))]
    )
    assert (first.ends, second.ends) == (date(2023, 3, 31), None)
    assert second.follows(first)
    assert (first.label, second.label) == ("Target 42%", "Target 40%")


def test_a_demonstration_and_a_proposed_target_say_what_they_are() -> None:
    demonstration = aim(None, "40", date(2020, 4, 1), origin="demonstration")
    steps = target_steps(NEET, [demonstration], aim(None, "38", date(2025, 4, 1)))
    assert [(step.label, step.style) for step in steps] == [
        ("Demonstration target 40%", "demonstration"),
        ("Proposed target 38%", "proposed"),
    ]


def test_a_trajectory_is_a_straight_line_and_then_its_end() -> None:
    rising = aim("80", None, date(2024, 4, 1), due=date(2026, 4, 1), start_value=Decimal(60))
    path, after = target_steps(NEET, [rising])
    assert path.value(path.bounds[0], date(2025, 4, 1)) == pytest.approx(70)
    assert after.bounds == ((80.0, 80.0),)
    assert after.follows(path)


def test_the_table_says_what_was_expected_of_each_period_and_by_when() -> None:
    """From 60 on 1 April 2023 to 40 two years on: 50 a year before the end, 40 from then."""
    path = aim(None, "40", date(2023, 4, 1), due=date(2025, 4, 1), start_value=Decimal(60))
    ours = [(point("2023-24", None).period, path), (point("2024-25", None).period, path)]
    hoped = aim(None, "35", date(2025, 4, 2), due=date(2027, 3, 31))
    cells = target_cells(NEET, ours, [path], hoped)
    assert [(cell.period, cell.text) for cell in cells] == [
        ("2023-24", "50"),
        ("2024-25", "40"),
        ("By 1 Apr 2025", "40"),
        ("By 31 Mar 2027", "35 (proposed)"),
    ]
    chart = described(OWN, target_cells=cells)
    assert chart is not None
    assert [column.heading for column in chart.table.columns][:5] == [
        "Period",
        "Worcestershire (%)",
        "Number",
        "Out of",
        "Target (%)",
    ]
    assert [(row[0], row[4]) for row in chart.table.rows] == [
        ("By 31 Mar 2027", "35 (proposed)"),
        ("By 1 Apr 2025", "40"),
        ("2024-25", "40"),
        ("2023-24", "50"),
        ("2022-23", ""),
    ]


def test_a_target_of_another_origin_says_so_in_its_cell() -> None:
    period = point("2024-25", None).period
    for origin, text in (("demonstration", "40 (demonstration)"), ("scorecard", "40 (scorecard)")):
        given = aim(None, "40", date(2020, 4, 1), origin=origin)
        assert [cell.text for cell in target_cells(NEET, [(period, given)], [given])] == [text]


def test_a_range_has_two_bounds_and_one_label() -> None:
    (step,) = target_steps(NEET, [aim("15", "22", date(2020, 4, 1))])
    assert step.bounds == ((15.0, 15.0), (22.0, 22.0))
    assert step.label == "Target 15% to 22%"
