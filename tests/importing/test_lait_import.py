"""The whole published set over the shipped history, held against pandas and plain loops."""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO
from pathlib import Path
from shutil import copy

import pandas
import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from accounts.service import loader
from indicators.areas.models import Membership
from indicators.catalogue import queries
from indicators.catalogue.models import Indicator, Series
from indicators.importing.lait import Report, run
from indicators.importing.lait_files import LaitFiles
from indicators.ledger.models import AuditLink, Batch, Observation
from indicators.ledger.verification import verify
from tests.data.shipped import rows
from tests.importing import oracle
from tests.importing.oracle import AREAS, ENGLAND

WORCESTERSHIRE = "E10000034"
DICTIONARY = "lait_data_dictionary.csv"
LONG = "bds_long_0.parquet"


@dataclass(frozen=True)
class Imported:
    """What the ledger held before, what the import would do, and what it did."""

    before: int
    looked: Report
    done: Report


@pytest.fixture(scope="module")
def imported(
    shared: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Imported]:
    """In one transaction, which is rolled back when the last test of this module is done."""
    files = LaitFiles.among([shared / "data/lait"])
    with django_db_blocker.unblock(), transaction.atomic():
        for command in ("load_areas", "load_catalogue", "load_figures"):
            call_command(command, stdout=StringIO())
        before = Observation.objects.count()
        looked = run(files, by=loader(), only_look=True)
        assert Observation.objects.count() == before
        yield Imported(before, looked, run(files, by=loader()))
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def expected(shared: Path) -> pandas.DataFrame:
    """The lines that should be figures: of years that can be read, and places that existed."""
    long, kinds = oracle.long_file(shared), oracle.kinds(shared)
    long = long[long["year"] != "0"]
    pairs = long[["code", "year"]].drop_duplicates()
    spans = {
        (code, year): oracle.days(year, kinds[code])
        for code, year in pairs.itertuples(index=False, name=None)
    }
    found = [spans[pair] for pair in zip(long["code"], long["year"], strict=True)]
    long = long.assign(first=[one for one, _ in found], last=[one for _, one in found])
    there = {
        (area, first, last): oracle.was_there(area, first, last)
        for area, first, last in set(zip(long["area"], long["first"], long["last"], strict=True))
    }
    lines = zip(long["area"], long["first"], long["last"], strict=True)
    return long.assign(there=[there[one] for one in lines])


COLUMNS = {
    "series__code": "code",
    "area__code": "area",
    "starts": "first",
    "ends": "last",
    "value": "value",
    "status": "status",
    "batch__file_name": "file",
}


@pytest.fixture(scope="module")
def ledger(imported: Imported, django_db_blocker: DjangoDbBlocker) -> pandas.DataFrame:
    """Every current figure of the tool's series, with the code of its measure and its file."""
    with django_db_blocker.unblock():
        found = Observation.objects.filter(is_current=True, series__source__slug="lait")
        lines = list(found.exclude(series__code="").values_list(*COLUMNS))
    return pandas.DataFrame(lines, columns=list(COLUMNS.values()))


@pytest.fixture(scope="module")
def printed(expected: pandas.DataFrame) -> dict[tuple, Decimal | None]:
    """Code, area, first and last day → what the file prints."""
    there = expected[expected["there"]]
    keys = zip(there["code"], there["area"], there["first"], there["last"], strict=True)
    return dict(zip(keys, map(oracle.stored, there["value"]), strict=True))


def keys_of(ledger: pandas.DataFrame) -> list[tuple]:
    return list(zip(ledger["code"], ledger["area"], ledger["first"], ledger["last"], strict=True))


def test_every_figure_is_the_one_of_the_file_and_none_is_missing(ledger, printed):
    held = dict(zip(keys_of(ledger), ledger["value"], strict=True))
    assert printed.keys() <= held.keys()
    assert {key: held[key] for key in printed} == printed


def test_what_the_file_does_not_have_is_what_was_shipped(ledger, printed):
    more = ledger[[key not in printed for key in keys_of(ledger)]]
    assert set(more["file"].str.partition("/")[0]) == {"history"}


def test_every_measure_and_area_has_as_many_figures_as_the_file_has_lines(
    ledger, expected, printed
):
    there = expected[expected["there"]]
    held = ledger[[key in printed for key in keys_of(ledger)]]
    for one, count in (("code", 434), ("area", 170)):
        lines = there.groupby(one).size()
        assert held.groupby(one).size().to_dict() == lines.to_dict()
        assert len(lines) == count


