"""Figures as the rows of a file that any program can read."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from indicators.areas.models import Area
from indicators.catalogue.models import Series
from indicators.ledger.door import Figure

COLUMNS = (
    "indicator",
    "area",
    "period",
    "period_start",
    "period_end",
    "period_stated",
    "breakdown",
    "value",
    "value_upper",
    "numerator",
    "denominator",
    "missing_reason",
    "unit",
    "qualifier",
    "status",
    "series",
    "source",
    "reference",
)


def rows(
    figures: Iterable[Figure], series: Mapping[int, Series], areas: Mapping[int, Area]
) -> Iterator[list[str]]:
    """A row for each figure, its cells in the order of COLUMNS; numbers are never rounded."""
    for figure in figures:
        one = series[figure.series_id]
        cells = {
            "indicator": one.indicator.slug,
            "area": areas[figure.area_id].code,
            "period": figure.period,
            "period_start": figure.period.starts,
            "period_end": figure.period.ends,
            "period_stated": "yes" if figure.period_stated else "no",
            "breakdown": figure.breakdown,
            "value": plain(figure.value),
            "value_upper": plain(figure.value_upper),
            "numerator": plain(figure.numerator),
            "denominator": plain(figure.denominator),
            "missing_reason": figure.missing_reason,
            "unit": one.indicator.unit,
            "qualifier": figure.qualifier,
            "status": figure.status,
            "series": one.kind,
            "source": figure.source_slug,
            "reference": figure.reference,
        }
        yield [neutral(cells[column]) for column in COLUMNS]


def plain(value: Decimal | None) -> str:
    """A number without noughts at its end and never with an exponent."""
    if value is None:
        return ""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def neutral(value: object) -> str:
    """Text that a spreadsheet does not take for a formula."""
    text = "" if value is None else str(value)
    if text[:1] == "-" and text[1:].replace(".", "", 1).isdigit():
        return text  # a negative number is no formula
    return "'" + text if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
