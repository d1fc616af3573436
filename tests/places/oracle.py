"""Ranks, quartiles and means a second time: plain loops over the published file, no shared code."""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from tests.data.published import Key
from tests.data.shipped import Row, rows

MILLION = 1_000_000
BETTER = {"High": 1, "Low": -1, "-": 1}


@dataclass(frozen=True)
class Expected:
    """What one authority should be told."""

    rank: int
    rank_to: int
    of: int
    quartile: str


def authorities(year: dict[str, str], first: str, last: str) -> dict[str, int]:
    """Code → millionths of the local authorities that existed in these days and have a value."""
    found = {}
    for row in rows("areas/areas.csv"):
        text = year.get(row["code"], "-")
        gone = row["ends"] and row["ends"] < first
        to_come = row["starts"] and row["starts"] > last
        if row["kind"] == "local-authority" and text != "-" and not gone and not to_come:
            found[row["code"]] = stored(text)
    return found


def stored(text: str) -> int:
    """In millionths: six decimals take the binary noise away."""
    return int((Decimal(text) * MILLION).quantize(Decimal(1), ROUND_HALF_EVEN))


def of_year(measure: dict[Key, str], year: int) -> dict[str, str]:
    return {code: text for (code, one), text in measure.items() if one == year}


def expected(values: dict[str, int], polarity: str) -> dict[str, Expected]:
    """Code → place. Everything is turned so that more is better, or first."""
    turned = {code: value * BETTER[polarity] for code, value in values.items()}
    cuts = [percentile(list(turned.values()), quarters) for quarters in (3, 2, 1)]
    found = {}
    for code, own in turned.items():
        ahead = alike = 0
        for other in turned.values():
            if other > own:
                ahead += 1
            elif other == own:
                alike += 1
        letter = "" if polarity == "-" else "D"
        if letter:
            for name, cut in zip("ABC", cuts, strict=True):
                if own >= cut:
                    letter = name
                    break
        found[code] = Expected(ahead + 1, ahead + alike, len(turned), letter)
    return found


def percentile(values: list[int], quarters: int) -> Fraction:
    """Linear: the place (n - 1) × p, counted from 0, between two values."""
    ordered = sorted(values)
    place = Fraction((len(ordered) - 1) * quarters, 4)
    whole = int(place)
    if whole == place:
        return Fraction(ordered[whole])
    return ordered[whole] * (1 - (place - whole)) + ordered[whole + 1] * (place - whole)


def members(edition: str, subject: str) -> list[str]:
    """Nearest first."""
    lines: list[Row] = [r for r in rows(f"editions/{edition}.csv") if r["subject"] == subject]
    return [r["member"] for r in sorted(lines, key=lambda r: int(r["place"]))]


def mean(values: list[int]) -> Fraction:
    total, count = 0, 0
    for one in values:
        total, count = total + one, count + 1
    return Fraction(total, count)


def middle(values: list[int]) -> Fraction:
    return percentile(values, 2)
