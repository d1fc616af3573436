"""Writes the reminders that are due as rows, each once for each person; `outbox` sends them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from accounts.models import TeamMember, User
from indicators.periods.spoken import long_day
from indicators.returns import may
from indicators.returns.calendar import working_days_after
from indicators.returns.models import Event, Reminder, Return, Section
from indicators.returns.reminders_file import VERBS, Rule
from indicators.returns.states import Part, State, Verb

TOLD_FOR = timedelta(days=3)  # what somebody did is news for so long
# Whom a section waits for, by its state.
WAITS_FOR_MEMBERS = (State.OPEN.value, State.RETURNED.value)
UNSIGNED = (*WAITS_FOR_MEMBERS, State.SUBMITTED.value)
# An act is told of only while the section still stands where it led.
STANDS = {
    Verb.SUBMIT.value: State.SUBMITTED.value,
    Verb.GIVE_BACK.value: State.RETURNED.value,
    Verb.ASK.value: State.SUBMITTED.value,
}


@dataclass(frozen=True)
class Person:
    """Somebody who may be written to, and as what."""

    user: User
    called: str


def write_due(rules: Mapping[str, Rule], today: date) -> int:
    """Write what is due and not yet written; returns how many. Two at once write each once."""
    owed = _owed(today)
    people = _people({one.team_id for one in owed})
    found = [
        *_of_time(rules, owed, people, today),
        *_of_acts(rules, people),
    ]
    known = set(
        Reminder.objects.filter(key__in=[one.key for one in found]).values_list("key", flat=True)
    )
    new = [one for one in found if one.key not in known]
    # Another process may have written some of them since: the key lets each in once.
    Reminder.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def _owed(today: date) -> list[Return]:
    """Returns that are open and have a figure that nobody has signed."""
    unsigned = Section.objects.filter(state__in=UNSIGNED).values("of")
    owed = Return.objects.filter(opens__lte=today, pk__in=unsigned)
    return list(owed.select_related("team", "area").prefetch_related("sections__theme"))


def _people(teams: Iterable[int]) -> Mapping[int, list[Person]]:
    """By team: those who have the role that their place needs, and an address to write to."""
    found: dict[int, list[Person]] = defaultdict(list)
    places = TeamMember.objects.filter(team__in=teams, user__is_active=True)
    for place in places.select_related("user").prefetch_related("user__groups").order_by("pk"):
        approves = place.role == TeamMember.Role.APPROVER
        needs = may.NEEDS[Part.APPROVER if approves else Part.MEMBER]
        if place.user.email and needs.value in {group.name for group in place.user.groups.all()}:
            called = ("deputies" if place.deputy else "approver") if approves else "members"
            found[place.team_id].append(Person(place.user, called))
    return found


def _of_time(
    rules: Mapping[str, Rule],
    owed: Sequence[Return],
    people: Mapping[int, list[Person]],
    today: date,
) -> Iterator[Reminder]:
    for name, rule in rules.items():
        for of in owed:
            turn = _turn(rule, of, today)
            if turn is None:
                continue
            for person in people.get(of.team_id, []):
                waiting = _waiting(of, person)
                if person.called in rule.to and waiting:
                    key = f"{name}:{of.pk}:{turn}:{person.user.pk}"
                    words = {"waiting": ", ".join(waiting), "link": _link("return", of)}
                    yield _reminder(name, rule, of, person, key, words)


def _turn(rule: Rule, of: Return, today: date) -> int | None:
    """The how manieth time the rule's day has come for a return; None where it has not."""
    if rule.is_about_an_act:
        return None
    if rule.when == "late":
        late = (today - of.due).days
        return (late - 1) // rule.every_days if late > 0 else None
    first = {"opens": of.opens, "due": of.due}.get(rule.when) or _before(of.due, rule.working_days)
    last = of.due if rule.when == "due" else of.due - timedelta(days=1)
    return 0 if first <= today <= last else None


def _before(due: date, count: int) -> date:
    """The latest day from which there are so many working days until it is due."""
    day = due - timedelta(days=count)
    while working_days_after(day, count) > due:
        day -= timedelta(days=1)
    return day


def _waiting(of: Return, person: Person) -> list[str]:
    """The sections that wait for this person: to be filled in, or to be signed."""
    states = WAITS_FOR_MEMBERS if person.called == "members" else UNSIGNED
    return [str(section.theme) for section in of.sections.all() if section.state in states]


def _of_acts(rules: Mapping[str, Rule], people: Mapping[int, list[Person]]) -> Iterator[Reminder]:
    since = timezone.now() - TOLD_FOR
    events = Event.objects.filter(verb__in=VERBS, at__gte=since).select_related(
        "by", "section__theme", "section__of__team", "section__of__area", "entry__series__indicator"
    )
    for event in events:
        if event.section.state != STANDS[event.verb]:
            continue
        of = event.section.of
        for name, rule in rules.items():
            for person in people.get(of.team_id, []) if rule.when == event.verb else []:
                if person.called in rule.to and person.user.pk != event.by_id:
                    key = f"{name}:event {event.pk}:{person.user.pk}"
                    yield _reminder(name, rule, of, person, key, _words(event))


def _words(event: Event) -> dict[str, str]:
    page = "return-review" if event.verb == Verb.SUBMIT.value else "return"
    return {
        "who": str(event.by),
        "section": str(event.section.theme),
        "line": str(event.entry.series.indicator) if event.entry else "",
        "link": _link(page, event.section.of),
    }


def _link(page: str, of: Return) -> str:
    return settings.SIGHTLINE_URL.rstrip("/") + reverse(page, args=[of.pk])


def _reminder(
    name: str, rule: Rule, of: Return, person: Person, key: str, words: Mapping[str, str]
) -> Reminder:
    known = {
        "team": str(of.team),
        "area": str(of.area),
        "period": str(of.period),
        "due": long_day(of.due),
        **words,
    }
    notice = f"{of.area.notice}.\n\n" if of.area.notice else ""
    return Reminder(
        key=key,
        reason=name,
        of=of,
        to=person.user.email,
        # One line: a subject with a line break would be refused, and everybody after it would wait.
        subject=" ".join(rule.subject.format_map(known).split()),
        body=notice + rule.body.strip().format_map(known) + "\n",
        written_at=timezone.now(),
    )
