"""Fills returns as officers do: figures like those of the year before, every warning explained."""

from collections.abc import Iterable, Mapping
from typing import Any

from accounts.models import User
from indicators.returns import verbs
from indicators.returns.checking import checked
from indicators.returns.checks.situation import Situation
from indicators.returns.models import Entry, Return, Section
from indicators.returns.numbers import is_fraction

EXPLANATION = "Counted again by hand, and it is so."
SAYS = "More young people are out of work than we hoped."
WHY = "Two placements ended in August."
NEXT = "Each of them meets an adviser in October."


def fill(of: Return, *, by: User, **other: Mapping[str, Any]) -> None:
    """Type every line; `other` is what to type instead, by slug with underscores."""
    for one in checked(of):
        typed = [
            _typed(line, other.get(line.slug.replace("-", "_"), {})) for line in one.situations
        ]
        verbs.save(one.section, typed, by=by)


def type_line(entry: Entry, *, by: User, **fields: Any) -> None:
    """Type one line over what is there."""
    entry.refresh_from_db()
    typed = verbs.Typed(entry=entry.pk, version=entry.version, fields=fields)
    assert verbs.save(entry.section, [typed], by=by).written


def entry_of(of: Return, slug: str) -> Entry:
    return Entry.objects.select_related("section__of__team", "series__indicator").get(
        section__of=of, series__indicator__slug=slug
    )


def section_of(of: Return, theme: str) -> Section:
    return of.sections.select_related("theme", "of__team", "of__area").get(theme__slug=theme)


def submit(sections: Iterable[Section], *, by: User) -> None:
    for section in sections:
        verbs.submit(section, by=by)


def _typed(line: Situation, other: Mapping[str, Any]) -> verbs.Typed:
    before = line.year_before or line.last
    fields: dict[str, Any] = {
        "numerator": "",
        "denominator": "",
        "value": "",
        "so_far": line.line.entry.so_far,
        "explanation": EXPLANATION,
        "says": SAYS,
        "why": WHY,
        "next": NEXT,
        "grade": "B",
    }
    if before is None:
        fields["missing_reason"] = "not-collected"
    elif is_fraction(line.line.entry.series.indicator) and before.denominator is not None:
        fields |= {"numerator": f"{before.numerator:f}", "denominator": f"{before.denominator:f}"}
    elif before.value is not None:
        fields["value"] = f"{before.value:.2f}"
    else:
        fields["missing_reason"] = before.missing_reason
    entry = line.line.entry
    return verbs.Typed(entry=entry.pk, version=entry.version, fields={**fields, **other})
