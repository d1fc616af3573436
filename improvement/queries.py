"""What pages ask of the inspection reports."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from improvement.models import Gap, Inspection, InspectionReport, Recommendation
from indicators.areas.models import Area
from indicators.catalogue.models import Indicator


@dataclass(frozen=True)
class Found:
    """The report of an area, and whether it was public by the day; or the report of another."""

    own: InspectionReport | None
    is_public: bool
    elsewhere: InspectionReport | None


def report_for(area: Area, day: date) -> Found:
    """The newest report of the area that was public by then, else its next. One query."""
    reports = list(InspectionReport.objects.select_related("area__region", "source"))
    own = [one for one in reports if one.area_id == area.pk]
    public = [one for one in own if one.published_on <= day]
    others = [one for one in reports if one.area_id != area.pk]
    shown = public[-1:] or own[:1]
    return Found(
        own=shown[0] if shown else None,
        is_public=bool(public),
        elsewhere=others[-1] if others else None,
    )


def recommendations(report: InspectionReport) -> QuerySet[Recommendation]:
    """In the report's order, each with its indicators. Two queries."""
    return report.recommendations.prefetch_related("indicators")


def gaps(report: InspectionReport) -> QuerySet[Gap]:
    """In the file's order, each with its indicators. Two queries."""
    return report.gaps.prefetch_related("indicators")


def citing(indicator: Indicator, area: Area, day: date) -> QuerySet[Recommendation]:
    """The recommendations of the area's reports, public by then, that name the indicator."""
    return Recommendation.objects.filter(
        indicators=indicator, report__area=area, report__published_on__lte=day
    )


def newest_inspections(day: date) -> dict[int, Inspection]:
    """Each authority's newest inspection whose report was public by then, by area id. One query."""
    public = Inspection.objects.filter(published_on__lte=day).select_related("source")
    return {one.area_id: one for one in public.order_by("inspected_on")}
