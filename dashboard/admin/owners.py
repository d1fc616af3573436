"""Which team owns each indicator: given to another by `owners.give`, the history kept."""

from typing import Any

from django import forms
from django.contrib.admin import register
from django.db.models import Q

from accounts.models import Team
from dashboard.admin.closed import Acted, VerbForm
from dashboard.admin.fields import filter_by, indicator_field
from dashboard.admin.site import admin
from indicators.catalogue import owners
from indicators.catalogue.models import Ownership


class GiveForm(VerbForm):
    indicator = indicator_field()
    team = forms.ModelChoiceField(Team.objects.all())

    def act(self, typed: dict[str, Any]) -> Ownership:
        return owners.give(typed["indicator"], typed["team"], by=self.by)


class HandOverForm(VerbForm):
    new_owner = forms.ModelChoiceField(Team.objects.all())

    def act(self, typed: dict[str, Any]) -> Ownership:
        return owners.give(self.instance.indicator, typed["new_owner"], by=self.by)

    def said(self) -> str:
        return f"Given to {self.cleaned_data['new_owner']}."


@register(Ownership, site=admin)
class OwnershipAdmin(Acted):
    form, act_form = GiveForm, HandOverForm
    told = ("indicator", "team", "set_by", "set_at", "ended_by", "ended_at")
    list_display = ("indicator", "team", "set_by", "set_at", "ended_at")
    list_filter = (
        filter_by(
            "when", now=("Now", Q(ended_at=None)), before=("Before", Q(ended_at__isnull=False))
        ),
        "team",
    )
    list_select_related = ("indicator", "team", "set_by")
    search_fields = ("indicator__name", "indicator__slug", "team__name")

    def is_open(self, obj: Ownership) -> bool:
        return obj.ended_at is None
