"""What the minutes of a meeting say, in plain values: as a draft, and frozen once agreed."""

from typing import Any

from improvement.boards.models import Mark, Meeting
from improvement.boards.queries import STANDING, ItemRecord, editions, record
from indicators.catalogue.models import Indicator

Said = dict[str, Any]
RECORDED = ("notes", "questions", "decisions")


def draft(meeting: Meeting) -> Said:
    """Everything recorded so far, the exempt part too.

    {"meeting": {board, slug, area, code, held_on, starts_at, place},
     "papers": {kind: sha256}, "attendance": [{name, capacity, status}],
     "actions": [{wording, owner, due, decided_on, status, said, exempt}],
     "items": [{number, kind, title, section, exempt, notes, questions, decisions}]}
    Days are written 2026-11-24, times 14:30; an indicator is {slug, name} or None.
    """
    return {
        "meeting": {
            "board": meeting.board.name,
            "slug": meeting.board.slug,
            "area": meeting.area.name,
            "code": meeting.area.code,
            "held_on": meeting.held_on.isoformat(),
            "starts_at": f"{meeting.starts_at:%H:%M}" if meeting.starts_at else "",
            "place": meeting.place,
        },
        "papers": {kind: one.sha256 for kind, one in editions(meeting).items()},
        "attendance": [
            {"name": one.name, "capacity": one.capacity, "status": one.status}
            for one in meeting.attendance.all()
        ],
        "actions": [_action(one) for one in _marks(meeting)],
        "items": [_item(one) for one in record(meeting, exempt=True)],
    }


def has_exempt(said: Said) -> bool:
    """Whether somebody who does not see the exempt part would see less."""
    return without_exempt(said) != said


def without_exempt(said: Said) -> Said:
    """The minutes for those who do not see the exempt part.

    An exempt item keeps its place and its number: {…, "title": "Exempt item", "hidden": True}.
    """
    items = [
        _hidden(item)
        if item["exempt"]
        else {**item, **{name: _open(item[name]) for name in RECORDED}}
        for item in said["items"]
    ]
    papers = {kind: sha256 for kind, sha256 in said["papers"].items() if kind != "exempt"}
    return {**said, "items": items, "actions": _open(said["actions"]), "papers": papers}


def _hidden(item: Said) -> Said:
    nothing: Said = {name: [] for name in RECORDED}
    of = {"number": item["number"], "kind": "", "title": "Exempt item", "section": ""}
    return {**of, "exempt": False, "hidden": True, **nothing}


def _open(entries: list[Said]) -> list[Said]:
    return [one for one in entries if not one["exempt"]]


def _marks(meeting: Meeting) -> list[Mark]:
    marks = meeting.marks.filter(**STANDING)
    return list(marks.select_related("decision__meeting").order_by("at", "pk"))


def _action(mark: Mark) -> Said:
    decision = mark.decision
    return {
        "wording": decision.wording,
        "owner": decision.owner,
        "due": decision.due.isoformat(),
        "decided_on": decision.meeting.held_on.isoformat(),
        "status": mark.status,
        "said": mark.said,
        "exempt": decision.exempt,
    }


def _item(one: ItemRecord) -> Said:
    return {
        "number": one.item.order,
        "kind": one.item.kind,
        "title": one.item.title,
        "section": one.item.section,
        "exempt": one.item.exempt,
        "notes": [{"text": note.text, "exempt": note.exempt} for note in one.notes],
        "questions": [
            {
                "asked_by": question.asked_by,
                "text": question.text,
                "indicator": _about(question.indicator),
                "exempt": question.exempt,
                "answers": [answer.text for answer in question.standing_answers],  # type: ignore[attr-defined]
            }
            for question in one.questions
        ],
        "decisions": [
            {
                "wording": decision.wording,
                "owner": decision.owner,
                "due": decision.due.isoformat(),
                "indicator": _about(decision.indicator),
                "exempt": decision.exempt,
            }
            for decision in one.decisions
        ],
    }


def _about(indicator: Indicator | None) -> dict[str, str] | None:
    return {"slug": indicator.slug, "name": indicator.name} if indicator else None
