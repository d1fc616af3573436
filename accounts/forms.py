"""Sign-in forms, with the classes that GOV.UK Frontend styles."""

from typing import Any

from allauth.account import forms


class SignInForm(forms.LoginForm):
    """User name and password; no "remember me" on a council's shared computers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("remember", None)
        self.fields["login"].label = "User name"
        self.fields["login"].error_messages["required"] = "Enter your user name"
        self.fields["password"].error_messages["required"] = "Enter your password"
        self.fields["password"].help_text = ""
        style(self)


class ChangePasswordForm(forms.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        style(self)


def style(form: Any) -> None:
    """The classes and attributes of a GOV.UK text input on every field."""
    for name, field in form.fields.items():
        attributes = field.widget.attrs
        attributes["class"] = "govuk-input govuk-input--width-20"
        attributes.pop("placeholder", None)
        if form.is_bound and form[name].errors:
            attributes["class"] += " govuk-input--error"
            attributes["aria-describedby"] = f"{form[name].id_for_label}_error"
