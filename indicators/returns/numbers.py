"""Reads what an officer typed into numbers, and says in words what cannot be read."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from indicators.assessment.counts import PER
from indicators.assessment.rounding import printed
from indicators.assessment.words import plain
from indicators.catalogue.models import Indicator
from indicators.returns.models import Entry

PLAIN = re.compile(r"-?[0-9]+(\.[0-9]{1,6})?")
GROUPED = re.compile(r"-?[1-9][0-9]{0,2}(,[0-9]{3}|[ ][0-9]{3})+(\.[0-9]{1,6})?")
SPACES = dict.fromkeys(map(ord, "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"), " ")
# The ledger keeps fifteen digits, of which six decimals.
TOO_LARGE = Decimal(10**9)


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
    indicator = entry.series.indicator
    for name in ("numerator", "denominator", "value"):
        text = getattr(entry, name).strip()
        if text:
            found = _number(text, _sign(name, indicator))
            if isinstance(found, Decimal):
                setattr(numbers, name, found)
            else:
                numbers.faults.append((name, f"“{text[:40]}” {found}"))
    if is_fraction(indicator) and not numbers.faults:
        _work_out(numbers, indicator)
    return numbers


def share(numerator: Decimal, denominator: Decimal, unit: str) -> Decimal:
    """The value that a numerator and a denominator make, to six decimals."""
    return (numerator * PER.get(unit, 1) / denominator).quantize(Decimal("0.000001"))


def worked_out(part: Decimal, whole: Decimal, unit: str) -> Numbers:
    """Numerator and denominator with the value that they make, or why they make none."""
    numbers = Numbers(numerator=part, denominator=whole)
    if whole == 0 and part == 0:
        says = "None of none is no figure. Clear both, and choose “not applicable” as the reason."
        numbers.faults.append(("denominator", says))
    elif whole <= 0:
        says = f"The denominator is {plain(whole)}. It has to be above 0."
        numbers.faults.append(("denominator", says))
    elif abs(value := share(part, whole, unit)) >= TOO_LARGE:
        says = f"{plain(part)} of {plain(whole)} is too much to be true. Check both."
        numbers.faults.append(("numerator", says))
    else:
        numbers.value = value
    return numbers


def _work_out(numbers: Numbers, indicator: Indicator) -> None:
    part, whole, typed = numbers.numerator, numbers.denominator, numbers.value
    if part is None and whole is None:
        return
    if part is None or whole is None:
        missing = "numerator" if part is None else "denominator"
        numbers.faults.append((missing, f"The {missing} is missing. Type it, or clear the other."))
        return
    made = worked_out(part, whole, indicator.unit)
    numbers.value, numbers.faults = made.value, made.faults
    if typed is not None and made.value is not None:
        digits = indicator.decimals
        if printed(typed, digits, None) != printed(made.value, digits, None):
            shown = plain(printed(made.value, digits, None))
            says = f"{plain(part)} of {plain(whole)} is {shown}, not {plain(typed)}. Correct one."
            numbers.faults.append(("value", says))


def _sign(name: str, indicator: Indicator) -> str:
    """The sign that may be typed with a number of this kind."""
    if indicator.unit == "pounds" and name != "denominator":
        return "£"
    return "%" if indicator.unit == "percent" and name == "value" else ""


def _number(text: str, sign: str) -> Decimal | str:
    """The number, or what is wrong with the text and how to write it."""
    bare = text.translate(SPACES).replace("−", "-")
    if sign:
        bare = bare.removeprefix("£") if sign == "£" else bare.removesuffix("%")
    bare = bare.strip()
    if not PLAIN.fullmatch(bare) and not GROUPED.fullmatch(bare):
        return f"is no number. {_remedy(text)}"
    number = Decimal(bare.replace(",", "").replace(" ", ""))
    if abs(number) >= TOO_LARGE:
        return "is too large a number to be true. Check how many digits it has."
    return number


def _remedy(text: str) -> str:
    if re.fullmatch(r"-?([0-9]+,[0-9]{1,2}|0,[0-9]+)", text):
        return f"Write a point for decimals: {text.replace(',', '.')}."
    if "," in text and re.fullmatch(r"[-0-9,.]+", text):
        return "Write it without commas."
    if re.fullmatch(r"-?[0-9]+\.[0-9]{7,}", text):
        return "Write six decimals at most."
    if re.search(r"[0-9]\s*%", text):
        return "Type how many there are, without the % sign."
    if "£" in text:
        return "Leave out the £ sign."
    if re.search(r"[0-9]", text) and re.search(r"[A-Za-z]", text):
        return "Write digits only, and the words in the explanation."
    return "Write digits, such as 29 or 48.5."
