"""Whatever people do, in any order: the ledger shows what a plain diary of it shows, on every day.

The model below is a few dictionaries and knows nothing of the code: it says which acts succeed,
what each line then says, and which figures were published when.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from accounts.roles import Reader
from indicators.catalogue.models import Series
from indicators.ledger.door import figures
from indicators.ledger.models import Observation
from indicators.ledger.verification import verify
from indicators.returns import replay, verbs
from indicators.returns.models import Entry, Event, Section
from indicators.returns.opening import correction
from tests.returns.builders import LOOKED_AFTER, NEET, REFERRALS, make_desk

pytestmark = [pytest.mark.django_db, pytest.mark.database]

START = date(2025, 7, 1)
LINES = (NEET, LOOKED_AFTER, REFERRALS)
PEOPLE = ("officer", "officer2", "approver", "deputy")
APPROVERS = ("approver", "deputy")
WRITABLE = ("open", "returned")
REFUSED = (PermissionDenied, verbs.RefusedError)

WHAT = ["save", "fill", "submit", "take-back", "ask", "answer", "give-back", "sign", "correct"]

# An act: days that pass before it, who, what, on which line, with which number (none clears it).
ACTS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(PEOPLE),
        st.sampled_from(
            [
                *("save", "fill", "submit", "take-back", "ask", "answer", "give-back", "sign"),
                "correct",
            ]
        ),
        st.sampled_from(LINES),
        st.one_of(st.none(), st.integers(0, 60)),
    ),
    max_size=14,
)
# What people mean to do, so that many examples come as far as a correction.
PLANS = st.sampled_from([[], ["fill", "submit"], ["fill", "submit", "sign"]])


@dataclass
class Diary:
    """What a clerk beside the team would have written down."""

    state: str = "open"
    lines: dict[str, int | None] = field(default_factory=lambda: dict.fromkeys(LINES))
    typists: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    published: list[tuple[str, date, int]] = field(default_factory=list)

    def may(self, who: str, act: str, line: str) -> bool:
        match act:
            case "save" | "fill":
                return self.state in WRITABLE
            case "submit":
                return self.state in WRITABLE and None not in self.lines.values()
            case "take-back":
                return self.state == "submitted"
            case "answer":
                return self.state in ("submitted", "returned")
            case "ask" | "give-back":
                return self.state == "submitted" and who in APPROVERS
            case "sign":
                free = all(who not in typed for typed in self.typists.values())
                return self.state == "submitted" and who in APPROVERS and free
            case _:
                return any(line == one for one, _, _ in self.published)

    def note(self, who: str, act: str, line: str, number: int | None, day: date) -> None:
        for one in LINES if act == "fill" else [line] if act == "save" else []:
            value = number if act == "save" else number or 0
            if self.lines[one] != value:
                self.typists[one].add(who)
            self.lines[one] = value
        after = {"submit": "submitted", "take-back": "open", "give-back": "returned"}
        self.state = after.get(act, self.state)
        if act == "sign":
            self.state = "published"
            self.published += [(one, day, value or 0) for one, value in self.lines.items()]
        if act == "correct":
            self.published.append((line, day, number or 0))

    def known(self, day: date) -> dict[str, int]:
        return {line: value for line, on, value in self.published if on <= day}


def fields_of(line: str, number: int | None) -> dict[str, str]:
    text = "" if number is None else str(number)
    words = (
        {"grade": "A", "explanation": "Counted anew."} if text else {"grade": "", "explanation": ""}
    )
    if line == NEET:
        return {"numerator": text, "denominator": "60" if text else "", **words}
    return {"value": text, **words}


ACTS_OUT = {
    "save": lambda desk, by, line, number: desk.save(by, line, **fields_of(line, number)),
    "fill": lambda desk, by, line, number: fill(desk, by, number or 0),
    "submit": lambda desk, by, line, number: verbs.submit(desk.section, by=by),
    "take-back": lambda desk, by, line, number: verbs.take_back(desk.section, by=by),
    "ask": lambda desk, by, line, number: verbs.ask(desk.entry(line), "Why?", by=by),
    "answer": lambda desk, by, line, number: verbs.answer(desk.entry(line), "So.", by=by),
    "give-back": lambda desk, by, line, number: verbs.give_back(desk.section, "Mend it.", by=by),
    "sign": lambda desk, by, line, number: verbs.sign(desk.section, by=by),
    "correct": lambda desk, by, line, number: correct(desk, by, line, number or 0),
}


def fill(desk, by, number):
    for line in LINES:
        desk.save(by, line, **fields_of(line, number))


def correct(desk, by, line, number):
    """Typed by one person, signed by an approver who is another."""
    seen = Observation.objects.filter(series__indicator__slug=line, is_current=True).first()
    if seen is None:
        raise verbs.RefusedError("Nothing is published.")
    made = correction([seen], team=desk.team, area=desk.area, today=START, by=by)
    entry = Entry.objects.get(section__of=made)
    typed = {**fields_of(line, number), "revised_why": "Counted again."}
    verbs.save(entry.section, [verbs.Typed(entry=entry.pk, version=0, fields=typed)], by=by)
    verbs.submit(entry.section, by=by)
    verbs.sign(entry.section, by=desk.deputy if by == desk.approver else desk.approver)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    max_examples=settings().max_examples // 4,
)
@given(plan=PLANS, number=st.integers(0, 60), acts=ACTS)
def test_any_sequence_replays_to_the_same_state_and_a_valid_chain(plan, number, acts):
    planned = [(0, "approver" if act == "sign" else "officer", act, NEET, number) for act in plan]
    with transaction.atomic():
        desk, diary, day = make_desk(), Diary(), START
        for passed, *act in [*planned, *acts]:
            day += timedelta(days=passed)
            with time_machine.travel(f"{day} 12:00", tick=True):
                try_out(desk, diary, day, *act)
        with time_machine.travel(f"{day} 13:00"):
            check(desk, diary, day)
        event(f"{diary.state}, {len(diary.published)} figures and revisions")
        transaction.set_rollback(True)


def try_out(desk, diary, day, who, act, line, number):
    before = Event.objects.count()
    if diary.may(who, act, line):
        ACTS_OUT[act](desk, getattr(desk, who), line, number)
        diary.note(who, act, line, number, day)
    else:
        with pytest.raises(REFUSED), transaction.atomic():
            ACTS_OUT[act](desk, getattr(desk, who), line, number)
        assert Event.objects.count() == before


def check(desk, diary, last):
    assert desk.section.state == diary.state
    for line in LINES:
        entry = desk.entry(line)
        typed = entry.numerator if line == NEET else entry.value
        number = diary.lines[line]
        assert typed == ("" if number is None else str(number))
        typists = set(entry.events.filter(verb="save").values_list("by__username", flat=True))
        assert typists == diary.typists[line]
    series = list(Series.objects.filter(kind="local").select_related("indicator"))
    slugs = {one.pk: one.indicator.slug for one in series}
    for back in range((last - START).days + 2):
        day = last - timedelta(days=back)
        seen = figures([desk.area], series, day, Reader.COUNCIL)
        shown = {
            slugs[one.series_id]: one.numerator if slugs[one.series_id] == NEET else one.value
            for one in seen
        }
        assert shown == diary.known(day), day
    done = replay.replayed()
    assert {
        pk: done.states.get(pk, "open") for pk in Section.objects.values_list("pk", flat=True)
    } == (dict(Section.objects.values_list("pk", "state")))
    assert verify().faults == []
