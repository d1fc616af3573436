from datetime import date

import pytest

from tests.assessment.builders import judged, measure, point


@pytest.mark.parametrize(
    ("period", "frequency", "lag", "expected"),
    [
        ("2024-25", "year", 0, "2026-03-31"),
        ("2024-25", "year", 240, "2026-11-26"),
        ("2025-03-31", "quarter", 14, "2025-07-14"),
        ("2024-25 Q3", "quarter", 0, "2025-03-31"),
        ("12m to 2025-M03", "quarter", 30, "2025-07-30"),
        ("2025-W12", "week", 3, "2025-04-02"),
        ("2022-25", "year", 0, "2026-03-31"),
    ],
)
def test_late_the_day_after_the_next_figure_was_expected(period, frequency, lag, expected):
    due = date.fromisoformat(expected)
    settings = measure(frequency=frequency, lag_days=lag)
    on_the_day = judged(settings, point(period, 1), today=due).freshness
    assert (on_the_day.late, on_the_day.expected) == (False, due)
    assert judged(
        settings, point(period, 1), today=date.fromordinal(due.toordinal() + 1)
    ).freshness.late


def test_a_report_is_never_late():
    found = judged(measure(kind="report"), point("2015-16", 58), today=date(2030, 1, 1)).freshness
    assert (found.late, found.expected) == (False, None)


def test_nothing_known_is_not_late():
    assert judged(measure()).freshness.late is False
    assert judged(measure(frequency="week"), point("2020-W53", 1)).freshness.late
