"""Who may do what to a section, in two voices: `can` for pages, `check` for verbs."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied

from accounts.models import Team, TeamMember, User
from accounts.roles import Role, roles_of
from indicators.returns.models import Entry, Section
from indicators.returns.states import WHO, Part, State, Verb, leads_to

NEEDS = {Part.MEMBER: Role.OFFICER, Part.APPROVER: Role.APPROVER}
HINDERED = {
    State.OPEN: "It has not been submitted yet.",
    State.SUBMITTED: "It waits for the approver. Take it back to change it.",
    State.RETURNED: "It has been given back to the officers.",
    State.PUBLISHED: "It is published. A change is a correction of its own.",
}


def part_in(user: User, team: Team) -> Part | None:
    """The part somebody plays in a team, by their place in it and their role; one query."""
    place = TeamMember.objects.filter(team=team, user=user).first()
    if place is None:
        return None
    part = Part.APPROVER if place.role == TeamMember.Role.APPROVER else Part.MEMBER
    return part if NEEDS[part] in roles_of(user) else None


def not_theirs(part: Part | None, team: Team, verb: Verb) -> str:
    """Whose act it is, as a sentence; empty where somebody with this part may do it at all."""
    if part in WHO[verb]:
        return ""
    who = " or ".join(f"the {one}s" for one in sorted(WHO[verb], reverse=True))
    return f"This is for {who} of the team {team}."


def refusal(part: Part | None, section: Section, verb: Verb) -> str:
    """Why somebody with this part cannot do this now, as a sentence; empty where they can."""
    sentence = not_theirs(part, section.of.team, verb)
    if sentence:
        return sentence
    if leads_to(State(section.state), verb) is None:
        return f"{section.theme}: {HINDERED[State(section.state)]}"
    return ""


def can(part: Part | None, section: Section, verb: Verb) -> bool:
    """For templates: whether to offer it."""
    return not refusal(part, section, verb)


def check(user: User, section: Section, verb: Verb) -> None:
    """Raises PermissionDenied with the sentence that the page shows."""
    sentence = refusal(part_in(user, section.of.team), section, verb)
    if sentence:
        raise PermissionDenied(sentence)


def typed_oneself(user: User, entries: Iterable[Entry]) -> list[Entry]:
    """The entries of a section that this person typed and so may not sign."""
    return [entry for entry in entries if entry.typed_by_id == user.pk]


def approvers(team: Team) -> list[User]:
    """The team's approver, then the deputies, as far as they may approve at all; one query."""
    places = TeamMember.objects.filter(
        team=team,
        role=TeamMember.Role.APPROVER,
        user__is_active=True,
        user__groups__name=Role.APPROVER.value,
    )
    return [place.user for place in places.select_related("user").order_by("deputy", "user")]


def free_to_sign(people: Iterable[User], entries: Iterable[Entry]) -> list[User]:
    """Those among these approvers who typed none of the entries."""
    typists = {entry.typed_by_id for entry in entries}
    return [one for one in people if one.pk not in typists]


def signatories(section: Section) -> list[User]:
    """Who can sign the section: the team's approver and deputies who typed none of it."""
    return free_to_sign(approvers(section.of.team), section.entries.all())
