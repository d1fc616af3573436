"""What a year of the published tool means, held against tables and against a second, plain reading.

Every year that the real file writes is read; whatever else somebody types is no year, or the same
year in another notation, and never another year.
"""

import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indicators.importing.lait_years import KINDS, read
from tests.importing.oracle import (
    ACADEMIC,
    BY_YEAR_TYPE,
    CALENDAR,
    CENSUS,
    FINANCIAL,
    MARCH,
    SEPTEMBER,
    TO_SEPTEMBER,
    days,
    last_year_and_length,
    long_file,
    year_types,
)

# Notation, kind → the period as the product writes it, and how settled the figures are.
READ = [
    ("2016", FINANCIAL, "2015-16", "final"),
    ("2016-17", FINANCIAL, "2016-17", "final"),
    ("2016/17", FINANCIAL, "2016-17", "final"),
    ("2016-17 (OT)", FINANCIAL, "2016-17", "final"),
    ("2013/14-15/16", FINANCIAL, "2013-16", "final"),
    ("1998/99-00/01", FINANCIAL, "1998-01", "final"),
    ("2016", ACADEMIC, "AY 2015-16", "final"),
    ("2016-17", ACADEMIC, "AY 2016-17", "final"),
    ("2016/17", ACADEMIC, "AY 2016-17", "final"),
    ("2024 (Rev)", ACADEMIC, "AY 2023-24", "revised"),
    ("2025 (prov)", ACADEMIC, "AY 2024-25", "provisional"),
    ("2021 (Final)", ACADEMIC, "AY 2020-21", "final"),
    ("2023/24 (Rev)", ACADEMIC, "AY 2023-24", "revised"),
    ("2016", CALENDAR, "CY 2016", "final"),
    ("2014-16", CALENDAR, "CY 2014-16", "final"),
    ("1999-01", CALENDAR, "CY 1999-01", "final"),
    ("2022", TO_SEPTEMBER, "12m to 2022-M09", "final"),
    ("2016", MARCH, "2016-03-31", "final"),
    ("2015/16", MARCH, "2016-03-31", "final"),
    ("2024", SEPTEMBER, "2024-09-30", "final"),
    ("2016", CENSUS, "2016-01-21", "final"),
    ("2020", CENSUS, "2020-01-16", "final"),
    ("2025", CENSUS, "2025-01-16", "final"),
    ("2024/25", CENSUS, "2025-01-16", "final"),
    ("1999/00", FINANCIAL, "1999-00", "final"),
    (" 2016 ", FINANCIAL, "2015-16", "final"),
    ("2024(Rev)", ACADEMIC, "AY 2023-24", "revised"),
]
NO_YEAR = [
    *[(text, kind) for kind in KINDS for text in ("0", "", "-", "16", "201", "20166", "2016.0")],
    *[(text, kind) for kind in KINDS for text in ("2016 Q1", "2016 (x)", "2016 (Rev", "١٩٩٩")],
    *[(text, kind) for kind in KINDS for text in ("2016-15", "2016-16", "2016/2017", "2016–17")],
    *[("2014-16", kind) for kind in KINDS if kind != CALENDAR],
    ("2016-17", CALENDAR),
    ("2016-19", CALENDAR),
    ("2016/17", SEPTEMBER),
    ("2016/17", TO_SEPTEMBER),
    ("2013/14-15/17", FINANCIAL),
    ("2013/14-16/17", FINANCIAL),
    *[("2013/14-15/16", kind) for kind in KINDS if kind != FINANCIAL],
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "period", "status"), READ)
def test_each_notation_is_read_by_the_kind_of_its_measure(text, kind, period, status):
    found, settled = read(text, kind)
    assert (str(found), settled) == (period, status)


@pytest.mark.parametrize(("text", "kind"), NO_YEAR)
def test_what_names_no_period_of_the_kind_is_none(text, kind):
    assert read(text, kind) is None


