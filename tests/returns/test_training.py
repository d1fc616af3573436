"""Exampleshire: the invented quarters with every fault of faults.toml in them, loaded once.

Opened as on 24 November 2026: the open quarter is July to September, the last published one is
April to June. Days are worked by hand.
"""

import csv
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from io import StringIO
from statistics import mean

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker

from accounts.roles import Reader
from indicators.areas.models import Area
from indicators.catalogue.models import Break, Indicator, Series
from indicators.ledger.door import figures
from indicators.ledger.models import Observation
from indicators.ledger.verification import verify
from indicators.returns.models import Commentary, Entry, Quality, Return

pytestmark = pytest.mark.django_db

DATA = settings.BASE_DIR / "data"
TRAINING = DATA / "training"
FAULTS = tomllib.loads((TRAINING / "faults.toml").read_text("utf-8"))
OPENED = "2026-11-24 12:00"
ENDS = {1: date(2026, 6, 30), 2: date(2026, 3, 31), 3: date(2025, 12, 31), 4: date(2025, 9, 30)}


def load() -> str:
    output = StringIO()
    with time_machine.travel(OPENED):
        call_command("load_training", stdout=output)
    return output.getvalue()


@pytest.fixture(scope="module", autouse=True)
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """What the first loading said; everything is taken back after the last test here."""
    with django_db_blocker.unblock(), transaction.atomic():
        for command in ("load_areas", "load_catalogue"):
            call_command(command, stdout=StringIO())
        yield load()
        transaction.set_rollback(True)


def line(slug: str) -> list[Observation]:
    """A line's figures, the newest first."""
    found = Observation.objects.filter(
        area__code="X99000001", series__indicator__slug=slug, series__kind="local"
    )
    return list(found.order_by("-ends"))


def values(slug: str) -> list[float]:
    return [float(one.value or 0) for one in line(slug)]


# The file


def test_the_script_makes_the_same_bytes(tmp_path):
    command = [sys.executable, "-m", "scripts.build_training", "--to", tmp_path]
    subprocess.run(command, cwd=settings.BASE_DIR, check=True, capture_output=True)
    assert [file.name for file in tmp_path.iterdir()] == ["quarters.csv"]
    assert (tmp_path / "quarters.csv").read_bytes() == (TRAINING / "quarters.csv").read_bytes()


def test_every_core_indicator_that_a_council_counts_has_twenty_quarters():
    counted = Series.objects.filter(kind="local", relation="same", indicator__retired_on=None)
    core = set(counted.filter(indicator__core=True).values_list("indicator__slug", flat=True))
    uncounted = set(Indicator.objects.filter(core=True).values_list("slug", flat=True)) - core
    assert uncounted == {"five-good-gcses"}
    with (TRAINING / "quarters.csv").open(encoding="utf-8", newline="") as rows:
        quarters = [(row["indicator"], int(row["quarters_before"])) for row in csv.DictReader(rows)]
    assert sorted(quarters) == sorted((slug, n) for slug in core for n in range(1, 21))


def test_every_fault_is_explained():
    text = (TRAINING / "README.md").read_text("utf-8")
    for name, fault in FAULTS.items():
        assert f"`{name}`" in text
        assert fault["what"]


# The loading


def test_the_first_loading_says_what_it_brought(loaded):
    count = Observation.objects.filter(area__code="X99000001").count()
    assert loaded.startswith(f"Exampleshire: {count} invented figures, 4 returns opened.")
    assert count > 700


def test_loading_again_changes_nothing():
    models = (Observation, Quality, Commentary, Return, Entry, Break, Area)
    before = [list(model.objects.order_by("pk").values()) for model in models]
    assert load() == "Exampleshire: nothing new.\n"
    assert [list(model.objects.order_by("pk").values()) for model in models] == before


def test_nothing_invented_carries_a_real_code():
    invented = Observation.objects.filter(typed_by__username="training-officer")
    assert set(invented.values_list("area__code", "area__kind")) == {
        ("X99000001", "training-authority")
    }
    assert (
        not Area.objects.exclude(code__startswith="X9").filter(kind="training-authority").exists()
    )
    assert not Observation.objects.exclude(area__code="X99000001").exists()


def test_two_people_answer_for_every_figure():
    people = set(Observation.objects.values_list("typed_by__username", "by__username"))
    assert people == {("training-officer", "training-approver")}


def test_the_chain_vouches_for_all_of_it():
    assert verify().faults == []


DUE = [(1, "2026-07-21"), (2, "2026-04-23"), (3, "2026-01-22"), (4, "2025-10-21")]


@pytest.mark.parametrize(("before", "due"), DUE)
def test_a_figure_is_known_on_the_day_its_return_was_due(before, due):
    found = {one.ends: one.known_on for one in line("care-leavers-neet")}
    assert found[ENDS[before]] == date.fromisoformat(due)


