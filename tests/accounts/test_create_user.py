"""manage.py create_user: an account with a role, and a password that holds."""

from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from accounts.models import User
from accounts.roles import Role, roles_of

pytestmark = pytest.mark.django_db

GOOD = "quiet-harbour-27"


@pytest.fixture(autouse=True)
def password(monkeypatch):
    monkeypatch.setenv("SIGHTLINE_NEW_PASSWORD", GOOD)


def create(name="m.jones", role="officer"):
    output = StringIO()
    call_command("create_user", name, role=role, stdout=output)
    return output.getvalue()


def test_the_person_can_sign_in_with_the_role():
    assert create() == "m.jones can sign in now, as officer.\n"
    user = authenticate(username="m.jones", password=GOOD)
    assert roles_of(user) == {Role.OFFICER}
    assert not (user.is_demonstration)
    assert not (user.is_service)
    assert not user.is_superuser


@pytest.mark.parametrize("weak", ["12345678", "password", "short", "m.jones1"])
def test_a_weak_password_is_refused(monkeypatch, weak):
    monkeypatch.setenv("SIGHTLINE_NEW_PASSWORD", weak)
    with pytest.raises(CommandError, match="password"):
        create()
    assert not User.objects.exists()


def test_a_name_is_taken_once_whatever_its_capitals():
    create()
    with pytest.raises(CommandError, match=r"There is a user called M\.Jones already"):
        create("M.Jones")


def test_a_name_that_cannot_be_typed_is_refused():
    with pytest.raises(CommandError, match="username"):
        create("m jones")


def test_an_unknown_role_is_refused():
    with pytest.raises(CommandError, match="invalid choice"):
        call_command("create_user", "m.jones", "--role", "director")
