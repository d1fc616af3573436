"""The overall grades of every authority, from their file: all of them, or nothing."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction

from improvement.models import Grade, Inspection
from indicators.areas.models import Area
from indicators.catalogue.models import Source
from indicators.tables import Faults, Line, read

COLUMNS = ("area", "inspected_on", "published_on", "overall", "source")
FIELDS = ("area_id", "inspected_on", "published_on", "grade", "source_id")
Row = tuple[int, date, date, str, int]


@dataclass(frozen=True)
class Loaded:
    """How many inspections there are, and how many rows loading wrote or removed."""

    inspections: int
    written: int


def load(folder: Path) -> Loaded:
    """Bring the table in step with inspections.csv; FaultsError names every fault with its line."""
    wanted = _read(folder / "inspections.csv")
    known = {row[1:]: row[0] for row in Inspection.objects.values_list("pk", *FIELDS)}
    gone = [pk for row, pk in known.items() if row not in wanted]
    new = [row for row in wanted if row not in known]
    with transaction.atomic():
        Inspection.objects.filter(pk__in=gone).delete()
        Inspection.objects.bulk_create(
            Inspection(**dict(zip(FIELDS, row, strict=True))) for row in new
        )
    return Loaded(inspections=len(wanted), written=len(gone) + len(new))


def _read(path: Path) -> set[Row]:
    faults = Faults()
    areas = dict(Area.objects.values_list("code", "pk"))
    sources = dict(Source.objects.values_list("slug", "pk"))
    rows: set[Row] = set()
    seen: set[tuple[str, date]] = set()
    for line in read(path, COLUMNS, faults):
        row = _row(line, areas, sources)
        if row is None:
            continue
        if (line.text("area"), row[1]) in seen:
            line.fault("inspected_on", "is here already for this area. Remove one line.")
        seen.add((line.text("area"), row[1]))
        rows.add(row)
    faults.stop_if_any()
    return rows


def _row(line: Line, areas: dict[str, int], sources: dict[str, int]) -> Row | None:
    area, source = line.required("area"), line.required("source")
    if area and area not in areas:
        line.fault("area", f"is “{area}”, which is not in areas.csv. Use a code that is.")
    if source and source not in sources:
        line.fault("source", f"is “{source}”, which is not in sources.toml. Add it there.")
    line.required("inspected_on")
    line.required("published_on")
    inspected, published = line.day("inspected_on"), line.day("published_on")
    grade = line.choice("overall", Grade.values)
    if inspected and published and published < inspected:
        line.fault("published_on", "is before inspected_on. Mend one of the two days.")
    if not line.is_clean or inspected is None or published is None:
        return None
    return areas[area], inspected, published, grade, sources[source]
