"""Who may do what to a section, in two voices: `can` for pages, `check` for verbs."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import Team, TeamMember, User
from accounts.roles import Role, roles_of
from indicators.periods.spoken import long_day
from indicators.returns.models import Entry, Event, Section
from indicators.returns.states import WHO, Part, State, Verb, leads_to

NEEDS = {Part.MEMBER: Role.OFFICER, Part.APPROVER: Role.APPROVER}
Typists = Mapping[int, Collection[int]]  # entry → the people who typed on it
HINDERED = {
    State.OPEN: "It has not been submitted yet.",
    State.SUBMITTED: "It waits for the approver. Take it back to change it.",
    State.RETURNED: "It has been given back to the officers.",
    State.PUBLISHED: "It is published. A change is a correction of its own.",
}


def parts_of(user: User) -> dict[int, Part]:
    """The part somebody plays in each of their teams, by the team's number; one query."""
    roles = roles_of(user)
    parts = {
        place.team_id: Part.APPROVER if place.role == TeamMember.Role.APPROVER else Part.MEMBER
        for place in TeamMember.objects.filter(user=user)
    }
    return {team: part for team, part in parts.items() if NEEDS[part] in roles}


def part_in(user: User, team: Team) -> Part | None:
    """The part somebody plays in a team, by their place in it and their role; one query."""
    return parts_of(user).get(team.pk)


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
    if section.of.opens > timezone.localdate():
        return f"This return opens on {long_day(section.of.opens)}."
    if leads_to(State(section.state), verb) is None:
        return f"{section.theme}: {HINDERED[State(section.state)]}"
    return ""


def refusal_to_correct(part: Part | None, section: Section) -> str:
    """Why somebody cannot start a correction of a section's figures; empty where they can."""
    sentence = not_theirs(part, section.of.team, Verb.SAVE)
    if not sentence and section.state != State.PUBLISHED:
        sentence = f"{section.theme}: It is not published yet. Change it where it is typed."
    return sentence


def can(part: Part | None, section: Section, verb: Verb) -> bool:
    """For templates: whether to offer it."""
    return not refusal(part, section, verb)


def check(user: User, section: Section, verb: Verb) -> None:
    """Raises PermissionDenied with the sentence that the page shows."""
    sentence = refusal(part_in(user, section.of.team), section, verb)
    if sentence:
        raise PermissionDenied(sentence)


def typists(entries: Iterable[Entry]) -> Typists:
    """Everybody who ever typed on each entry, last or not; one query."""
    typed = Event.objects.filter(verb=Verb.SAVE.value, entry__in=[one.pk for one in entries])
    found: dict[int, set[int]] = defaultdict(set)
    for entry, by in typed.order_by().values_list("entry_id", "by_id"):
        found[entry].add(by)
    return found


def typed_oneself(
    user: User, entries: Collection[Entry], typed: Typists | None = None
) -> list[Entry]:
    """The entries that this person ever typed on and so may not sign."""
    known = typists(entries) if typed is None else typed
    return [entry for entry in entries if user.pk in known.get(entry.pk, ())]


def approvers(team: Team) -> list[User]:
    """The team's approver, then the deputies, as far as they may approve at all; one query."""
    places = TeamMember.objects.filter(
        team=team,
        role=TeamMember.Role.APPROVER,
        user__is_active=True,
        user__groups__name=Role.APPROVER.value,
    )
    return [place.user for place in places.select_related("user").order_by("deputy", "user")]


def free_to_sign(people: Iterable[User], entries: Iterable[Entry], typed: Typists) -> list[User]:
    """Those among these approvers who typed none of the entries."""
    taken = {one for entry in entries for one in typed.get(entry.pk, ())}
    return [one for one in people if one.pk not in taken]


def signatories(section: Section) -> list[User]:
    """Who can sign the section: the team's approver and deputies who typed none of it."""
    entries = list(section.entries.all())
    return free_to_sign(approvers(section.of.team), entries, typists(entries))
