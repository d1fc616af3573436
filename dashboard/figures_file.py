"""An indicator's figures as rows of a file: the same numbers as its page, each with its source."""

from collections.abc import Iterable, Iterator

from indicators.assessment import Baseline, Point
from indicators.ledger.door import Figure
from indicators.ledger.export import COLUMNS as EXPORTED
from indicators.ledger.export import neutral, plain
from indicators.periods import Period
from indicators.readings.reading import Reading
from indicators.readings.reconciliation import Pair

COLUMNS = ("indicator", "area", "area_name", *EXPORTED[2:], "known_on", "explanation")


def rows(reading: Reading, pairs: Iterable[Pair]) -> Iterator[list[str]]:
    """The judged line, what stands beside it, then the baselines; oldest period first in each.

    The explanation of a difference from official statistics follows its figure.
    """
    area = (reading.area.code, reading.area.name)
    explained = {
        one.figure.id: {"explanation": one.explanation.text} for one in pairs if one.explanation
    }
    own = [(figure, _kind(reading)) for figure in reading.own]
    marks = [(mark.figure, mark.series.kind) for mark in reading.marks]
    for figure, kind in own + marks:
        cells = _of_figure(figure, kind) | explained.get(figure.id, {})
        yield _row(reading, area, figure.period, cells)
    for beside in reading.stated:
        area = (beside.area.code, beside.area.name)
        yield _row(reading, area, beside.figure.period, _of_figure(beside.figure, "report"))
    for baseline in reading.baselines:
        area = (reading.baseline_codes.get(baseline.kind, ""), baseline.name)
        for point in baseline.points:
            yield _row(reading, area, point.period, _of_point(reading, baseline, point))


def _kind(reading: Reading) -> str:
    return reading.series.kind if reading.series else ""


def _row(
    reading: Reading, area: tuple[str, str], period: Period, cells: dict[str, object]
) -> list[str]:
    known = {
        "indicator": reading.indicator.slug,
        "area": area[0],
        "area_name": area[1],
        "period": period,
        "period_start": period.starts,
        "period_end": period.ends,
        "unit": reading.indicator.unit,
    } | cells
    return [neutral(known.get(column)) for column in COLUMNS]


def _of_figure(figure: Figure, kind: str) -> dict[str, object]:
    return {
        "period_stated": "yes" if figure.period_stated else "no",
        "breakdown": figure.breakdown,
        "value": plain(figure.value),
        "value_upper": plain(figure.value_upper),
        "numerator": plain(figure.numerator),
        "denominator": plain(figure.denominator),
        "missing_reason": figure.missing_reason,
        "qualifier": figure.qualifier,
        "status": figure.status,
        "series": kind,
        "source": figure.source,
        "reference": figure.reference,
        "known_on": figure.known_on,
    }


def _source(reading: Reading) -> str:
    source = reading.series.source if reading.series else None
    return source.name if source else ""


def _of_point(reading: Reading, baseline: Baseline, point: Point) -> dict[str, object]:
    compiled = baseline.kind == "neighbours"
    with_value = baseline.with_value.get(point.period)
    value = None if point.value is None else round(point.value, 6)
    return {
        "period_stated": "yes",
        "breakdown": "total",
        "value": plain(value),
        "numerator": plain(point.numerator),
        "denominator": plain(point.denominator),
        "missing_reason": point.missing_reason,
        "status": point.status,
        "series": "compiled" if compiled else _kind(reading),
        "source": f"Mean of {with_value} similar authorities" if compiled else _source(reading),
        "known_on": point.known_on,
    }
