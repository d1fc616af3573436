"""Writes a row that a file says, where the table does not say it yet."""

from typing import Any

from django.db import models


def store(
    model: type[models.Model], where: dict[str, Any], fields: dict[str, Any]
) -> tuple[Any, int]:
    """The row, and 1 when it is new or differed."""
    row = model._default_manager.filter(**where).first() or model(**where)
    # A key that a file leaves out is empty in the table.
    fields = {name: "" if value is None else value for name, value in fields.items()}
    if row.pk and all(getattr(row, name) == value for name, value in fields.items()):
        return row, 0
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    return row, 1
