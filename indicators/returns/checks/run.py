"""Runs the rules over the lines of a section, each seen beside the other lines of its return."""

from collections.abc import Iterator, Mapping, Sequence

from indicators.returns.checks.rules import KINDS
from indicators.returns.checks.schema import Rule
from indicators.returns.checks.situation import Finding, Others, Situation, name_of


def findings(
    situations: Sequence[Situation], everything: Sequence[Situation], rules: Mapping[str, Rule]
) -> list[Finding]:
    """What the rules of each line's period find in these lines; `everything` is the whole return.

    So a correction of an old quarter is held against the rules of that quarter.
    """
    others = {name_of(one): one for one in everything}
    return [finding for one in situations for finding in _of_line(one, rules, others)]


def _of_line(one: Situation, rules: Mapping[str, Rule], others: Others) -> list[Finding]:
    """Its errors, or else what there is to explain and to fill in: nobody explains a slip."""
    found = [
        finding
        for name, rule in rules.items()
        if rule.checks(one.period) and rule.concerns(one.slug, one.measure.unit)
        for finding in _found(name, rule, one, others)
    ]
    return [finding for finding in found if finding.level == "error"] or found


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
