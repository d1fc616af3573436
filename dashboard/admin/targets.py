"""Targets of the council: proposed, confirmed, adopted and ended by their verbs."""

from typing import Any

from django import forms
from django.contrib.admin import display, register
from django.db.models import Q

from dashboard.admin.closed import Acted, VerbForm
from dashboard.admin.fields import act_field, filter_by, indicator_field, own_area, why_field
from dashboard.admin.site import admin
from dashboard.forms import DAY
from indicators.assessment.words import plain, target_value
from indicators.readings.points import measure_of
from indicators.targets import verbs
from indicators.targets.history import history
from indicators.targets.models import Target


class ProposeForm(VerbForm):
    """A target of the council's own area."""

    indicator = indicator_field(polarity__in=list(verbs.BOUNDS))
    low = forms.DecimalField(
        label="Lowest value", required=False, help_text="Where higher is better, and of a range."
    )
    high = forms.DecimalField(
        label="Highest value", required=False, help_text="Where lower is better, and of a range."
    )
    tolerance = forms.DecimalField(initial=0, min_value=0)
    starts = forms.DateField(label="Judges periods that end on or after", widget=DAY)
    due = forms.DateField(label="To be reached by", widget=DAY, required=False)
    start_value = forms.DecimalField(required=False, help_text="A straight line leads from here.")
    why = why_field()

    def act(self, typed: dict[str, Any]) -> Target:
        names = ("low", "high", "tolerance", "starts", "due", "start_value")
        aim = verbs.Aim(**{name: typed[name] for name in names})
        return verbs.propose(typed["indicator"], own_area(), aim, why=typed["why"], by=self.by)


class DecideForm(VerbForm):
    verb = act_field(confirm="Confirm", adopt="Adopt as ours", end="End or refuse")
    why = why_field(required=False)

    def act(self, typed: dict[str, Any]) -> Target:
        if typed["verb"] == "confirm":
            return verbs.confirm(self.instance, by=self.by)
        decide = {"adopt": verbs.adopt, "end": verbs.end}[typed["verb"]]
        return decide(self.instance, by=self.by, why=typed["why"])

    def said(self) -> str:
        return f"{self.cleaned_data['verb'].capitalize()}: {self.cleaned_data['why']}"


@register(Target, site=admin)
class TargetAdmin(Acted):
    """Targets of the council; those of law and scorecards are the catalogue's files' business."""

    form, act_form = ProposeForm, DecideForm
    told = (
        "indicator",
        "area",
        "asks_for",
        "within",
        "starts",
        "ends",
        "due",
        "begins_at",
        "origin",
        "why",
        "source",
        "by",
        "recorded_at",
        "confirmed_by",
        "confirmed_at",
        "ended_by",
        "ended_at",
        "ended_why",
    )
    list_display = ("indicator", "asks_for", "starts", "state", "by", "recorded_at")
    list_filter = (
        filter_by(
            "state",
            proposed=("Proposed", Q(ended_at=None, confirmed_at=None)),
            in_force=("In force", Q(ended_at=None, confirmed_at__isnull=False)),
            ended=("Ended or refused", Q(ended_at__isnull=False)),
        ),
        "origin",
    )
    list_select_related = ("indicator", "area", "by")
    search_fields = ("indicator__name", "indicator__slug", "why")

    def is_open(self, obj: Target) -> bool:
        return obj.ended_at is None and obj.area_id is not None

    @display(description="target")
    def asks_for(self, target: Target) -> str:
        return target_value(measure_of(target.indicator), (target.low, target.high))

    @display(description="tolerance")
    def within(self, target: Target) -> str:
        return plain(target.tolerance)

    @display(description="start value")
    def begins_at(self, target: Target) -> str:
        return "" if target.start_value is None else plain(target.start_value)

    @display(description="state")
    def state(self, target: Target) -> str:
        return history([target])[0].state
