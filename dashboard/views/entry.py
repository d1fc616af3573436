"""The officers' form: one return, a section at a time."""

import logging
from collections.abc import Callable
from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.roles import reader_of
from dashboard.errors import BadQueryError, NotHereError
from dashboard.returns import conflicts, typed, words
from dashboard.returns.access import council_reader, part_and_reading
from dashboard.returns.listing import days_late
from dashboard.returns.sections import FILTERS, Attempt, desk, offered, views
from dashboard.standpoint import Standpoint
from indicators.returns import may, verbs
from indicators.returns.denominators import shared
from indicators.returns.models import Return, Section
from indicators.returns.states import WHO, State, Verb

log = logging.getLogger(__name__)

NOT_SAVED = (
    "Nothing was saved: the database cannot be written to at the moment. Everything you typed "
    "still stands below. Wait a minute, then save again."
)
UNDECIDED = "Choose for every line whose typing is kept."
HELD_BACK = "It is saved, and not submitted yet. What is below holds it back."


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, pk: int) -> HttpResponse:
    reader = council_reader(request)
    of = Return.objects.select_related("area", "team").filter(pk=pk).first()
    if of is None:
        raise NotHereError("There is no such return.", [("All returns", reverse("returns"))])
    if request.method == "POST":
        return _act(request, of, reader)
    return _render(request, of, reader)


def _act(request: HttpRequest, of: Return, by: User) -> HttpResponse:
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        raise BadQueryError("Choose to save, to submit, to take back or to correct.")
    section = _section(request, of)
    if may.part_in(by, of.team) is None:
        raise PermissionDenied(may.not_theirs(None, of.team, Verb.SAVE))
    return act(request, section, by)


def _section(request: HttpRequest, of: Return) -> Section:
    number = request.POST.get("section", "")
    sections = of.sections.select_related("theme", "of__area", "of__team")
    found = sections.filter(pk=number).first() if number.isdecimal() else None
    if found is None:
        raise NotHereError(
            "There is no such section in this return.",
            [("The return", reverse("return", args=[of.pk]))],
        )
    return found


def _save(request: HttpRequest, section: Section, by: User) -> HttpResponse:
    entries = list(section.entries.select_related("series__indicator"))
    posted = typed.read(request.POST, entries, shared(entries), offered(section.of, section))
    return _keep(request, section, by, posted)


def _settle(request: HttpRequest, section: Section, by: User) -> HttpResponse:
    entries = list(section.entries.select_related("series__indicator", "typed_by"))
    posted = typed.read(request.POST, entries, [], typed.Offered())
    chosen = conflicts.chosen(request.POST, entries, posted)
    if chosen.undecided:
        attempt = Attempt(
            section=section.pk,
            posted=posted,
            sentence=UNDECIDED,
            conflicts=chosen.undecided,
        )
        return _render(request, section.of, by, attempt, status=422)
    posted.typed = list(chosen.mine)
    return _keep(request, section, by, posted)


def _keep(request: HttpRequest, section: Section, by: User, posted: typed.Posted) -> HttpResponse:
    """Save what can be kept; the page comes again where something stands in the way."""
    attempt = Attempt(section=section.pk, posted=posted)
    saved = verbs.Saved()

    def keep() -> None:
        nonlocal saved
        saved = verbs.save(section, posted.typed, by=by)
        _add_corrections(section, posted, by)

    stopped = _tried(request, section, by, attempt, keep)
    if stopped:
        return stopped
    if saved.conflicts:
        attempt = replace(attempt, conflicts=saved.conflicts)
        return _render(request, section.of, by, attempt, status=409)
    if posted.faults:
        attempt = replace(attempt, posted=posted.kept_back())
        return _render(request, section.of, by, attempt, status=422)
    if request.POST["act"] == "submit":
        return _submit(request, section, by)
    lines = words.count(len(saved.written), "line")
    said = f"Saved: {lines} changed." if saved.written else "Nothing had changed."
    if posted.corrections:
        said += " The earlier figure to correct stands at the end of the section."
    return _done(request, section, said)


def _add_corrections(section: Section, posted: typed.Posted, by: User) -> None:
    for entry, period in posted.corrections:
        try:
            verbs.add_correction(section, entry.series, period, entry.breakdown, by=by)
        except verbs.RefusedError as refusal:
            fault = typed.Fault(typed.name_of(entry, "correct"), str(refusal))
            posted.faults.append(fault)


