"""The targets of one indicator: who set them, and where an administrator sets one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.roles import Act, can, check
from dashboard.errors import BadQueryError, NotHereError
from dashboard.forms import TargetForm
from dashboard.standpoint import Standpoint, standpoint
from dashboard.views.indicator import find_indicator
from dashboard.views.page import frame
from indicators.catalogue.models import Indicator
from indicators.readings.points import measure_of
from indicators.refusal import RefusedError
from indicators.targets import verbs
from indicators.targets.choice import targets_for
from indicators.targets.history import history
from indicators.targets.models import Target


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, slug: str) -> HttpResponse:
    stand = standpoint(request)
    indicator = find_indicator(slug, stand.query)
    if request.method == "POST":
        return _act(request, stand, indicator)
    return _render(request, stand, indicator)


def _act(request: HttpRequest, stand: Standpoint, indicator: Indicator) -> HttpResponse:
    by = check(request.user, Act.SET_TARGETS)
    if not stand.may_be_changed:
        raise BadQueryError("Targets are set for the council's own area and as of today only.")
    act = request.POST.get("act")
    if act == "propose":
        return _propose(request, stand, indicator, by)
    try:
        if act == "confirm":
            verbs.confirm(_chosen(request, stand, indicator), by=by)
            messages.success(request, f"Target confirmed for {indicator}. It is in force.")
        elif act == "adopt":
            why = request.POST.get("why", "")
            verbs.adopt(_chosen(request, stand, indicator), by=by, why=why)
            messages.success(request, f"Target adopted for {indicator}. It is the council's own.")
        elif act == "end":
            why = request.POST.get("why", "")
            ended = verbs.end(_chosen(request, stand, indicator), by=by, why=why)
            did = "ended" if ended.confirmed_at else "refused"
            messages.success(request, f"Target {did} for {indicator}. It stays in the history.")
        else:
            raise BadQueryError("Choose to propose, confirm, adopt or end a target.")
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    if request.POST.get("back") == "all":
        return redirect(reverse("all-targets") + stand.query)
    return redirect(reverse("targets", args=[indicator.slug]) + stand.query)


def _propose(
    request: HttpRequest, stand: Standpoint, indicator: Indicator, by: User
) -> HttpResponse:
    if indicator.polarity not in verbs.BOUNDS:
        raise BadQueryError(f"Neither high nor low is good for “{indicator}”: it has no target.")
    form = TargetForm(indicator, request.POST)
    if form.is_valid():
        try:
            why = form.cleaned_data["why"]
            verbs.propose(indicator, stand.area, form.aim(), why=why, by=by)
        except RefusedError as refusal:
            form.refuse(str(refusal))
        else:
            messages.success(request, "Target proposed. It gives no colour until it is confirmed.")
            return redirect(reverse("targets", args=[indicator.slug]) + stand.query)
    return _render(request, stand, indicator, form, status=422)


def _chosen(request: HttpRequest, stand: Standpoint, indicator: Indicator) -> Target:
    number = request.POST.get("target", "")
    found = Target.objects.filter(indicator=indicator, area=stand.area)
    chosen = found.filter(pk=number).first() if number.isdecimal() else None
    if chosen is None:
        raise NotHereError("There is no such target of this council for this indicator.")
    return chosen


def _render(
    request: HttpRequest,
    stand: Standpoint,
    indicator: Indicator,
    form: TargetForm | None = None,
    status: int = 200,
) -> HttpResponse:
    judged = indicator.polarity in verbs.BOUNDS
    if form is None and judged and can(request.user, Act.SET_TARGETS) and stand.may_be_changed:
        form = TargetForm(indicator)
    context = frame(request, stand) | {
        "indicator": indicator,
        "measure": measure_of(indicator),
        "targets": history(targets_for([indicator], stand.area), stand.as_of),
        "judged": judged,
        "form": form,
    }
    return render(request, "pages/targets.html", context, status=status)
