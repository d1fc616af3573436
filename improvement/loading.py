"""Brings the reports' tables in step with their files: all in one transaction, or nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import models, transaction

from improvement.files import read_reports
from improvement.models import EarlierInspection, Gap, InspectionReport, Judgement, Recommendation
from improvement.rules import Known
from improvement.schema import GapTable, JudgementTable, RecommendationTable, ReportFile
from improvement.stored import store

Rows = Mapping[tuple, dict[str, Any]]


@dataclass
class Loaded:
    """How many reports there are, and how many rows loading wrote or removed."""

    reports: int = 0
    written: int = 0


def load(folder: Path) -> Loaded:
    """Write what differs from report/*.toml, and remove what left the files.

    FaultsError names every fault with file and key, and then nothing is written.
    """
    known = Known.now()
    reports = read_reports(folder, known)
    with transaction.atomic():
        gone = InspectionReport.objects.exclude(slug__in=reports)
        result = Loaded(reports=len(reports), written=gone.delete()[0])
        for slug, entry in reports.items():
            result.written += _load(slug, entry, known)
    return result


def _load(slug: str, entry: ReportFile, known: Known) -> int:
    head = entry.report.model_dump(exclude={"source", "area"})
    head |= {"source": known.sources[slug], "area": known.areas[entry.report.area]}
    report, written = store(InspectionReport, {"slug": slug}, head)
    written += _in_step(Judgement.objects.filter(report=report), report, _parts(entry.judgements))
    written += _in_step(
        EarlierInspection.objects.filter(report=report),
        report,
        {(e.when, e.what): {"grade": e.grade, "reference": e.reference} for e in entry.earlier},
        ("month", "subject"),
    )
    for model, asked in ((Recommendation, entry.recommendations), (Gap, entry.gaps)):
        rows = model.objects.filter(report=report)
        written += _in_step(rows, report, _parts(asked))
        written += _link(rows.prefetch_related("indicators"), asked, known)
    return written


def _parts(entries: Iterable[JudgementTable | RecommendationTable | GapTable]) -> Rows:
    """The columns of each part, by its key, in the order of the file."""
    return {
        (one.key,): {"order": order, **one.model_dump(exclude={"key", "indicators"})}
        for order, one in enumerate(entries, 1)
    }


def _in_step(
    rows: models.QuerySet, report: InspectionReport, wanted: Rows, key: tuple[str, ...] = ("key",)
) -> int:
    """Make the rows those that are wanted; how many were written or removed."""
    gone = [row.pk for row in rows if tuple(getattr(row, name) for name in key) not in wanted]
    written = len(gone)
    rows.filter(pk__in=gone).delete()
    for values, fields in wanted.items():
        where = {"report": report, **dict(zip(key, values, strict=True))}
        written += store(rows.model, where, fields)[1]
    return written


def _link(
    rows: models.QuerySet, entries: Iterable[RecommendationTable | GapTable], known: Known
) -> int:
    """Tie each row to the indicators it names."""
    wanted = {one.key: {known.indicators[slug] for slug in one.indicators} for one in entries}
    written = 0
    for row in rows:
        if set(row.indicators.all()) != wanted[row.key]:
            row.indicators.set(wanted[row.key])
            written += 1
    return written
