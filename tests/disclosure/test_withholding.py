"""From the ledger to the figures kept back, with real rows; every number is worked by hand."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker

from accounts.roles import Reader
from indicators.areas.models import Area
from indicators.catalogue.models import Series
from indicators.disclosure.withholding import Why, kept_back, withheld
from indicators.ledger.door import Figure, figures
from indicators.ledger.models import Observation
from indicators.ledger.verbs import Signed, publish
from indicators.readings.gather import readings
from tests.builders import make_area, make_indicator, make_series, record, row, sign

pytestmark = pytest.mark.django_db


def own(slug: str, unit: str = "count", **more) -> Series:
    indicator = make_indicator(slug, unit=unit, order=len(slug))
    more.setdefault("is_proportion", unit == "percent")
    return make_series(indicator, key="local", kind="local", **more)


def count(series: Series, value: int, period: str, **more) -> Observation:
    return sign(str(value), period, series=series, **more)


def share(series: Series, part: int, whole: int, period: str, **more) -> Observation:
    value = f"{100 * part / whole:.6f}"
    return sign(value, period, series=series, numerator=str(part), denominator=str(whole), **more)


def corrected(seen: Observation, value: str | None, known_on: date, **more) -> Observation:
    """What two people sign over the figure that they have seen."""
    assert seen.typed_by
    about = {"series": seen.series, "area": seen.area, "known_on": known_on}
    return publish(
        [
            Signed(
                row=row(value, str(seen.period), **about, **more),
                typed_by=seen.typed_by,
                seen=seen.revision,
                why="Counted again.",
            )
        ],
        by=seen.by,
        chain="test",
    )[0]


def kept(shown_before: tuple[Observation, ...] = ()) -> dict[int, Why]:
    return kept_back(make_area(), None, [one.pk for one in shown_before])


@pytest.mark.parametrize(("value", "is_kept"), [(0, False), (1, True), (5, True), (6, False)])
def test_a_count_from_one_to_five_is_kept_back(value: int, is_kept: bool) -> None:
    figure = count(own("conferences-overdue", span="day"), value, "2025-03-31")
    assert kept() == ({figure.pk: Why.SMALL} if is_kept else {})


@pytest.mark.parametrize(
    ("part", "whole", "is_kept"),
    [
        (3, 168, True),
        (165, 168, True),
        (2, 4, True),
        (0, 4, True),
        (0, 168, False),
        (168, 168, False),
    ],
)
def test_a_share_of_few_or_without_few_is_kept_back(part: int, whole: int, is_kept: bool) -> None:
    """Numerator, denominator, and those who are not in the numerator."""
    figure = share(own("pathway-plans", "percent", span="day"), part, whole, "2025-03-31")
    assert kept() == ({figure.pk: Why.SMALL} if is_kept else {})


@pytest.mark.parametrize(
    ("unit", "numbers", "why"),
    [
        ("percent", {}, Why.NO_BASE),
        ("days", {}, Why.NO_BASE),
        ("per-10,000", {}, Why.NO_BASE),
        ("per-10,000", {"numerator": "4"}, Why.SMALL),
        ("per-10,000", {"numerator": "40"}, None),
        ("days", {"denominator": "4"}, Why.SMALL),
        ("days", {"denominator": "40"}, None),
        ("cases-per-worker", {"numerator": "90", "denominator": "4.6"}, Why.SMALL),
    ],
)
def test_what_each_unit_rests_on(unit: str, numbers: dict[str, str], why: Why | None) -> None:
    series = own("something", unit, is_proportion=False)
    figure = sign("45", "2024-25", series=series, **numbers)
    assert kept() == ({figure.pk: why} if why else {})


def test_money_and_places_are_nobody() -> None:
    count(own("care-leaver-drop-ins"), 3, "2024-25")
    assert kept() == {}


def test_published_and_reported_figures_are_never_kept_back() -> None:
    for kind in ("published", "report"):
        record("3", series=make_series(key=kind, kind=kind))
    assert kept() == {}


def test_a_year_so_far_that_would_betray_a_quarter() -> None:
    """From 13 to 16 between June and September: three. The newer of the two goes."""
    adopted = own("children-adopted", span="year-to-date")
    count(adopted, 13, "2024-25 Q1-Q1", known_on=date(2024, 7, 20))
    newer = count(adopted, 16, "2024-25 Q1-Q2", known_on=date(2024, 10, 20))
    assert kept() == {newer.pk: Why.DERIVED}


def test_a_part_that_the_total_would_betray() -> None:
    """486 less 300 and 183: three live elsewhere."""
    looked_after = own("children-looked-after", span="day")
    day = {"known_on": date(2025, 4, 20)}
    count(looked_after, 486, "2025-03-31", **day)
    rest = [
        count(looked_after, value, "2025-03-31", breakdown=f"placement: {name}", **day)
        for name, value in (("foster", 300), ("homes", 183))
    ]
    assert list(kept().values()) == [Why.DERIVED]
    smallest = rest[1]
    assert smallest.pk in kept()


def test_the_numbers_of_care_leavers_are_one_sum() -> None:
    """168 less 66 and 98 leaves 4 of whom nothing is known, whether or not a figure says so."""
    neet = share(own("care-leavers-neet", "percent", span="day"), 66, 168, "2025-03-31")
    eet = share(own("care-leavers-eet", "percent", span="day"), 98, 168, "2025-03-31")
    assert set(kept().values()) == {Why.DERIVED}
    assert kept().keys() < {neet.pk, eet.pk}


def test_what_was_shown_before_stays_and_the_others_go() -> None:
    """April to June and the half-year are out; now the quarter between them cannot be."""
    referrals = own("referrals", span="in-period")
    first = count(referrals, 20, "2024-25 Q1", known_on=date(2024, 7, 20))
    half = count(referrals, 53, "2024-25 Q1-Q2", known_on=date(2024, 10, 20))
    third = count(referrals, 4, "2024-25 Q3", known_on=date(2025, 1, 20))
    year = count(referrals, 80, "2024-25", known_on=date(2025, 4, 20))
    last = count(referrals, 23, "2024-25 Q4", known_on=date(2025, 4, 20))
    seen = (first, half, year)
    assert kept(seen) == {third.pk: Why.SMALL, last.pk: Why.DERIVED}


def test_a_figure_shown_before_and_corrected_since_is_known_unless_it_became_small() -> None:
    referrals = own("referrals", span="in-period")
    shown = count(referrals, 20, "2024-25 Q1", known_on=date(2024, 7, 20))
    now = corrected(shown, "4", date(2024, 8, 1))
    assert kept((shown,)) == {now.pk: Why.SMALL}
    again = corrected(now, "21", date(2024, 9, 1))
    assert kept((shown,)) == {}
    half = count(referrals, 24, "2024-25 Q1-Q2", known_on=date(2024, 10, 20))
    assert kept((shown,)) == {half.pk: Why.DERIVED}
    assert again.pk not in kept((shown,))


def test_a_figure_shown_before_and_withdrawn_since_is_still_known() -> None:
    referrals = own("referrals", span="in-period")
    shown = count(referrals, 20, "2024-25 Q1", known_on=date(2024, 7, 20))
    gone = {"missing_reason": "not-available", "status": "withdrawn"}
    corrected(shown, None, date(2024, 8, 1), **gone)
    half = count(referrals, 24, "2024-25 Q1-Q2", known_on=date(2024, 10, 20))
    assert kept((shown,)) == {half.pk: Why.DERIVED}


def test_a_figure_kept_back_has_no_number_before_it_is_assessed() -> None:
    series = own("conferences-overdue", span="day")
    figure = count(series, 3, "2025-03-31")
    hide = withheld(make_area())
    assert hide == {figure.pk}
    (reading,) = readings([series.indicator], make_area(), reader=Reader.COUNCIL, hide=hide)
    (shown,) = reading.own
    assert (shown.value, shown.missing_reason) == (None, "suppressed")


class TestExampleshire:
    """Five invented years of 43 indicators, most of them counted in a quarter of one council."""

    @pytest.fixture(scope="class", autouse=True)
    def loaded(self, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
        with django_db_blocker.unblock(), transaction.atomic():
            for command in ("load_areas", "load_catalogue"):
                call_command(command, stdout=StringIO())
            with time_machine.travel("2026-11-24 12:00"):
                call_command("load_training", stdout=StringIO())
            yield
            transaction.set_rollback(True)

    def all_figures(self) -> list[tuple[Figure, Series]]:
        series = {
            one.pk: one for one in Series.objects.filter(kind="local").select_related("indicator")
        }
        area = Area.objects.get(code="X99000001")
        found = figures([area], list(series.values()), date(2026, 11, 24), Reader.COUNCIL)
        return [(one, series[one.series_id]) for one in found]

    def test_what_rests_on_few_is_kept_back_and_little_else_for_its_sake(self) -> None:
        found = self.all_figures()
        assert len(found) == 788
        small = {one.id for one, series in found if any(0 < n < 6 for n in behind(one, series))}
        why = kept_back(Area.objects.get(code="X99000001"), date(2026, 11, 24))
        assert {one for one, reason in why.items() if reason == Why.SMALL} == small
        others = {one for one, reason in why.items() if reason == Why.DERIVED}
        assert others.isdisjoint(small)
        assert 0 < len(others) < 30
        assert len(why) == len(small) + len(others)


def behind(one: Figure, series: Series) -> list[Decimal]:
    """The people behind a figure, by its unit."""
    part, whole, unit = one.numerator, one.denominator, series.indicator.unit
    if one.value is None:
        return []
    if unit == "count":
        return [one.value]
    if unit == "per-10,000":
        return [part] if part else []
    if part is None or whole is None:
        pytest.fail(f"{series}, {one.period}: Exampleshire knows the numbers behind it")
    if unit in ("days", "weeks"):
        return [whole]
    return [part, whole, whole - part] if series.is_proportion else [part, whole]