def test_as_of_the_day_before_it_was_not_known():
    series = Series.objects.get(indicator__slug="care-leavers-neet", kind="local", relation="same")
    place = Area.objects.get(code="X99000001")
    newest = {
        day: figures([place], [series], date.fromisoformat(day), Reader.COUNCIL)[-1].period.ends
        for day in ("2026-07-20", "2026-07-21")
    }
    assert newest == {"2026-07-20": ENDS[2], "2026-07-21": ENDS[1]}


def test_the_open_quarter_waits_to_be_filled_in():
    returns = Return.objects.filter(area__code="X99000001", ends=date(2026, 9, 30))
    assert returns.count() == 2
    assert set(Entry.objects.filter(section__of__in=returns).values_list("version")) == {(0,)}
    assert not Observation.objects.filter(ends__gt=ENDS[1]).exists()


def test_every_figure_with_a_value_has_a_grade():
    assert Quality.objects.count() == Observation.objects.exclude(value=None).count()


# The faults, each found in the published figures without the script that made them


def test_spike():
    found = values(FAULTS["spike"]["indicator"])
    spike = found.pop(FAULTS["spike"]["quarters_before"] - 1)
    assert spike > 1.7 * max(found)
    grade = Quality.objects.get(
        series__indicator__slug=FAULTS["spike"]["indicator"], grade="D"
    )  # fmt: skip
    assert grade.why == "The cases of a closed team were counted twice."


def test_shift():
    found = values(FAULTS["shift"]["indicator"])
    since = FAULTS["shift"]["quarters_before"]
    assert max(found[:since]) < min(found[since:])
    assert mean(found[since:]) - mean(found[:since]) > 10


def test_definition_break():
    fault = FAULTS["definition-break"]
    found = Break.objects.get(area__code="X99000001")
    assert (found.indicator.slug, found.on) == (fault["indicator"], date(2024, 7, 1))
    periods = line(fault["indicator"])
    after = [float(one.value) for one in periods if one.ends >= found.on]
    before = [float(one.value) for one in periods if one.ends < found.on]
    assert (len(after), len(before)) == (8, 12)
    assert mean(after) - mean(before) > 4


def test_late_team():
    """The quarter to December was due on 22 January 2026 and came seven weeks later."""
    late = {
        one.known_on
        for one in Observation.objects.filter(ends=ENDS[3]).select_related("series")
        if one.series.indicator.theme.slug in ("workforce", "quality-and-voice")
    }
    assert late == {date(2026, 3, 12)}
    others = Observation.objects.filter(ends=ENDS[3]).exclude(
        series__indicator__theme__slug__in=("workforce", "quality-and-voice")
    )
    assert set(others.values_list("known_on", flat=True)) == {date(2026, 1, 22)}


def test_wrong_denominator():
    fault = FAULTS["wrong-denominator"]
    all_of_them = {one.ends: one.value for one in line(fault["denominator_of"])}
    wrong = [
        index
        for index, one in enumerate(line(fault["indicator"]), 1)
        if one.denominator == all_of_them[one.ends]
    ]
    assert wrong == [fault["quarters_before"]]


def test_small_numbers():
    fault = FAULTS["small-numbers"]
    wholes = [one.denominator for one in line(fault["indicator"])]
    assert wholes.pop(fault["quarters_before"] - 1) == 3
    assert min(wholes) >= 10


def test_true_zero():
    newest = line(FAULTS["true-zero"]["indicator"])[FAULTS["true-zero"]["quarters_before"] - 1]
    assert (newest.value, newest.missing_reason, newest.ends) == (0, "", ENDS[1])


def test_gap():
    fault = FAULTS["gap"]
    gaps = {
        index: one.missing_reason
        for index, one in enumerate(line(fault["indicator"]), 1)
        if one.value is None
    }
    assert gaps == {fault["quarters_before"]: "not-available"}


def test_there_is_no_gap_but_this():
    assert Observation.objects.filter(value=None).count() == 1


def test_the_teams_said_what_they_saw():
    told = {name for name, fault in FAULTS.items() if "says" in fault}
    slugs = set(Commentary.objects.values_list("series__indicator__slug", flat=True))
    assert slugs == {FAULTS[name]["indicator"] for name in told}
    assert len(told) == Commentary.objects.count() == 4


def test_lines_that_are_said_twice_say_the_same():
    """The count and the rate of the same children; care leavers by one denominator."""
    counts = {one.ends: one.value for one in line("children-looked-after")}
    assert {one.ends: one.numerator for one in line("children-looked-after-rate")} == counts
    wholes = [[one.denominator for one in line(f"care-leavers-{name}")] for name in ("neet", "eet")]
    assert wholes[0] == wholes[1]
