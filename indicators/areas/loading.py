"""Areas, their other names and changes, and the neighbour editions, from their files.

The files are the only source. All of them are read and checked before anything is written.
"""

from dataclasses import dataclass, field
from pathlib import Path

from django.db import models, transaction

from indicators.areas.files import Place, Places, read_places
from indicators.areas.lookup import GROUP_PREFIX
from indicators.areas.models import Area, AreaAlias, AreaChange, Edition, Membership
from indicators.areas.neighbours_file import EditionFile, read_editions
from indicators.tables import Faults


@dataclass
class Loaded:
    """How many rows each table has after loading, and how many were written."""

    areas: int = 0
    editions: int = 0
    written: int = 0
    faults: Faults = field(default_factory=Faults)


def load(folder: Path) -> Loaded:
    """Bring the tables in step with the files; FaultsError names everything that is wrong."""
    result = Loaded()
    places = read_places(folder / "areas", result.faults)
    editions = read_editions(folder / "editions", places, result.faults)
    _refuse_vanished(places, result.faults)
    result.faults.stop_if_any()
    with transaction.atomic():
        result.written += _write_areas(_with_groups(places, editions))
        result.written += _write_names(places)
        result.written += _write_editions(editions)
    result.areas, result.editions = len(places.areas), len(editions)
    return result


def _refuse_vanished(places: Places, faults: Faults) -> None:
    kinds = (Area.Kind.COMPARATOR_GROUP, Area.Kind.TRAINING)
    for area in Area.objects.exclude(kind__in=kinds).exclude(code__in=places.areas):
        faults.add(
            f"areas.csv, {area.code}",
            f"{area} is in the database but not in the file. Areas are never removed: "
            "put it back and give the day it ended.",
        )


def _with_groups(places: Places, editions: list[EditionFile]) -> list[Place]:
    """All areas, and a comparator group for each that has neighbours; regions first."""
    subjects = {member.subject for edition in editions for member in edition.members}
    groups = [
        Place(
            code=GROUP_PREFIX + code,
            name=f"Authorities similar to {places.areas[code].name}",
            kind=Area.Kind.COMPARATOR_GROUP,
        )
        for code in sorted(subjects)
    ]
    ranks: dict[str, int] = {Area.Kind.COUNTRY: 0, Area.Kind.REGION: 1}
    listed = sorted(places.areas.values(), key=lambda p: (ranks.get(p.kind, 3), bool(p.region)))
    return [*listed, *groups]


def _write_areas(places: list[Place]) -> int:
    known = {area.code: area for area in Area.objects.select_related("region")}
    written = 0
    for place in places:
        area = known.get(place.code) or Area(code=place.code)
        region = known[place.region] if place.region else None
        now = (area.name, area.kind, area.region, area.starts, area.ends)
        if area.pk and now == (place.name, place.kind, region, place.starts, place.ends):
            continue
        area.name, area.kind, area.region = place.name, place.kind, region
        area.starts, area.ends = place.starts, place.ends
        area.save()
        known[place.code] = area
        written += 1
    return written


def _write_names(places: Places) -> int:
    pk_of = dict(Area.objects.values_list("code", "pk"))
    aliases = [(pk_of[a.code], a.scheme, a.value) for a in places.aliases]
    changes = [(c.old, c.new, c.on, c.kind) for c in places.changes]
    return _replace(AreaAlias, ("area_id", "scheme", "value"), aliases) + _replace(
        AreaChange, ("old", "new", "on", "kind"), changes
    )


def _write_editions(editions: list[EditionFile]) -> int:
    written = 0
    pk_of = dict(Area.objects.values_list("code", "pk"))
    members = []
    for file in editions:
        edition = Edition.objects.filter(slug=file.slug).first() or Edition(slug=file.slug)
        if any(getattr(edition, name) != value for name, value in file.fields.items()):
            written += 1
        for name, value in file.fields.items():
            setattr(edition, name, value)
        edition.save()
        members += [(edition.pk, pk_of[m.subject], pk_of[m.member], m.place) for m in file.members]
    columns = ("edition_id", "subject_id", "member_id", "place")
    written += _replace(Membership, columns, members)
    Edition.objects.exclude(slug__in=[file.slug for file in editions]).delete()
    return written


def _replace(model: type[models.Model], columns: tuple[str, ...], wanted: list[tuple]) -> int:
    """Give the table exactly these rows; nothing else refers to them. Untouched when they agree."""
    rows = model._default_manager
    if sorted(rows.values_list(*columns)) == sorted(wanted):
        return 0
    rows.all().delete()
    rows.bulk_create(model(**dict(zip(columns, row, strict=True))) for row in wanted)
    return len(wanted)
