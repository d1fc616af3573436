"""What clerk and chair do to a meeting before its papers go out, by the word that a form says."""

from collections.abc import Mapping

from django.http import HttpRequest

from dashboard.boards.access import AtMeeting, address_of
from dashboard.boards.forms import CallForm
from dashboard.boards.posted import Act, Done, UnfitError, about
from improvement.boards import verbs
from improvement.boards.models import AgendaItem, Attendance
from indicators.catalogue.queries import readable
from indicators.refusal import RefusedError

YES = "yes"


def change(request: HttpRequest, here: AtMeeting) -> Done:
    """Another day, time or place: the meeting's address follows its day."""
    form = CallForm(request.POST)
    if not form.is_valid():
        raise UnfitError(form)
    try:
        moved = verbs.change(here.meeting, by=here.user, **form.cleaned_data)
    except RefusedError as refusal:
        form.refuse(str(refusal))
        raise UnfitError(form) from None
    return Done("Day, time and place are saved.", address=address_of(moved))


def add_item(request: HttpRequest, here: AtMeeting) -> Done:
    exempt = request.POST.get("exempt") == YES
    item = verbs.add_item(here.meeting, request.POST.get("words", ""), by=here.user, exempt=exempt)
    return Done(f"“{item.title}” is on the agenda.", "agenda")


def rename(request: HttpRequest, here: AtMeeting) -> Done:
    item = _item(request, here)
    title = request.POST.get("words", "")
    verbs.change_item(item, title=title, exempt=item.exempt, by=here.user)
    return Done(f"Item {item.order} is now “{item.title}”.", "agenda")


def close_or_open(request: HttpRequest, here: AtMeeting) -> Done:
    """Exempt, or for everybody who reads the papers: as the button says."""
    item = _item(request, here)
    exempt = request.POST.get("act") == "close"
    verbs.change_item(item, title=item.title, exempt=exempt, by=here.user)
    return Done(f"“{item.title}” is {'exempt' if exempt else 'for everybody'}.", "agenda")


def move(request: HttpRequest, here: AtMeeting) -> Done:
    item = _item(request, here)
    verbs.move_item(item, up=request.POST.get("act") == "up", by=here.user)
    item.refresh_from_db()
    return Done(f"“{item.title}” is item {item.order}.", "agenda")


def remove(request: HttpRequest, here: AtMeeting) -> Done:
    item = _item(request, here)
    verbs.remove_item(item, by=here.user)
    return Done(f"“{item.title}” is off the agenda.", "agenda")


def attend(request: HttpRequest, here: AtMeeting) -> Done:
    """Every person's line of the list; only what changed is written."""
    for one in here.meeting.attendance.all():
        status = request.POST.get(f"status-{one.pk}", one.status)
        if status != one.status:
            verbs.attend(one, status, by=here.user)
    return Done("Attendance is saved.", "attendance")


def invite(request: HttpRequest, here: AtMeeting) -> Done:
    name, capacity = request.POST.get("words", ""), request.POST.get("capacity", "")
    guest = verbs.invite(here.meeting, name, capacity=capacity, by=here.user)
    return Done(f"{guest.name} is on the list.", "attendance")


def uninvite(request: HttpRequest, here: AtMeeting) -> Done:
    guests = Attendance.objects.filter(meeting=here.meeting).select_related("meeting__board")
    guest = about(request, guests, "guest")
    verbs.uninvite(guest, by=here.user)
    return Done(f"{guest.name} is off the list.", "attendance")


def remark(request: HttpRequest, here: AtMeeting) -> Done:
    """Say something of a figure, or, with the words taken away, nothing any more."""
    indicator = about(request, readable(), "indicator")
    exempt = request.POST.get("exempt", YES) == YES
    words = request.POST.get("words", "")
    anchor = f"figure-{indicator.pk}"
    standing = here.meeting.remarks.filter(indicator=indicator, struck_at=None)
    earlier = standing.select_related("meeting__board", "indicator").first()
    if earlier and not words.strip():
        verbs.withdraw_remark(earlier, by=here.user)
        return Done(f"Nothing is said about {indicator} any more.", anchor)
    verbs.remark(here.meeting, indicator, words, exempt=exempt, by=here.user)
    return Done(f"What is said about {indicator} is saved.", anchor)


def _item(request: HttpRequest, here: AtMeeting) -> AgendaItem:
    items = AgendaItem.objects.filter(meeting=here.meeting).select_related("meeting__board")
    return about(request, items, "item")


ACTS: Mapping[str, Act] = {
    "change": change,
    "add-item": add_item,
    "rename": rename,
    "close": close_or_open,
    "open": close_or_open,
    "up": move,
    "down": move,
    "remove": remove,
    "attend": attend,
    "invite": invite,
    "uninvite": uninvite,
    "remark": remark,
}
