"""Which period a line is about, and the days a return opens and falls due: all worked by hand."""

from datetime import date

import pytest

from indicators.periods import Period
from indicators.returns.calendar import dates_of, line_period, working_days_after

# span, frequency, the return's period → the line's period, or "-" where it is not asked for.
LINES = """
day                 quarter  2025-26 Q1      2025-06-30
day                 quarter  2025-26 Q4      2026-03-31
day                 month    2025-26 Q2      2025-09-30
day                 week     2025-26 Q3      2025-12-31
day                 year     2025-26 Q4      2026-03-31
day                 year     2025-26 Q3      -
day                 month    2025-M02        2025-02-28
day                 month    2024-M02        2024-02-29
day                 week     2025-W01        2025-01-05
day                 week     2026-W53        2027-01-03
day                 term     2024-25 autumn  2024-12-31
day                 year     2024-25         2025-03-31
in-period           quarter  2025-26 Q1      2025-26 Q1
in-period           month    2025-26 Q1      2025-M06
in-period           month    2025-26 Q4      2026-M03
in-period           week     2025-26 Q1      2025-W26
in-period           week     2024-25 Q4      2025-W13
in-period           week     2025-26 Q3      2025-W52
in-period           week     2024-25 Q3      2024-W52
in-period           week     2022-23 Q3      2022-W51
in-period           year     2024-25 Q4      2024-25
in-period           year     2024-25 Q1      -
in-period           year     2024-25         2024-25
in-period           term     2024-25 Q4      -
in-period           term     2024-25 spring  2024-25 spring
in-period           month    2025-M03        2025-M03
in-period           week     2025-W12        2025-W12
in-period           quarter  2025-M03        -
in-period           month    2025-W12        -
in-period           quarter  2024-25         -
in-period           week     2024-25 autumn  -
year-to-date        quarter  2025-26 Q1      2025-26 Q1-Q1
year-to-date        quarter  2025-26 Q3      2025-26 Q1-Q3
year-to-date        quarter  2025-26 Q4      2025-26 Q1-Q4
rolling-12-months   quarter  2025-26 Q1      12m to 2025-M06
rolling-12-months   quarter  2025-26 Q3      12m to 2025-M12
rolling-12-months   quarter  2024-25 Q4      12m to 2025-M03
rolling-12-months   year     2024-25 Q4      12m to 2025-M03
rolling-12-months   year     2024-25 Q2      -
rolling-12-months   month    2024-25 Q2      12m to 2024-M09
three-year          year     2024-25 Q4      2022-25
three-year          year     2024-25 Q3      -
three-year          year     2024-25         2022-25
"""


def rows_of(table):
    return [tuple(part.strip() for part in line.split("  ") if part.strip())
            for line in table.strip().splitlines()]  # fmt: skip


@pytest.mark.parametrize(("span", "frequency", "of", "expected"), rows_of(LINES))
def test_the_period_of_a_line(span, frequency, of, expected):
    found = line_period(span, frequency, Period.parse(of))
    assert (str(found) if found else "-") == expected


# From a day, so many working days later; each counted on a calendar with the bank holidays beside.
COUNTED = [
    ("2025-12-23", 1, "2025-12-24", "Wednesday before Christmas"),
    ("2025-12-23", 2, "2025-12-29", "25 and 26 December, then a weekend"),
    ("2025-12-31", 1, "2026-01-02", "New Year's Day is a Thursday"),
    ("2026-12-24", 1, "2026-12-29", "Boxing Day is a Saturday: Monday 28 is its holiday"),
    ("2027-12-24", 1, "2027-12-29", "both fall on the weekend: Monday and Tuesday"),
    ("2022-12-23", 1, "2022-12-28", "Christmas Day is a Sunday: its holiday is Tuesday 27"),
    ("2025-04-17", 1, "2025-04-22", "Good Friday and Easter Monday"),
    ("2024-03-28", 1, "2024-04-02", "Easter in March: 29 March and 1 April"),
    ("2026-03-31", 15, "2026-04-23", "Easter 3 and 6 April inside fifteen days"),
    ("2025-05-02", 1, "2025-05-06", "early May, Monday 5"),
    ("2025-05-23", 1, "2025-05-27", "spring, Monday 26"),
    ("2022-06-01", 1, "2022-06-06", "spring and the Platinum Jubilee, 2 and 3 June"),
    ("2023-05-05", 1, "2023-05-09", "the coronation, Monday 8"),
    ("2025-08-22", 1, "2025-08-26", "summer, Monday 25"),
    ("2025-11-28", 1, "2025-12-01", "St Andrew's Day, 30 November, is not England's"),
    ("2025-07-11", 1, "2025-07-14", "12 July is Northern Ireland's"),
    ("2025-06-30", 15, "2025-07-21", "three plain weeks"),
    ("2024-02-28", 1, "2024-02-29", "a leap day is a day of work"),
    ("2025-06-30", 0, "2025-06-30", "none"),
]


@pytest.mark.parametrize(("day", "count", "expected", "why"), COUNTED)
def test_working_days(day, count, expected, why):
    assert working_days_after(date.fromisoformat(day), count) == date.fromisoformat(expected), why


DATES = [
    ("2025-26 Q1", "2025-07-01", "2025-07-21"),
    ("2025-26 Q3", "2026-01-01", "2026-01-22"),
    ("2024-25 Q4", "2025-04-01", "2025-04-23"),
    ("2025-M04", "2025-05-01", "2025-05-15"),
    ("2025-W52", "2025-12-29", "2025-12-31"),
    ("2024-25 autumn", "2025-01-01", "2025-01-22"),
    ("2024-25", "2025-04-01", "2025-05-15"),
]


@pytest.mark.parametrize(("period", "opens", "due"), DATES)
def test_a_return_opens_the_day_after_and_falls_due(period, opens, due):
    dates = dates_of(Period.parse(period))
    assert (dates.opens, dates.due) == (date.fromisoformat(opens), date.fromisoformat(due))
