"""What a correction begins with: the published figure, as somebody would have typed it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from indicators.areas.models import Area
from indicators.catalogue.models import Series
from indicators.ledger.models import Observation
from indicators.periods import Period
from indicators.returns.models import Commentary, Entry, Quality, Return, Section
from indicators.returns.numbers import is_fraction
from indicators.returns.states import State

WRITABLE = (State.OPEN.value, State.RETURNED.value)


def published_figure(
    area: Area, series: Series, period: Period, breakdown: str
) -> Observation | None:
    """The figure as it stands in the ledger now."""
    return (
        Observation.objects.filter(
            area=area, series=series, breakdown=breakdown, is_current=True, **where(period)
        )
        .select_related("series__indicator", "area")
        .first()
    )


def as_published(seen: Observation) -> Mapping[str, Any]:
    """The fields of a line that says what is published: figure, words and grade."""
    about = {"area": seen.area, "series": seen.series, **where(seen.period)}
    words = Commentary.objects.filter(**about).order_by("-at").first()
    quality = Quality.objects.filter(**about).order_by("-at").first()
    typed: dict[str, Any] = {"missing_reason": seen.missing_reason}
    names = ("numerator", "denominator") if is_fraction(seen.series.indicator) else ("value",)
    typed |= {name: _plain(getattr(seen, name)) for name in names}
    if words:
        typed |= {"says": words.says, "why": words.why, "next": words.next}
    if quality:
        typed |= {"grade": quality.grade, "grade_why": quality.why}
    return typed


def begun(entry: Entry) -> Section | None:
    """The correction of this line's theme and period that the team has open already."""
    of = entry.section.of
    return (
        Section.objects.filter(
            of__kind=Return.Kind.CORRECTION,
            of__area=of.area,
            of__team=of.team,
            of__ends=entry.ends,
            theme=entry.section.theme_id,
            state__in=WRITABLE,
        )
        .select_related("of__area", "of__team", "theme")
        .first()
    )


def where(period: Period) -> dict[str, Any]:
    """The columns that hold a period."""
    return {"period_kind": period.kind, "starts": period.starts, "ends": period.ends}


def _plain(number: Decimal | None) -> str:
    return "" if number is None else f"{number.normalize():f}"