def test_what_is_left_out_is_said(imported, expected):
    gone = expected[~expected["there"] & (expected["value"] != "-")]
    counted = Counter(AREAS[code]["name"] for code in gone["area"])
    assert imported.done.left_out == [
        f"{name}: {number} figures of years in which it did not exist"
        for name, number in sorted(counted.items())
    ]
    assert imported.done.not_understood == ["CINPermExclusion: the year “0” of 170 rows"]


def test_a_look_says_what_the_import_then_does(imported):
    looked, done = imported.looked.taken, imported.done.taken
    for one in ("rows", "new", "changed", "unchanged", "doubtful"):
        assert getattr(looked, one) == getattr(done, one), one
    assert looked.batch is None
    assert imported.looked.references == imported.done.references == 374
    assert imported.looked.not_understood == imported.done.not_understood


def test_over_the_shipped_history_nothing_changes(imported, db):
    taken = imported.done.taken
    assert taken.changed == 0
    assert taken.unchanged > 10_000
    assert Observation.objects.count() == imported.before + taken.new
    assert not Observation.objects.filter(revision__gt=1).exists()


# Code, place, how the file writes the year, the period, the value, how settled it is.
SPOTS = [
    ("C&YPExpenditure", "England", "2024-25 (OT)", "2024-25", "16012355892", "final"),
    ("LACFinance", "Worcestershire", "2016-17 (OT)", "2016-17", "830", "final"),
    ("KS1P_all", "Worcestershire", "2025 (prov)", "AY 2024-25", "81", "provisional"),
    ("A3A", "Worcestershire", "2018 (Rev)", "AY 2017-18", "6.3", "revised"),
    ("A3A", "Worcestershire", "2020 (Final)", "AY 2019-20", "18.5", "final"),
    ("RTA", "Worcestershire", "2014-16", "CY 2014-16", "15.04", "final"),
    ("RTA", "Worcestershire", "2019-21", "CY 2019-21", None, "final"),
    ("Hosp_Adm_Alc_<18yrs", "Worcestershire", "2013/14-15/16", "2013-16", "30.36", "final"),
    ("PriFSM", "Worcestershire", "2025", "2025-01-16", "18.8", "final"),
    ("PriFSM", "England", "2024", "2024-01-18", "24.3", "final"),
    ("PriTotAbs", "Worcestershire", "2020", "AY 2019-20", None, "final"),
    ("KS2R_Prog_VA", "Worcestershire", "2022", "AY 2021-22", "-0.65", "final"),
    ("Pri_ Pup_FixedEx", "Worcestershire", "2020/21", "AY 2020-21", "0.60412", "final"),
    ("PriPermEx", "Worcestershire", "2023/24", "AY 2023-24", "0.04507", "final"),
    ("Work_Force_Vac_Rate", "Worcestershire", "2025", "2025-09-30", "12.4", "final"),
    ("Social_Work_Starters", "Worcestershire", "2025", "12m to 2025-M09", "42.7", "final"),
    ("LAC_ceased_SGO%", "Worcestershire", "2025", "2024-25", "8", "final"),
    ("FirstYJS", "England", "2024", "CY 2024", "1258", "doubtful"),
]


def period_of(one: Observation) -> str:
    return str(one.period)


@pytest.mark.parametrize(("code", "place", "year", "period", "value", "status"), SPOTS)
def test_a_figure_read_by_hand(imported, db, shared, code, place, year, period, value, status):
    long = oracle.long_file(shared)
    chosen = (long["code"] == code) & (long["place"] == place) & (long["year"] == year)
    (printed,) = long[chosen]["value"]
    assert oracle.stored(printed) == (None if value is None else Decimal(value))
    of_code = Observation.objects.filter(
        series__code=code, series__source__slug="lait", area__name=place, is_current=True
    )
    (found,) = (one for one in of_code if period_of(one) == period)
    assert found.value == (None if value is None else Decimal(value))
    assert (found.missing_reason, found.status) == ("" if value else "not-stated", status)
    assert found.reference == code


