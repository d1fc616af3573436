"""The real files over the shipped history, held against readings of our own.

Everything is loaded once for these tests and gone afterwards.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import QuerySet
from pytest_django import DjangoDbBlocker

from indicators.importing import ees_mapping
from indicators.ledger.models import Observation
from tests.data import published
from tests.data.shipped import rows
from tests.importing.ees_files import run

pytestmark = pytest.mark.django_db

BUCKINGHAMSHIRE, WORCESTERSHIRE = "E06000060", "E10000034"
WORKFORCE = "csww_headline_measures_2017_to_2022"
STEMS = sorted(path.stem for path in ees_mapping.SHIPPED.glob("*.toml"))
MISSING = {"c": "suppressed", "x": "not-available", "z": "not-applicable", "u": "unreliable"}


@pytest.fixture(scope="module")
def said(
    shared: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[dict[str, str]]:
    """What the command said of each file."""
    with django_db_blocker.unblock(), transaction.atomic():
        for command in ("load_areas", "load_catalogue", "load_figures"):
            call_command(command, verbosity=0, stdout=StringIO())
        yield {stem: run(shared / "data/ees" / f"{stem}.csv") for stem in STEMS}
        transaction.set_rollback(True)


def read(shared: Path, stem: str) -> list[dict[str, str]]:
    path = shared / "data/ees" / f"{stem}.csv"
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def figure(slug: str, area: str, ends: str) -> Observation:
    return Observation.objects.get(
        series__indicator__slug=slug,
        series__key="published",
        area__code=area,
        ends=ends,
        is_current=True,
    )


def written(slug: str) -> QuerySet[Observation]:
    """The figures of an indicator that the files brought, without those that ship."""
    brought = Observation.objects.filter(batch__source__slug="ees")
    brought = brought.exclude(batch__file_name__startswith="history/").select_related("area")
    return brought.filter(series__indicator__slug=slug, series__key="published")


def test_each_file_has_its_mapping_and_comes_in(shared, said):
    assert sorted(path.stem for path in (shared / "data/ees").glob("*.csv")) == STEMS
    assert all("series: " in one for one in said.values())


def test_no_figure_that_ships_changes(said):
    """Also not where the older release on social workers prints another value than the tool."""
    assert not Observation.objects.filter(batch__source__slug="ees", revision__gt=1).exists()
    left = "figures say otherwise than a later edition, and change nothing."
    assert [stem for stem, one in said.items() if left in one] == [WORKFORCE]
    others = rows("history-left-out.csv")
    (figures,) = re.findall(rf"(\d+) {left}", said[WORKFORCE])
    assert int(figures) >= len(others) == 31


def test_every_mapped_figure_is_what_the_release_prints(shared, said):
    """Each value and its numbers, for all authorities, as tests/data reads the files by name."""
    found = 0
    for slug, printed in published.releases(shared).items():
        for one in written(slug):
            value, numerator, denominator = printed[one.area.code, one.ends.year]
            if one.value is None:
                assert one.missing_reason == MISSING[value], str(one)
            else:
                assert one.value == Decimal(value), str(one)
            if one.numerator is not None:
                assert one.numerator == Decimal(numerator)
                assert one.denominator == sum(Decimal(part) for part in denominator)
            found += 1
    assert found > 20_000


def test_worcestershires_care_leavers_have_the_numbers_of_the_release(shared, said):
    (line,) = (
        row
        for row in read(shared, "la_care_leavers_activity")
        if (row["new_la_code"], row["time_period"]) == (WORCESTERSHIRE, "2025")
        and row["care_leaver_age"] == "17 to 18 years"
        and row["breakdown"] == "Total not in education, employment or training"
    )
    ours = figure("ees-care-leavers-17-to-18-neet", WORCESTERSHIRE, "2025-03-31")
    assert (str(ours.value.normalize()), ours.series.indicator.standing) == (
        line["care_leaver_percent"],
        "reference",
    )
    assert ours.reference == (
        "care_leaver_percent; care_leaver_age=17 to 18 years; "
        "breakdown=Total not in education, employment or training"
    )


def test_children_in_need_are_counted_as_the_file_does(shared, said):
    file = read(shared, "b1_children_in_need_2013_to_2025")
    printed = Counter(
        "value" if row["At31_episodes"].isdigit() else MISSING[row["At31_episodes"]] for row in file
    )
    ours = Counter(
        one.missing_reason or "value"
        for one in Observation.objects.filter(series__indicator__slug="ees-children-in-need")
    )
    assert ours == printed
    assert figure("ees-children-in-need", "E92000001", "2025-03-31").value == 402_400


def test_a_recoded_authority_has_one_line_and_one_that_ended_stops(shared, said):
    """Buckinghamshire stands under its county's code until 2020; Northamptonshire ended in 2021."""
    lines = Observation.objects.filter(
        series__indicator__slug="ees-children-in-need", area__code=BUCKINGHAMSHIRE
    )
    assert sorted(one.ends.year for one in lines) == list(range(2013, 2026))
    codes = {
        row["new_la_code"]
        for row in read(shared, "b1_children_in_need_2013_to_2025")
        if row["la_name"] == "Buckinghamshire"
    }
    assert codes == {"E10000002", BUCKINGHAMSHIRE}
    ended = Observation.objects.filter(area__code="E10000021", batch__source__slug="ees")
    assert max(one.ends.isoformat() for one in ended) <= "2021-03-31"


def test_a_duration_of_years_and_months_is_in_months(shared, said):
    printed = {
        row["time_period"]: row["number"]
        for row in read(shared, "national_cla_adopted_average_time_between_adoption_process_stages")
        if row["stage_of_adoption_process"].startswith("6.") and row["age_start_poc"] == "Total"
    }
    assert len(printed) == 5
    for year, text in printed.items():
        years, months = text.split(":")
        ours = figure("ees-adoption-entry-to-order", "E92000001", f"{year}-03-31")
        assert ours.value == 12 * int(years) + int(months)


def test_a_figure_of_a_release_is_known_from_its_day(said):
    days = {(r["publication"], r["period"]): r["day"] for r in rows("release-days.csv")}
    ours = figure("ees-children-in-need", "E06000001", "2016-03-31")
    assert str(ours.known_on) == days["children-in-need", "2015-16"]


def test_the_same_file_again_brings_nothing(shared, said):
    before = Observation.objects.count()
    for stem in STEMS:
        again = run(shared / "data/ees" / f"{stem}.csv")
        assert again == "This file was imported before with the same mapping: nothing new.\n"
    assert Observation.objects.count() == before


def test_no_reference_is_cut(shared, said):
    longest = Observation.objects.order_by("-reference").exclude(reference="")
    assert all(len(one) < 200 for one in longest.values_list("reference", flat=True).distinct())
