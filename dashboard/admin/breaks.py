"""Breaks of definition: those that people recorded can be withdrawn, those of files only read."""

from typing import Any

from django import forms
from django.contrib.admin import display, register
from django.db.models import Q

from dashboard.admin.closed import Acted, VerbForm
from dashboard.admin.fields import filter_by, indicator_field
from dashboard.admin.site import admin
from dashboard.forms import DAY
from indicators.areas.models import Area
from indicators.catalogue import breaks
from indicators.catalogue.models import Break, Series


class BreakForm(VerbForm):
    indicator = indicator_field()
    on = forms.DateField(
        widget=DAY, help_text="Periods that end before this day lie on the other side."
    )
    series = forms.ModelChoiceField(
        Series.objects.select_related("indicator"), required=False, help_text="Empty for every one."
    )
    area = forms.ModelChoiceField(Area.objects.all(), required=False, help_text="Empty for all.")
    why = forms.CharField(max_length=300)

    def act(self, typed: dict[str, Any]) -> Break:
        return breaks.record(**typed, by=self.by)


class TakeBackForm(VerbForm):
    withdrawn_because = forms.CharField(label="Withdraw, because", max_length=300)

    def act(self, typed: dict[str, Any]) -> Break:
        return breaks.withdraw(self.instance, by=self.by, why=typed["withdrawn_because"])

    def said(self) -> str:
        return f"Withdrawn: {self.cleaned_data['withdrawn_because']}"


@register(Break, site=admin)
class BreakAdmin(Acted):
    form, act_form = BreakForm, TakeBackForm
    told = (
        "indicator",
        "on",
        "series",
        "area",
        "why",
        "recorded_by",
        "recorded_at",
        "withdrawn_by",
        "withdrawn_at",
        "withdrawn_why",
    )
    list_display = ("indicator", "on", "why", "said_by", "withdrawn_at")
    list_filter = (
        filter_by(
            "said by",
            people=("People", Q(recorded_by__isnull=False)),
            file=("The catalogue's files", Q(recorded_by=None)),
        ),
    )
    list_select_related = ("indicator", "recorded_by")
    search_fields = ("indicator__name", "indicator__slug", "why")

    def is_open(self, obj: Break) -> bool:
        return obj.recorded_by_id is not None and obj.withdrawn_at is None

    @display(description="said by")
    def said_by(self, one: Break) -> str:
        return str(one.recorded_by or "the catalogue's file")
