"""What the page of a meeting shows, by where the meeting stands."""

from typing import Any

from dashboard.boards.access import AtMeeting
from dashboard.boards.changed import changed
from dashboard.boards.figures import by_section
from dashboard.boards.followed import asked_before, brought, marks_of
from dashboard.boards.forms import BoardForm, CallForm, RecordForm
from dashboard.boards.items import agenda
from dashboard.boards.papers import frozen, papers
from dashboard.boards.posted import Kept
from improvement.boards import queries
from improvement.boards.models import Attendance

Context = dict[str, Any]


def planned(here: AtMeeting, kept: Kept | None) -> Context:
    """Before despatch: the agenda and who comes; for clerk and chair everything to prepare."""
    items = agenda(here, None)
    shown: Context = {
        "items": items,
        "attendance": list(here.meeting.attendance.all()),
        "statuses": Attendance.Status.choices,
        "brought": brought(here),
        "waiting": asked_before(here),
    }
    if not here.prepares:
        return shown
    return shown | {
        "change_form": _change_form(here, kept),
        "sections": by_section(here, [one.item.section for one in items if one.item.section]),
        "remarks": queries.remarks(here.meeting, exempt=True),
    }


def held(here: AtMeeting, kept: Kept | None) -> Context:
    """From despatch on, or from the day after a meeting that had no papers."""
    pack = frozen(here)
    form = kept.form if kept and isinstance(kept.form, RecordForm) else None
    return {
        "pack": pack,
        "change_form": _change_form(here, kept) if "change" in here.acts else None,
        "papers": papers(here) if pack else None,
        "since": changed(here, pack) if pack else None,
        "items": agenda(here, pack, form),
        "attendance": list(here.meeting.attendance.all()),
        "statuses": Attendance.Status.choices,
        "brought": brought(here),
        "waiting": asked_before(here),
        "marks": marks_of(here),
    }


def _change_form(here: AtMeeting, kept: Kept | None) -> BoardForm:
    """The day, time and place as the meeting was called, or as they were refused."""
    if kept and isinstance(kept.form, CallForm):
        return kept.form
    called = here.meeting
    return CallForm(
        initial={
            "held_on": called.held_on,
            "starts_at": called.starts_at,
            "place": called.place,
        }
    )
