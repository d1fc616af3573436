"""The team's page in administration: who is in it, and forms that others overtook."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from accounts.models import Team, TeamMember, User
from tests.dashboard.administering import page_of, saved, user

pytestmark = pytest.mark.django_db


def members(*rows: dict[str, Any], existing: int = 0) -> dict[str, Any]:
    typed: dict[str, Any] = {"places-TOTAL_FORMS": len(rows), "places-INITIAL_FORMS": existing}
    for number, row in enumerate(rows):
        typed |= {f"places-{number}-{name}": value for name, value in row.items()}
    return typed


def test_a_team_has_members_and_one_approver(boss: Client):
    team = Team.objects.create(slug="leaving", name="Leaving")
    typed = members(
        {"user": user("approver"), "role": "approver"},
        {"user": user("officer"), "role": "member"},
        {"user": user("administrator"), "role": "approver", "deputy": "on"},
    )
    saved(boss.post(page_of(Team, "change", team.pk), {"name": "Moving on", **typed}))
    team.refresh_from_db()
    assert (team.name, team.slug) == ("Moving on", "leaving")
    places = team.places.values_list("user__username", "role", "deputy")
    assert set(places) == {
        ("approver", "approver", False),
        ("officer", "member", False),
        ("administrator", "approver", True),
    }
    assert LogEntry.objects.get(object_id=team.pk).user.username == "administrator"


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ((("approver", "approver", ""), ("officer", "approver", "")), "A team has one approver."),
        ((("officer", "member", "on"),), "A deputy signs for the approver"),
        ((("officer", "member", ""), ("officer", "member", "")), "duplicate"),
        ((("sightline", "member", ""),), "Select a valid choice"),
    ],
)
def test_a_team_that_cannot_be_is_refused_in_words(
    boss: Client, rows: tuple[tuple[str, str, str], ...], says: str
):
    team = Team.objects.create(slug="leaving", name="Leaving")
    typed = members(
        *({"user": user(name), "role": role, "deputy": deputy} for name, role, deputy in rows)
    )
    answer = boss.post(page_of(Team, "change", team.pk), {"name": team.name, **typed})
    assert says in answer.content.decode()
    assert not team.places.exists()


# A page that stayed open while somebody else changed the team


@pytest.fixture
def team(db: None) -> Team:
    """A team with an approver, whom a page opened before does not show, and a member."""
    made = Team.objects.create(slug="leaving", name="Leaving")
    join(made, "officer", "member")
    join(made, "approver", "approver")
    return made


def join(team: Team, name: str, role: str) -> None:
    TeamMember.objects.create(team=team, user=User.objects.get(username=name), role=role)


def places(team: Team) -> set[tuple[str, str, bool]]:
    return set(team.places.values_list("user__username", "role", "deputy"))


def seen(team: Team, name: str, **change: Any) -> dict[str, Any]:
    """A member as the page shows them, with what is typed over it."""
    place = team.places.get(user__username=name)
    return {"id": place.pk, "user": place.user_id, "role": place.role, **change}


def post(boss: Client, team: Team, *rows: dict[str, Any], existing: int) -> Any:
    typed = members(*rows, existing=existing)
    return boss.post(page_of(Team, "change", team.pk), {"name": team.name, **typed})


@pytest.mark.parametrize(
    ("name", "role", "shown"),
    [
        ("deputy", "approver", ()),
        ("officer", "approver", ("officer",)),
        ("approver", "member", ("officer",)),
    ],
    ids=["a second approver", "a member made approver", "somebody twice"],
)
def test_who_joined_in_the_meantime_is_named(
    boss: Client, team: Team, name: str, role: str, shown: tuple[str, ...]
):
    before = places(team)
    row = seen(team, name, role=role) if name in shown else {"user": user(name), "role": role}
    others = [seen(team, other) for other in shown if other != name]
    answer = post(boss, team, *others, row, existing=len(shown))
    told = "Demonstration approver joined this team in the meantime. Open the page again"
    assert told in answer.content.decode()
    assert places(team) == before


def test_a_member_who_joined_in_the_meantime_is_in_nobodys_way(boss: Client, team: Team):
    join(team, "officer2", "member")
    rows = seen(team, "officer", DELETE="on"), seen(team, "approver", deputy="on")
    saved(post(boss, team, *rows, existing=2))
    assert places(team) == {("officer2", "member", False), ("approver", "approver", True)}


@pytest.mark.parametrize("order", [1, -1])
def test_approver_and_member_change_places_whoever_stands_first(
    boss: Client, team: Team, order: int
):
    rows = seen(team, "officer", role="approver"), seen(team, "approver", role="member")
    saved(post(boss, team, *rows[::order], existing=2))
    assert places(team) == {("officer", "approver", False), ("approver", "member", False)}


def test_one_persons_place_is_given_to_another_who_leaves_theirs(boss: Client, team: Team):
    rows = seen(team, "approver", user=user("officer")), seen(team, "officer", DELETE="on")
    saved(post(boss, team, *rows, existing=2))
    assert places(team) == {("officer", "approver", False)}
