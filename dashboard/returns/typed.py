"""Turns what was posted for a section into what the verbs take; nothing odd loses the rest.

Fields are called `e<line>-<field>`, a shared denominator `shared-<key>`. What cannot be kept (too
long, no choice of ours, of another section) is a fault at its field, with the text still there.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from dashboard.returns import words
from indicators.ledger.models import Missing
from indicators.periods import Period, PeriodError
from indicators.returns.denominators import Shared
from indicators.returns.models import Commentary, Entry, Grade, Quality
from indicators.returns.touching import LONGEST, TYPED, Typed

KINDS = {"quarter": False, "so-far": True}
COMMENTARY = ("says", "why", "next")
CHOICES: Mapping[str, Sequence[str]] = {
    "so_far": tuple(KINDS),
    "missing_reason": ("", *Missing.values),
    "grade": ("", *Grade.values),
}
LINE = re.compile(r"e([0-9]{1,18})-")


@dataclass(frozen=True)
class Fault:
    """Something posted that cannot be kept: the id of its field, or none, and the sentence."""

    anchor: str
    says: str


@dataclass(frozen=True)
class Offered:
    """What the form offers of the last published period: words still true, and the grade."""

    words: Mapping[int, Commentary] = field(default_factory=dict)
    grades: Mapping[int, Quality] = field(default_factory=dict)


@dataclass
class Posted:
    """One section as it was posted.

    `texts` has every text by line and field, kept or not; `typed` what can be kept; `corrections`
    the earlier periods to correct, by line.
    """

    texts: dict[int, dict[str, str]] = field(default_factory=dict)
    shared: dict[str, str] = field(default_factory=dict)
    versions: dict[int, int] = field(default_factory=dict)
    typed: list[Typed] = field(default_factory=list)
    corrections: list[tuple[Entry, Period]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def kept_back(self) -> "Posted":
        """What is left of it when the rest is saved: the texts that could not be kept."""
        faulty = {fault.anchor for fault in self.faults}
        left = {
            entry: {
                name: text
                for name, text in texts.items()
                if f"e{entry}-{name}" in faulty or entry not in self.versions
            }
            for entry, texts in self.texts.items()
        }
        return Posted(texts=left, faults=self.faults)


def name_of(entry: Entry, what: str) -> str:
    """The name and id of a field in the form."""
    return f"e{entry.pk}-{what}"


def read(
    post: QueryDict, entries: Sequence[Entry], groups: Sequence[Shared], offered: Offered
) -> Posted:
    """Everything posted about these lines; a line is posted when its version is."""
    posted = Posted()
    lines = {entry.pk: entry for entry in entries if name_of(entry, "version") in post}
    for entry in lines.values():
        posted.texts[entry.pk] = _texts(post, entry)
    _share(post, groups, posted)
    for entry in lines.values():
        _read_line(post, entry, offered, posted)
    if _strangers(post, entries):
        posted.faults.append(
            Fault("", "A line that is not of this section was left out. The others are kept.")
        )
    return posted


def _texts(post: QueryDict, entry: Entry) -> dict[str, str]:
    names = [name for name in TYPED if name_of(entry, name) in post]
    return {name: _clean(str(post[name_of(entry, name)])) for name in names}


def _clean(text: str) -> str:
    """As it is kept: one kind of line end, no white space around, no character of no width."""
    return text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").strip()


def _share(post: QueryDict, groups: Sequence[Shared], posted: Posted) -> None:
    """Copy each shared denominator to its lines; one that has no figure needs none."""
    for group in groups:
        name = f"shared-{group.key}"
        if name not in post:
            continue
        posted.shared[group.key] = text = _clean(str(post[name]))
        for entry in group.entries:
            texts = posted.texts.get(entry.pk)
            if texts is not None:
                texts["denominator"] = "" if texts.get("missing_reason") else text


def _read_line(post: QueryDict, entry: Entry, offered: Offered, posted: Posted) -> None:
    version = str(post[name_of(entry, "version")])
    if not re.fullmatch("[0-9]{1,9}", version):
        says = f"{entry.series.indicator}: this line came without its version. Save it again."
        posted.faults.append(Fault("", says))
        return
    posted.versions[entry.pk] = int(version)
    texts = posted.texts[entry.pk]
    if post.get(name_of(entry, "still-true")) and entry.pk in offered.words:
        _repeat(texts, offered.words[entry.pk])
    fields: dict[str, Any] = {}
    for name, text in texts.items():
        says = _fault(name, text)
        if says:
            posted.faults.append(Fault(name_of(entry, name), f"{entry.series.indicator}: {says}"))
        else:
            fields[name] = KINDS[text] if name == "so_far" else text
    if _is_only_offered(fields, offered.grades.get(entry.pk)):
        del fields["grade"], fields["grade_why"]
    posted.typed.append(Typed(entry=entry.pk, version=int(version), fields=fields))
    _read_correction(post, entry, posted)


def _fault(name: str, text: str) -> str:
    """Why a text cannot be kept in its field."""
    label = words.LABELS[name]
    if name in CHOICES:
        return "" if text in CHOICES[name] else f"{label}: choose one of the list."
    if len(text) > LONGEST:
        return (
            f"{label}: write {LONGEST:,} characters or fewer. There are {len(text):,}, "
            "and they are not saved yet."
        )
    return ""


def _repeat(texts: dict[str, str], last: Commentary) -> None:
    """Last time's words, where nothing else was written."""
    for name in COMMENTARY:
        texts[name] = texts.get(name) or getattr(last, name)


def _is_only_offered(fields: Mapping[str, Any], last: Quality | None) -> bool:
    """Whether the grade is last time's and the line has no figure that it would be about."""
    if last is None or fields.get("numerator") or fields.get("value"):
        return False
    return (fields.get("grade"), fields.get("grade_why")) == (last.grade, _clean(last.why))


def _read_correction(post: QueryDict, entry: Entry, posted: Posted) -> None:
    text = post.get(name_of(entry, "correct"), "")
    if not text:
        return
    try:
        posted.corrections.append((entry, Period.parse(text)))
    except PeriodError:
        says = f"{entry.series.indicator}: choose an earlier period of the list."
        posted.faults.append(Fault(name_of(entry, "correct"), says))


def _strangers(post: QueryDict, entries: Sequence[Entry]) -> bool:
    known = {entry.pk for entry in entries}
    found = (LINE.match(name) for name in post)
    return any(int(one[1]) not in known for one in found if one)
