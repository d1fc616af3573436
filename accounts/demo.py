"""Demonstration users: one for each role, to try the product out. Never in production."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction

from accounts.models import Team, TeamMember, User
from accounts.roles import Role

# Name → role. Two officers and a deputy, because two people answer for every figure. What chair and
# clerk may do comes from their seats on the boards.
PEOPLE: Mapping[str, Role] = {
    "viewer": Role.VIEWER,
    "officer": Role.OFFICER,
    "officer2": Role.OFFICER,
    "approver": Role.APPROVER,
    "deputy": Role.APPROVER,
    "chair": Role.VIEWER,
    "clerk": Role.VIEWER,
    "administrator": Role.ADMINISTRATOR,
}
NAMES = tuple(PEOPLE)
PLACES: Mapping[str, tuple[str, bool]] = {
    "officer": (TeamMember.Role.MEMBER, False),
    "officer2": (TeamMember.Role.MEMBER, False),
    "approver": (TeamMember.Role.APPROVER, False),
    "deputy": (TeamMember.Role.APPROVER, True),
}
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
    """Make the users that are missing, each with a role.

    `wanted_password` is given to all of them; when it is empty, new users get a random one. Whoever
    else has one of the names is left alone. The roles must be there.
    """
    if settings.PRODUCTION:
        raise ProductionError(IN_PRODUCTION)
    outcome = Outcome()
    password = wanted_password or secrets.token_urlsafe(12)
    for name in NAMES:
        user = User.objects.filter(username=name).first()
        if user is None:
            _make(name, PEOPLE[name], password)
            outcome.made.append(name)
        elif user.is_demonstration and wanted_password and not user.check_password(password):
            user.set_password(password)
            user.save(update_fields=["password"])
            outcome.changed.append(name)
    if outcome.made and not wanted_password:
        outcome.password = password
    return outcome


def place(teams: Iterable[Team]) -> None:
    """Put the demonstration officers and approvers into teams where they have no place yet."""
    users = User.objects.filter(is_demonstration=True, username__in=PLACES)
    people = {user.username: user for user in users}
    for team in teams:
        for name, (role, deputy) in PLACES.items():
            taken = team.places.filter(role=TeamMember.Role.APPROVER, deputy=False)
            first = role == TeamMember.Role.APPROVER and not deputy
            if name in people and not (first and taken.exists()):
                TeamMember.objects.get_or_create(
                    team=team, user=people[name], defaults={"role": role, "deputy": deputy}
                )


def _make(name: str, role: Role, password: str) -> None:
    user = User(
        username=name,
        first_name="Demonstration",
        last_name=name,
        email=f"{name}@sightline.invalid",  # for reminders on the console; no server takes it
        is_demonstration=True,
    )
    user.set_password(password)
    user.save()
    user.groups.add(Group.objects.get(name=role.value))
