"""Notes on figures: written, replaced and withdrawn by their verbs."""

from typing import Any

from django import forms
from django.contrib.admin import display, register
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from dashboard.admin.closed import Acted, VerbForm
from dashboard.admin.fields import LINES, act_field, filter_by, indicator_field, own_area, why_field
from dashboard.admin.site import admin
from indicators.notes import verbs
from indicators.notes.models import LONGEST, Note
from indicators.periods import Period, PeriodError


class PeriodField(forms.CharField):
    """A period in its written form; empty for the indicator as a whole."""

    def clean(self, value: Any) -> Period | None:
        text = super().clean(value)
        try:
            return Period.parse(text) if text else None
        except PeriodError as fault:
            raise forms.ValidationError(str(fault)) from None


def period_field() -> PeriodField:
    return PeriodField(
        required=False, max_length=40, help_text="Such as 2024-25; empty for the whole."
    )


class WriteForm(VerbForm):
    indicator = indicator_field()
    period = period_field()
    text = forms.CharField(widget=LINES, max_length=LONGEST)

    def act(self, typed: dict[str, Any]) -> Note:
        return verbs.write(
            typed["indicator"], own_area(), typed["text"], by=self.by, period=typed["period"]
        )


class ChangeNoteForm(VerbForm):
    verb = act_field(replace="Replace by the text below", withdraw="Withdraw")
    new_text = forms.CharField(widget=LINES, max_length=LONGEST, required=False)
    why = why_field("Why it is withdrawn", required=False)

    def act(self, typed: dict[str, Any]) -> Note:
        if typed["verb"] == "withdraw":
            return verbs.withdraw(self.instance, by=self.by, why=typed["why"])
        period = self.instance.period
        return verbs.replace(self.instance, typed["new_text"], by=self.by, period=period)

    def said(self) -> str:
        return f"{self.cleaned_data['verb'].capitalize()}. {self.cleaned_data['why']}".strip()


@register(Note, site=admin)
class NoteAdmin(Acted):
    form, act_form = WriteForm, ChangeNoteForm
    told = (
        "indicator",
        "area",
        "about",
        "kind",
        "text",
        "by",
        "at",
        "replaces",
        "withdrawn_by",
        "withdrawn_at",
        "withdrawn_why",
    )
    list_display = ("indicator", "about", "text", "by", "at", "withdrawn_at")
    list_filter = (
        filter_by(
            "state",
            stands=("Stands", Q(withdrawn_at=None, replacement=None)),
            replaced=("Replaced", Q(replacement__isnull=False)),
            withdrawn=("Withdrawn", Q(withdrawn_at__isnull=False)),
        ),
    )
    list_select_related = ("indicator", "by")
    search_fields = ("indicator__name", "indicator__slug", "text")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Note]:
        return super().get_queryset(request).select_related("replacement")

    def is_open(self, obj: Note) -> bool:
        return obj.withdrawn_at is None and not hasattr(obj, "replacement")

    @display(description="about")
    def about(self, note: Note) -> str:
        return str(note.period or "the whole")
