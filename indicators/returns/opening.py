"""Makes the returns that teams owe, ahead of the day they open; safe to run at any time, twice."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from accounts.models import Team, User
from accounts.service import loader
from indicators.areas.models import Area
from indicators.catalogue.models import Ownership, Series
from indicators.ledger import audit
from indicators.ledger.models import TOTAL, Observation
from indicators.periods import Period
from indicators.returns import training
from indicators.returns.calendar import dates_of, line_period, opened_kinds, running
from indicators.returns.models import Entry, Return, Section
from indicators.returns.spans import is_cumulative


def open_due(area: Area, today: date) -> list[Return]:
    """The returns of the period that ended last and of the one that runs, for every team."""
    made = []
    for kind in opened_kinds():
        for period in around(kind, today):
            made += open_period(area, period)
    return made


def open_period(area: Area, period: Period) -> list[Return]:
    """A return for each team that owns a line of this period and has none yet.

    What is published, or asked for by another return already, is not asked for again.
    """
    made = []
    for team, series in _by_team(area).items():
        if _exists(area, team, period):
            continue
        lines = [(one, when) for one in series if (when := _when(one, period))]
        settled = _settled(area, series)
        lines = [(one, when) for one, when in lines if (one.pk, when) not in settled]
        found = _open(area, team, period, lines) if lines else None
        made += [found] if found else []
    return made


def around(kind: str, today: date) -> list[Period]:
    """The period of a kind that ended last before today, and the one that runs."""
    now = running(kind, today)
    return [running(kind, now.starts - timedelta(days=1)), now]


def correction(
    observations: Sequence[Observation], *, team: Team, area: Area, today: date, by: User
) -> Return:
    """A return of its own for figures that are published and wrong."""
    period = max(one.period for one in observations)
    with transaction.atomic():
        made = Return.objects.create(
            area=area,
            team=team,
            kind=Return.Kind.CORRECTION,
            period_kind=period.kind,
            starts=period.starts,
            ends=period.ends,
            opens=today,
            due=today,
        )
        lines = [(one.series, one.period, one.breakdown, one.revision) for one in observations]
        _fill(made, lines, by=by)
    return made


def _exists(area: Area, team: Team, period: Period) -> bool:
    return Return.objects.filter(
        area=area,
        team=team,
        kind=Return.Kind.DUE,
        period_kind=period.kind,
        starts=period.starts,
        ends=period.ends,
    ).exists()


def _by_team(area: Area) -> dict[Team, list[Series]]:
    teams: dict[Team, list[Series]] = defaultdict(list)
    owner_of = training.owners() if area.kind == Area.Kind.TRAINING else _owners()
    for series in _local_series():
        team = owner_of.get(series.indicator.slug)
        if team:
            teams[team].append(series)
    return teams


def _local_series() -> QuerySet[Series]:
    return (
        Series.objects.filter(
            kind=Series.Kind.LOCAL,
            relation=Series.Relation.SAME,
            indicator__retired_on=None,
        )
        .select_related("indicator__theme")
        .order_by("indicator__theme__order", "indicator__order")
    )


def _owners() -> dict[str, Team]:
    rows = Ownership.objects.filter(ended_at=None).select_related("indicator", "team")
    return {one.indicator.slug: one.team for one in rows}


def _when(series: Series, period: Period) -> Period | None:
    return line_period(series.span, series.frequency, period)


def _open(
    area: Area, team: Team, period: Period, lines: Iterable[tuple[Series, Period]]
) -> Return | None:
    dates = dates_of(period)
    try:
        with transaction.atomic():
            made = Return.objects.create(
                area=area,
                team=team,
                period_kind=period.kind,
                starts=period.starts,
                ends=period.ends,
                opens=dates.opens,
                due=dates.due,
            )
            _fill(made, [(series, when, TOTAL, 0) for series, when in lines], by=loader())
    except IntegrityError:  # another process opened it at the same moment
        return None
    return made


def _settled(area: Area, series: Sequence[Series]) -> set[tuple[int, Period]]:
    """The lines that are in the ledger, or in a return that somebody else fills in."""
    published = Observation.objects.filter(
        area=area, series__in=series, breakdown=TOTAL, is_current=True
    )
    asked = Entry.objects.filter(
        section__of__area=area, section__of__kind=Return.Kind.DUE, series__in=series
    )
    return {(one.series_id, one.period) for rows in (published, asked) for one in rows}


def _fill(made: Return, lines: Sequence[tuple[Series, Period, str, int]], *, by: User) -> None:
    """Its sections and lines, and the first link of its audit chain."""
    sections: dict[int, Section] = {}
    for series, _, _, _ in lines:
        theme = series.indicator.theme_id
        if theme not in sections:
            sections[theme] = Section.objects.create(of=made, theme_id=theme)
    entries = Entry.objects.bulk_create(
        Entry(
            section=sections[series.indicator.theme_id],
            series=series,
            period_kind=when.kind,
            starts=when.starts,
            ends=when.ends,
            breakdown=breakdown,
            seen=seen,
            so_far=is_cumulative(when),
        )
        for series, when, breakdown, seen in lines
    )
    audit.append(made.chain, verb="open", by=by, rows=[made, *sections.values(), *entries])
