"""The words that figures and verdicts are said in."""

from decimal import Decimal

from indicators.assessment.counts import whole
from indicators.assessment.rounding import printed
from indicators.assessment.values import Measure, Point, Target

PLAIN = "{}"

# How a value is written, for one and for any other number of it.
WRITTEN = {
    "percent": ("{}%", "{}%"),
    "count": (PLAIN, PLAIN),
    "per-1,000": ("{} per 1,000", "{} per 1,000"),
    "per-10,000": ("{} per 10,000", "{} per 10,000"),
    "per-100,000": ("{} per 100,000", "{} per 100,000"),
    "days": ("{} day", "{} days"),
    "weeks": ("{} week", "{} weeks"),
    "months": ("{} month", "{} months"),
    "working-days": ("{} working day", "{} working days"),
    "cases-per-worker": ("{} case per worker", "{} cases per worker"),
    "score": ("{} point", "{} points"),
    "pounds": ("£{}", "£{}"),
    "fte": ("{} full-time equivalent", "{} full-time equivalents"),
}

# A difference between two percentages is points, never per cent.
DIFFERENCES = {"percent": ("{} point", "{} points")}

REASONS = {
    "suppressed": "suppressed",
    "not-available": "not available",
    "not-applicable": "not applicable",
    "not-collected": "not collected",
    "unreliable": "unreliable",
    "rounds-to-zero": "rounds to zero",
    "not-stated": "not stated",
}

# The same, to end the sentence "No figure in 2024-25: …".
REASON_SENTENCES = {
    "suppressed": "it is suppressed because the numbers are small",
    "not-available": "it is not available",
    "not-applicable": "it does not apply here",
    "not-collected": "it was not collected",
    "unreliable": "the source calls it unreliable",
    "rounds-to-zero": "it is too small and rounds to zero",
    "not-stated": "the source gives no reason",
}

ORIGINS = {
    "statute": "statutory target",
    "scorecard": "scorecard target",
    "demonstration": "demonstration target",
}

NUMBERS = (
    "none one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
)


def number(value: Decimal) -> str:
    """Digits with commas between thousands, and without an exponent."""
    return f"{value:,f}".replace("-", "−")


def plain(value: Decimal) -> str:
    """A number with every decimal it has and no more: "159", not "159.000000"."""
    return number(_trimmed(value))


def display(value: Decimal, unit: str, decimals: int, rounding: Decimal | None = None) -> str:
    """A value as pages print it, with its unit: "45%", "487 days"."""
    return _written(printed(value, decimals, rounding), WRITTEN[unit])


def display_value(measure: Measure, value: Decimal) -> str:
    return display(value, measure.unit, measure.decimals, measure.rounding)


def display_exact(measure: Measure, value: Decimal) -> str:
    """The same, but with every decimal it has: a target of 37.5% stays 37.5%."""
    shown = _printed(measure, value)
    return _written(shown if shown == value else _trimmed(value), WRITTEN[measure.unit])


def difference(measure: Measure, one: Decimal, other: Decimal) -> str:
    """The size of the difference between two values as they are printed: "6 points"."""
    size = abs(_printed(measure, one) - _printed(measure, other))
    return _written(size, DIFFERENCES.get(measure.unit, WRITTEN[measure.unit]))


def display_point(measure: Measure, point: Point) -> str:
    """A figure with its qualifier and range, or in words why there is none."""
    if point.value is None:
        return REASONS.get(point.missing_reason, "no figure")
    text = _range(measure, point.value, point.upper)
    if point.qualifier == "derived":
        return f"{text} (derived)"
    return f"{point.qualifier} {text}".strip()


def display_stated(measure: Measure, point: Point) -> str:
    """The same, with the people first where a percentage is known by them: "12 of 17 (71%)"."""
    hits, of = whole(point.numerator), whole(point.denominator)
    if measure.unit != "percent" or point.value is None or hits is None or not of:
        return display_point(measure, point)
    share = display_point(measure, point).replace(" (derived)", ", derived")
    return f"{hits:,} of {of:,} ({share})"


def target_name(target: Target) -> str:
    """What a target is called in every sentence: a demonstration target is never just a target."""
    return ORIGINS.get(target.origin, "target")


def target_value(measure: Measure, bounds: tuple[Decimal | None, Decimal | None]) -> str:
    """Such as "40%", or "15% to 22%" for a range."""
    known = [bound for bound in bounds if bound is not None]
    return " to ".join(display_exact(measure, bound) for bound in known)


def in_words(count: int) -> str:
    """In words up to twenty, in digits from there."""
    words = NUMBERS.split()
    return words[count] if count < len(words) else f"{count:,}"


def ordinal(count: int) -> str:
    """Such as "1st", "12th", "103rd"."""
    teens = 10 < count % 100 < 14
    ending = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count:,}{ending}"


def listed(parts: list[str]) -> str:
    """Such as "a, b and c"."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _range(measure: Measure, value: Decimal, upper: Decimal | None) -> str:
    """A value, or two: "4 to 8 weeks", "33% to 40%"."""
    if upper is None:
        return display_value(measure, value)
    unit_follows = WRITTEN[measure.unit][1].startswith("{} ")
    low = number(_printed(measure, value)) if unit_follows else display_value(measure, value)
    return f"{low} to {display_value(measure, upper)}"


def _written(value: Decimal, forms: tuple[str, str]) -> str:
    one, many = forms
    written = number(abs(value))
    text = (one if written == "1" else many).format(written)
    return f"−{text}" if value < 0 else text


def _printed(measure: Measure, value: Decimal) -> Decimal:
    return printed(value, measure.decimals, measure.rounding)


def _trimmed(value: Decimal) -> Decimal:
    """Without noughts at its end: 37.5, not 37.500000."""
    return value.normalize() + 0
