"""What the page of a meeting shows, by where the meeting stands."""

from typing import Any

from dashboard.boards.access import AtMeeting
from dashboard.boards.changed import changed
from dashboard.boards.figures import by_section
from dashboard.boards.followed import brought, marks_of
from dashboard.boards.forms import CallForm, RecordForm
from dashboard.boards.items import agenda
from dashboard.boards.papers import frozen, papers
from dashboard.boards.posted import Kept
from improvement.boards import queries
from improvement.boards.models import Attendance

Context = dict[str, Any]


def planned(here: AtMeeting, kept: Kept | None) -> Context:
    """Before despatch: the agenda and who comes; for clerk and chair everything to prepare."""
    shown: Context = {
        "items": agenda(here, None),
        "attendance": list(here.meeting.attendance.all()),
        "statuses": Attendance.Status.choices,
        "brought": brought(here),
    }
    if not here.prepares:
        return shown
    form = kept.form if kept and isinstance(kept.form, CallForm) else None
    return shown | {
        "change_form": form or CallForm(initial=_as_called(here)),
        "sections": by_section(here),
        "remarks": queries.remarks(here.meeting, exempt=True),
    }


def held(here: AtMeeting, kept: Kept | None) -> Context:
    """From despatch on, or from the day after a meeting that had no papers."""
    pack = frozen(here)
    form = kept.form if kept and isinstance(kept.form, RecordForm) else None
    return {
        "pack": pack,
        "papers": papers(here) if pack else None,
        "since": changed(here, pack) if pack else None,
        "items": agenda(here, pack, form),
        "attendance": list(here.meeting.attendance.all()),
        "statuses": Attendance.Status.choices,
        "brought": brought(here),
        "marks": marks_of(here),
    }


def _as_called(here: AtMeeting) -> Context:
    meeting = here.meeting
    return {
        "held_on": meeting.held_on,
        "starts_at": meeting.starts_at,
        "place": meeting.place,
    }
