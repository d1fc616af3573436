"""Reads data/returns/checks.toml and names every fault in it."""

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path
from string import Formatter

from django.conf import settings

from indicators.catalogue.files import read_table, read_toml
from indicators.catalogue.schema import SLUG
from indicators.returns.checks.schema import SHAPES, Rule
from indicators.tables import Faults

FILE = "checks.toml"
FOLDER: Path = settings.BASE_DIR / "data" / "returns"
EVERY = {"kind", "level", "says", "first_period", "last_period", "indicators", "units", "except"}
FIELDS = ("value", "numerator", "denominator")


def read_rules(
    folder: Path, faults: Faults, indicators: Collection[str] | None = None
) -> dict[str, Rule]:
    """The rules by name, in the order of the file; what is wrong is added to the faults.

    `indicators` are the slugs that there are; where they are not given, names are not looked up.
    """
    rules: dict[str, Rule] = {}
    tables = read_toml(folder / FILE, FILE, faults)
    if tables == {}:
        faults.add(FILE, "has no check. Put one there.")
    for name, body in (tables or {}).items():
        where = f"{FILE}, {name}"
        if not SLUG.fullmatch(name):
            faults.add(where, "is no name for a check. Use small letters, digits and hyphens.")
        rule = read_table(Rule, body, where, faults)
        if rule:
            rules[name] = rule
            for key, what in _between_keys(rule, set(body), indicators):
                faults.add(f"{where}, {key}", what)
    return rules


@cache
def shipped_rules() -> Mapping[str, Rule]:
    """The rules of this installation. FaultsError names everything that is wrong with them."""
    faults = Faults()
    rules = read_rules(FOLDER, faults)
    faults.stop_if_any()
    return rules


def _between_keys(
    rule: Rule, given: set[str], indicators: Collection[str] | None
) -> Iterator[tuple[str, str]]:
    yield from _keys(rule, given)
    yield from _says(rule)
    if rule.first_period and rule.last_period and rule.last_period < rule.first_period:
        yield "last_period", f"{rule.last_period} is before {rule.first_period}. Mend one."
    if rule.low is not None and rule.high is not None and rule.low > rule.high:
        yield "low", f"{rule.low} is above high, {rule.high}. Exchange them."
    yield from _names(rule, indicators)


def _keys(rule: Rule, given: set[str]) -> Iterator[tuple[str, str]]:
    shape = SHAPES[rule.kind]
    for key in sorted(shape.needs - given):
        yield key, f"is missing. A check of the kind {rule.kind} needs it."
    if shape.one_of and not shape.one_of & given:
        names = " or ".join(sorted(shape.one_of, reverse=True))
        yield names, f"is missing. A check of the kind {rule.kind} needs one."
    for key in sorted(given - EVERY - shape.needs - shape.may):
        yield key, f"is of no use to the kind {rule.kind}. Remove it."


def _says(rule: Rule) -> Iterator[tuple[str, str]]:
    if rule.kind == "readable":
        if rule.says:
            yield "says", "is not shown: the kind readable has its own sentences. Remove it."
        return
    if not rule.says:
        yield "says", "is missing. Write the sentence that the officer reads."
        return
    try:
        names = [name for _, name, _, _ in Formatter().parse(rule.says) if name is not None]
    except ValueError:
        yield "says", "has a brace without its partner. Write a word in braces, or no brace."
        return
    fills = SHAPES[rule.kind].fills
    for name in names:
        if name not in fills:
            known = ", ".join(f"{{{one}}}" for one in sorted(fills)) or "none"
            yield "says", f"has {{{name}}}, which the kind {rule.kind} does not fill in: {known}."


def _names(rule: Rule, indicators: Collection[str] | None) -> Iterator[tuple[str, str]]:
    for key, slugs in (("indicators", rule.indicators), ("except", rule.without)):
        yield from ((key, _unknown(slug)) for slug in slugs if _is_unknown(slug, indicators))
    for key, names in (("left", rule.left), ("right", [rule.right] if rule.right else [])):
        for name in names:
            slug, _, field = name.partition(".")
            if field not in FIELDS:
                yield key, f"“{name}” is no number of a line. Write it like {slug or 'one'}.value."
            elif _is_unknown(slug, indicators):
                yield key, _unknown(slug)


def _is_unknown(slug: str, indicators: Collection[str] | None) -> bool:
    return indicators is not None and slug not in indicators


def _unknown(slug: str) -> str:
    return f"“{slug}” is no indicator of the catalogue. Name one that is."
