"""The intake of official statistics: what is new, what is a revision, what changes nothing."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.roles import Reader
from accounts.service import loader
from indicators.ledger.door import figures
from indicators.ledger.intake import Stated, intake, preview
from indicators.ledger.models import AuditLink, Batch, Observation
from indicators.ledger.verification import verify
from indicators.ledger.withdrawing import withdraw_batch
from indicators.periods import Period
from indicators.refusal import RefusedError
from tests.builders import (
    make_area,
    make_england,
    make_indicator,
    make_series,
    make_source,
    record,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]

PERIODS = (Period.parse("2023-24"), Period.parse("2024-25"))
LONG_AGO = date(2020, 1, 1)


def stated(value=None, **more):
    """One figure of Worcestershire in 2024-25; a dash where it has no value."""
    number = None if value is None else Decimal(value)
    given_ = {"area_id": make_area().pk, "period": PERIODS[1], "known_on": LONG_AGO, **more}
    if number is None:
        given_.setdefault("missing_reason", "not-stated")
    return Stated(value=number, **given_)


def take(*of_series, series=None, why="A later release."):
    """Take these figures as one file; gives what it brought."""
    with opened(why) as one:
        one.take(series or make_series(), of_series)
    return one.taken


def opened(why="A later release."):
    return intake(source=make_source(), file_name="long.csv", sha256="0" * 64, by=loader(), why=why)


def counts(taken):
    return taken.new, taken.changed, taken.unchanged


def newest():
    return Observation.objects.get(is_current=True)


def test_a_new_figure_is_known_from_its_release(db):
    assert counts(take(stated("45", known_on_estimated=True, reference="Code"))) == (1, 0, 0)
    one = newest()
    assert (one.value, one.revision, one.why, one.reference) == (45, 1, "", "Code")
    assert (one.known_on, one.known_on_estimated) == (LONG_AGO, True)
    assert one.batch == Batch.objects.get()
    assert one.by == loader()


# What the ledger says, what the file says → whether that is another figure.
DIFFERENCES = {
    "the same": (stated, {"value": "45"}, {"value": "45"}, False),
    "another value": (stated, {"value": "45"}, {"value": "46"}, True),
    "another in the sixth decimal": (stated, {"value": "45"}, {"value": "45.000001"}, True),
    "a value for a dash": (stated, {}, {"value": "45"}, True),
    "a dash for a value": (stated, {"value": "45"}, {}, True),
    "a dash without a reason for one with": (
        *(stated, {"missing_reason": "suppressed"}, {}, False),
    ),
    "another reason": (
        *(stated, {"missing_reason": "suppressed"}, {"missing_reason": "not-applicable"}, True),
    ),
    "a reason for a dash without": (stated, {}, {"missing_reason": "suppressed"}, True),
    "final for provisional": (
        *(stated, {"value": "45", "status": "provisional"}, {"value": "45"}, True),
    ),
    "numbers behind a value": (
        *(stated, {"value": "45"}, {"value": "45", "numerator": 9, "denominator": 20}, True),
    ),
    "no numbers any more": (
        *(stated, {"value": "45", "numerator": 9, "denominator": 20}, {"value": "45"}, False),
    ),
    "other numbers behind the same": (
        stated,
        {"value": "45", "numerator": 9, "denominator": 20},
        {"value": "45", "numerator": 18, "denominator": 40},
        True,
    ),
    "another reference only": (
        *(stated, {"value": "45", "reference": "A"}, {"value": "45", "reference": "B"}, False),
    ),
    "another day of release only": (
        *(stated, {"value": "45"}, {"value": "45", "known_on": date(2021, 1, 1)}, False),
    ),
}


@pytest.mark.parametrize("case", DIFFERENCES)
def test_what_is_another_figure(db, case):
    make, before, after, is_revised = DIFFERENCES[case]
    take(make(**before))
    assert counts(take(make(**after))) == ((0, 1, 0) if is_revised else (0, 0, 1))
    assert Observation.objects.count() == 1 + is_revised
    assert newest().revision == 1 + is_revised
    assert verify().faults == []


def test_a_revision_of_the_same_release_is_known_from_today(db):
    """The file does not say when it changed: a page of an earlier day must not show it."""
    take(stated("45", known_on_estimated=True))
    take(stated("46", known_on_estimated=True))
    assert (newest().known_on, newest().known_on_estimated) == (date.today(), False)
    assert newest().why == "A later release."


def test_a_revision_of_a_later_release_is_known_from_that(db):
    take(stated("45"))
    take(stated("46", known_on=date(2021, 5, 1), known_on_estimated=True))
    assert (newest().known_on, newest().known_on_estimated) == (date(2021, 5, 1), True)


def test_a_figure_that_was_withdrawn_comes_back_as_a_revision(db):
    taken = take(stated("45"))
    withdraw_batch(taken.batch, by=loader(), why="Wrong file.")
    assert counts(take(stated("45"))) == (0, 1, 0)
    assert (newest().value, newest().revision, newest().status) == (45, 3, "final")


def test_what_was_written_by_other_verbs_is_compared_alike(db):
    record("45", "2024-25", known_on=LONG_AGO)
    assert counts(take(stated("45"))) == (0, 0, 1)
    assert counts(take(stated("47"))) == (0, 1, 0)


def test_the_largest_figure_is_held_exactly(db):
    pounds = make_series(make_indicator("spending", unit="pounds"), is_proportion=False)
    take(stated("16012355892"), stated("0.000001", period=PERIODS[0]), series=pounds)
    values = Observation.objects.order_by("ends").values_list("value", flat=True)
    assert list(values) == [Decimal("0.000001"), Decimal(16012355892)]
    assert counts(take(stated("16012355892"), series=pounds)) == (0, 0, 1)
    assert verify().faults == []


def test_a_look_writes_nothing_and_counts_alike(db):
    take(stated("45"))
    with preview() as one:
        one.take(make_series(), [stated("46"), stated("7", period=PERIODS[0])])
    assert counts(one.taken) == (1, 1, 0)
    assert [(change.was, change.now) for change in one.taken.changes] == [(45, 46)]
    assert one.taken.batch is None
    assert (Observation.objects.count(), Batch.objects.count()) == (1, 1)


def test_the_council_s_own_figures_and_the_future_are_refused(db):
    local = make_series(key="local", kind="local")
    with pytest.raises(RefusedError, match="signed return"):
        take(stated("45"), series=local)
    tomorrow = date.today() + timedelta(days=1)
    with pytest.raises(RefusedError, match="in the future"):
        take(stated("45", known_on=tomorrow))
    assert not Observation.objects.exists()


@pytest.mark.parametrize(
    "other", [{"known_on": date(2021, 1, 1)}, {"reference": "Another"}], ids=["day", "reference"]
)
def test_areas_of_one_period_may_come_from_two_places(db, other):
    """One digest vouches for both, whatever is said beside the value."""
    take(stated("45"), stated("40", area_id=make_england().pk, **other))
    assert Observation.objects.count() == 2
    assert verify().faults == []


def test_a_period_may_come_in_two_parts(db, monkeypatch):
    monkeypatch.setattr("indicators.ledger.intake.SET", 1)
    in_parts([[stated("45")], [stated("40", area_id=make_england().pk)]])
    assert Observation.objects.count() == 2
    assert verify().faults == []


def in_parts(parts, *, fail=False):
    """Take one part after the other as one file, and break in the end if told so."""
    with opened() as one:
        for number, part in enumerate(parts):
            one.take(make_series(make_indicator(f"part-{number}" if fail else "one")), part)
        assert not fail, "The file breaks off."


# A failure leaves nothing


def guards():
    """The triggers that hold the figures, by name."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY 1")
        else:
            cursor.execute(
                "SELECT tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1"
            )
        return cursor.fetchall()