def test_figures_taken_by_chance_are_those_that_pandas_reads(imported, db, shared, expected):
    chosen = expected[expected["there"]].sample(60, random_state=2026)
    for one in chosen.itertuples():
        held = Observation.objects.filter(
            series__code=one.code, series__source__slug="lait", area__code=one.area, ends=one.last,
            starts=one.first,
        )  # fmt: skip
        values = {found.value for found in held}
        assert values == {oracle.stored(one.value)}, one


def worcestershire(code: str, area: str = WORCESTERSHIRE) -> dict[date, Decimal | None]:
    found = Observation.objects.filter(
        series__code=code, series__source__slug="lait", area__code=area, is_current=True
    )
    return {one.ends: one.value for one in found}


@pytest.mark.parametrize(
    ("area", "values"),
    [
        (WORCESTERSHIRE, (45, 42, 40, 43, 45, 34, 44, 51, 45)),
        (ENGLAND, (40, 39, 39, 39, 41, 38, 38, 39, 40)),
    ],
)
def test_care_leavers_not_in_education_as_the_data_describe_them(imported, db, area, values):
    held = worcestershire("CareLeaversNEET", area)
    assert tuple(held[date(year, 3, 31)] for year in range(2017, 2026)) == values


@pytest.mark.parametrize(("code", "value"), [("CPP_Num", 473), ("LACnum", 694), ("LAC", 60)])
def test_what_the_inspectors_read_in_2016(imported, db, code, value):
    assert worcestershire(code)[date(2016, 3, 31)] == value


GEOGRAPHY = {
    "2025": ("sn_model_2025_wide.csv", "old_la_code", "SN_{}"),
    "2021": ("New_Statistical_Neighbour_Groupings_April_2021.csv", "LA num", "SN{}"),
}


@pytest.mark.parametrize("edition", GEOGRAPHY)
def test_neighbours_are_those_of_the_geography_files(imported, db, shared, edition):
    name, subject, place = GEOGRAPHY[edition]
    numbers = {r["value"]: r["code"] for r in rows("areas/aliases.csv") if r["scheme"] == "dfe"}
    with (shared / "data/geography" / name).open(encoding="utf-8-sig", newline="") as lines:
        published = {
            numbers[row[subject]]: [numbers[row[place.format(n)]] for n in range(1, 11)]
            for row in csv.DictReader(lines)
            if row[subject] in numbers
        }
    held: dict[str, list[str]] = {}
    members = Membership.objects.filter(edition__slug=edition).order_by("subject", "place")
    for one, other in members.values_list("subject__code", "member__code"):
        held.setdefault(one, []).append(other)
    assert len(published) > 150
    assert held == {code: published[code] for code in held}


def test_doubtful_is_what_lies_outside_the_range_of_its_authorities(ledger, expected):
    """A loop over England and each region, of every measure that is not a size."""
    kinds = Series.objects.filter(source__slug="lait").exclude(code="")
    sizes = set(kinds.filter(compare="none").values_list("code", flat=True))
    sizes |= set(kinds.filter(indicator__unit__in=("count", "fte")).values_list("code", flat=True))
    values: dict[tuple, dict[str, Decimal]] = {}
    there = expected[expected["there"] & (expected["value"] != "-")]
    for one in there.itertuples():
        values.setdefault((one.code, one.last), {})[one.area] = oracle.stored(one.value)
    wholes = {code: oracle.members(code) for code, one in AREAS.items() if oracle.members(code)}
    suspect = set()
    for (code, last), of_period in values.items():
        for whole, members in wholes.items():
            known = [of_period[one] for one in members if one in of_period]
            if code in sizes or whole not in of_period or not known:
                continue
            if of_period[whole] < min(known) or of_period[whole] > max(known):
                suspect.add((code, whole, last))
    marked = ledger[ledger["status"] == "doubtful"]
    held = set(zip(marked["code"], marked["area"], marked["last"], strict=True))
    assert held == suspect
    assert ("FirstYJS", ENGLAND, date(2024, 12, 31)) in held
    assert any(code == "PreChildDea" and area == ENGLAND for code, area, _ in held)


# Reference indicators


def test_every_measure_that_nobody_asks_for_is_a_reference_indicator(imported, db, shared):
    asked = {row["code"] for row in rows("history-measures.csv")}
    codes = set(oracle.long_file(shared)["code"]) - asked
    found = {one.aliases[0]: one for one in queries.reference()}
    assert set(found) == codes
    assert len(found) == 374
    assert not set(found.values()) & set(queries.indicators())


