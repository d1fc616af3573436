"""A small England: a few authorities in two regions, with published figures of one indicator."""

from datetime import date

from indicators.areas.models import Area, Edition, Membership
from indicators.catalogue.models import Series
from tests.builders import make_area, make_england, make_series, record

AREAS = {
    "E10000034": "Worcestershire",
    "E10000016": "Kent",
    "E10000012": "Essex",
    "E10000008": "Devon",
    "E06000017": "Rutland",
}


def make_places() -> dict[str, Area]:
    """By name; all authorities lie in the West Midlands here."""
    region = make_area("E12000005", "West Midlands", "region")
    places = {name: make_area(code, name, region=region) for code, name in AREAS.items()}
    return {**places, "West Midlands": region, "England": make_england()}


def make_edition(slug: str, subject: Area, *members: Area, serves_from: date) -> Edition:
    edition = Edition.objects.create(
        slug=slug,
        name=f"{slug} edition",
        published_on=serves_from,
        serves_from=serves_from,
        source="A table.",
    )
    for place, member in enumerate(members, start=1):
        Membership.objects.create(edition=edition, subject=subject, member=member, place=place)
    return edition


def publish(series: Series, places: dict[str, Area], period: str, **values: str | None) -> None:
    """Values by name (spaces as underscores); None is not stated."""
    for name, value in values.items():
        more = {} if value is not None else {"missing_reason": "not-stated"}
        record(value, period, series=series, area=places[name.replace("_", " ")], **more)


def neet() -> Series:
    return make_series(code="CareLeaversNEET")
