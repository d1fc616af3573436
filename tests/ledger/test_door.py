"""What a reader sees through the one door."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.roles import Reader
from accounts.service import loader
from indicators.ledger.door import figures
from indicators.ledger.models import Observation
from indicators.ledger.verbs import withdraw
from tests.builders import correct, make_area, make_indicator, make_series, record

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def local_figure(**more):
    """A figure of the council's own with any field of it, as publish would leave it."""
    series = make_series(make_indicator("local-one"), "local", kind="local")
    typist, _ = User.objects.get_or_create(username="typist")
    fields = {
        "series": series,
        "is_proportion": True,
        "area": make_area(),
        "period_kind": "quarter",
        "starts": date(2025, 1, 1),
        "ends": date(2025, 3, 31),
        "value": Decimal(48),
        "numerator": Decimal(12),
        "denominator": Decimal(25),
        "by": loader(),
        "typed_by": typist,
        "known_on": date(2025, 4, 20),
        "recorded_at": timezone.now(),
    }
    return QuerySet(Observation).bulk_create([Observation(**{**fields, **more})])[0]


def seen(one, as_of=None, reader=Reader.COUNCIL, until=None):
    return figures([one.area], [one.series], as_of, reader, until)


def test_a_figure_comes_whole():
    one = record("45", numerator="159", denominator="351", reference="table D3")
    figure = seen(one)[0]
    assert (figure.value, figure.numerator, figure.denominator) == (45, 159, 351)
    assert (str(figure.period), figure.reference, figure.revision) == ("2024-25", "table D3", 1)
    assert figure.breakdown == "total"


def test_only_what_was_asked_for():
    one = record()
    record(area=make_area("E92000001", "England", "country"))
    record(series=make_series(make_indicator("another")))
    assert [figure.id for figure in seen(one)] == [one.pk]


def test_oldest_period_first_and_none_after_until():
    for period in ("2024-25", "2022-23", "2023-24"):
        one = record(period=period)
    assert [str(f.period) for f in seen(one)] == ["2022-23", "2023-24", "2024-25"]
    assert [str(f.period) for f in seen(one, until=date(2024, 3, 31))] == ["2022-23", "2023-24"]


def test_one_query_however_many_revisions(django_assert_num_queries):
    one = record(known_on=date(2021, 1, 1))
    correct(one, "46", date(2022, 1, 1))
    with django_assert_num_queries(1):
        assert seen(one)[0].value == 46


def test_a_correction_leaves_the_earlier_day_as_it_was():
    one = record("45", known_on=date(2021, 1, 1))
    correct(one, "46", date(2022, 1, 1))
    assert [seen(one, date(2020, 12, 31)), seen(one, date(2021, 12, 31))[0].value] == [[], 45]
    assert seen(one, date(2022, 1, 1))[0].value == 46


def test_a_withdrawn_figure_is_gone_from_that_day_on():
    one = record("45", known_on=date(2021, 1, 1))
    with time_machine.travel("2024-06-01 12:00"):
        withdraw(one, by=loader(), why="It was another council's.")
    assert seen(one) == []
    assert seen(one, date(2024, 5, 31))[0].value == 45


def test_a_missing_figure_keeps_its_reason():
    figure = seen(record(None, missing_reason="suppressed"))[0]
    assert (figure.value, figure.missing_reason) == (None, "suppressed")


def test_since_shortens_the_series_that_it_names_and_no_other():
    one, other = record(period="2022-23"), record(series=make_series(make_indicator("another")))
    record(period="2023-24")
    found = figures(
        [one.area],
        [one.series, other.series],
        None,
        Reader.COUNCIL,
        since={one.series: date(2024, 3, 31)},
    )
    assert {(f.series_id, str(f.period)) for f in found} == {
        (one.series_id, "2023-24"),
        (other.series_id, "2024-25"),
    }
    assert figures([one.area], [one.series], None, Reader.COUNCIL, since={}) == seen(one)


def test_a_figure_under_embargo_is_unseen_until_its_moment():
    moment = datetime(2025, 6, 5, 8, 30, tzinfo=UTC)
    one = local_figure(visible_from=moment)
    with time_machine.travel(moment - timedelta(seconds=1), tick=False):
        assert seen(one) == []
    with time_machine.travel(moment, tick=False):
        assert [figure.id for figure in seen(one)] == [one.pk]


def test_an_embargoed_revision_leaves_the_one_before_it_in_sight():
    earlier = local_figure(is_current=False)
    local_figure(
        revision=2,
        why="Recount",
        value=Decimal(52),
        visible_from=timezone.now() + timedelta(hours=1),
    )
    assert [figure.value for figure in seen(earlier)] == [48]


@pytest.mark.parametrize("reader", [Reader.PARTNER, Reader.PUBLIC])
def test_other_readers_get_no_number_of_the_council_s_own(reader):
    figure = seen(local_figure(qualifier="about", note="12 young people"), reader=reader)[0]
    numbers = (figure.value, figure.value_upper, figure.numerator, figure.denominator)
    assert numbers == (None, None, None, None)
    assert (figure.missing_reason, figure.qualifier, figure.note) == ("suppressed", "", "")


@pytest.mark.parametrize("reader", list(Reader))
def test_published_figures_are_the_same_for_everyone(reader):
    one = record("45", numerator="159", denominator="351")
    assert seen(one, reader=reader) == seen(one)


def test_the_council_sees_its_own():
    assert seen(local_figure())[0].numerator == 12


def test_nothing_is_known_before_it_was_public():
    one = record(known_on=date(2025, 11, 20))
    assert seen(one, date(2025, 11, 19)) == []
    assert len(seen(one, date(2025, 11, 20))) == 1