def _submit(request: HttpRequest, section: Section, by: User) -> HttpResponse:
    try:
        verbs.submit(section, by=by)
    except verbs.RefusedError as refusal:
        attempt = Attempt(section=section.pk, sentence=HELD_BACK, refused=str(refusal))
        return _render(request, section.of, by, attempt, status=422)
    except OperationalError:
        return _unwritable(request, section, by, Attempt(section=section.pk))
    return _done(request, section, f"{section.theme} is submitted. It waits for a signature.")


def _take_back(request: HttpRequest, section: Section, by: User) -> HttpResponse:
    attempt = Attempt(section=section.pk)
    stopped = _tried(request, section, by, attempt, lambda: verbs.take_back(section, by=by))
    return stopped or _done(request, section, f"{section.theme} is yours again.")


def _correct(request: HttpRequest, section: Section, by: User) -> HttpResponse:
    number = request.POST.get("entry", "")
    found = section.entries.select_related("series__indicator", "section__of__team")
    entry = found.filter(pk=number).first() if number.isdecimal() else None
    if entry is None:
        raise NotHereError(
            "There is no such line in this section.",
            [("The return", reverse("return", args=[section.of_id]))],
        )
    made: list[Return] = []

    def start() -> None:
        made.append(verbs.start_correction(entry, by=by))

    stopped = _tried(request, section, by, Attempt(section=section.pk), start)
    if stopped:
        return stopped
    messages.success(request, f"{entry.series.indicator} can be corrected here.")
    return redirect("return", made[0].pk)


ACTS: dict[str, Callable[[HttpRequest, Section, User], HttpResponse]] = {
    "save": _save,
    "submit": _save,
    "settle": _settle,
    "take-back": _take_back,
    "correct": _correct,
}


def _tried(
    request: HttpRequest, section: Section, by: User, attempt: Attempt, act: Callable[[], None]
) -> HttpResponse | None:
    """Do it; where it cannot be done, the page again with the reason and everything typed."""
    try:
        act()
    except verbs.RefusedError as refusal:
        again = replace(attempt, sentence=str(refusal))
        return _render(request, section.of, by, again, status=422)
    except PermissionDenied as refusal:
        # The section moved on while somebody typed: what they typed is not thrown away.
        again = replace(attempt, sentence=str(refusal))
        return _render(request, section.of, by, again, status=403)
    except OperationalError:
        return _unwritable(request, section, by, attempt)
    return None


def _unwritable(request: HttpRequest, section: Section, by: User, attempt: Attempt) -> HttpResponse:
    log.exception("A section could not be saved: %s", section)
    again = replace(attempt, sentence=NOT_SAVED)
    return _render(request, section.of, by, again, status=503)


def _done(request: HttpRequest, section: Section, said: str) -> HttpResponse:
    """Back to the section, with the sentence beside its heading."""
    messages.success(request, said, extra_tags=f"at-{section.pk}")
    show = request.GET.get("show", "")
    query = f"?show={show}" if show in FILTERS else ""
    return redirect(f"{request.path}{query}#section-{section.theme.slug}")


def _render(
    request: HttpRequest,
    of: Return,
    reader: User,
    attempt: Attempt | None = None,
    status: int = 200,
) -> HttpResponse:
    part, reads_drafts = part_and_reading(reader, of)
    today = timezone.localdate()
    show = request.GET.get("show", "all")
    show = show if show in FILTERS else "all"
    at = desk(of, part, reads_drafts=reads_drafts, today=today)
    sections = views(at, attempt, show)
    context = {
        "standpoint": Standpoint(area=of.area, as_of=None, reader=reader_of(reader)),
        "return": of,
        "name": words.name(of),
        "part": part,
        "sections": sections,
        "summary": [fault for one in sections for fault in one.summary],
        "attempt": attempt,
        "conflicts": conflicts.shown(attempt.conflicts, request.POST) if attempt else (),
        "kept_back": [one for view in sections for one in view.kept_back],
        "action": request.get_full_path(),
        "reads_drafts": reads_drafts,
        "reviews": part in WHO[Verb.SIGN]
        and any(one.section.state == State.SUBMITTED for one in sections),
        "fills": any(one.writes for one in sections),
        "reads": any(one.reads and not one.signed for one in sections),
        "published": all(one.section.state == State.PUBLISHED for one in sections),
        "filters": FILTERS,
        "show": show,
        "late": words.late(days_late(of, today)),
        "opened": of.opens <= today,
        "due": words.weekday(of.due),
        "opens": words.weekday(of.opens),
        "is_correction": of.kind == Return.Kind.CORRECTION,
    }
    return render(request, "pages/return.html", context, status=status)
