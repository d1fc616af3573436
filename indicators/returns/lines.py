"""The lines of a return as figures: what was typed, worked into the kind that each line wants."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from accounts.roles import Reader
from indicators.areas.models import Area
from indicators.ledger.door import Figure, figures
from indicators.ledger.rows import Content, Row
from indicators.ledger.verbs import Signed
from indicators.periods import Period
from indicators.returns import numbers, spans
from indicators.returns.models import Entry, Section
from indicators.returns.numbers import Numbers

Known = Mapping[tuple[int, str, Period], Figure]


@dataclass(frozen=True)
class Line:
    """One line of a section: what was typed, and what it says in numbers."""

    entry: Entry
    numbers: Numbers

    @property
    def is_filled(self) -> bool:
        return not self.numbers.is_empty or bool(self.entry.missing_reason)

    def content(self) -> Content:
        """What the ledger gets. A line with a reason has no value, whatever else was typed."""
        if self.entry.missing_reason:
            expected = self.entry.expected_on.strip()
            note = f"Expected on {expected}." if expected else ""
            return Content(missing_reason=self.entry.missing_reason, note=note)
        return Content(
            value=self.numbers.value,
            numerator=self.numbers.numerator,
            denominator=self.numbers.denominator,
        )


def known_figures(area: Area, entries: Collection[Entry]) -> Known:
    """The published figures of the council's own lines, by series, breakdown and period."""
    series = {entry.series_id: entry.series for entry in entries}
    found = figures([area], list(series.values()), None, Reader.COUNCIL)
    return {(one.series_id, one.breakdown, one.period): one for one in found}


def lines_of(entries: Sequence[Entry], known: Known) -> list[Line]:
    """The lines in the order given."""
    return [Line(entry, _read(entry, known)) for entry in entries]


def _read(entry: Entry, known: Known) -> Numbers:
    typed = numbers.read(entry)
    if typed.faults:
        return typed
    wanted = spans.earlier(entry.period) if spans.has_both(entry.period) else []
    earlier = {
        period: spans.Amount(figure.value, figure.numerator, figure.denominator)
        for period in wanted
        if (figure := known.get((entry.series_id, entry.breakdown, period)))
    }
    unit = entry.series.indicator.unit
    return spans.converted(typed, entry.period, entry.so_far, earlier, unit)


def signed(section: Section, entries: Sequence[Entry], *, on: date) -> list[Signed]:
    """The section's figures for the ledger; lines about which nothing was typed are left out."""
    area = section.of.area
    return [
        Signed(
            row=row_of(line, area, on),
            typed_by=line.entry.typed_by,
            seen=line.entry.seen,
            why=line.entry.revised_why,
        )
        for line in lines_of(entries, known_figures(area, entries))
        if line.is_filled and line.entry.typed_by
    ]


def row_of(line: Line, area: Area, on: date) -> Row:
    """The line as the ledger would get it, known from a day."""
    return Row(
        series=line.entry.series,
        area=area,
        period=line.entry.period,
        breakdown=line.entry.breakdown,
        known_on=on,
        content=line.content(),
    )
