"""The table of authorities as rows of a file: numbers as stored, each with its source."""

from collections.abc import Iterator, Sequence

from dashboard.comparing.rows import Row
from indicators.assessment.words import REASONS
from indicators.ledger.export import neutral, plain
from indicators.readings.places import Comparison

COLUMNS = (
    "indicator",
    "period",
    "area",
    "area_name",
    "region",
    "role",
    "value",
    "numerator",
    "denominator",
    "missing_reason",
    "status",
    "rank",
    "rank_to",
    "of",
    "quartile",
    "changed_since",
    "value_then",
    "change",
    "change_tested",
    "inspection_grade",
    "inspected_on",
    "source",
    "reference",
    "known_on",
)
ROLES = {"own": "own", "neighbour": "similar", "region": "same region", "other": ""}


def lines(found: Comparison, rows: Sequence[Row]) -> Iterator[list[str]]:
    for row in rows:
        cells = {**_who(found, row), **_figure(row), **_place(row), **_change(row), **_grade(row)}
        yield [neutral(cells.get(column)) for column in COLUMNS]


def _who(found: Comparison, row: Row) -> dict[str, object]:
    return {
        "indicator": found.indicator.slug,
        "period": found.period,
        "area": row.area.code,
        "area_name": row.area.name,
        "region": row.area.region.name if row.area.region else "",
        "role": ROLES[row.role],
    }


def _figure(row: Row) -> dict[str, object]:
    figure = row.figure
    if figure is None:
        return {"missing_reason": "not in Sightline"}
    return {
        "value": plain(figure.value),
        "numerator": plain(figure.numerator),
        "denominator": plain(figure.denominator),
        "missing_reason": REASONS.get(figure.missing_reason, figure.missing_reason),
        "status": figure.status,
        "source": figure.source,
        "reference": figure.reference,
        "known_on": figure.known_on,
    }


def _place(row: Row) -> dict[str, object]:
    place = row.authority.place
    if place is None:
        return {}
    return {
        "rank": place.rank,
        "rank_to": place.rank_to,
        "of": place.of,
        "quartile": place.quartile,
    }


def _change(row: Row) -> dict[str, object]:
    moved, before = row.movement, row.movement.before
    return {
        "changed_since": before.period if before else "",
        "value_then": plain(before.value) if before else "",
        "change": moved.direction.verdict,
        "change_tested": "yes" if moved.direction.tested else "no",
    }


def _grade(row: Row) -> dict[str, object]:
    if row.inspection is None:
        return {}
    return {
        "inspection_grade": row.inspection.get_grade_display(),
        "inspected_on": row.inspection.inspected_on,
    }
