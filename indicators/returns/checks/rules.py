"""One small function for each kind of rule: a situation in, (field, words to fill in) out.

A function yields nothing where the rule is kept or cannot be asked. The words go into the rule's
own sentence.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal

from indicators.assessment.rounding import printed
from indicators.assessment.words import display_value, plain
from indicators.ledger.models import TOTAL
from indicators.returns.checks.schema import Rule
from indicators.returns.checks.situation import Others, Situation
from indicators.returns.numbers import is_fraction

Found = tuple[str, Mapping[str, object]]
Check = Callable[[Rule, Situation, Others], Iterator[Found]]
LIMIT_AHEAD = timedelta(days=366)


def readable(rule: Rule, one: Situation, others: Others) -> Iterator[Found]:
    for field, sentence in one.line.numbers.faults:
        yield field, {"sentence": sentence}


def filled(rule: Rule, one: Situation, others: Others) -> Iterator[Found]:
    """A correction that was cleared corrects nothing: the published figure stands."""
    if one.line.entry.seen:
        return
    if not one.line.is_filled and not one.line.numbers.faults:
        yield _main_field(one), {}


def value_with_reason(rule: Rule, one: Situation, others: Others) -> Iterator[Found]:
    if one.line.entry.missing_reason and not one.line.numbers.is_empty:
        yield "missing_reason", {}


def expected_day(rule: Rule, one: Situation, others: Others) -> Iterator[Found]:
    typed = one.line.entry.expected_on.strip()
    day = _day(typed)
    if typed and not (day and one.today <= day <= one.today + LIMIT_AHEAD):
        example = one.today + timedelta(days=14)
        yield "expected_on", {"typed": typed[:40], "example": example.isoformat()}


def part_of_whole(rule: Rule, one: Situation, others: Others) -> Iterator[Found]:
    numbers = one.line.numbers
    if not one.measure.is_proportion or numbers.numerator is None or numbers.denominator is None:
        return
    if numbers.numerator > numbers.denominator:
        shown = {
            "numerator": plain(numbers.numerator),
            "denominator": plain(numbers.denominator),
        }
        yield "numerator", shown


def between(rule: Rule, one: Situation, others: Others) -> Iterator[Found]:
    value = one.line.numbers.value
    if value is None or (
        one.measure.is_proportion and one.line.numbers.numerator is not None and value > 100
    ):
        return  # said better by part-of-whole
    below = rule.low is not None and value < rule.low
    above = rule.high is not None and value > rule.high
    if below or above:
        shown = {"value": plain(value), "low": _bound(rule.low), "high": _bound(rule.high)}
        yield _main_field(one), shown


def decimals(rule: Rule, one: Situation, others: Others) -> Iterator[Found]:
    for field in rule.fields:
        number = getattr(one.line.numbers, field)
        typed = getattr(one.line.entry, field).strip()
        if not typed or number is None:
            continue
        if number != round(number, rule.decimals):
            yield field, {"typed": typed[:40], "decimals": rule.decimals}


def correction_reason(rule: Rule, one: Situation, others: Others) -> Iterator[Found]:
    entry = one.line.entry
    if entry.seen and one.line.is_filled and not entry.revised_why.strip():
        yield "revised_why", {}


def not_above(rule: Rule, one: Situation, others: Others) -> Iterator[Found]:
    yield from _compared(rule, one, others, lambda left, right: left > right)


def equal(rule: Rule, one: Situation, others: Others) -> Iterator[Found]:
    yield from _compared(rule, one, others, lambda left, right: left != right)


def parts(rule: Rule, one: Situation, others: Others) -> Iterator[Found]:
    """Of a line's own breakdowns in its period; the total is the line that has none."""
    if one.line.entry.breakdown != TOTAL or one.value is None:
        return
    members: dict[str, list[Decimal | None]] = {}
    for other in others.values():
        entry = other.line.entry
        same = (entry.series_id, other.period) == (one.line.entry.series_id, one.period)
        if same and entry.breakdown != TOTAL:
            members.setdefault(entry.breakdown.split(":")[0], []).append(_amount(other))
    total = _amount(one)
    for dimension, amounts in members.items():
        known = [amount for amount in amounts if amount is not None]
        added = sum(known, Decimal(0))
        if total is not None and len(known) == len(amounts) and added != total:
            shown = {"dimension": dimension, "left": plain(added), "right": plain(total)}
            yield _main_field(one), shown


def real_change(rule: Rule, one: Situation, others: Others) -> Iterator[Found]:
    """By the test of the indicator's own kind, which knows small numbers for what they are."""
    verdict = one.assessment.direction if one.assessment else None
    if verdict and verdict.tested and verdict.verdict not in ("no-real-change", "cannot-say"):
        yield "explanation", {"because": verdict.because}


