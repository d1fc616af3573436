"""What is recorded at a meeting and after it, by the word that a form says."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from dashboard.boards.access import AtMeeting
from dashboard.boards.forms import RecordForm
from dashboard.boards.items import record_form
from dashboard.boards.papers import frozen
from dashboard.boards.posted import Act, Done, UnfitError, about
from improvement.boards import verbs
from improvement.boards.models import (
    AgendaItem,
    Answer,
    Decision,
    Mark,
    Minute,
    Question,
)
from indicators.catalogue.models import Indicator
from indicators.refusal import RefusedError


def record(request: HttpRequest, here: AtMeeting) -> Done:
    """Decide, ask or note at an item: one field for the words, three buttons."""
    items = AgendaItem.objects.filter(meeting=here.meeting).select_related("meeting__board")
    shown = items if here.sees_exempt else items.filter(exempt=False)
    item = about(request, shown, "item")
    form, act = record_form(here, item, frozen(here), request.POST), request.POST.get("act", "")
    if form.is_valid():
        form.wants(act)
    if form.errors:
        raise UnfitError(form)
    try:
        said = _write(act, item, form, here)
    except RefusedError as refusal:
        form.refuse(str(refusal))
        raise UnfitError(form) from None
    return Done(said, f"item-{item.order}", query=f"?at={item.order}")


def _write(act: str, item: AgendaItem, form: RecordForm, here: AtMeeting) -> str:
    typed = form.cleaned_data
    slug = typed.get("indicator")
    indicator = Indicator.objects.get(slug=slug) if slug else None
    common: dict[str, Any] = {"by": here.user, "exempt": typed.get("exempt", False)}
    if act == "decide":
        made = verbs.decide(
            item,
            typed["words"],
            owner=typed["owner"],
            due=typed["due"],
            indicator=indicator,
            **common,
        )
        return f"Decided: {made.owner} does it by {made.due:%-d %B %Y}."
    if act == "ask":
        verbs.ask(item, typed["words"], asked_by=typed["asked_by"], indicator=indicator, **common)
        return "The question is recorded."
    verbs.note(item, typed["words"], **common)
    return "The note is recorded."


def answer(request: HttpRequest, here: AtMeeting) -> Done:
    """Of a question asked here, or of one that an earlier meeting left open."""
    question = about(request, _asked(here), "question")
    verbs.answer(question, request.POST.get("words", ""), by=here.user)
    earlier = question.meeting_id != here.meeting.pk
    return Done("The answer is recorded.", f"item-{1 if earlier else question.item.order}")


def mark(request: HttpRequest, here: AtMeeting) -> Done:
    """Of an earlier decision, or of one made here; said at this meeting while it may record."""
    decisions = Decision.objects.filter(
        meeting__board=here.board, meeting__area=here.area, struck_at=None
    ).select_related("meeting__board", "meeting__area", "item")
    decision = about(request, decisions, "decision")
    earlier = decision.meeting.held_on < here.meeting.held_on
    verbs.mark(
        decision,
        request.POST.get("status", ""),
        said=request.POST.get("words", ""),
        meeting=here.meeting if earlier and "record" in here.acts else None,
        by=here.user,
    )
    where = f"decision-{decision.pk}" if earlier else f"item-{decision.item.order}"
    return Done("What was said of the decision is recorded.", where)


SLIPS: Mapping[str, type[Question] | type[Answer] | type[Decision] | type[Mark] | type[Minute]] = {
    "strike-question": Question,
    "strike-answer": Answer,
    "strike-decision": Decision,
    "strike-mark": Mark,
    "strike-note": Minute,
}


def strike(request: HttpRequest, here: AtMeeting) -> Done:
    kind = SLIPS[request.POST["act"]]
    slip = about(request, _of_meeting(kind, here), "entry")
    verbs.strike(slip, request.POST.get("words", ""), by=here.user)
    return Done("It is struck, and the history keeps it.", f"item-{_item_of(slip)}")


def _asked(here: AtMeeting) -> "QuerySet[Question]":
    found = Question.objects.filter(
        meeting__board=here.board,
        meeting__area=here.area,
        meeting__held_on__lte=here.meeting.held_on,
        struck_at=None,
    )
    shown = found if here.sees_exempt else found.filter(exempt=False)
    return shown.select_related("meeting__board", "item")


def _of_meeting(kind: Any, here: AtMeeting) -> "QuerySet[Any]":
    if kind is Answer:
        found = Answer.objects.filter(question__meeting=here.meeting)
        return found.select_related("question__meeting__board", "question__item")
    if kind is Mark:
        return Mark.objects.filter(meeting=here.meeting).select_related(
            "meeting__board", "decision__meeting__board", "decision__item"
        )
    return kind.objects.filter(meeting=here.meeting).select_related("meeting__board", "item")


def _item_of(slip: Any) -> int:
    if isinstance(slip, Answer):
        return slip.question.item.order
    return 1 if isinstance(slip, Mark) else slip.item.order


ACTS: Mapping[str, Act] = {
    "decide": record,
    "ask": record,
    "note": record,
    "answer": answer,
    "mark": mark,
    **dict.fromkeys(SLIPS, strike),
}
