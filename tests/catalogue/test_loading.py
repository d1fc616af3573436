"""The catalogue in the database: in step with its files, whole or not at all."""

import hashlib
from datetime import date
from pathlib import Path

import pytest
import time_machine
from django.apps import apps
from django.core.management import CommandError, call_command

from accounts.service import loader
from indicators.areas.models import Area
from indicators.catalogue.files import read_catalogue
from indicators.catalogue.loading import load
from indicators.catalogue.models import Break, Indicator, IndicatorText, Series, Theme
from indicators.ledger.models import Observation
from indicators.tables import FaultsError
from indicators.targets.models import Target
from indicators.targets.verbs import end
from tests.builders import make_area, make_user, record
from tests.catalogue.test_bad_files import put

pytestmark = [pytest.mark.django_db, pytest.mark.database]

HERE = Path(__file__).parent
TABLES = ("areas", "catalogue", "ledger", "targets")


@pytest.fixture
def loaded(folder):
    make_area()
    call_command("load_catalogue", folder, verbosity=0)
    return folder


def again(folder):
    call_command("load_catalogue", folder, verbosity=0)


def replace(folder, old, new, file="sample/in-work.toml"):
    path = folder / "catalogue" / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def remove(folder):
    (folder / "catalogue" / "sample" / "in-work.toml").unlink()


def everything():
    """All rows of the indicators' tables, as one sum."""
    rows = [
        sorted(map(str, model.objects.values_list()))
        for label in TABLES
        for model in apps.get_app_config(label).get_models()
    ]
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def test_what_the_files_say_is_in_the_tables(loaded):
    indicator = Indicator.objects.get(slug="in-work")
    assert (indicator.theme.slug, indicator.unit, indicator.polarity) == (
        "sample",
        "percent",
        "higher",
    )
    assert indicator.texts["caveats"] == ["Some are not known."]
    assert indicator.aliases == ["CLA", "employment"]
    assert indicator.pair == Indicator.objects.get(slug="out-of-work")
    series = indicator.series.get()
    assert (series.source.slug, series.rounding, series.is_proportion) == ("lait", 1, True)
    one = indicator.breaks.get()
    assert (one.on, one.series, one.area) == (date(2013, 4, 1), series, Area.objects.get())


def test_a_target_of_a_scorecard_is_in_force_from_the_end_of_its_first_period(loaded):
    target = Target.objects.get()
    assert (target.low, target.tolerance, target.origin) == (50, 2, "scorecard")
    assert (target.starts, target.ends) == (date(2021, 3, 31), date(2023, 3, 31))
    assert (target.area, target.confirmed_by, target.known_on) == (
        None,
        loader(),
        date(2020, 1, 1),
    )


def test_loading_twice_changes_nothing(loaded):
    before = everything()
    again(loaded)
    assert everything() == before


@pytest.mark.parametrize("path", sorted((HERE / "bad").glob("*.toml")), ids=lambda path: path.stem)
def test_a_bad_file_stops_the_load_before_anything_is_written(loaded, path):
    before = everything()
    put(loaded, path)
    replace(loaded, "How many visits", "How often visits", "other/visits.toml")
    with pytest.raises(CommandError, match="Nothing was loaded"):
        again(loaded)
    assert everything() == before


def test_a_changed_text_is_a_further_wording(loaded):
    first = IndicatorText.objects.get(indicator__slug="in-work")
    replace(loaded, "The share of care leavers in work.", "The part of care leavers in work.")
    again(loaded)
    bodies = IndicatorText.objects.filter(indicator__slug="in-work").values_list("body", flat=True)
    assert [body["definition"][:8] for body in bodies] == ["The shar", "The part"]
    replace(loaded, "The part of care leavers in work.", "The share of care leavers in work.")
    again(loaded)
    assert IndicatorText.objects.filter(indicator=first.indicator).count() == 2
    assert Indicator.objects.get(slug="in-work").texts["definition"].startswith("The share")


