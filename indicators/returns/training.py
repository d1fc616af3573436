"""Exampleshire, the training authority: its teams, and its invented quarters as published figures.

What is invented never carries a real area's code.
"""

import csv
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import Team, User
from indicators.areas.models import Area
from indicators.catalogue.models import Break, Indicator, Series
from indicators.ledger import audit
from indicators.ledger.models import Observation
from indicators.ledger.rows import Content, Row
from indicators.ledger.verbs import Signed, publish
from indicators.periods import Period
from indicators.periods.forms import months
from indicators.returns.calendar import dates_of, line_period, running
from indicators.returns.models import Commentary, Quality
from indicators.returns.numbers import share
from indicators.returns.outcome import write

CODE, NAME = "X99000001", "Exampleshire"
FOLDER: Path = settings.BASE_DIR / "data" / "training"
CHAIN = "training"
TYPED_BY, SIGNED_BY = "training-officer", "training-approver"


@cache
def _file(name: str) -> Mapping[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


def make_teams() -> None:
    """The teams of data/training/teams.toml that are missing."""
    for slug, one in _file("teams").items():
        Team.objects.get_or_create(slug=slug, defaults={"name": one["name"]})


def owners() -> dict[str, Team]:
    """The team of each core indicator, by slug."""
    teams = {team.slug: team for team in Team.objects.filter(slug__in=_file("teams"))}
    theme_of = {theme: slug for slug, one in _file("teams").items() for theme in one["themes"]}
    core = Indicator.objects.filter(core=True, retired_on=None)
    return {
        slug: teams[theme_of[theme]]
        for slug, theme in core.values_list("slug", "theme__slug")
        if theme in theme_of and theme_of[theme] in teams
    }


@dataclass(frozen=True)
class Amount:
    """What one invented quarter says of one line, of that quarter alone."""

    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None
    missing_reason: str
    grade: str
    grade_why: str


@dataclass(frozen=True)
class Invented:
    """A figure to publish with the amount it comes from, and how many quarters it lies back."""

    signed: Signed
    amount: Amount
    before: int


Quarters = Mapping[str, Mapping[int, Amount]]


def area() -> Area:
    """Exampleshire, made when first needed."""
    return Area.objects.get_or_create(
        code=CODE, defaults={"name": NAME, "kind": Area.Kind.TRAINING}
    )[0]


def begin(today: date) -> int:
    """Publish the invented quarters before the open one; returns how many figures.

    Nothing is written where Exampleshire has figures already: it goes on from there by its returns.
    """
    place = area()
    if Observation.objects.filter(area=place).exists():
        return 0
    open_one = quarter_before(today, 0)
    typed_by, signed_by = (_person(name) for name in (TYPED_BY, SIGNED_BY))
    _break(place, open_one, typed_by)
    figures = sorted(
        _figures(place, open_one, typed_by),
        key=lambda one: (one.signed.row.known_on, one.signed.row.period),
    )
    with transaction.atomic():
        publish([one.signed for one in figures], by=signed_by, chain=CHAIN)
        grades = write(Quality, [grade for one in figures for grade in _grade(one, signed_by)])
        words = write(Commentary, [word for one in figures for word in _words(one, signed_by)])
        audit.append(CHAIN, verb="publish", by=signed_by, rows=[*grades, *words])
    return len(figures)


def quarter_before(today: date, count: int) -> Period:
    """The quarter that ended last before today, or one `count` quarters before it."""
    return _moved(running("quarter", today), count + 1)


def _person(name: str) -> User:
    """A service account that signs what nobody here has typed."""
    words = name.replace("-", " ").capitalize()
    return User.objects.get_or_create(
        username=name, defaults={"is_service": True, "is_active": False, "first_name": words}
    )[0]


def _quarters() -> Quarters:
    found: dict[str, dict[int, Amount]] = defaultdict(dict)
    with (FOLDER / "quarters.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            found[row["indicator"]][int(row["quarters_before"])] = Amount(
                numerator=_number(row["numerator"]),
                denominator=_number(row["denominator"]),
                value=_number(row["value"]),
                missing_reason=row["missing_reason"],
                grade=row["grade"],
                grade_why=row["grade_why"],
            )
    return found


def _number(cell: str) -> Decimal | None:
    return Decimal(cell) if cell else None


def _figures(place: Area, open_one: Period, typed_by: User) -> Iterator[Invented]:
    quarters = _quarters()
    series = Series.objects.filter(
        kind=Series.Kind.LOCAL, relation=Series.Relation.SAME, indicator__slug__in=quarters
    ).select_related("indicator")
    owner = owners()
    for one in series:
        slug = one.indicator.slug
        for before in quarters[slug]:
            of = _moved(open_one, before)
            period = line_period(one.span, one.frequency, of)
            amount = _covered(quarters[slug], before, one, of)
            if period and amount:
                late = timedelta(days=_days_late(owner[slug], before))
                row = Row(
                    series=one,
                    area=place,
                    period=period,
                    known_on=dates_of(of).due + late,
                    content=_content(amount, one),
                )
                yield Invented(Signed(row=row, typed_by=typed_by), amount, before)


def _grade(one: Invented, by: User) -> Iterator[Quality]:
    if one.amount.grade:
        yield Quality(grade=one.amount.grade, why=one.amount.grade_why, **_about(one, by))


def _words(one: Invented, by: User) -> Iterator[Commentary]:
    """What the team said of a quarter that has a fault, where faults.toml gives its words."""
    here = (one.signed.row.series.indicator.slug, one.before)
    for fault in _file("faults").values():
        if "says" in fault and here == (fault["indicator"], fault["quarters_before"]):
            said = {name: fault[name] for name in ("says", "why", "next")}
            yield Commentary(**said, **_about(one, by))


def _about(one: Invented, by: User) -> dict[str, Any]:
    row = one.signed.row
    noon = datetime.combine(row.known_on, time(12), tzinfo=timezone.get_current_timezone())
    return {
        "series": row.series,
        "area": row.area,
        "period_kind": row.period.kind,
        "starts": row.period.starts,
        "ends": row.period.ends,
        "typed_by": one.signed.typed_by,
        "by": by,
        "at": noon,
    }


def _moved(open_one: Period, before: int) -> Period:
    starts = open_one.starts
    return Period(
        "quarter", *months(starts.year, starts.month - 3 * before, starts.month + 2 - 3 * before)
    )


def _covered(
    amounts: Mapping[int, Amount], before: int, series: Series, of: Period
) -> Amount | None:
    """The quarter alone, or all the quarters that the line covers; None where one is not there."""
    reach = {"year-to-date": (of.ends.month - 4) % 12 // 3 + 1, "rolling-12-months": 4}
    covered = [amounts.get(before + back) for back in range(reach.get(series.span, 1))]
    known = [one for one in covered if one and not one.missing_reason]
    if len(known) < len(covered):
        return amounts[before] if len(covered) == 1 else None
    if len(known) == 1:
        return known[0]
    shape = _file("shape")["indicators"][series.indicator.slug]
    wholes = known[:1] if shape.get("on_a_day") else known
    return Amount(
        numerator=_sum(one.numerator for one in known),
        denominator=_sum(one.denominator for one in wholes),
        value=_sum(one.value for one in known),
        missing_reason="",
        grade=known[0].grade,
        grade_why=known[0].grade_why,
    )


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    known = [one for one in amounts if one is not None]
    return sum(known, Decimal(0)) if known else None


def _content(amount: Amount, series: Series) -> Content:
    if amount.missing_reason:
        return Content(missing_reason=amount.missing_reason)
    value = amount.value
    if amount.numerator is not None and amount.denominator is not None:
        value = share(amount.numerator, amount.denominator, series.indicator.unit)
    return Content(value=value, numerator=amount.numerator, denominator=amount.denominator)


def _days_late(team: Team, before: int) -> int:
    late = _file("faults")["late-team"]
    is_late = team.slug == late["team"] and before == late["quarters_before"]
    return int(late["days_late"]) if is_late else 0


def _break(place: Area, open_one: Period, by: User) -> None:
    """The change of definition that the faults name, as an officer would record it."""
    fault = _file("faults")["definition-break"]
    Break.objects.get_or_create(
        indicator=Indicator.objects.get(slug=fault["indicator"]),
        area=place,
        on=_moved(open_one, fault["quarters_before"]).starts,
        defaults={"why": fault["what"], "recorded_by": by},
    )
