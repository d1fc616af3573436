"""From which day a published figure was public."""

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from indicators.importing.lait_years import KINDS
from indicators.periods import Period


@dataclass(frozen=True)
class Known:
    """A day, and whether only its month, or the rhythm of earlier years, is known."""

    on: date
    estimated: bool


@dataclass(frozen=True, kw_only=True)
class Publication:
    """How data/history-measures.csv reads a measure: the kind of its period and who publishes."""

    kind: str
    publication: str


def publications(data: Path) -> dict[str, Publication]:
    """By measure code."""
    with (data / "history-measures.csv").open(encoding="utf-8", newline="") as rows:
        found = {
            row["code"]: Publication(kind=row["period"], publication=row["publication"])
            for row in csv.DictReader(rows)
        }
    unknown = {one.kind for one in found.values()} - KINDS.keys()
    if unknown:
        raise ValueError(f"history-measures.csv: “{min(unknown)}” is no kind of period")
    return found


def release_days(data: Path) -> dict[tuple[str, int], Known]:
    """By publication and the year in which the period ends."""
    with (data / "release-days.csv").open(encoding="utf-8", newline="") as rows:
        return {
            (row["publication"], Period.parse(row["period"]).ends.year): Known(
                date.fromisoformat(row["day"]), row["estimated"] == "yes"
            )
            for row in csv.DictReader(rows)
        }


def by_rhythm(period: Period, newest: Period, updated: date | None, today: date) -> Known:
    """Where no table has the day: as long after its period as the newest one was published.

    `updated` is when that was, or None; then a year after the period's end is taken, by when
    every yearly statistic is out. Never later than today.
    """
    lag = updated - newest.ends if updated and updated > newest.ends else timedelta(days=365)
    day = period.ends + lag
    return Known(min(day, today), estimated=True)