def test_an_indicator_that_leaves_the_files_is_retired_and_keeps_its_figures(loaded):
    figure = record(series=Series.objects.get(key="published"))
    remove(loaded)
    with time_machine.travel("2026-02-01 12:00"):
        again(loaded)
    indicator = Indicator.objects.get(slug="in-work")
    assert indicator.retired_on == date(2026, 2, 1)
    assert indicator.retired_why == "No longer in the catalogue's files."
    assert Observation.objects.get(pk=figure.pk).value == 45
    assert Target.objects.filter(indicator=indicator, ended_at=None).exists()
    assert Theme.objects.filter(slug="sample").exists()


def test_an_indicator_that_comes_back_is_in_use_again(loaded):
    text = (loaded / "catalogue" / "sample" / "in-work.toml").read_text("utf-8")
    remove(loaded)
    again(loaded)
    (loaded / "catalogue" / "sample" / "in-work.toml").write_text(text, "utf-8")
    again(loaded)
    assert Indicator.objects.get(slug="in-work").retired_on is None


def test_the_file_may_retire_an_indicator_itself(loaded):
    retired = Indicator.objects.get(slug="out-of-work")
    assert (retired.retired_on, retired.retired_why) == (
        date(2024, 4, 1),
        "Nobody asks it any more.",
    )


def test_a_series_that_vanishes_while_it_has_figures_is_a_fault(loaded):
    record(series=Series.objects.get(key="published"))
    replace(loaded, '"published"', '"publication"')
    replace(loaded, 'kind = "publication"', 'kind = "published"')
    before = everything()
    with pytest.raises(CommandError) as error:
        again(loaded)
    assert str(error.value) == (
        "Nothing was loaded.\nsample/in-work.toml, series published: "
        "is gone, but the database has figures or breaks of it. Put it back."
    )
    assert everything() == before


def test_a_series_without_figures_may_go(loaded):
    replace(loaded, '"published"', '"publication"')
    replace(loaded, 'kind = "publication"', 'kind = "published"')
    again(loaded)
    assert not Series.objects.filter(key="published").exists()
    assert Break.objects.get().series.key == "publication"


def test_a_series_with_figures_stays_a_proportion(loaded):
    record(series=Series.objects.get(key="published"))
    replace(loaded, "is_proportion = true", "is_proportion = false")
    replace(loaded, 'compare = "interval"', 'compare = "difference"')
    with pytest.raises(FaultsError, match="is_proportion: has changed, but the series has figures"):
        load(read_catalogue(loaded))


def test_breaks_of_the_file_are_replaced_and_those_of_officers_kept(loaded):
    indicator = Indicator.objects.get(slug="in-work")
    officer = make_user("officer")
    Break.objects.create(
        indicator=indicator, on=date(2024, 10, 1), why="New case system.", recorded_by=officer
    )
    replace(loaded, "2013-04-01", "2014-04-01")
    again(loaded)
    assert list(indicator.breaks.values_list("on", "recorded_by")) == [
        (date(2014, 4, 1), None),
        (date(2024, 10, 1), officer.pk),
    ]


def test_a_target_that_the_file_changes_replaces_the_one_before(loaded):
    replace(loaded, "tolerance = 2", "tolerance = 3")
    again(loaded)
    ended, standing = Target.objects.order_by("recorded_at")
    assert (ended.tolerance, ended.ended_by) == (2, loader())
    assert (standing.tolerance, standing.ended_at) == (3, None)


def test_a_target_that_a_person_ended_stays_ended(loaded):
    end(Target.objects.get(), by=make_user("administrator"), why="Not for us.")
    again(loaded)
    assert Target.objects.get().ended_why == "Not for us."


def test_areas_come_first(folder):
    with pytest.raises(CommandError, match="E10000034 is not in the database"):
        again(folder)
    assert not Indicator.objects.exists()


def test_the_shipped_catalogue_loads():
    call_command("load_areas", verbosity=0)
    call_command("load_catalogue", verbosity=0)
    before = everything()
    call_command("load_catalogue", verbosity=0)
    assert everything() == before
    assert Indicator.objects.filter(retired_on=None).count() >= 184
