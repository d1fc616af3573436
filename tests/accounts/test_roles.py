"""Roles, readers and teams: who is what, and what the database refuses."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.models import Team, TeamMember
from accounts.roles import Act, Reader, Role, can, check, ensure_roles, reader_of, roles_of
from accounts.service import loader
from tests.builders import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.mark.parametrize(
    ("roles", "reader"),
    [
        ((), Reader.PUBLIC),
        (("viewer",), Reader.COUNCIL),
        (("administrator",), Reader.COUNCIL),
        (("partner",), Reader.PARTNER),
        (("partner", "administrator"), Reader.PARTNER),
    ],
)
def test_a_reader_s_class_is_the_narrowest_of_the_roles(roles, reader):
    assert reader_of(make_user(*roles)) == reader


def test_a_stranger_reads_as_the_public():
    assert reader_of(AnonymousUser()) == Reader.PUBLIC
    assert roles_of(AnonymousUser()) == frozenset()


def test_a_closed_account_has_no_role():
    user = make_user("administrator")
    user.is_active = False
    assert roles_of(user) == frozenset()
    assert not can(user, Act.SET_TARGETS)


def test_a_group_that_is_no_role_gives_nothing():
    user = make_user()
    user.groups.add(Group.objects.create(name="choir"))
    assert roles_of(user) == frozenset()


def test_the_refusal_names_act_and_role():
    with pytest.raises(PermissionDenied) as error:
        check(make_user("viewer"), Act.SET_TARGETS)
    assert str(error.value) == (
        "To propose, confirm or end a target you need the role administrator."
    )


def test_the_roles_are_made_once():
    ensure_roles()
    ensure_roles()
    assert set(Group.objects.values_list("name", flat=True)) == set(Role)


def test_the_service_account_never_signs_in():
    service = loader()
    assert service == loader()
    assert (service.is_service, service.is_active, service.has_usable_password()) == (
        True,
        False,
        False,
    )
    assert roles_of(service) == frozenset()


def member(team, name, **more):
    with transaction.atomic():
        return TeamMember.objects.create(team=team, user=make_user(name=name), **more)


def test_a_team_has_one_approver_and_any_number_of_deputies():
    team = Team.objects.create(slug="care-leavers", name="Care leavers")
    member(team, "first", role="approver")
    for name in ("second", "third"):
        member(team, name, role="approver", deputy=True)
    with pytest.raises(IntegrityError):
        member(team, "fourth", role="approver")


def test_only_an_approver_s_part_has_a_deputy():
    team = Team.objects.create(slug="care-leavers", name="Care leavers")
    with pytest.raises(IntegrityError, match="team_deputy_is_approver"):
        member(team, "first", role="member", deputy=True)


def test_a_person_is_in_a_team_once():
    team = Team.objects.create(slug="care-leavers", name="Care leavers")
    place = member(team, "first")
    with pytest.raises(IntegrityError), transaction.atomic():
        TeamMember.objects.create(team=team, user=place.user, role="approver")
