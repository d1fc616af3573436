"""The one written form of each kind of period, read and written here and nowhere else."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

Dates = tuple[date, date]

TERMS = {"autumn": (9, 12), "spring": (1, 3), "summer": (4, 8)}
EXAMPLES = "2024-25, 2024-25 Q3, 2025-M03 or 2025-03-31"
FIRST_YEAR, LAST_YEAR = 1900, 2199


class PeriodError(ValueError):
    """A period that cannot be: the message is a sentence for the person who wrote it."""


@dataclass(frozen=True)
class Form:
    """How one kind is written. `read` raises ValueError when a text names no real period."""

    pattern: re.Pattern[str]
    example: str
    read: Callable[[re.Match[str]], Dates]
    write: Callable[[date, date], str]

    def dates(self, text: str) -> Dates | None:
        match = self.pattern.fullmatch(text)
        try:
            return self.read(match) if match else None
        except ValueError:
            return None

    def fits(self, dates: Dates) -> bool:
        return self.dates(self.write(*dates)) == dates


def last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def months(year: int, first: int, last: int) -> Dates:
    """The first day of the first month and the last of the last; months past 12 run on."""
    (more, start), (later, end) = divmod(first - 1, 12), divmod(last - 1, 12)
    return date(year + more, start + 1, 1), last_day(year + later, end + 1)


def _year(text: str) -> int:
    if not FIRST_YEAR <= int(text) <= LAST_YEAR:
        raise ValueError(text)
    return int(text)


def _first_of(match: re.Match[str], length: int) -> int:
    """The first year of `2024-25`, where the second must come `length` years later."""
    year = _year(match["year"])
    if (year + length) % 100 != int(match["end"]):
        raise ValueError(match[0])
    return year


def _ended(year: int, length: int = 1) -> str:
    return f"{year}-{(year + length) % 100:02}"


def _financial(day: date) -> int:
    return day.year if day.month >= 4 else day.year - 1


def _academic(day: date) -> int:
    return day.year if day.month >= 9 else day.year - 1


def _quarter(day: date) -> int:
    return (day.month - 4) % 12 // 3 + 1


def _day(text: str) -> date:
    day = date.fromisoformat(text)
    _year(text[:4])
    return day


def _read_quarters(match: re.Match[str], first: int, last: int) -> Dates:
    return months(_first_of(match, 1), 3 * first + 1, 3 * last + 3)


def _month(match: re.Match[str]) -> tuple[int, int]:
    month = int(match["month"])
    if not 1 <= month <= 12:
        raise ValueError(match[0])
    return _year(match["year"]), month


def _read_month(match: re.Match[str]) -> Dates:
    year, month = _month(match)
    return months(year, month, month)


def _read_week(match: re.Match[str]) -> Dates:
    monday = date.fromisocalendar(_year(match["year"]), int(match["week"]), 1)
    return monday, monday + timedelta(days=6)


def _read_term(match: re.Match[str]) -> Dates:
    year, term = _first_of(match, 1), match["term"]
    return months(year if term == "autumn" else year + 1, *TERMS[term])


def _read_rolling(match: re.Match[str]) -> Dates:
    year, month = _month(match)
    return months(year - 1, month + 1, month + 12)


def _read_day(match: re.Match[str]) -> Dates:
    return _day(match[0]), _day(match[0])


def _read_span(match: re.Match[str]) -> Dates:
    starts, ends = _day(match["starts"]), _day(match["ends"])
    if starts >= ends:
        raise ValueError("a span ends after it starts; one day is written as a day")
    return starts, ends


def _write_week(starts: date, ends: date) -> str:
    year, week, _ = starts.isocalendar()
    return f"{year}-W{week:02}"


def _write_term(starts: date, ends: date) -> str:
    names = {first: name for name, (first, _) in TERMS.items()}
    return f"{_ended(_academic(starts))} {names.get(starts.month, 'none')}"


def _form(
    pattern: str,
    example: str,
    read: Callable[[re.Match[str]], Dates],
    write: Callable[[date, date], str],
) -> Form:
    pattern = pattern.replace("YEAR", r"(?P<year>[0-9]{4})").replace("END", r"(?P<end>[0-9]{2})")
    return Form(re.compile(pattern), example, read, write)


_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

FORMS: dict[str, Form] = {
    "financial-year": _form(
        r"YEAR-END",
        "2024-25",
        lambda m: months(_first_of(m, 1), 4, 15),
        lambda s, e: _ended(_financial(s)),
    ),
    "quarter": _form(
        r"YEAR-END Q(?P<q>[1-4])",
        "2024-25 Q3",
        lambda m: _read_quarters(m, int(m["q"]), int(m["q"])),
        lambda s, e: f"{_ended(_financial(s))} Q{_quarter(s)}",
    ),
    "year-to-date": _form(
        r"YEAR-END Q1-Q(?P<q>[1-4])",
        "2024-25 Q1-Q3",
        lambda m: _read_quarters(m, 1, int(m["q"])),
        lambda s, e: f"{_ended(_financial(s))} Q1-Q{_quarter(e)}",
    ),
    "month": _form(
        r"YEAR-M(?P<month>[0-9]{2})",
        "2025-M03",
        _read_month,
        lambda s, e: f"{s.year}-M{s.month:02}",
    ),
    "week": _form(r"YEAR-W(?P<week>[0-9]{2})", "2025-W12", _read_week, _write_week),
    "academic-year": _form(
        r"AY YEAR-END",
        "AY 2024-25",
        lambda m: months(_first_of(m, 1), 9, 20),
        lambda s, e: f"AY {_ended(_academic(s))}",
    ),
    "term": _form(
        r"YEAR-END (?P<term>autumn|spring|summer)", "2024-25 autumn", _read_term, _write_term
    ),
    "calendar-year": _form(
        r"CY YEAR",
        "CY 2024",
        lambda m: months(_year(m["year"]), 1, 12),
        lambda s, e: f"CY {s.year}",
    ),
    "calendar-years": _form(
        r"CY YEAR-END",
        "CY 2014-16",
        lambda m: months(_first_of(m, 2), 1, 36),
        lambda s, e: f"CY {_ended(s.year, 2)}",
    ),
    "financial-years": _form(
        r"YEAR-END",
        "2022-25",
        lambda m: months(_first_of(m, 3), 4, 39),
        lambda s, e: _ended(_financial(s), 3),
    ),
    "rolling-12-months": _form(
        r"12m to YEAR-M(?P<month>[0-9]{2})",
        "12m to 2025-M03",
        _read_rolling,
        lambda s, e: f"12m to {e.year}-M{e.month:02}",
    ),
    "day": _form(_DAY, "2025-03-31", _read_day, lambda s, e: s.isoformat()),
    "span": _form(
        rf"(?P<starts>{_DAY})\.\.(?P<ends>{_DAY})",
        "2016-06-01..2016-08-31",
        _read_span,
        lambda s, e: f"{s.isoformat()}..{e.isoformat()}",
    ),
}


def read(text: str) -> tuple[str, date, date]:
    """Kind and dates of a written period, or PeriodError naming what was read and an example."""
    found = [(kind, form.dates(text)) for kind, form in FORMS.items()]
    for kind, dates in found:
        if dates:
            return kind, *dates
    raise PeriodError(_fault(text))


def _fault(text: str) -> str:
    shown = text if len(text) <= 40 else f"{text[:40]}…"
    span = FORMS["span"].pattern.fullmatch(text)
    if span and span["starts"] == span["ends"]:
        return f"“{shown}” is a span of one day: write it as a day, {span['starts']}."
    likely = [form.example for form in FORMS.values() if form.pattern.fullmatch(text)]
    return f"“{shown}” is not a period: write it like {likely[0] if likely else EXAMPLES}."
