"""Demonstration users: one for each role, outside production only."""

import pytest
from django.contrib.auth import authenticate
from django.core.checks import run_checks
from django.core.management import call_command

from accounts import demo
from accounts.models import User
from accounts.roles import Role, ensure_roles, roles_of
from tests.builders import make_user

pytestmark = pytest.mark.django_db

# Two officers and a deputy, because two people answer for every figure.
ROLES = {
    "viewer": Role.VIEWER,
    "officer": Role.OFFICER,
    "officer2": Role.OFFICER,
    "approver": Role.APPROVER,
    "deputy": Role.APPROVER,
    # Their seats on the boards say what they may do there.
    "chair": Role.VIEWER,
    "clerk": Role.VIEWER,
    "administrator": Role.ADMINISTRATOR,
}


@pytest.fixture(autouse=True)
def roles():
    ensure_roles()


def test_at_least_one_user_for_each_role_of_the_council():
    done = demo.ensure("a password of ours")
    assert done.made == list(ROLES)
    for name in done.made:
        user = User.objects.get(username=name)
        assert roles_of(user) == {ROLES[name]}
        assert user.email.endswith(".invalid"), "no mail server takes it"
        assert user.is_demonstration
        assert not user.is_staff
        assert not user.is_superuser


def test_without_a_password_a_random_one_is_told_once_and_kept_nowhere():
    done = demo.ensure("")
    assert len(done.password) >= 16
    assert authenticate(username="viewer", password=done.password)
    assert not User.objects.filter(password__contains=done.password).exists()
    assert demo.ensure("") == demo.Outcome()
    assert authenticate(username="viewer", password=done.password)


def test_two_runs_invent_two_passwords():
    first = demo.ensure("").password
    User.objects.all().delete()
    assert demo.ensure("").password != first


def test_a_given_password_is_not_told():
    assert demo.ensure("a password of ours").password == ""
    assert authenticate(username="officer", password="a password of ours")


def test_another_given_password_replaces_the_one_before():
    demo.ensure("")
    assert demo.ensure("another").changed == list(ROLES)
    assert authenticate(username="approver", password="another")
    assert demo.ensure("another") == demo.Outcome()


def test_a_person_with_one_of_the_names_is_left_alone():
    person = make_user("partner", name="viewer")
    before = User.objects.filter(pk=person.pk).values().get()
    assert "viewer" not in demo.ensure("another").made
    demo.ensure("a third")
    assert User.objects.filter(pk=person.pk).values().get() == before


def test_what_an_administrator_changed_stays():
    demo.ensure("a password of ours")
    viewer = User.objects.get(username="viewer")
    viewer.groups.clear()
    User.objects.filter(pk=viewer.pk).update(is_active=False)
    demo.ensure("a password of ours")
    viewer = User.objects.get(username="viewer")
    assert (viewer.is_active, viewer.groups.count()) == (False, 0)


def test_never_in_production(settings):
    settings.PRODUCTION = True
    with pytest.raises(demo.ProductionError, match="never allowed in production"):
        demo.ensure("a password of ours")
    assert not User.objects.exists()


def checked():
    return [found.id for found in run_checks(databases=["default"])]


def test_the_system_check_speaks_in_production_only(settings):
    demo.ensure("a password of ours")
    assert "accounts.E001" not in checked()
    settings.PRODUCTION = True
    assert "accounts.E001" in checked()
    User.objects.filter(is_demonstration=True).delete()
    assert "accounts.E001" not in checked()


def test_a_person_called_viewer_is_no_demonstration(settings):
    make_user("viewer")
    settings.PRODUCTION = True
    call_command("check", databases=["default"])
