"""Who sits on a board: seats are given and end by their verbs, and the history stays."""

from typing import Any

from django import forms
from django.contrib.admin import register
from django.db.models import Q

from accounts.models import User
from dashboard.admin.closed import Acted, VerbForm
from dashboard.admin.fields import act_field, filter_by
from dashboard.admin.site import admin
from improvement.boards.models import Seat
from improvement.boards.queries import boards
from improvement.boards.verbs import give_seat, take_seat


class GiveForm(VerbForm):
    board = forms.ModelChoiceField(boards())
    user = forms.ModelChoiceField(
        User.objects.filter(is_service=False, is_active=True), label="Person"
    )
    role = forms.ChoiceField(choices=Seat.Role.choices, initial=Seat.Role.MEMBER)
    sees_exempt = forms.BooleanField(
        label="Sees the exempt part", required=False, help_text="Chair and clerk always do."
    )

    def act(self, typed: dict[str, Any]) -> Seat:
        return give_seat(**typed, by=self.by)


class EndForm(VerbForm):
    verb = act_field(end="End this seat")

    def act(self, typed: dict[str, Any]) -> Seat:
        return take_seat(self.instance, by=self.by)

    def said(self) -> str:
        return "The seat ended."


@register(Seat, site=admin)
class SeatAdmin(Acted):
    """Another role, or another right to read, is another seat after this one has ended."""

    form, act_form = GiveForm, EndForm
    told = ("board", "user", "role", "sees_exempt", "by", "at", "ended_by", "ended_at")
    list_display = ("user", "board", "role", "sees_exempt", "by", "at", "ended_at")
    list_filter = (
        filter_by(
            "when", now=("Now", Q(ended_at=None)), before=("Before", Q(ended_at__isnull=False))
        ),
        "board",
        "role",
    )
    list_select_related = ("board", "user", "by")
    search_fields = ("user__username", "user__first_name", "user__last_name", "board__name")

    def is_open(self, obj: Seat) -> bool:
        return obj.ended_at is None
