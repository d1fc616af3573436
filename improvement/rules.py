"""Rules between the keys of a report's file and with the database; each gives a key and why."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from improvement.schema import GapTable, RecommendationTable, ReportFile
from indicators.areas.models import Area
from indicators.catalogue.models import Indicator, Source

Fault = tuple[str, str]


@dataclass
class Known:
    """What a report may refer to, asked of the database once."""

    sources: dict[str, Source]
    areas: dict[str, Area]
    indicators: dict[str, Indicator]

    @classmethod
    def now(cls) -> "Known":
        return cls(
            sources={source.slug: source for source in Source.objects.all()},
            areas={area.code: area for area in Area.objects.all()},
            indicators={one.slug: one for one in Indicator.objects.all()},
        )


def broken(slug: str, entry: ReportFile, known: Known) -> Iterator[Fault]:
    """Every rule that the file `slug` breaks."""
    yield from _names(slug, entry, known)
    yield from _days(entry)
    yield from _overall(entry)
    yield from _once("judgement", [one.key for one in entry.judgements])
    yield from _once("recommendation", [one.key for one in entry.recommendations])
    yield from _once("gap", [one.key for one in entry.gaps])
    yield from _earlier(entry)
    for one in entry.recommendations:
        yield from _indicators(f"recommendation {one.key}", one, known.indicators)
    for gap in entry.gaps:
        yield from _indicators(f"gap {gap.key}", gap, known.indicators)


def _names(slug: str, entry: ReportFile, known: Known) -> Iterator[Fault]:
    source, area = entry.report.source, entry.report.area
    if source not in known.sources:
        yield "report, source", f"“{source}” is not in sources.toml. Add it there or mend the name."
    if source != slug:
        yield "report, source", f"is “{source}”, but the file is named {slug}. Make them the same."
    if area not in known.areas:
        yield "report, area", f"“{area}” is no area. Use a code from areas.csv."


def _days(entry: ReportFile) -> Iterator[Fault]:
    report = entry.report
    if report.inspected_to < report.inspected_from:
        yield "report, inspected_to", "is before inspected_from. Mend one of the two days."
    if report.published_on < report.inspected_to:
        yield "report, published_on", "is before inspected_to. Mend one of the two days."
    if report.published_on > timezone.localdate():
        yield "report, published_on", "is in the future. Load the report when it is public."


def _overall(entry: ReportFile) -> Iterator[Fault]:
    first = entry.judgements[0]
    if first.body != "authority":
        yield f"judgement {first.key}", "is first. Put the council's overall grade there."


def _once(kind: str, keys: Sequence[str]) -> Iterator[Fault]:
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield f"{kind} {key}", "is there twice. Remove one, or give each its own key."


def _earlier(entry: ReportFile) -> Iterator[Fault]:
    seen: set[tuple[date, str]] = set()
    for number, one in enumerate(entry.earlier, 1):
        if one.when >= entry.report.inspected_from:
            yield f"earlier {number}, when", "is not before inspected_from. Mend the month."
        if (one.when, one.what) in seen:
            yield f"earlier {number}", "is there twice. Remove one."
        seen.add((one.when, one.what))


def _indicators(
    where: str, one: RecommendationTable | GapTable, known: Collection[str]
) -> Iterator[Fault]:
    for slug in one.indicators:
        if slug not in known:
            yield f"{where}, indicators", f"“{slug}” is no indicator of the catalogue. Name one."
