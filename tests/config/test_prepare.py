"""manage.py prepare: from nothing to a database that can be served, and quiet the second time."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from pytest_django import DjangoDbBlocker

from accounts.models import Team, User
from accounts.roles import ensure_roles
from improvement.boards.models import Board, Seat
from improvement.boards.verbs import give_seat, take_seat
from indicators.areas.models import Area
from indicators.catalogue.models import Indicator
from indicators.catalogue.owners import give
from indicators.catalogue.queries import owners
from indicators.ledger.models import Observation
from indicators.targets.models import Target
from indicators.targets.verbs import end
from tests.harness.copies import connected_to, filled_copy

pytestmark = pytest.mark.django_db

TABLES = (
    *("accounts", "areas", "catalogue", "ledger", "targets"),
    *("improvement", "boards", "returns"),
)


def prepare():
    output = StringIO()
    call_command("prepare", stdout=output)
    return output.getvalue()


def everything():
    rows = [
        sorted(map(str, model.objects.values_list()))
        for label in TABLES
        for model in apps.get_app_config(label).get_models()
    ]
    return hashlib.sha256(repr(rows).encode()).hexdigest()


@dataclass(frozen=True)
class FirstStart:
    """A database that was prepared once, and what was said then."""

    database: str
    said: str


@pytest.fixture(scope="module")
def first_start(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[FirstStart]:
    said: list[str] = []
    with filled_copy("prepared", lambda: said.append(prepare()), django_db_blocker) as copy:
        yield FirstStart(copy, said[0])


@pytest.mark.database
class TestAfterTheFirstStart:
    """What is there, and what a second start leaves as it is."""

    @pytest.fixture(scope="class", autouse=True)
    def _there(self, first_start: FirstStart) -> Iterator[None]:
        with connected_to(first_start.database):
            yield

    def test_everything_is_there_afterwards(self, first_start):
        text = first_start.said
        assert Area.objects.filter(code="E10000034").exists()
        assert Indicator.objects.filter(retired_on=None).count() >= 12
        assert set(
            User.objects.filter(is_demonstration=True).values_list("username", flat=True)
        ) == {
            "viewer",
            "officer",
            "officer2",
            "approver",
            "deputy",
            "chair",
            "clerk",
            "administrator",
        }
        assert "http://127.0.0.1:8000/" in text
        people = "viewer, officer, officer2, approver, deputy, chair, clerk or administrator"
        assert f"Sign in as {people}." in text
        assert "Password: " in text

    def test_the_figures_of_the_care_leavers_page_are_there(self):
        """159 of 351 in 2024-25 and 155 of 304 the year before; England 40% (published table)."""
        neet = Observation.objects.filter(
            series__indicator__slug="care-leavers-neet", series__key="published", breakdown="total"
        )
        own = neet.filter(area__code="E10000034").order_by("ends")
        assert [(o.value, o.numerator, o.denominator) for o in own][-2:] == [
            (51, 155, 304),
            (45, 159, 351),
        ]
        assert neet.filter(area__code="E92000001").order_by("ends").last().value == 40
        target = Target.objects.get(indicator__slug="care-leavers-neet", area__code="E10000034")
        assert (target.high, target.tolerance, target.origin) == (40, 2, "demonstration")

    def test_five_boards_have_a_chair_a_clerk_and_a_member(self):
        assert Board.objects.count() == 5
        for board in Board.objects.all():
            seats = board.seats.values_list("user__username", "role", "sees_exempt")
            assert set(seats) == {
                ("chair", "chair", True),
                ("clerk", "clerk", True),
                ("viewer", "member", False),
            }

    def test_the_second_run_changes_nothing_and_says_so(self):
        before = everything()
        text = prepare()
        assert everything() == before
        assert text.count("nothing new") == 8
        assert "The password was shown at the first start." in text
        assert "Password:" not in text

    def test_what_people_entered_stays(self):
        administrator = User.objects.get(username="administrator")
        target = Target.objects.filter(origin="demonstration").first()
        end(target, by=administrator, why="Not ours.")
        before = everything()
        prepare()
        assert everything() == before

    def test_a_seat_that_an_administrator_ended_stays_ended(self):
        administrator = User.objects.get(username="administrator")
        board = Board.objects.first()
        for name in ("clerk", "chair"):
            take_seat(board.seats.get(user__username=name), by=administrator)
        give_seat(board, administrator, role="chair", by=administrator)
        before = everything()
        prepare()
        assert everything() == before

    def test_an_owner_that_people_chose_and_a_team_s_new_name_stay(self):
        administrator = User.objects.get(username="administrator")
        indicator = Indicator.objects.get(slug="care-leavers-neet")
        assert owners([indicator])[indicator.pk].team.slug == "leaving-care"
        Team.objects.filter(slug="leaving-care").update(name="Moving on")
        give(indicator, Team.objects.get(slug="virtual-school"), by=administrator)
        before = everything()
        prepare()
        assert everything() == before

    def test_the_address_is_that_of_the_server(self, monkeypatch):
        monkeypatch.setenv("HOST", "0.0.0.0")
        monkeypatch.setenv("PORT", "8123")
        assert "http://localhost:8123/" in prepare()


def test_a_given_password_is_named_but_not_shown(settings):
    settings.SIGHTLINE_DEMO_PASSWORD = "a password of ours"
    text = prepare()
    assert "The password is that in SIGHTLINE_DEMO_PASSWORD." in text
    assert "a password of ours" not in text
    assert User.objects.get(username="viewer").check_password("a password of ours")


@pytest.mark.database
def test_in_production_no_demonstration_users_and_targets_only_proposed(settings):
    settings.PRODUCTION = True
    settings.SIGHTLINE_DEMO_PASSWORD = "a password of ours"
    text = prepare()
    assert not User.objects.filter(is_demonstration=True).exists()
    assert not Target.objects.filter(origin="demonstration").exists()
    assert Board.objects.count() == 5
    assert not Seat.objects.exists()
    proposals = Target.objects.exclude(area=None)
    assert proposals.count() >= 5
    assert not proposals.exclude(confirmed_at=None).exists()
    assert "create_user" in text
    assert "Password" not in text


@pytest.mark.database
def test_a_database_with_demonstration_users_is_refused_in_production(settings):
    ensure_roles()
    User.objects.create_user("viewer", password="pw", is_demonstration=True)
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="demonstration users, which are never allowed"):
        prepare()
    assert not Area.objects.exists()


def test_an_unknown_area_stops_with_the_nearest_names(settings):
    settings.SIGHTLINE_AREA = "E10000039"
    settings.SIGHTLINE_COUNCIL_NAME = "Worcestershire County"
    with pytest.raises(CommandError) as error:
        prepare()
    message = str(error.value)
    assert message.startswith("SIGHTLINE_AREA is E10000039, and there is no such area.")
    assert "E10000034 (Worcestershire)" in message


def test_a_former_code_is_the_same_area(settings):
    settings.SIGHTLINE_AREA = "E10000002"
    prepare()
    area = Target.objects.filter(origin="demonstration").first().area
    assert area.code == "E06000060"
