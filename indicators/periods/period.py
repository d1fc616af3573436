"""A period: a kind, a first day and a last day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import total_ordering

from indicators.periods import forms, moves
from indicators.periods.forms import FORMS, Dates, PeriodError
from indicators.periods.spoken import SPOKEN


@total_ordering
@dataclass(frozen=True)
class Period:
    """The time a figure is about. Periods are ordered by their end, then by their start."""

    kind: str
    starts: date
    ends: date

    def __post_init__(self) -> None:
        if self.kind not in FORMS:
            raise PeriodError(f"“{self.kind}” is no kind of period: use one of {', '.join(FORMS)}.")
        if not FORMS[self.kind].fits(self.dates):
            raise PeriodError(
                f"{self.starts} to {self.ends} is not a {self.kind}, "
                f"such as {FORMS[self.kind].example}."
            )

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read the written form; PeriodError names what was read and gives an example."""
        return cls(*forms.read(text.strip()))

    @classmethod
    def from_slug(cls, slug: str) -> Period:
        """Read the form used in addresses, where a space is an underscore."""
        if " " in slug:
            raise PeriodError(f"“{slug[:40]}” is not a period in an address: write _ for a space.")
        return cls.parse(slug.replace("_", " "))

    @property
    def dates(self) -> Dates:
        return self.starts, self.ends

    @property
    def slug(self) -> str:
        return str(self).replace(" ", "_")

    @property
    def spoken(self) -> str:
        """The period inside a sentence, with its preposition: "at 31 March 2016"."""
        return SPOKEN[self.kind](str(self), self.starts, self.ends)

    def year_before(self) -> Period | None:
        """The comparable period a year earlier, if there is one (no year before has a week 53)."""
        return self.years_before(1)

    def years_before(self, count: int) -> Period | None:
        """The comparable period so many years earlier, if there is one."""
        return self._move(lambda: moves.by_years(self.kind, self.dates, -count))

    def following(self, frequency: str | None = None) -> Period | None:
        """The next of its kind; a day, span or rolling year moves by the frequency.

        `frequency` is week, month, quarter, term or year; "year" moves every kind by a year.
        """
        return self._move(lambda: moves.following(self.kind, self.dates, frequency))

    def overlaps(self, other: Period) -> bool:
        """Whether the two share a day."""
        return self.starts <= other.ends and other.starts <= self.ends

    def _move(self, move: Callable[[], Dates]) -> Period | None:
        try:
            return Period(self.kind, *move())
        except (ValueError, OverflowError):
            return None

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Period):
            return NotImplemented
        return self._order < other._order

    @property
    def _order(self) -> tuple[date, date, str]:
        return self.ends, self.starts, self.kind

    def __str__(self) -> str:
        return FORMS[self.kind].write(*self.dates)
