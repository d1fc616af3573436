"""Targets to begin with: England's newest published value, for indicators that have none.

Outside production they are in force and called demonstration targets, so that charts show values
against targets from the first minute. In production they are proposals only.
"""

from decimal import Decimal

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from accounts.roles import Reader
from indicators.areas.models import Area
from indicators.assessment.rounding import printed
from indicators.assessment.words import display
from indicators.catalogue.models import Indicator, Series
from indicators.catalogue.queries import indicators
from indicators.ledger.door import Figure, figures
from indicators.ledger.models import TOTAL, Status
from indicators.targets.models import Target
from indicators.targets.verbs import Aim, confirm, propose

POINTS = Decimal(2)  # tolerance of a percentage
SHARE = Decimal("0.05")  # tolerance of anything else, of the target


def suggest(area: Area, *, in_force: bool, by: User) -> int:
    """Give each such indicator a target for this area; returns how many were written.

    An indicator that ever had a target of this area, or has one of law, is left alone: what people
    ended or refused stays so. `in_force` confirms them as demonstration targets.
    """
    series = _series(area)
    england = Area.objects.filter(kind=Area.Kind.COUNTRY)
    newest: dict[int, Figure] = {}
    for figure in figures(england, series, None, Reader.COUNCIL):
        if figure.value is not None and figure.breakdown == TOTAL and not _doubtful(figure):
            newest[figure.series_id] = figure
    chosen: dict[int, Series] = {}
    for one in series:
        if one.pk in newest:
            chosen.setdefault(one.indicator_id, one)
    for one in chosen.values():
        _set(one, newest[one.pk], area, in_force=in_force, by=by)
    return len(chosen)


def _doubtful(figure: Figure) -> bool:
    """A figure that is compared with nothing is no aim either."""
    return figure.status == Status.DOUBTFUL


def _series(area: Area) -> list[Series]:
    """Published series to take England's value from, the catalogue's order kept.

    England's number of children or staff is no aim for one council, so counts are left out.
    """
    has_one = Target.objects.filter(Q(area=area) | Q(area=None)).values("indicator")
    return list(
        Series.objects.filter(
            kind=Series.Kind.PUBLISHED,
            relation=Series.Relation.SAME,
            indicator__polarity__in=[Indicator.Polarity.HIGHER, Indicator.Polarity.LOWER],
            indicator__in=indicators(),
        )
        .exclude(indicator__unit__in=[Indicator.Unit.COUNT, Indicator.Unit.FTE])
        .exclude(indicator__in=has_one)
        .select_related("indicator")
    )


def _set(series: Series, figure: Figure, area: Area, *, in_force: bool, by: User) -> None:
    indicator = series.indicator
    if figure.value is None:
        return
    value = printed(figure.value, indicator.decimals, series.rounding)
    is_percent = indicator.unit == Indicator.Unit.PERCENT
    is_low = indicator.polarity == Indicator.Polarity.HIGHER
    aim = Aim(
        low=value if is_low else None,
        high=None if is_low else value,
        tolerance=POINTS if is_percent else (value * SHARE).quantize(Decimal("0.01")),
        starts=figure.period.starts,
    )
    said = display(value, indicator.unit, indicator.decimals, series.rounding)
    why = f"England's published figure was {said} {figure.period.spoken} ({figure.source})."
    origin = Target.Origin.DEMONSTRATION if in_force else Target.Origin.COUNCIL
    with transaction.atomic():
        target = propose(indicator, area, aim, why=why, by=by, origin=origin.value)
        if in_force:
            confirm(target, by=by)
