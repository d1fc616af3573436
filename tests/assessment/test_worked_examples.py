"""Worked examples: what goes in, what must come out, and who says so.

`line` holds figures as period=value:numerator/denominator; the value is worked out where only the
numbers are given. A blank expectation means that there is none to be found.
"""

import csv
import re
from decimal import Decimal
from pathlib import Path

import pytest

from indicators.assessment import Baseline
from tests.assessment.builders import judged, measure, point, target

PER = {"percent": 100, "per-10,000": 10_000}
FIGURE = re.compile(r"(?P<period>[^=]+)=(?P<value>[0-9.]*):(?P<counted>[0-9]+/[0-9]+)?(?: |$)")

with (Path(__file__).parent / "worked_examples.csv").open(encoding="utf-8") as file:
    EXAMPLES = list(csv.DictReader(file))


def line(text, unit):
    for figure in FIGURE.finditer(text):
        value, counted = figure["value"] or None, figure["counted"] or ""
        if value is None:
            numerator, denominator = (Decimal(part) for part in counted.split("/"))
            value = numerator * PER[unit] / denominator
        yield point(figure["period"], value, counted)


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: row["example"])
def test_worked_example(row):
    unit = row["unit"].replace("10000", "10,000")
    points = list(line(row["line"], unit))
    aim = target(row["low"] or None, row["high"] or None, tolerance=row["tolerance"] or 0)
    given = point(str(points[-1].period), row["baseline"]) if row["baseline"] else None
    baselines = [Baseline(kind="given", name="Elsewhere", points=(given,))] if given else []
    found = judged(
        measure(
            row["polarity"],
            unit=unit,
            decimals=int(row["decimals"]),
            span=row["span"],
            rounding=Decimal(row["rounding"]) if row["rounding"] else None,
        ),
        *points,
        target=aim if row["low"] or row["high"] else None,
        baselines=baselines,
    )
    assert found.target.status == row["status"]
    assert found.direction.verdict == row["direction"]
    assert found.direction.method == row["method"]
    if row["p_value"]:
        assert found.direction.p_value == pytest.approx(float(row["p_value"]), rel=3e-3)
    assert str(found.children.number if found.children else "") == row["children"]
    beside = found.baselines[0] if baselines else None
    assert (beside.verdict if beside else "") == row["beside"]
    interval = beside.interval if beside else None
    assert (" to ".join(f"{limit:.2f}" for limit in interval) if interval else "") == row[
        "interval"
    ]
