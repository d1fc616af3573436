"""Each kind of period has one written form, which is read back as it was."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.periods import Period, PeriodError
from tests.periods.samples import periods

with (Path(__file__).parent / "written.csv").open(encoding="utf-8") as file:
    EXAMPLES = list(csv.DictReader(file))


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: row["written"])
def test_examples_by_hand(row):
    period = Period.parse(row["written"])
    assert (period.kind, str(period.starts), str(period.ends)) == (
        row["kind"],
        row["starts"],
        row["ends"],
    )
    assert str(period) == row["written"]
    assert period.spoken == row["spoken"]
    assert str(period.year_before() or "") == row["year_before"]
    assert str(period.following() or "") == row["following"]


@given(periods())
def test_a_period_is_read_back_as_it_was_written(period):
    assert Period.parse(str(period)) == period
    assert Period.from_slug(period.slug) == period
    assert " " not in period.slug


@given(st.text(max_size=60) | st.from_regex(r"[0-9AYCMQW .\-]{0,24}", fullmatch=True))
def test_garbage_is_refused_with_a_sentence_and_nothing_else(text):
    period, refusal = _read(Period.parse, text)
    if period is None:
        assert refusal.endswith(".")
        assert text.strip()[:40] in refusal
    else:
        assert str(period) == text.strip()


@given(st.text(max_size=40))
def test_garbage_in_an_address_is_refused_too(text):
    period, refusal = _read(Period.from_slug, text)
    assert refusal.endswith(".") if period is None else period.slug == text.strip()


def _read(read, text):
    try:
        return read(text), ""
    except PeriodError as fault:
        return None, str(fault)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2024-26", "write it like 2024-25."),
        ("2025-03", "write it like 2024-25."),
        ("2025-M13", "write it like 2025-M03."),
        ("12m to 2025-M00", "write it like 12m to 2025-M03."),
        ("2025-02-29", "write it like 2025-03-31."),
        ("2023-W53", "write it like 2025-W12."),
        ("0204-05", "write it like 2024-25."),
        ("2024/25", "write it like 2024-25, 2024-25 Q3, 2025-M03 or 2025-03-31."),
        ("2024-25 Q2-Q3", "write it like 2024-25, 2024-25 Q3, 2025-M03 or 2025-03-31."),
        ("2017-01-02..2017-01-01", "write it like 2016-06-01..2016-08-31."),
        ("2016-01-01..2016-01-01", "write it as a day, 2016-01-01."),
        ("٢٠٢٤-٢٥", "write it like 2024-25, 2024-25 Q3, 2025-M03 or 2025-03-31."),
    ],
)
def test_a_refusal_names_what_was_read_and_an_example(text, said):
    with pytest.raises(PeriodError) as fault:
        Period.parse(text)
    assert text in str(fault.value)
    assert str(fault.value).endswith(said)


@given(periods(), st.integers(-20, 20).filter(bool))
def test_dates_that_do_not_fit_the_kind_are_refused(period, days):
    if period.kind in ("day", "span"):
        return
    with pytest.raises(PeriodError, match="such as"):
        Period(period.kind, period.starts, period.ends + timedelta(days=days))


def test_a_kind_that_is_not_known_is_refused():
    with pytest.raises(PeriodError, match="no kind of period"):
        Period("fortnight", date(2025, 1, 1), date(2025, 1, 14))


@given(st.lists(periods(), max_size=8))
def test_periods_are_ordered_by_their_end_then_their_start(several):
    ordered = sorted(several)
    assert [(one.ends, one.starts) for one in ordered] == sorted(
        (one.ends, one.starts) for one in several
    )


@given(periods(), periods())
def test_two_periods_overlap_when_they_share_a_day(one, other):
    shared = max(one.starts, other.starts) <= min(one.ends, other.ends)
    assert one.overlaps(other) == other.overlaps(one) == shared
