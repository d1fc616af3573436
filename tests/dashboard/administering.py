"""What tests of the administration pages share: addresses, people, and forms that were taken."""

from typing import Any

from django.db.models import Model
from django.urls import reverse

from accounts.models import User


def page_of(model: type[Model], page: str, *arguments: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=arguments)


def user(name: str) -> int:
    return User.objects.get(username=name).pk


def saved(answer: Any) -> None:
    """The form was taken: a page after it, else its errors are the message."""
    words = answer.content.decode().partition("errornote")[2][:1500]
    assert answer.status_code == 302, words or answer.status_code
