"""What the tool's years and numbers of areas mean, worked out a second time, by a table and a wall.

Nothing of the product is used here: years are looked up in a list of everything that may be
written, and the areas that began or ended are written out by hand.
"""

import calendar
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pandas

from tests.data.shipped import Row, rows

HOW = {
    "": "final",
    " (Final)": "final",
    " (OT)": "final",
    " (Rev)": "revised",
    " (prov)": "provisional",
}
YEAR_TYPES = {
    "Financial Year": "financial year",
    "Academic Year": "academic year",
    "Calendar Year": "calendar year",
    "Annual": "31 March",
    "Annual (end of Sept)": "30 September",
    "Annual - January": "school census in January",
}
# Measures that are another than their Year_Type says, as their long names show.
BY_NAME = {
    **dict.fromkeys(
        (
            *("CPP_31March_3MnthorMore", "LAC_Other_Res_Settings"),
            *("LAC_Other_Place_Inc_Unreg", "LAC_Parents_OR_Others"),
        ),
        "31 March",
    ),
    **dict.fromkeys(("Social_Work_Starters", "Social_Work_Leavers"), "12 months to September"),
}
ENDED = {
    **dict.fromkeys((835, 836, 837), date(2019, 3, 31)),  # Dorset, Poole, Bournemouth
    928: date(2021, 3, 31),  # Northamptonshire
    909: date(2023, 3, 31),  # Cumbria
}
BEGAN = {
    **dict.fromkeys((838, 839), date(2019, 4, 1)),
    **dict.fromkeys((940, 941), date(2021, 4, 1)),
    **dict.fromkeys((942, 943), date(2023, 4, 1)),
}


class When(NamedTuple):
    """The first and the last day of what a year means, and how settled its figures are."""

    starts: date
    ends: date
    status: str


def kinds(shared: Path) -> dict[str, str]:
    """What a bare year of each measure is: a reviewed table first, then the dictionary."""
    said = pandas.read_csv(shared / "data/lait/lait_data_dictionary.csv", dtype=str)
    by_type = dict(zip(said["Measure_short"], said["Year_Type"].map(YEAR_TYPES), strict=True))
    reviewed: list[Row] = rows("history-measures.csv")
    return by_type | BY_NAME | {row["code"]: row["period"] for row in reviewed}


@cache
def wall(kind: str) -> dict[str, When]:
    """Everything that may be written for a measure of this kind, from 1990 to 2040."""
    found = {}
    for year in range(1990, 2041):
        starts, ends = _days(kind, year)
        before, after = year - 1, year % 100
        texts = [f"{year}"]
        if kind not in ("calendar year", "30 September", "12 months to September"):
            texts += [f"{before}/{after:02}", f"{before}-{after:02}"]
        for how, status in HOW.items():
            for text in texts:
                found[text + how] = When(starts, ends, status)
            if kind == "calendar year":
                found[f"{year - 2}-{after:02}{how}"] = When(date(year - 2, 1, 1), ends, status)
            if kind == "financial year":
                text = f"{year - 3}/{(year - 2) % 100:02}-{before % 100:02}/{after:02}{how}"
                found[text] = When(date(year - 3, 4, 1), ends, status)
    return found


def _days(kind: str, year: int) -> tuple[date, date]:
    march, september = date(year, 3, 31), date(year, 9, 30)
    thursdays = [week[3] for week in calendar.monthcalendar(year, 1) if week[3]]
    census = date(year, 1, thursdays[2])
    return {
        "financial year": (date(year - 1, 4, 1), march),
        "academic year": (date(year - 1, 9, 1), date(year, 8, 31)),
        "calendar year": (date(year, 1, 1), date(year, 12, 31)),
        "12 months to September": (september - timedelta(364 + calendar.isleap(year)), september),
        "31 March": (march, march),
        "30 September": (september, september),
        "school census in January": (census, census),
    }[kind]


def was_there(number: int, when: When) -> bool:
    """Whether an area existed on any day of it."""
    gone = number in ENDED and ENDED[number] < when.starts
    not_yet = number in BEGAN and BEGAN[number] > when.ends
    return not (gone or not_yet)
