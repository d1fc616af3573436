"""Reads the figures that Sightline ships: data/history/*.csv and data/report/*.csv."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from indicators.areas.models import Area
from indicators.catalogue.models import Indicator, Series, Source
from indicators.ledger.models import TOTAL, Missing, Qualifier, Status
from indicators.ledger.rows import Content, Row, refusals
from indicators.periods import Period, PeriodError
from indicators.tables import Faults, Line, read

COMMON = (
    "series",
    "area",
    "period",
    "breakdown",
    "value",
    "missing_reason",
    "numerator",
    "denominator",
    "reference",
    "known_on",
)
HISTORY = (*COMMON, "status", "source", "estimated")
REPORT = (
    *COMMON,
    "indicator",
    "edition",
    "period_stated",
    "value_upper",
    "unit",
    "qualifier",
    "note",
)


@dataclass
class FigureFile:
    """One file: its figures by the source that each comes from."""

    name: str
    sha256: str
    rows: dict[Source, list[Row]] = field(default_factory=dict)


@dataclass
class Known:
    """What lines may refer to, asked of the database once."""

    areas: dict[str, Area]
    series: dict[tuple[str, str], Series]
    units: dict[str, str]
    sources: dict[str, Source]

    @classmethod
    def now(cls) -> "Known":
        series = Series.objects.select_related("indicator")
        return cls(
            areas={area.code: area for area in Area.objects.all()},
            series={(one.indicator.slug, one.key): one for one in series},
            units=dict(Indicator.objects.values_list("slug", "unit")),
            sources={source.slug: source for source in Source.objects.all()},
        )


def sha_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read_history(path: Path, known: Known, faults: Faults) -> FigureFile:
    """The published history of the indicator that the file is named after."""
    file = FigureFile(f"history/{path.name}", sha_of(path))
    if path.stem not in known.units:
        faults.add(path.name, "is named after no indicator of the catalogue. Mend its name.")
        return file
    seen: dict[tuple, int] = {}
    for line in read(path, HISTORY, faults):
        status = line.choice("status", [s for s in Status.values if s != Status.WITHDRAWN])
        source = _source(line, line.required("source"), known)
        estimated = line.flag("estimated")
        content = {"status": status, "reference": line.text("reference")}
        _take(file, line, _row(line, path.stem, content, known, estimated), source, seen)
    return file


def read_report(path: Path, known: Known, faults: Faults) -> FigureFile:
    """What the inspection report states; the file is named after its source."""
    file = FigureFile(f"report/{path.name}", sha_of(path))
    seen: dict[tuple, int] = {}
    for line in read(path, REPORT, faults):
        slug = line.required("indicator")
        if slug and slug not in known.units:
            line.fault("indicator", f"“{slug}” is no indicator of the catalogue. Name one.")
        elif slug and line.text("unit") != known.units[slug]:
            line.fault("unit", f"is “{line.text('unit')}”, but {slug} is in {known.units[slug]}.")
        content = {
            "value_upper": line.number_of("value_upper"),
            "qualifier": line.choice("qualifier", ("", *Qualifier.values)),
            "period_stated": line.flag("period_stated"),
            "edition": line.text("edition"),
            "reference": line.required("reference"),
            "note": line.text("note"),
        }
        _take(file, line, _row(line, slug, content, known), _source(line, path.stem, known), seen)
    return file


def _source(line: Line, slug: str, known: Known) -> Source | None:
    if slug and slug not in known.sources:
        line.fault("source", f"“{slug}” is not in sources.toml. Add it there or mend the name.")
    return known.sources.get(slug)


def _row(line: Line, slug: str, content: dict, known: Known, estimated: bool = False) -> Row | None:
    """The row of one line, or None after its faults have been noted."""
    series = known.series.get((slug, line.required("series")))
    if series is None and slug in known.units:
        line.fault(
            "series", f"“{line.text('series')}” is no series of {slug}. Use one of its keys."
        )
    area = known.areas.get(line.required("area"))
    if area is None:
        line.fault("area", f"“{line.text('area')}” is no area. Use a code from areas.csv.")
    period, known_on = _period(line), line.day("known_on")
    if known_on is None:
        line.required("known_on")
    content |= {name: line.number_of(name) for name in ("value", "numerator", "denominator")}
    content["missing_reason"] = line.choice("missing_reason", ("", *Missing.values))
    if not (series and area and period and known_on):
        return None
    return Row(
        series=series,
        area=area,
        period=period,
        breakdown=line.required("breakdown") or TOTAL,
        known_on=known_on,
        known_on_estimated=estimated,
        content=Content(**content),
    )


def _period(line: Line) -> Period | None:
    try:
        return Period.parse(line.required("period"))
    except PeriodError as fault:
        line.fault("period", str(fault))
        return None


def _take(
    file: FigureFile, line: Line, row: Row | None, source: Source | None, seen: dict[tuple, int]
) -> None:
    # What follows from an unreadable cell is no fault of its own.
    if row is None or source is None or not line.is_clean:
        return
    for reason in _reasons(row, line.number, seen):
        line.faults.add(f"{line.file}, line {line.number}", reason)
    file.rows.setdefault(source, []).append(row)


def _reasons(row: Row, number: int, seen: dict[tuple, int]) -> Iterator[str]:
    yield from refusals(row)
    if row.key in seen:
        yield f"is the same figure as line {seen[row.key]}. Keep one of them."
    seen.setdefault(row.key, number)
