"""What deserves a second person's eyes: the lines of a return, in the order of how much they do."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from indicators.returns.checking import Checked
from indicators.returns.checks.schema import Rule
from indicators.returns.checks.situation import Finding, Situation
from indicators.returns.talk import Thread


class Reason(StrEnum):
    """Why a line is looked at; in this order, and a line stands under its first."""

    DIFFERS = "Differs from what is published"
    RED = "Red or newly red"
    EXPLAINED = "Explained warnings"
    CHANGED = "Large changes"
    ASKED = "Questions"


CHANGE_RULES = ("real-change", "large-change")
NO_CHANGE = ("no-real-change", "cannot-say")


@dataclass(frozen=True, kw_only=True)
class Look:
    """One line as the second person meets it; no `reasons` where it is unremarkable."""

    situation: Situation
    reasons: tuple[Reason, ...]
    newly_red: bool
    warnings: tuple[Finding, ...]
    thread: Thread | None

    @property
    def further(self) -> tuple[Reason, ...]:
        """Why else it is looked at, beside the reason that it stands under."""
        return self.reasons[1:]

    @property
    def urgency(self) -> bool:
        """Sorts what is new, or waits for an answer, before the rest of its group."""
        return not (self.newly_red or (self.thread is not None and self.thread.waits))


@dataclass(frozen=True)
class Group:
    """Lines that are looked at for the same reason."""

    reason: Reason
    looks: tuple[Look, ...]


@dataclass(frozen=True)
class Review:
    """Groups in the order of reading, without empty ones, and what nobody needs to look at."""

    groups: tuple[Group, ...]
    unremarkable: tuple[Look, ...]

    @property
    def remarkable(self) -> int:
        return sum(len(one.looks) for one in self.groups)

    def of(self, section: int) -> int:
        """How many remarkable lines a section has."""
        looks = [look for group in self.groups for look in group.looks]
        return sum(look.situation.line.entry.section_id == section for look in looks)


def review(
    sections: Iterable[Checked], threads: Mapping[int, Thread], rules: Mapping[str, Rule]
) -> Review:
    """Each line once, under the first reason that it gives; within one, as in the journey."""
    looks = [
        _look(situation, one.of(situation.line.entry), threads, rules)
        for one in sections
        for situation in one.situations
    ]
    groups = [Group(reason, _under(reason, looks)) for reason in Reason]
    return Review(
        groups=tuple(group for group in groups if group.looks),
        unremarkable=tuple(look for look in looks if not look.reasons),
    )


def _under(reason: Reason, looks: Sequence[Look]) -> tuple[Look, ...]:
    found = [look for look in looks if look.reasons[:1] == (reason,)]
    return tuple(sorted(found, key=lambda look: look.urgency))


def _look(
    situation: Situation,
    findings: Sequence[Finding],
    threads: Mapping[int, Thread],
    rules: Mapping[str, Rule],
) -> Look:
    thread = threads.get(situation.line.entry.pk)
    kinds = {rules[one.rule].kind for one in findings if one.level == "warning"}
    red = _is_red(situation)
    corrects = bool(situation.line.entry.seen) and situation.line.is_filled
    holds = {
        Reason.DIFFERS: corrects or "published" in kinds,
        Reason.RED: red,
        Reason.EXPLAINED: bool(kinds - {"published", *CHANGE_RULES}),
        Reason.CHANGED: bool(kinds & set(CHANGE_RULES)) or _really_changed(situation),
        Reason.ASKED: thread is not None,
    }
    was = situation.last_verdict
    return Look(
        situation=situation,
        reasons=tuple(reason for reason in Reason if holds[reason]),
        newly_red=red and was is not None and was.status != "red",
        warnings=tuple(one for one in findings if one.level == "warning"),
        thread=thread,
    )


def _is_red(situation: Situation) -> bool:
    return situation.assessment is not None and situation.assessment.target.status == "red"


def _really_changed(situation: Situation) -> bool:
    if situation.assessment is None:
        return False
    direction = situation.assessment.direction
    return direction.tested and direction.verdict not in NO_CHANGE
