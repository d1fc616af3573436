"""One figure as it is handed to the verbs, and what it must satisfy."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from indicators.areas.models import Area
from indicators.catalogue.models import Series
from indicators.ledger.models import TOTAL, Missing, Qualifier, Status
from indicators.periods import Period
from indicators.refusal import RefusedError

BREAKDOWN = re.compile(r"[^:\s][^:]*: \S.*")
DECIMALS = 6
DIGITS = 15  # what SQLite keeps of a number


class ConflictError(RefusedError):
    """Somebody else wrote this figure in the meantime; look at theirs first."""


@dataclass(frozen=True, kw_only=True)
class Content:
    """What a figure says: a value, or the reason why there is none."""

    value: Decimal | None = None
    value_upper: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    qualifier: str = ""
    missing_reason: str = ""
    status: str = Status.FINAL.value
    period_stated: bool = True
    edition: str = ""
    reference: str = ""
    note: str = ""

    def numbers(self) -> list[Decimal]:
        all_four = (self.value, self.value_upper, self.numerator, self.denominator)
        return [number for number in all_four if number is not None]


@dataclass(frozen=True, kw_only=True)
class Row:
    """One figure of a batch."""

    series: Series
    area: Area
    period: Period
    breakdown: str = TOTAL
    known_on: date
    known_on_estimated: bool = False
    content: Content

    @property
    def key(self) -> tuple:
        """What may be in the ledger once, revisions apart."""
        dates = (self.period.kind, self.period.starts, self.period.ends)
        return (self.series.pk, self.area.pk, *dates, self.breakdown)


def check(row: Row, *, signed: bool = False) -> None:
    """Raises RefusedError with every reason why the figure may not be written.

    `signed`: it comes from a return that two people answer for.
    """
    reasons = list(refusals(row, signed=signed))
    if reasons:
        raise RefusedError(" ".join(reasons))


def refusals(row: Row, *, signed: bool = False) -> Iterator[str]:
    """Why a figure may not be written, a sentence each.

    The database holds most of this too; here it is said in words, before anything is written.
    """
    if not signed and row.series.kind == Series.Kind.LOCAL:
        yield "The council's own figures come from a signed return, not from here."
    if signed and row.series.kind != Series.Kind.LOCAL:
        yield "A return publishes the council's own figures only, not somebody else's."
    if row.known_on > timezone.localdate():
        yield f"{row.known_on} is in the future: nobody can know this figure yet."
    if row.area.ends and row.period.starts > row.area.ends:
        yield f"{row.area} ended on {row.area.ends}: it has no figure {row.period.spoken}."
    if row.breakdown != TOTAL and not BREAKDOWN.fullmatch(row.breakdown):
        yield f"“{row.breakdown}” is no breakdown. Write total, or one like age: 16 to 17."
    yield from _words(row.content)
    unfit = [number for number in row.content.numbers() if not _fits(number)]
    for number in unfit:
        yield f"{number} does not fit: up to {DIGITS} digits, of which {DECIMALS} decimals."
    if not unfit:
        yield from _numbers(row.content)
    if row.series.is_proportion and not unfit:
        yield from _proportion(row.content)


def _words(content: Content) -> Iterator[str]:
    known = (
        (content.missing_reason, ["", *Missing.values]),
        (content.qualifier, ["", *Qualifier.values]),
        (content.status, Status.values),
    )
    for word, words in known:
        if word not in words:
            yield f"“{word}” is unknown. Use one of {', '.join(filter(None, words))}."


def _numbers(content: Content) -> Iterator[str]:
    if (content.value is None) == (content.missing_reason == ""):
        yield "A figure has either a value or a reason why there is none."
    if content.value_upper is not None and (
        content.value is None or content.value_upper < content.value
    ):
        yield "The upper value cannot stand without a value or below it."
    if content.denominator is not None and content.denominator <= 0:
        yield "A denominator is above 0."


def _fits(number: Decimal) -> bool:
    if not number.is_finite() or abs(number) >= 10**14:
        return False
    digits, exponent = number.normalize().as_tuple()[1:]
    return len(digits) <= DIGITS and isinstance(exponent, int) and exponent >= -DECIMALS


def _proportion(content: Content) -> Iterator[str]:
    part, whole = content.numerator, content.denominator
    if part is not None and whole is not None and part > whole:
        yield f"{part} of {whole} is more than all of them."
    if content.value is not None and not 0 <= content.value <= 100:
        yield f"{content.value} is no percentage: it lies between 0 and 100."
