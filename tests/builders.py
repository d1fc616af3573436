"""Small real rows for tests: each function makes one thing, with likely defaults."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import Group

from accounts.models import User
from accounts.roles import ensure_roles
from accounts.service import loader
from indicators.areas.models import Area
from indicators.catalogue.models import Indicator, Series, Source, Theme
from indicators.ledger import verbs
from indicators.ledger.models import Observation
from indicators.periods import Period
from indicators.targets.verbs import Aim


def make_user(*roles: str, name: str = "") -> User:
    """A person with these roles, named after the first one unless told otherwise."""
    ensure_roles()
    user = User.objects.create_user(name or (roles[0] if roles else "stranger"), password="pw")
    user.groups.set(Group.objects.filter(name__in=roles))
    return user


def make_area(
    code: str = "E10000034",
    name: str = "Worcestershire",
    kind: str = "local-authority",
    **more: Any,
) -> Area:
    return Area.objects.get_or_create(code=code, defaults={"name": name, "kind": kind, **more})[0]


def make_england() -> Area:
    return make_area("E92000001", "England", "country")


def make_theme(slug: str = "care-leavers", name: str = "Care leavers", order: int = 8) -> Theme:
    return Theme.objects.get_or_create(slug=slug, defaults={"name": name, "order": order})[0]


def make_indicator(slug: str = "care-leavers-neet", **more: Any) -> Indicator:
    """A percentage of which lower is better, unless told otherwise."""
    fields: dict[str, Any] = {
        "theme": more.pop("theme", None) or make_theme(),
        "order": 1,
        "name": slug.replace("-", " ").capitalize(),
        "unit": "percent",
        "decimals": 0,
        "polarity": "lower",
        "span": "in-period",
        "frequency": "year",
        "people": "care leavers",
        "texts": {},
    }
    return Indicator.objects.get_or_create(slug=slug, defaults={**fields, **more})[0]


def make_source(slug: str = "lait") -> Source:
    fields = {"name": "A published table", "publisher": "A department", "licence": "OGL v3.0"}
    return Source.objects.get_or_create(slug=slug, defaults=fields)[0]


def make_series(indicator: Indicator | None = None, key: str = "published", **more: Any) -> Series:
    """The published proportion with the indicator's own definition, unless told otherwise."""
    kind = more.setdefault("kind", "published")
    fields = {
        "source": None if kind == "local" else make_source(),
        "relation": "same",
        "span": "in-period",
        "frequency": "year",
        "lag_days": 245,
        "rounding": Decimal(1),
        "compare": "interval",
        "is_proportion": True,
    }
    return Series.objects.get_or_create(
        indicator=indicator or make_indicator(), key=key, defaults={**fields, **more}
    )[0]


def content(value: str | None = "45", **more: Any) -> verbs.Content:
    """What a figure says; numbers are written as text."""
    numbers = ("value_upper", "numerator", "denominator")
    more = {k: Decimal(v) if k in numbers and v is not None else v for k, v in more.items()}
    return verbs.Content(value=None if value is None else Decimal(value), **more)


def row(value: str | None = "45", period: str = "2024-25", **more: Any) -> verbs.Row:
    """One figure of a batch, known since long ago unless told otherwise."""
    own = ("series", "area", "breakdown", "known_on", "known_on_estimated")
    given = {name: more.pop(name) for name in own if name in more}
    given.setdefault("known_on", date(2020, 1, 1))
    given["series"] = given.get("series") or make_series()
    given["area"] = given.get("area") or make_area()
    return verbs.Row(period=Period.parse(period), content=content(value, **more), **given)


def record(value: str | None = "45", period: str = "2024-25", **more: Any) -> Observation:
    """A figure in the ledger, by the service account."""
    one = row(value, period, **more)
    return verbs.record(
        series=one.series,
        area=one.area,
        period=one.period,
        breakdown=one.breakdown,
        content=one.content,
        known_on=one.known_on,
        by=loader(),
    )


def sign(value: str | None = "45", period: str = "2024-25", **more: Any) -> Observation:
    """A figure of the council's own, typed by one person and signed by another."""
    people = {
        name: User.objects.filter(username=name).first() or make_user(name)
        for name in ("officer", "approver")
    }
    more.setdefault("series", make_series(key="local", kind="local"))
    signed = verbs.Signed(row=row(value, period, **more), typed_by=people["officer"])
    return verbs.publish([signed], by=people["approver"], chain="test")[0]


def correct(seen: Observation, value: str | None, known_on: date, **more: Any) -> Observation:
    return verbs.correct(
        seen, content(value, **more), by=loader(), why="A later release.", known_on=known_on
    )


def make_aim(**more: Any) -> Aim:
    """At most 40%, from April 2024."""
    fields = {"high": Decimal(40), "tolerance": Decimal(2), "starts": date(2024, 4, 1), **more}
    return Aim(**fields)
