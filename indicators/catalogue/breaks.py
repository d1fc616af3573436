"""The only writers of breaks that people record; those of the catalogue's files are `loading`'s."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import Act, check
from indicators.areas.models import Area
from indicators.catalogue.models import Break, Indicator, Series
from indicators.refusal import RefusedError


def record(
    indicator: Indicator,
    on: date,
    why: str,
    *,
    by: User,
    series: Series | None = None,
    area: Area | None = None,
) -> Break:
    """Say that figures before a day are not to be compared with those after it.

    `series` None is every series of the indicator, `area` None everywhere.
    """
    check(by, Act.RECORD_BREAKS)
    if series and series.indicator_id != indicator.pk:
        raise RefusedError("This series is another indicator's. Choose one of this indicator.")
    same = Break.objects.filter(
        indicator=indicator, on=on, series=series, area=area, withdrawn_at=None
    )
    if same.exists():
        raise RefusedError("A break is recorded for this day already.")
    return Break.objects.create(
        indicator=indicator, on=on, why=_reason(why), series=series, area=area, recorded_by=by
    )


def withdraw(one: Break, *, by: User, why: str) -> Break:
    """Take a break back that somebody recorded: figures are compared across the day again."""
    check(by, Act.RECORD_BREAKS)
    with transaction.atomic():
        one = Break.objects.select_for_update().get(pk=one.pk)
        if one.recorded_by_id is None:
            raise RefusedError("The catalogue's file says this break: it is changed there.")
        if one.withdrawn_at:
            raise RefusedError("This break has been withdrawn already.")
        one.withdrawn_at, one.withdrawn_by, one.withdrawn_why = timezone.now(), by, _reason(why)
        one.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
    return one


def _reason(why: str) -> str:
    if not why.strip():
        raise RefusedError("Say why.")
    return why.strip()
