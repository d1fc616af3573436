"""Which edition of a meeting's papers an address asks for, and whether its reader may open it."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from dashboard.boards.access import AtMeeting
from dashboard.errors import BadQueryError, NotHereError
from dashboard.packs.freezing import preview
from dashboard.packs.pack import Pack, loads
from improvement.boards import may
from improvement.boards.models import Edition, Kind, Paper
from improvement.boards.queries import edition, edition_read
from improvement.boards.states import Act, State

SHUT = {
    Kind.EXEMPT: "There is an exempt part, and your seat does not open it. "
    "An administrator says whose does.",
    Kind.COUNCIL: "A partner reads the public edition of a board's papers.",
}


def kind_asked(request: HttpRequest, here: AtMeeting, otherwise: Kind | None = None) -> Kind:
    """By `?edition=`, else `otherwise`, else the fullest. PermissionDenied where it stays shut."""
    text = request.GET.get("edition", "")
    if not text:
        return otherwise or here.reads[0]
    if text not in Kind.values:
        raise BadQueryError(
            f"There is no edition “{text}”. Open the papers from the meeting's page: it lists the "
            "editions that you may read."
        )
    kind = Kind(text)
    if kind not in here.reads:
        raise PermissionDenied(SHUT[kind])
    return kind


def the_edition(request: HttpRequest, here: AtMeeting) -> Edition:
    """The frozen edition that is asked for; NotHereError before despatch, in words."""
    kind = kind_asked(request, here)
    read = edition if request.GET.get("edition") else edition_read
    found = read(here.meeting, kind)
    if found is None:
        raise NotHereError(_why_none(here), [("The meeting", here.address)])
    return found


def the_paper(request: HttpRequest, here: AtMeeting, form: Paper.Form) -> Paper:
    """One form of it, without its bytes."""
    papers = the_edition(request, here).papers.filter(form=form).defer("content")
    return papers.select_related("edition__meeting__board").get()


def the_pack(request: HttpRequest, here: AtMeeting, otherwise: Kind) -> Pack:
    """What was frozen, or before despatch, for clerk and chair, what would be."""
    kind = kind_asked(request, here, otherwise)
    if here.state == State.PLANNED and here.prepares:
        return would_be(here, kind)
    found = edition(here.meeting, kind)
    if found is None:
        raise NotHereError(_why_none(here), [("The meeting", here.address)])
    return loads(found.body)


def would_be(here: AtMeeting, kind: Kind) -> Pack:
    """The papers as they would go out now: for those who may despatch them."""
    may.check_part(here.user, here.board, Act.DESPATCH)
    return preview(here.meeting, kind, by=here.user)


def _why_none(here: AtMeeting) -> str:
    if here.state == State.PLANNED:
        return "The papers of this meeting have not gone out yet."
    if here.state in (State.DESPATCHED, State.CLOSED) and here.sees_exempt:
        return "Nothing in the papers of this meeting is exempt, so there is no such edition."
    return "No papers were despatched for this meeting, so there are none to show."