def test_reference_indicators_say_what_the_dictionary_says(imported, db, shared):
    said: dict[str, dict[str, str]] = {}
    for row in oracle.dictionary(shared):
        said.setdefault(row["Measure_short"], row)
    words = {"High": "higher", "Low": "lower"}
    for one in queries.reference():
        row = said[one.aliases[0]]
        assert one.name == " ".join(row["Measure"].split())[:200]
        assert one.polarity == words.get(row["Polarity"], "context"), one.slug
        assert one.texts["year_type"] == row["Year_Type"]
        assert "<" not in one.texts["definition"]


def test_two_codes_that_differ_by_a_sign_are_two_indicators(imported, db):
    found = dict(Series.objects.filter(source__slug="lait").values_list("code", "indicator__slug"))
    assert found["LAC_ceased_SGO%"] == "left-care-by-special-guardianship"
    assert found["LAC_ceased_SGO"] == "lait-lac-ceased-sgo"
    assert found["Unacc_Asylmn_Seek_Childn"] != found["Unacc_Asylmn_Seek_Childn%"]
    assert found["%_3&4yr_olds"] == "lait-pct-3-4yr-olds"
    assert found["Hosp_Adm_Alc_<18yrs"] == "lait-hosp-adm-alc--18yrs"


# Again


def test_the_same_files_again_are_not_read(imported, db, shared):
    links = AuditLink.objects.count()
    done = run(LaitFiles.among([shared / "data/lait"]), by=loader())
    assert done.is_known
    assert (done.taken.rows, AuditLink.objects.count()) == (0, links)


def test_the_same_content_under_another_name_is_new_to_nobody(imported, db, shared, tmp_path):
    lait, held = shared / "data/lait", Observation.objects.count()
    copy(lait / LONG, tmp_path / "another.parquet")
    copy(lait / DICTIONARY, tmp_path)
    taken = run(LaitFiles.among([tmp_path]), by=loader()).taken
    assert (taken.new, taken.changed) == (0, 0)
    assert taken.rows == taken.unchanged == imported.done.taken.rows
    assert Observation.objects.count() == held
    assert Indicator.objects.filter(slug__startswith="lait-").count() == 374


def test_one_changed_value_is_one_revision_known_from_today(imported, db, shared, tmp_path):
    lait = shared / "data/lait"
    table = pandas.read_parquet(lait / LONG)
    table = table[table["Short Desc"] == "LAC_ceased_SGO%"]
    one = (table["LA Number"] == 885) & (table["Years"] == "2025")
    table.loc[one, "Values"] = "9.5"
    table.to_parquet(tmp_path / LONG)
    copy(lait / DICTIONARY, tmp_path)
    done = run(LaitFiles.among([tmp_path]), by=loader())
    assert (done.taken.new, done.taken.changed) == (0, 1)
    (change,) = done.taken.changes
    assert (change.was, change.now) == (8, Decimal("9.5"))
    first, second = Observation.objects.filter(
        series__code="LAC_ceased_SGO%", area__code=WORCESTERSHIRE, ends=date(2025, 3, 31)
    ).order_by("revision")
    assert (first.value, first.is_current) == (8, False)
    assert (second.value, second.is_current) == (Decimal("9.5"), True)
    assert second.known_on == timezone.localdate()
    assert first.known_on < second.known_on
    assert second.why


def test_every_figure_is_known_since_after_its_period_ended_and_not_after_today(imported, db):
    batch = imported.done.taken.batch
    written = Observation.objects.filter(batch=batch)
    assert not written.filter(known_on__gt=timezone.localdate()).exists()
    early = [one for one in written.values_list("ends", "known_on").distinct() if one[1] < one[0]]
    assert early == []


def test_the_batch_and_its_link_say_how_much_it_was(imported, db):
    batch = Batch.objects.get(source__slug="lait", file_name=LONG)
    assert batch == imported.done.taken.batch
    assert batch.rows == imported.done.taken.rows
    link = AuditLink.objects.get(chain=f"batch:{batch.pk}")
    assert link.verb == "record-batch"
    assert timezone.now() - link.at < timedelta(hours=1)


@pytest.mark.slow
def test_verification_finds_nothing_wrong_with_it(imported, db):
    done = verify()
    assert done.faults == []
    assert done.rows > imported.done.taken.new
