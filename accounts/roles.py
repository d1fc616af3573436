"""The roles, what each may do, and how a reader is classed."""

from enum import StrEnum

from django.contrib.auth.models import AnonymousUser, Group
from django.core.exceptions import PermissionDenied

from accounts.models import User


class Role(StrEnum):
    """A role is a group of the same name; a person may have several."""

    VIEWER = "viewer"
    OFFICER = "officer"
    APPROVER = "approver"
    ADMINISTRATOR = "administrator"
    PARTNER = "partner"


class Reader(StrEnum):
    """Who reads, as far as small numbers are concerned: council sees all."""

    COUNCIL = "council"
    PARTNER = "partner"
    PUBLIC = "public"


class Act(StrEnum):
    """Something a person may do beyond reading; the words are shown when refused."""

    SET_TARGETS = "propose, confirm or end a target"
    SET_OWNERS = "say which team owns an indicator"
    WRITE_NOTES = "write, replace or withdraw a note"
    RECORD_BREAKS = "record or withdraw a break of definition"
    IMPORT = "import or withdraw official statistics"
    ADMINISTER = "use the administration pages"


MAY: dict[Act, frozenset[Role]] = {
    Act.SET_TARGETS: frozenset({Role.ADMINISTRATOR}),
    Act.SET_OWNERS: frozenset({Role.ADMINISTRATOR}),
    Act.WRITE_NOTES: frozenset({Role.OFFICER, Role.ADMINISTRATOR}),
    Act.RECORD_BREAKS: frozenset({Role.OFFICER, Role.ADMINISTRATOR}),
    Act.IMPORT: frozenset({Role.OFFICER, Role.ADMINISTRATOR}),
    Act.ADMINISTER: frozenset({Role.ADMINISTRATOR}),
}


def roles_of(user: User | AnonymousUser) -> frozenset[Role]:
    """The person's roles; none for strangers and closed accounts."""
    if not isinstance(user, User) or not user.is_active:
        return frozenset()
    return frozenset(role for role in Role if role.value in user.group_names)


def reader_of(user: User | AnonymousUser) -> Reader:
    """Partner wins over every other role: the narrower view is the safe one."""
    roles = roles_of(user)
    if not roles:
        return Reader.PUBLIC
    return Reader.PARTNER if Role.PARTNER in roles else Reader.COUNCIL


def can(user: User | AnonymousUser, act: Act) -> bool:
    """For templates: whether to offer the act."""
    return bool(roles_of(user) & MAY[act])


def check(user: User | AnonymousUser, act: Act) -> User:
    """For views and verbs: the person, or PermissionDenied with the sentence the reader sees."""
    if not user.is_authenticated or not can(user, act):
        who = " or ".join(sorted(MAY[act]))
        raise PermissionDenied(f"To {act} you need the role {who}.")
    return user


def ensure_roles() -> None:
    """Create the groups that are missing."""
    for role in Role:
        Group.objects.get_or_create(name=role.value)
