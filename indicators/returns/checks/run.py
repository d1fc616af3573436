"""Runs the rules over the lines of a section, each seen beside the other lines of its return."""

from collections.abc import Iterator, Mapping, Sequence

from indicators.periods import Period
from indicators.returns.checks.rules import KINDS
from indicators.returns.checks.schema import Rule
from indicators.returns.checks.situation import Finding, Others, Situation


def findings(
    situations: Sequence[Situation],
    everything: Sequence[Situation],
    rules: Mapping[str, Rule],
    period: Period,
) -> list[Finding]:
    """What the rules of a period find in these lines; `everything` is the whole return."""
    others = {_name(one): one for one in everything}
    return [
        finding
        for one in situations
        for name, rule in rules.items()
        if rule.checks(period) and rule.concerns(one.slug, one.measure.unit)
        for finding in _found(name, rule, one, others)
    ]


def _name(one: Situation) -> str:
    """A total stands under its indicator; parts and earlier quarters have longer names."""
    entry = one.line.entry
    if entry.breakdown == "total" and not entry.seen:
        return one.slug
    return f"{one.slug} {entry.breakdown} {entry.period}"


def _found(name: str, rule: Rule, one: Situation, others: Others) -> Iterator[Finding]:
    for field, words in KINDS[rule.kind](rule, one, others):
        says = rule.says.format_map(words) if rule.says else str(words["sentence"])
        yield Finding(
            line=one.line,
            rule=name,
            level=rule.level,
            field=field,
            says=says,
            explained=bool(one.line.entry.explanation.strip()),
        )