def test_a_failure_in_the_middle_leaves_nothing(db, monkeypatch):
    monkeypatch.setattr("indicators.ledger.intake.SET", 1)
    take(stated("45"), series=make_series(make_indicator("part-0")))
    before = guards(), list(Observation.objects.values()), AuditLink.objects.count()
    with pytest.raises(AssertionError, match="breaks off"):
        in_parts([[stated("46")], [stated("1")]], fail=True)
    assert (guards(), list(Observation.objects.values()), AuditLink.objects.count()) == before
    assert Batch.objects.count() == 1
    still_refuse()


def test_what_the_database_refuses_leaves_nothing(db):
    """More of a part than of the whole; the constraint stands while the triggers are lifted."""
    before = guards()
    with pytest.raises(DatabaseError), transaction.atomic():
        take(stated("45", numerator=21, denominator=20))
    assert not Observation.objects.exists()
    assert not Batch.objects.exists()
    assert guards() == before


def test_after_an_intake_the_guards_are_back(db):
    before = guards()
    take(stated("45"))
    assert guards() == before
    still_refuse()


def still_refuse():
    """Neither an update of what is kept nor a figure that refers to nothing gets past."""
    one = newest()
    plain = QuerySet(Observation)
    with pytest.raises(DatabaseError), transaction.atomic():
        plain.filter(pk=one.pk).update(value=1)
    fields = {f.attname: getattr(one, f.attname) for f in Observation._meta.concrete_fields}
    forged = fields | {"id": None, "revision": 9, "is_current": False, "why": "Forged."}
    for change in ({"series_id": 10**6}, {"is_proportion": not one.is_proportion}):
        with pytest.raises(DatabaseError), transaction.atomic():
            plain.bulk_create([Observation(**forged | change)])


