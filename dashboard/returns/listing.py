"""The list of returns: what is due for whom, how far it is, and what its reader can do next."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Min, Q
from django.urls import reverse

from accounts.models import User
from dashboard.returns import words
from dashboard.returns.progress import Progress, progress
from indicators.areas.models import Area
from indicators.returns.calendar import working_days_since
from indicators.returns.checking import Checked, checked_all
from indicators.returns.may import parts_of
from indicators.returns.models import Return, Section
from indicators.returns.states import WHO, Part, State, Verb

GROUPS = {
    "late": "Open and late",
    "open": "Open",
    "waiting": "Waiting for signature",
    "ahead": "Not open yet",
    "published": "Published",
}
PUBLISHED_SHOWN = 8
DONE = (State.SUBMITTED.value, State.PUBLISHED.value)


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One return on the list, for one reader, today."""

    of: Return
    states: Sequence[str]
    part: Part | None
    progress: Progress | None
    days_late: int
    today: date

    @property
    def group(self) -> str:
        """The key of GROUPS that it stands under."""
        if all(state == State.PUBLISHED for state in self.states):
            return "published"
        if self.of.opens > self.today:
            return "ahead"
        if all(state in DONE for state in self.states):
            return "waiting"
        return "late" if self.days_late else "open"

    @property
    def name(self) -> str:
        return words.name(self.of)

    @property
    def is_correction(self) -> bool:
        return self.of.kind == Return.Kind.CORRECTION

    @property
    def late(self) -> str:
        return "" if self.group == "published" else words.late(self.days_late)

    @property
    def next(self) -> str:
        """What the reader can do next, as the words of a link."""
        if self.group in ("late", "open") and self.part in WHO[Verb.SAVE]:
            back = State.RETURNED.value in self.states
            return "Mend what was given back" if back else "Fill it in"
        if self.group == "waiting" and self.part in WHO[Verb.SIGN]:
            return "Review and sign it"
        return {"published": "Read it", "ahead": "See what it will ask"}.get(
            self.group, "See how far it is"
        )

    @property
    def address(self) -> str:
        return reverse("return", args=[self.of.pk])


@dataclass(frozen=True)
class Group:
    """Returns under one heading."""

    key: str
    title: str
    returns: Sequence[Listed]


def listing(area: Area, reader: User, today: date) -> list[Group]:
    """Every return of an area that is not published, and the newest that are; without empty groups.

    As many queries for one return as for a hundred.
    """
    returns = [*_unpublished(area), *_published(area)]
    states = _states(returns)
    parts = parts_of(reader)
    open_ones = [
        one
        for one in returns
        if one.opens <= today and any(state != State.PUBLISHED for state in states[one.pk])
    ]
    found = checked_all(open_ones, today=today)
    listed = [
        Listed(
            of=one,
            states=states[one.pk],
            part=parts.get(one.team_id),
            progress=_progress(found.get(one.pk)),
            days_late=days_late(one, today),
            today=today,
        )
        for one in returns
    ]
    groups = (
        Group(key, title, [one for one in listed if one.group == key])
        for key, title in GROUPS.items()
    )
    return [group for group in groups if group.returns]


def days_late(of: Return, today: date) -> int:
    """Working days since a return was due; a correction is due on no day."""
    return 0 if of.kind == Return.Kind.CORRECTION else working_days_since(of.due, today)


def next_opening(area: Area, today: date) -> date | None:
    """The day on which the next return of an area opens."""
    ahead = Return.objects.filter(area=area, opens__gt=today)
    day: date | None = ahead.aggregate(first=Min("opens"))["first"]
    return day


def _progress(sections: Iterable[Checked] | None) -> Progress | None:
    return progress(sections) if sections is not None else None


def _unpublished(area: Area) -> list[Return]:
    waiting = Section.objects.filter(of__area=area).exclude(state=State.PUBLISHED.value)
    found = Return.objects.filter(pk__in=waiting.values("of"))
    return list(found.select_related("team", "area").order_by("due", "team__name", "pk"))


def _published(area: Area) -> list[Return]:
    unfinished = Section.objects.exclude(state=State.PUBLISHED.value)
    found = Return.objects.filter(area=area).exclude(pk__in=unfinished.values("of"))
    signed = Max("sections__events__at", filter=Q(sections__events__verb=Verb.SIGN.value))
    newest = found.annotate(signed_at=signed).order_by("-signed_at", "-pk")
    return list(newest.select_related("team", "area")[:PUBLISHED_SHOWN])


def _states(returns: Sequence[Return]) -> Mapping[int, list[str]]:
    states: dict[int, list[str]] = defaultdict(list)
    rows = Section.objects.filter(of__in=[one.pk for one in returns])
    for of, state in rows.order_by("pk").values_list("of", "state"):
        states[of].append(state)
    return states