SETTLED = {"(Rev)": "revised", "(prov)": "provisional"}


@pytest.fixture(scope="module")
def written(shared) -> dict[str, set[str]]:
    """Year type → every way in which the real file writes its years."""
    long = long_file(shared)
    of_code = long.groupby("code")["year"].unique()
    found: dict[str, set[str]] = {}
    for code, year_type in year_types(shared).items():
        if code in of_code:
            found.setdefault(year_type, set()).update(of_code[code])
    return found


def test_every_year_of_the_real_file_is_read_as_the_oracle_reads_it(written):
    assert set(written) == set(BY_YEAR_TYPE)
    unread = set()
    for year_type, texts in written.items():
        kind = BY_YEAR_TYPE[year_type]
        for text in texts:
            found = read(text, kind)
            if found is None:
                unread.add(text)
                continue
            period, status = found
            assert (period.starts, period.ends) == days(text, kind), (text, kind)
            assert status == SETTLED.get(text.partition(" ")[2], "final"), text
    assert unread == {"0"}
    assert sum(map(len, written.values())) > 100


def test_no_two_notations_of_one_kind_are_read_as_one_period_by_mistake(written):
    """Those that share a period name the same last year."""
    for year_type, texts in written.items():
        by_period: dict[object, set[tuple[int, int]]] = {}
        for text in texts - {"0"}:
            period, _ = read(text, BY_YEAR_TYPE[year_type])
            by_period.setdefault(period, set()).add(last_year_and_length(text))
        assert all(len(one) == 1 for one in by_period.values())


YEARS = st.integers(1950, 2049)
SIGNS = st.sampled_from("-/")
HOW = st.sampled_from(["", " (Rev)", " (prov)", " (OT)", " (Final)", "(Rev)", " (REV)"])


@given(YEARS, st.sampled_from(sorted(KINDS)), HOW)
def test_a_bare_year_is_the_one_that_the_period_ends_in(year, kind, how):
    period, _ = read(f"{year}{how}", kind)
    assert (period.starts, period.ends) == days(str(year), kind)


@given(YEARS, SIGNS, st.sampled_from([FINANCIAL, ACADEMIC, MARCH, CENSUS]), HOW)
def test_a_split_year_ends_in_its_second_year(year, sign, kind, how):
    period, _ = read(f"{year}{sign}{(year + 1) % 100:02d}{how}", kind)
    assert period == read(str(year + 1), kind)[0]


@given(st.integers(1950, 2040))
def test_three_years_are_read_from_the_first_to_the_last(year):
    one, two, three = ((year + step) % 100 for step in (1, 2, 3))
    calendar, _ = read(f"{year}-{two:02d}", CALENDAR)
    assert (calendar.starts, calendar.ends) == (date(year, 1, 1), date(year + 2, 12, 31))
    financial, _ = read(f"{year}/{one:02d}-{two:02d}/{three:02d}", FINANCIAL)
    assert (financial.starts, financial.ends) == (date(year, 4, 1), date(year + 3, 3, 31))


@given(
    st.text(alphabet="0123456789-/ ()RevprovOT.–", max_size=18)
    | st.from_regex(r"[0-9]{4}[-/][0-9]{2}(-[0-9]{2}/[0-9]{2})?", fullmatch=True)
    | st.text(max_size=12),
    st.sampled_from(sorted(KINDS)),
)
@example("0000", FINANCIAL)
@example("0001", FINANCIAL)
@example("9999", FINANCIAL)
@example("9999-00", FINANCIAL)
@example("0000-01", CALENDAR)
@example("9998-00", CALENDAR)
@example("0001", CENSUS)
def test_whatever_is_typed_is_none_or_the_years_that_it_names(text, kind):
    found = read(text, kind)
    if found is None:
        return
    period, _ = found
    assert re.match(r"\s*\d{4}", text)
    assert (period.starts, period.ends) == days(text.strip(), kind)