def large_change(rule: Rule, one: Situation, others: Others) -> Iterator[Found]:
    """By size alone, where no test can be made; never where both rest on fewer than `cases`."""
    last = one.last
    if last is None or last.value is None or one.value is None or not last.value:
        return
    if one.assessment and one.assessment.direction.tested:
        return
    counted = [cases for cases in (one.cases(), one.cases(last)) if cases is not None]
    if counted and max(counted) < rule.cases:
        return
    change = abs(one.value - last.value) * 100 / last.value
    if change >= rule.percent:
        yield (
            "explanation",
            {
                "value": display_value(one.measure, one.value),
                "before": display_value(one.measure, last.value),
                "when": last.period.spoken,
                "change": f"{change:.0f}",
            },
        )


def unchanged(rule: Rule, one: Situation, others: Others) -> Iterator[Found]:
    recent = [figure.value for figure in one.before if figure.period < one.period]
    same = [*recent[-(rule.times - 1) :], one.value]
    if len(same) == rule.times and one.value and all(value == one.value for value in same):
        yield "explanation", {"value": display_value(one.measure, one.value)}


def published(rule: Rule, one: Situation, others: Others) -> Iterator[Found]:
    theirs = one.published.value if one.published else None
    if theirs is None or one.value is None:
        return
    digits, rounding = one.measure.decimals, one.measure.rounding
    if printed(theirs, digits, rounding) != printed(one.value, digits, rounding):
        yield (
            "explanation",
            {
                "published": display_value(one.measure, theirs),
                "value": display_value(one.measure, one.value),
                "when": one.period.spoken,
            },
        )


def went_missing(rule: Rule, one: Situation, others: Others) -> Iterator[Found]:
    last = one.last
    if last is not None and last.value is not None and one.line.entry.missing_reason:
        shown = {"before": display_value(one.measure, last.value), "when": last.period.spoken}
        yield "explanation", shown


def commentary(rule: Rule, one: Situation, others: Others) -> Iterator[Found]:
    """Where the draft is red or really worse; what is missing of says, why and next."""
    if one.assessment is None or one.value is None:
        return
    entry, verdict = one.line.entry, one.assessment
    worse = verdict.direction.verdict == "declining" and verdict.direction.tested
    if verdict.target.status != "red" and not worse:
        return
    because = (
        verdict.target.because if verdict.target.status == "red" else verdict.direction.because
    )
    missing = [name for name in ("says", "why", "next") if not getattr(entry, name).strip()]
    if missing:
        yield missing[0], {"because": because}


def grade(rule: Rule, one: Situation, others: Others) -> Iterator[Found]:
    if one.value is not None and not one.line.entry.grade:
        yield "grade", {}


def grade_reason(rule: Rule, one: Situation, others: Others) -> Iterator[Found]:
    entry = one.line.entry
    if one.value is not None and entry.grade in rule.grades and not entry.grade_why.strip():
        yield "grade_why", {"grade": entry.grade}


def _compared(
    rule: Rule,
    one: Situation,
    others: Others,
    broken: Callable[[Decimal, Decimal], bool],
) -> Iterator[Found]:
    """`left`, added up, against `right`; said at the first line that `left` names."""
    slug, field = rule.left[0].split(".")
    if one.slug != slug or one.line.entry.breakdown != TOTAL:
        return
    numbers = [_number(name, one, others) for name in rule.left]
    right = _number(rule.right, one, others)
    known = [number for number in numbers if number is not None]
    if right is None or len(known) != len(numbers):
        return
    if broken(sum(known, Decimal(0)), right):
        shown = {"left": plain(sum(known, Decimal(0))), "right": plain(right)}
        yield field, shown


def _number(name: str, one: Situation, others: Others) -> Decimal | None:
    slug, field = name.split(".")
    other = others.get((slug, TOTAL, one.period.ends))
    if other is None or other.line.entry.missing_reason:
        return None
    number: Decimal | None = getattr(other.line.numbers, field)
    return number


def _bound(bound: Decimal | None) -> str:
    return "" if bound is None else plain(bound)


def _amount(one: Situation) -> Decimal | None:
    return one.line.numbers.numerator if one.line.numbers.numerator is not None else one.value


def _main_field(one: Situation) -> str:
    return "numerator" if is_fraction(one.line.entry.series.indicator) else "value"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None
    except ValueError:
        return None


KINDS: Mapping[str, Check] = {
    "readable": readable,
    "filled": filled,
    "value-with-reason": value_with_reason,
    "expected-day": expected_day,
    "part-of-whole": part_of_whole,
    "between": between,
    "decimals": decimals,
    "correction-reason": correction_reason,
    "not-above": not_above,
    "equal": equal,
    "parts": parts,
    "real-change": real_change,
    "large-change": large_change,
    "unchanged": unchanged,
    "published": published,
    "went-missing": went_missing,
    "commentary": commentary,
    "grade": grade,
    "grade-reason": grade_reason,
}
