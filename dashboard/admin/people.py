"""People, their roles, and the teams they work in."""

from typing import Any

from django import forms
from django.contrib.admin import StackedInline, display, register
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, UserCreationForm
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from accounts.forms import style
from accounts.models import Team, TeamMember, User
from accounts.roles import Act, Role, can
from dashboard.admin.closed import Closed
from dashboard.admin.site import admin

JOINED = "{} joined this team in the meantime. Open the page again to see who is in it now."
LAST = "There must be somebody with the role administrator. Give it to another person first."


def roles() -> forms.ModelMultipleChoiceField:
    return forms.ModelMultipleChoiceField(
        Group.objects.filter(name__in=list(Role)).order_by("pk"),
        label="Roles",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Without a role a person can sign in and see nothing.",
    )


class PersonForm(forms.ModelForm):
    """What an administrator changes about a person; never their password's hash."""

    groups = roles()

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        stays = typed.get("is_active") and any(
            group.name == Role.ADMINISTRATOR for group in typed.get("groups", ())
        )
        others = User.objects.filter(is_active=True, groups__name=Role.ADMINISTRATOR.value)
        if not stays and not others.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(LAST)
        return typed


class NewPersonForm(UserCreationForm):
    """A person with a first password, typed twice; they change it after signing in."""

    groups = roles()

    class Meta:
        model = User
        fields = ("username", "first_name", "last_name", "email", "groups")


class NewPasswordForm(AdminPasswordChangeForm):
    """A new password for somebody who lost theirs; signing in stays possible."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("usable_password", None)
        for name in ("password1", "password2"):
            self.fields[name].required = True
        style(self)


@register(User, site=admin)
class PersonAdmin(Closed, UserAdmin):
    """People are made and closed, never deleted: what they wrote keeps their name."""

    form = PersonForm
    add_form = NewPersonForm
    add_form_template = None
    change_password_form = NewPasswordForm
    change_user_password_template = "admin/new_password.html"  # noqa: S105
    fieldsets = (
        (None, {"fields": ("username", "first_name", "last_name", "email")}),
        ("What they may do", {"fields": ("groups", "is_active")}),
        ("Signing in", {"fields": ("new_password", "last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "first_name", "last_name", "email", "groups")}),
        ("First password", {"fields": ("password1", "password2")}),
    )
    readonly_fields = ("new_password", "last_login", "date_joined")
    list_display = ("username", "name", "roles", "is_active", "last_login")
    list_filter = ("is_active", "groups")
    filter_horizontal = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return can(request.user, Act.ADMINISTER)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # The account that signs what the product loads is nobody's to change.
        return can(request.user, Act.ADMINISTER) and not (obj and obj.is_service)

    @display(description="name")
    def name(self, person: User) -> str:
        return person.get_full_name()

    @display(description="roles")
    def roles(self, person: User) -> str:
        return ", ".join(group.name for group in person.groups.all()) or "no role"

    @display(description="password")
    def new_password(self, person: User) -> str:
        address = reverse("admin:auth_user_password_change", args=[person.pk])
        return format_html('<a href="{}">Set a new password</a>', address)


class MemberForm(forms.ModelForm):
    """Who is in a team, in words where the database would refuse."""

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("deputy") and typed.get("role") != TeamMember.Role.APPROVER:
            raise forms.ValidationError(
                "A deputy signs for the approver: choose the role approver."
            )
        return typed


class MemberFormset(forms.BaseInlineFormSet):
    """One approver in a team, any number of deputies, nobody twice."""

    def clean(self) -> None:
        super().clean()
        kept = [
            form.instance
            for form in self.forms
            if form.is_valid() and form.cleaned_data and not form.cleaned_data.get("DELETE")
        ]
        approvers = [one for one in kept if one.is_the_approver]
        if len(approvers) > 1:
            raise forms.ValidationError("A team has one approver. Make the others deputies.")
        people = {one.user_id for one in kept}
        for other in self._joined_since():
            if other.user_id in people or (approvers and other.is_the_approver):
                raise forms.ValidationError(JOINED.format(other.user))

    def save_existing_objects(self, commit: bool = True) -> list[Any]:
        """Take out what changes, then put it back: two who change places are never there twice."""
        changed = [form.instance.pk for form in self.initial_forms if form.has_changed()]
        TeamMember.objects.filter(pk__in=changed).delete()
        return super().save_existing_objects(commit)

    def _joined_since(self) -> list[TeamMember]:
        """Members whom this page did not show; the team waits until this post is through."""
        shown = [form.instance.pk for form in self.initial_forms]
        list(Team.objects.select_for_update().filter(pk=self.instance.pk))
        others = TeamMember.objects.filter(team_id=self.instance.pk).exclude(pk__in=shown)
        return list(others.select_related("user"))


class MemberInline(StackedInline):
    model = TeamMember
    form = MemberForm
    formset = MemberFormset
    extra = 1
    fields = (("user", "role", "deputy"),)
    verbose_name, verbose_name_plural = "member", "members"

    def get_queryset(self, request: HttpRequest) -> QuerySet[TeamMember]:
        return super().get_queryset(request).select_related("user", "team")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return can(request.user, Act.ADMINISTER)

    has_add_permission = has_change_permission = has_delete_permission = has_view_permission

    def formfield_for_dbfield(self, db_field: Any, request: Any, **more: Any) -> Any:
        if db_field.name == "user":
            # A plain list of people, without links to windows in which more are made.
            return db_field.formfield(queryset=User.objects.filter(is_service=False))
        return super().formfield_for_dbfield(db_field, request, **more)


@register(Team, site=admin)
class TeamAdmin(Closed):
    inlines = (MemberInline,)
    list_display = ("name", "slug")
    search_fields = ("name",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return can(request.user, Act.ADMINISTER)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return can(request.user, Act.ADMINISTER)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("slug",) if obj else ()  # data/teams.toml names it
