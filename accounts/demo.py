"""Demonstration users: one for each role, to try the product out. Never in production."""

import secrets
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction

from accounts.models import User
from accounts.roles import Role

NAMES = (Role.VIEWER, Role.OFFICER, Role.APPROVER, Role.ADMINISTRATOR)
IN_PRODUCTION = (
    "This database has demonstration users, which are never allowed in production. "
    "Use a database of its own, or start without SIGHTLINE_ENV=production."
)


class ProductionError(Exception):
    """Demonstration users were asked for, or found, in production."""


@dataclass
class Outcome:
    """Whom a run made or gave another password; `password` only when this run invented one."""

    made: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    password: str = ""


def exist() -> bool:
    return User.objects.filter(is_demonstration=True).exists()


@transaction.atomic
def ensure(wanted_password: str) -> Outcome:
    """Make the users that are missing, named like their roles.

    `wanted_password` is given to all of them; when it is empty, new users get a random one. Whoever
    else has one of the names is left alone. The roles must be there.
    """
    if settings.PRODUCTION:
        raise ProductionError(IN_PRODUCTION)
    outcome = Outcome()
    password = wanted_password or secrets.token_urlsafe(12)
    for name in NAMES:
        user = User.objects.filter(username=name.value).first()
        if user is None:
            _make(name, password)
            outcome.made.append(name.value)
        elif user.is_demonstration and wanted_password and not user.check_password(password):
            user.set_password(password)
            user.save(update_fields=["password"])
            outcome.changed.append(name.value)
    if outcome.made and not wanted_password:
        outcome.password = password
    return outcome


def _make(role: Role, password: str) -> None:
    user = User(
        username=role.value, first_name="Demonstration", last_name=role.value, is_demonstration=True
    )
    user.set_password(password)
    user.save()
    user.groups.add(Group.objects.get(name=role.value))