# Any sequence of imports, held against a dictionary


@dataclass
class Diary:
    """Every figure's revisions: content, when it was known, and whether that is estimated."""

    lines: dict = field(default_factory=dict)

    def take(self, key, content, known_on, today):
        """Which of new, changed and unchanged it is."""
        revisions = self.lines.setdefault(key, [])
        if not revisions:
            revisions.append((content, known_on))
            return "new"
        last, last_known = revisions[-1]
        value, reason, status = content
        same_value = value == last[0] and (value is not None or reason in (last[1], "not-stated"))
        if same_value and status == last[2]:
            return "unchanged"
        revisions.append((content, known_on if known_on > last_known else today))
        return "changed"

    def shown(self, day):
        """By key, what was known at the end of a day; the newest of what was."""
        found = {}
        for key, revisions in self.lines.items():
            known = [content for content, known_on in revisions if known_on <= day]
            if known:
                found[key] = known[-1]
        return found


START = date(2025, 1, 1)
CONTENTS = st.one_of(
    st.tuples(
        st.integers(0, 3).map(lambda n: Decimal(n) / 2),
        st.just(""),
        st.sampled_from(["final", "provisional"]),
    ),
    st.tuples(st.none(), st.sampled_from(["not-stated", "suppressed"]), st.sampled_from(["final"])),
)
# An import: days before it, how old its release is, and by period and area what it says.
IMPORTS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.integers(0, 3),
        st.dictionaries(
            st.tuples(st.sampled_from(PERIODS), st.booleans()), CONTENTS, min_size=1, max_size=4
        ),
    ),
    max_size=6,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(imports=IMPORTS)
def test_any_imports_say_what_a_diary_of_them_says(db, imports):
    with transaction.atomic():
        series, areas = make_series(), {True: make_england(), False: make_area()}
        diary, today = Diary(), START
        for number, (days, age, said) in enumerate(imports):
            today += timedelta(days=days)
            known_on = today - timedelta(days=age)
            expected = []
            # No two acts at the same instant.
            with time_machine.travel(datetime.combine(today, time(number)), tick=False):
                given_ = []
                for (period, where), content in said.items():
                    value, reason, status = content
                    key = areas[where].pk, period
                    expected.append(diary.take(key, content, known_on, today))
                    given_.append(
                        Stated(*key, value, missing_reason=reason, status=status, known_on=known_on)
                    )
                taken = take(*given_, series=series)
            assert counts(taken) == tuple(
                expected.count(word) for word in ("new", "changed", "unchanged")
            )
        for offset in range(-4, 14):
            day = START + timedelta(days=offset)
            with time_machine.travel(max(day, today), tick=False):
                found = figures(areas.values(), [series], day, Reader.COUNCIL)
            said = {
                (one.area_id, one.period): (one.value, one.missing_reason, one.status)
                for one in found
            }
            assert said == diary.shown(day)
        assert verify().faults == []
        transaction.set_rollback(True)
