"""Periods of every kind for property tests, built from their written forms."""

from hypothesis import strategies as st

from indicators.periods import Period

years = st.integers(1990, 2060)


def _years(length: int = 1) -> st.SearchStrategy[str]:
    return years.map(lambda year: f"{year}-{(year + length) % 100:02}")


def _with(first: st.SearchStrategy[str], *endings: str) -> st.SearchStrategy[str]:
    return st.tuples(first, st.sampled_from(endings)).map("".join)


months = st.tuples(years, st.integers(1, 12)).map(lambda pair: f"{pair[0]}-M{pair[1]:02}")
weeks = st.tuples(years, st.integers(1, 52)).map(lambda pair: f"{pair[0]}-W{pair[1]:02}")
days = st.dates().filter(lambda day: 1990 <= day.year <= 2060)
spans = st.tuples(days, days).filter(lambda pair: pair[0] < pair[1])

written = st.one_of(
    _years(),
    _with(_years(), " Q1", " Q2", " Q3", " Q4"),
    _with(_years(), " Q1-Q1", " Q1-Q2", " Q1-Q3", " Q1-Q4"),
    _with(_years(), " autumn", " spring", " summer"),
    _years().map("AY {}".format),
    _years(3),
    _years(2).map("CY {}".format),
    years.map("CY {}".format),
    months,
    months.map("12m to {}".format),
    weeks,
    st.sampled_from(["2015-W53", "2020-W53", "2026-W53"]),
    days.map(str),
    spans.map(lambda pair: f"{pair[0]}..{pair[1]}"),
)


def periods() -> st.SearchStrategy[Period]:
    return written.map(Period.parse)
