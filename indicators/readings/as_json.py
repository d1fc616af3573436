"""A comparison as plain dictionaries, ready for JSON: numbers with the decimals that are stored."""

from decimal import Decimal
from typing import Any

from indicators.assessment.rounding import printed
from indicators.ledger.door import Figure
from indicators.readings.places import Comparison, Neighbours

STORED = 6  # decimals

Json = Any  # dictionaries, lists, strings, numbers, booleans and None


def as_json(found: Comparison) -> Json:
    """What `manage.py compare` promises, and the sentence that says it."""
    place, cuts = found.own.place, found.ranking.cuts
    return {
        "indicator": found.indicator.slug,
        "measure": found.series.code,
        "area": found.area.code,
        "period": str(found.period),
        "unit": found.indicator.unit,
        "value": _number(found.own.value),
        "missing_reason": found.own.figure.missing_reason if found.own.figure else "",
        "england": _value(found.england),
        "region": _value(found.region),
        "neighbours": _neighbours(found.neighbours) if found.neighbours else None,
        "rank": place.rank if place else None,
        "rank_to": place.rank_to if place else None,
        "of": len(found.ranking.values),
        "quartile": (place.quartile or None) if place else None,
        "cuts": [_number(one) for one in (cuts.low, cuts.middle, cuts.high)] if cuts else None,
        "doubtful": _doubtful(found),
        "sentence": found.sentence,
    }


def _neighbours(found: Neighbours) -> Json:
    return {
        "edition": found.edition.slug,
        "members": [one.code for one in found.members],
        "with_value": found.summary.with_value,
        "mean": _number(found.summary.mean),
        "median": _number(found.summary.median),
        "pooled": _number(found.summary.pooled),
    }


def _doubtful(found: Comparison) -> list[str]:
    """Whose figures are shown and compared with nothing."""
    sides = {"value": found.own.figure, "england": found.england, "region": found.region}
    return [name for name, figure in sides.items() if figure and figure.status == "doubtful"]


def _value(figure: Figure | None) -> Json:
    return _number(figure.value) if figure else None


def _number(value: Decimal | None) -> int | float | None:
    """A whole number without a point: 16,012,355,892 stays exact."""
    if value is None:
        return None
    value = printed(value, STORED)
    return int(value) if value == value.to_integral_value() else float(value)
