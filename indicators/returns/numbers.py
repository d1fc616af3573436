"""Reads what an officer typed into numbers, and says in words what cannot be read."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from indicators.assessment.counts import PER
from indicators.catalogue.models import Indicator
from indicators.returns.models import Entry

NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?:\D|$))")


@dataclass
class Numbers:
    """What a line says in numbers, and the faults that hinder reading it, each (field, sentence).

    For a line with numerator and denominator `value` is worked out of them; else it is as typed.
    """

    numerator: Decimal | None = None
    denominator: Decimal | None = None
    value: Decimal | None = None
    faults: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return self.value is None and self.numerator is None and self.denominator is None


def is_fraction(indicator: Indicator) -> bool:
    """Whether the line is filled in as a numerator and a denominator."""
    return bool(indicator.texts.get("numerator") and indicator.texts.get("denominator"))


def read(entry: Entry) -> Numbers:
    """The numbers of a line as typed, before this quarter and the year so far are told apart."""
    numbers = Numbers()
    for name in ("numerator", "denominator", "value"):
        text = getattr(entry, name).strip()
        if text:
            number = _number(text, entry.series.indicator.unit)
            setattr(numbers, name, number)
            if number is None:
                numbers.faults.append((name, f"“{text[:40]}” is no number. {_remedy(text)}"))
    if is_fraction(entry.series.indicator) and not numbers.faults:
        _work_out(numbers, entry.series.indicator)
    return numbers


def share(numerator: Decimal, denominator: Decimal, unit: str) -> Decimal:
    """The value that a numerator and a denominator make, to six decimals."""
    return (numerator * PER.get(unit, 1) / denominator).quantize(Decimal("0.000001"))


def _work_out(numbers: Numbers, indicator: Indicator) -> None:
    part, whole = numbers.numerator, numbers.denominator
    if part is None and whole is None:
        return
    if part is None or whole is None:
        missing = "numerator" if part is None else "denominator"
        numbers.faults.append((missing, f"The {missing} is missing. Type it, or clear the other."))
    elif whole == 0 and part == 0:
        numbers.faults.append(
            ("denominator", "None of none is no percentage. Choose “not applicable” as the reason.")
        )
    elif whole <= 0:
        numbers.faults.append(("denominator", f"The denominator is {whole}. It has to be above 0."))
    else:
        numbers.value = share(part, whole, indicator.unit)


def _number(text: str, unit: str) -> Decimal | None:
    plain = text.replace("\N{NO-BREAK SPACE}", "").removesuffix("%").removeprefix("£").strip()
    plain = THOUSANDS.sub("", plain.replace("−", "-"))
    return Decimal(plain) if NUMBER.fullmatch(plain) else None


def _remedy(text: str) -> str:
    if re.fullmatch(r"[0-9]+,[0-9]{1,2}", text):
        return f"Write a point for decimals: {text.replace(',', '.')}."
    if re.search(r"[0-9]", text) and re.search(r"[A-Za-z]", text):
        return "Write digits only, and the words in the explanation."
    return "Write digits, such as 29 or 48.5."
