"""The published tool read a second time: with pandas and plain loops, by no code of the product."""

import csv
import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache
from pathlib import Path

import pandas

from tests.data.shipped import rows

FINANCIAL, ACADEMIC, CALENDAR = "financial year", "academic year", "calendar year"
TO_SEPTEMBER, MARCH, SEPTEMBER = "12 months to September", "31 March", "30 September"
CENSUS = "school census in January"

BY_YEAR_TYPE = {
    "Financial Year": FINANCIAL,
    "Academic Year": ACADEMIC,
    "Calendar Year": CALENDAR,
    "Annual": MARCH,
    "Annual (end of Sept)": SEPTEMBER,
    "Annual - January": CENSUS,
}
# Measures that say otherwise in their names, as data/importing/lait.toml reviews them.
OTHERWISE = {
    "CPP_31March_3MnthorMore": MARCH,
    "LAC_Other_Res_Settings": MARCH,
    "LAC_Other_Place_Inc_Unreg": MARCH,
    "LAC_Parents_OR_Others": MARCH,
    "Social_Work_Starters": TO_SEPTEMBER,
    "Social_Work_Leavers": TO_SEPTEMBER,
}
COLUMNS = {
    "Short Desc": "code",
    "Years": "year",
    "LA and Regions": "place",
    "Values": "value",
    "LA Number": "number",
}
NAMES = {r["name"]: r["code"] for r in rows("areas/areas.csv")} | {
    r["value"]: r["code"] for r in rows("areas/aliases.csv") if r["scheme"] == "name"
}
AREAS = {r["code"]: r for r in rows("areas/areas.csv")}
ENGLAND = "E92000001"


# The days that a period begins and ends on, by rules written out in words.
def third_thursday(year: int) -> date:
    thursdays = [day for n in range(31) if (day := date(year, 1, 1 + n)).strftime("%a") == "Thu"]
    return thursdays[2]


LAST_DAYS = {
    FINANCIAL: lambda year: date(year, 3, 31),
    ACADEMIC: lambda year: date(year, 8, 31),
    CALENDAR: lambda year: date(year, 12, 31),
    TO_SEPTEMBER: lambda year: date(year, 9, 30),
    MARCH: lambda year: date(year, 3, 31),
    SEPTEMBER: lambda year: date(year, 9, 30),
    CENSUS: third_thursday,
}
ONE_DAY = {MARCH, SEPTEMBER, CENSUS}


def last_year_and_length(text: str) -> tuple[int, int]:
    """The year in which the notation ends, and how many years it covers."""
    plain = re.sub(r" ?\(.*\)", "", text)
    numbers = re.findall(r"\d+", plain)
    first, end = int(numbers[0]), int(numbers[-1])
    if len(numbers) == 1:
        return first, 1
    while end % 100 != int(numbers[-1]) or end < first:
        end = first + 1 if end < first else end + 1
    if len(numbers) == 4:
        return end, 3
    return end, 1 if end == first + 1 else end - first + 1


def days(text: str, kind: str) -> tuple[date, date]:
    year, length = last_year_and_length(text)
    last = LAST_DAYS[kind](year)
    if kind in ONE_DAY:
        return last, last
    after = last + timedelta(days=1)
    return after.replace(year=after.year - length), last


@cache
def long_file(shared: Path) -> pandas.DataFrame:
    """Code, year, place, value and number of each line as the file writes them, and its area."""
    read = pandas.read_parquet(shared / "data/lait/bds_long_0.parquet", columns=list(COLUMNS))
    long = read.rename(columns=COLUMNS).astype({"number": int})
    return long.assign(area=long["place"].map(NAMES))


def dictionary(shared: Path) -> Iterator[dict[str, str]]:
    """Its rows; a code may come twice."""
    path = shared / "data/lait/lait_data_dictionary.csv"
    with path.open(encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines)


def year_types(shared: Path) -> dict[str, str]:
    return {row["Measure_short"]: row["Year_Type"] for row in dictionary(shared)}


def kinds(shared: Path) -> dict[str, str]:
    """What a bare year of each measure means."""
    of_type = {code: BY_YEAR_TYPE[one] for code, one in year_types(shared).items()}
    asked = {row["code"]: row["period"] for row in rows("history-measures.csv")}
    return of_type | OTHERWISE | asked


def was_there(area: str, first: date, last: date) -> bool:
    """Whether the place existed on any of these days."""
    starts, ends = AREAS[area]["starts"], AREAS[area]["ends"]
    return not (ends and ends < str(first)) and not (starts and starts > str(last))


def members(area: str) -> set[str]:
    """The authorities of a region, of a part of London, of London whole, or of England."""
    return {
        code
        for code, one in AREAS.items()
        if one["kind"] == "local-authority"
        and area in (ENGLAND, one["region"], AREAS[one["region"]]["region"])
    }


def stored(text: str) -> Decimal | None:
    """Six decimals take the binary noise away."""
    if text == "-":
        return None
    return Decimal(text).quantize(Decimal("0.000001"), ROUND_HALF_EVEN)
