"""manage.py export_figures: the ledger's figures on standard output."""

import csv
from argparse import ArgumentParser
from datetime import date
from itertools import groupby
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet
from django.utils import timezone

from accounts.roles import Reader
from indicators.areas.lookup import UnknownAreaError, find
from indicators.areas.models import Area
from indicators.catalogue.models import Indicator, Series, Source
from indicators.ledger.door import figures
from indicators.ledger.export import COLUMNS, rows


class Command(BaseCommand):
    help = "Write figures to standard output, as they were known on a day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--source", help="a source, such as inspection-report-2017 or lait")
        parser.add_argument("--area", help="code or name of one area; without it, all")
        parser.add_argument("--indicator", help="slug of one indicator; without it, all")
        parser.add_argument("--as-of", help="a day such as 2017-02-01; without it, today")
        parser.add_argument("--format", choices=["csv"], default="csv")

    def handle(self, *args: Any, **options: Any) -> None:
        areas = {area.pk: area for area in _areas(options["area"])}
        as_of, wanted = _day(options["as_of"]), options["source"] and _source(options["source"])
        writer = csv.writer(self.stdout, lineterminator="\n")
        writer.writerow(COLUMNS)
        # One indicator at a time: all of England is more than fits in memory.
        for _, of_indicator in groupby(_series(options["indicator"]), key=lambda s: s.indicator_id):
            series = {one.pk: one for one in of_indicator}
            known = figures(list(areas.values()), list(series.values()), as_of, Reader.COUNCIL)
            if wanted:
                known = [figure for figure in known if figure.source_slug == wanted]
            known.sort(
                key=lambda f, series=series: (  # type: ignore[misc]
                    series[f.series_id].key,
                    areas[f.area_id].code,
                    f.period,
                    f.breakdown,
                )
            )
            writer.writerows(rows(known, series, areas))


def _series(slug: str | None) -> QuerySet[Series]:
    series = Series.objects.select_related("indicator").order_by("indicator__slug", "key")
    if slug is None:
        return series
    if not Indicator.objects.filter(slug=slug).exists():
        raise CommandError(f"There is no indicator “{slug}”.", returncode=2)
    return series.filter(indicator__slug=slug)


def _areas(text: str | None) -> list[Area]:
    if text is None:
        return list(Area.objects.all())
    try:
        return [find(text)]
    except UnknownAreaError as fault:
        near = f" Did you mean {', '.join(fault.suggestions)}?" if fault.suggestions else ""
        raise CommandError(f"{fault}{near}", returncode=2) from None


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"“{text}” is no day. Write 2017-02-01.", returncode=2) from None
    if day > timezone.localdate():
        raise CommandError(f"{text} has not come yet.", returncode=2)
    return day


def _source(slug: str) -> str:
    known = sorted(Source.objects.values_list("slug", flat=True))
    if slug not in known:
        raise CommandError(f"There is no source “{slug}”. Use {', '.join(known)}.", returncode=2)
    return slug
