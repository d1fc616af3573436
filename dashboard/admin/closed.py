"""What every administration page of ours has in common: nobody deletes, and roles decide."""

from typing import Any

from django import forms
from django.contrib.admin import ModelAdmin
from django.db import models
from django.http import HttpRequest

from accounts.roles import Act, can
from indicators.refusal import RefusedError


class Closed(ModelAdmin):
    """Rows to be read: neither added, changed nor deleted."""

    actions = None
    list_per_page = 50
    sortable_by = ()  # its links in the headings say nothing to who does not see them
    show_full_result_count = False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return can(request.user, Act.ADMINISTER)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return can(request.user, Act.ADMINISTER)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class VerbForm(forms.ModelForm):
    """A form that writes nothing itself: `act` calls a verb, in the name of `by`.

    The verb is tried while the form is validated, so that its refusal stands beside what was
    typed; the view's transaction takes everything back if anything fails after it.
    """

    by: Any
    written: models.Model

    def act(self, typed: dict[str, Any]) -> models.Model:
        """Call the verb and return the row it wrote."""
        raise NotImplementedError

    def said(self) -> str:
        """What the record of changes says was done."""
        return ""

    def clean(self) -> None:
        super().clean()
        if not self.errors:
            try:
                self.written = self.act(self.cleaned_data)
            except RefusedError as refusal:
                self.add_error(None, str(refusal))

    def validate_constraints(self) -> None:
        """The verbs' business: the instance here is never saved."""


class Acted(Closed):
    """Rows that verbs write: one form to add (`form`), one to act on a row (`act_form`)."""

    act_form: type[VerbForm]
    told: tuple[str, ...] = ()  # what is shown of a row

    def is_open(self, obj: Any) -> bool:
        """Whether anything may still be done to this row."""
        raise NotImplementedError

    def has_add_permission(self, request: HttpRequest) -> bool:
        return can(request.user, Act.ADMINISTER)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return can(request.user, Act.ADMINISTER) and (obj is None or self.is_open(obj))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return self.told if obj else ()

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return [(None, {"fields": list(self.form.base_fields)})]
        told = [(None, {"fields": self.told})]
        if not self.is_open(obj):
            return told
        return [*told, ("What to do", {"fields": list(self.act_form.base_fields)})]

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **more: Any
    ) -> Any:
        more["form"] = self.act_form if obj and self.is_open(obj) else self.form
        made: Any = super().get_form(request, obj, change=change, **more)
        made.by = request.user
        return made

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Any:
        return form.written

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Written already."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """A verb writes one row whole."""

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        return form.said() or super().construct_change_message(request, form, formsets, add)
