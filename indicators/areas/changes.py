"""What happened to a place itself, in sentences: a new code, or a line that ends or begins."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import Q

from indicators.areas.models import Area, AreaChange


def changes_of(area: Area, as_of: date) -> list[str]:
    """What a reader of its figures has to know by that day; one query, a second where it changed.

    A recoded place keeps one line. One that was split or merged ends, and those in its place begin
    without its past.
    """
    rows = AreaChange.objects.filter(Q(old=area.code) | Q(new=area.code), on__lte=as_of)
    known = list(rows.order_by("on", "old", "new"))
    if not known:
        return []
    codes = {code for one in known for code in (one.old, one.new)}
    names = dict(Area.objects.filter(code__in=codes).values_list("code", "name"))
    return [*_recoded(area, known), *_begun(area, known, names), *_ended(area, known, names)]


def _recoded(area: Area, known: Sequence[AreaChange]) -> list[str]:
    return [
        f"{area} has had the code {one.new} since {_day(one.on)}, before that {one.old}: "
        "it is the same place and one line."
        for one in known
        if one.kind == AreaChange.Kind.RECODED and one.new == area.code
    ]


def _begun(area: Area, known: Sequence[AreaChange], names: dict[str, str]) -> list[str]:
    made = [one for one in known if one.new == area.code and one.kind != AreaChange.Kind.RECODED]
    if not made:
        return []
    before = _and([names.get(one.old, one.old) for one in made])
    return [
        f"{area} began on {_day(made[0].on)}, out of {before}. "
        "Its line begins then: figures from before are those of another place."
    ]


def _ended(area: Area, known: Sequence[AreaChange], names: dict[str, str]) -> list[str]:
    gone = [one for one in known if one.old == area.code and one.kind != AreaChange.Kind.RECODED]
    if not gone:
        return []
    after = _and([names.get(one.new, one.new) for one in gone])
    return [
        f"{area} ended on {_day(gone[0].on - timedelta(days=1))}, and its line with it. "
        f"In its place came {after}, with lines of their own."
    ]


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"


def _and(names: Sequence[str]) -> str:
    """Names may have commas in them."""
    return " and ".join(["; ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
