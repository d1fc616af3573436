"""What the times of a release mean, against a table written by hand."""

import pytest

from indicators.importing.ees_times import TimeError, read


@pytest.mark.parametrize(
    ("time", "identifier", "kind", "period"),
    [
        ("2025", "Reporting year", "financial year", "2024-25"),
        ("2025", "Reporting year", "", "2024-25"),
        ("2025", "Reporting year", "31 March", "2025-03-31"),
        ("2022", "Reporting year", "30 September", "2022-09-30"),
        ("2022", "Reporting year", "12 months to September", "12m to 2022-M09"),
        ("2024", "Reporting year", "calendar year", "CY 2024"),
        ("202425", "Financial year", "", "2024-25"),
        ("202425", "Financial year", "31 March", "2025-03-31"),
        ("202425", "Academic year", "", "AY 2024-25"),
        ("202425", "Academic year", "school census in January", "2025-01-16"),
        ("2024", "Calendar year", "", "CY 2024"),
        ("199900", "Academic year", "", "AY 1999-00"),
        ("202425", "Autumn term", "", "2024-25 autumn"),
        ("202425", "Spring term", "", "2024-25 spring"),
        ("202425", "Summer term", "", "2024-25 summer"),
        ("202425", "Autumn and spring term", "", "2024-09-01..2025-03-31"),
        ("202425", "Part 1 (April to September)", "", "2024-04-01..2024-09-30"),
        ("202425", "Part 2 (October to March)", "", "2024-10-01..2025-03-31"),
        ("202425", "Financial year Q3", "", "2024-25 Q3"),
        ("2024", "Calendar year Q1", "", "2023-24 Q4"),
        ("2024", "Calendar year Q4", "", "2024-25 Q3"),
        ("2025", "March", "", "2025-M03"),
        ("2025", "Week 7", "", "2025-W07"),
    ],
)
def test_a_time_is_the_period_that_it_names(time, identifier, kind, period):
    assert str(read(time, identifier, kind)) == period


@pytest.mark.parametrize(
    ("time", "identifier", "kind", "says"),
    [
        ("202426", "Academic year", "", "years do not follow each other"),
        ("24/25", "Academic year", "", "is “24/25”, which is no year. Write it like 2025"),
        ("2025", "Year to Easter", "", "“Year to Easter”, which is no known time"),
        ("202425", "Academic year", "financial year", 'Write period = "academic year" there.'),
        ("2025", "Week 60", "", "which cannot be"),
    ],
)
def test_a_time_that_cannot_be_says_what_to_do(time, identifier, kind, says):
    with pytest.raises(TimeError) as fault:
        read(time, identifier, kind)
    assert says in str(fault.value)
