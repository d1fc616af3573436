"""System checks about people."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError

from accounts import demo


@register(Tags.database)
def no_demonstration_users(**kwargs: Any) -> list[CheckMessage]:
    """Demonstration users and production exclude each other."""
    if not settings.PRODUCTION or not kwargs.get("databases"):
        return []
    try:
        found = demo.exist()
    except DatabaseError:  # before the first migration there are no users at all
        return []
    return [Error(demo.IN_PRODUCTION, id="accounts.E001")] if found else []
