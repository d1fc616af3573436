"""An assessment as plain dictionaries, ready for JSON."""

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from indicators.assessment.values import Assessment
from indicators.periods import Period

Json = Any  # dictionaries, lists, strings, numbers, booleans and None


def as_json(assessment: Assessment) -> Json:
    """Its parts by name; the figure's period and value also stand at the top."""
    point = assessment.point
    whole = {field.name: _plain(getattr(assessment, field.name)) for field in fields(assessment)}
    return {
        "period": _plain(point.period) if point else None,
        "value": _plain(point.value) if point else None,
        **whole,
    }


def _plain(value: Any) -> Json:
    match value:
        case Period():
            return str(value)
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case date():
            return value.isoformat()
        case tuple() | list():
            return [_plain(item) for item in value]
        case _ if is_dataclass(value):
            return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        case _:
            return value
