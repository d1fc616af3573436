"""The second person's view of a return: what deserves their eyes, questions, and the signature."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.models import User
from dashboard.errors import BadQueryError, NotHereError
from dashboard.returning import Mine, my_return, refused
from indicators.returns import may, verbs
from indicators.returns.checking import Checked, checked
from indicators.returns.checks.files import shipped_rules
from indicators.returns.models import Entry, Event, Section
from indicators.returns.review import review
from indicators.returns.states import WHO, State, Verb
from indicators.returns.talk import talk


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A section on the approver's list: where it stands, who typed it, and who can sign it."""

    section: Section
    lines: int
    filled: int
    remarkable: int
    move: Event | None
    typists: tuple[User, ...]
    own: tuple[Entry, ...]
    signatories: tuple[User, ...]

    @property
    def waits(self) -> bool:
        return self.section.state == State.SUBMITTED


@dataclass(frozen=True)
class Kept:
    """Words that were refused, shown again where they were typed."""

    act: str
    about: int
    section: int
    words: str
    why: str


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, pk: int) -> HttpResponse:
    mine = my_return(request, pk)
    if request.method == "POST":
        return _act(request, mine)
    return show(request, mine)


def _act(request: HttpRequest, mine: Mine) -> HttpResponse:
    verb, act = ACTS.get(request.POST.get("act", ""), (None, None))
    if verb is None or act is None:
        raise BadQueryError("Choose to ask, to give back, or to sign.")
    whose = may.not_theirs(mine.part, mine.of.team, verb)
    if whose:
        raise PermissionDenied(whose)
    return act(request, mine)


def _ask(request: HttpRequest, mine: Mine) -> HttpResponse:
    entry = chosen_entry(request, mine)
    words = request.POST.get("words", "")
    why = refused(lambda: verbs.ask(entry, words, by=mine.user))
    if why:
        return show(request, mine, Kept("ask", entry.pk, entry.section_id, words, why))
    messages.success(request, f"Asked about {entry.series.indicator}. The officers see it.")
    return redirect(reverse("return-review", args=[mine.of.pk]) + f"#line-{entry.pk}")


def _give_back(request: HttpRequest, mine: Mine) -> HttpResponse:
    section = _chosen_section(request, mine)
    words = request.POST.get("words", "")
    why = refused(lambda: verbs.give_back(section, words, by=mine.user))
    if why:
        return show(request, mine, Kept("give-back", section.pk, section.pk, words, why))
    messages.success(request, f"{section.theme} is given back to the officers.")
    return redirect("return-review", mine.of.pk)


def _sign(request: HttpRequest, mine: Mine) -> HttpResponse:
    _sign_each(request, mine, [_chosen_section(request, mine)])
    return redirect("return-review", mine.of.pk)


def _sign_all(request: HttpRequest, mine: Mine) -> HttpResponse:
    submitted = mine.of.sections.filter(state=State.SUBMITTED.value)
    waiting = list(submitted.select_related("theme", "of__team", "of__area"))
    _sign_each(request, mine, waiting)
    if not waiting:
        messages.info(request, "No section waits for a signature.")
    return redirect("return-review", mine.of.pk)


def _sign_each(request: HttpRequest, mine: Mine, sections: Sequence[Section]) -> None:
    """Each in a transaction of its own: one that cannot be signed holds no other back."""
    for section in sections:
        done: list[int] = []
        why = refused(lambda: done.append(verbs.sign(section, by=mine.user)))  # noqa: B023
        if why:
            named = why.startswith(str(section.theme))
            messages.error(request, why if named else f"{section.theme}: {why}")
        else:
            figures = "1 figure" if done == [1] else f"{done[0]} figures"
            messages.success(request, f"{section.theme}: {figures} signed and published.")


Act = Callable[[HttpRequest, Mine], HttpResponse]
ACTS: Mapping[str, tuple[Verb, Act]] = {
    "ask": (Verb.ASK, _ask),
    "give-back": (Verb.GIVE_BACK, _give_back),
    "sign": (Verb.SIGN, _sign),
    "sign-all": (Verb.SIGN, _sign_all),
}


def chosen_entry(request: HttpRequest, mine: Mine) -> Entry:
    """The line that a form names; NotHereError where it is not of this return."""
    entries = Entry.objects.select_related(
        "series__indicator", "section__theme", "section__of__team"
    )
    number = request.POST.get("entry", "")
    found = entries.filter(section__of=mine.of, pk=number).first() if number.isdecimal() else None
    if found is None:
        raise NotHereError("There is no such line in this return.")
    return found


def _chosen_section(request: HttpRequest, mine: Mine) -> Section:
    sections = mine.of.sections.select_related("theme", "of__team", "of__area")
    number = request.POST.get("section", "")
    found = sections.filter(pk=number).first() if number.isdecimal() else None
    if found is None:
        raise NotHereError("There is no such section in this return.")
    return found


def show(request: HttpRequest, mine: Mine, kept: Kept | None = None) -> HttpResponse:
    """The page, with the words that were refused where they were typed."""
    found = checked(mine.of)
    said = talk(mine.of)
    waiting = [one for one in found if one.section.state == State.SUBMITTED]
    order = review(waiting, said.threads, shipped_rules())
    people = may.approvers(mine.of.team)
    typed = may.typists(s.line.entry for one in found for s in one.situations)
    sheets = [
        _sheet(
            one, mine.user, people, typed, order.of(one.section.pk), said.moves.get(one.section.pk)
        )
        for one in found
    ]
    context = mine.context | {
        "review": order,
        "sheets": sheets,
        "waiting": [one for one in sheets if one.waits],
        "others": [one for one in sheets if not one.waits],
        "mine_to_sign": [one for one in sheets if one.waits and not one.own],
        "may_approve": mine.part in WHO[Verb.SIGN],
        "may_answer": mine.part in WHO[Verb.ANSWER],
        "kept": kept,
        "kept_has_place": any(kept and kept.section == one.section.pk for one in waiting),
    }
    return render(request, "pages/return_review.html", context, status=422 if kept else 200)


def _sheet(
    one: Checked,
    reader: User,
    people: Sequence[User],
    typed: may.Typists,
    remarkable: int,
    move: Event | None,
) -> Sheet:
    entries = [situation.line.entry for situation in one.situations]
    typists = {entry.typed_by_id: entry.typed_by for entry in entries if entry.typed_by}
    return Sheet(
        section=one.section,
        lines=len(entries),
        filled=sum(situation.line.is_filled for situation in one.situations),
        remarkable=remarkable,
        move=move,
        typists=tuple(typists.values()),
        own=tuple(may.typed_oneself(reader, entries, typed)),
        signatories=tuple(may.free_to_sign(people, entries, typed)),
    )
