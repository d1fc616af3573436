"""Reads data/returns/reminders.toml: who gets which mail when."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from django.conf import settings
from pydantic import BeforeValidator, Field

from indicators.catalogue.schema import Table, Text
from indicators.returns.states import Verb

When = Literal["opens", "before-due", "due", "late", "submit", "give-back", "ask"]
To = Literal["members", "approver", "deputies"]
VERBS = frozenset({Verb.SUBMIT.value, Verb.GIVE_BACK.value, Verb.ASK.value})


def _stripped(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


class Rule(Table):
    """One kind of mail."""

    when: When
    to: Annotated[list[To], Field(min_length=1)]
    subject: Text
    body: Annotated[Text, BeforeValidator(_stripped)]
    working_days: Annotated[int, Field(ge=1, le=30)] = 3
    every_days: Annotated[int, Field(ge=1, le=90)] = 7

    @property
    def is_about_an_act(self) -> bool:
        """Whether somebody's act is told of, rather than the time."""
        return self.when in VERBS


def read_reminders(path: Path) -> dict[str, Rule]:
    """The rules by name; pydantic's ValidationError names each fault."""
    tables = tomllib.loads(path.read_text("utf-8"))
    return {name: Rule.model_validate(body) for name, body in tables.items()}


@cache
def shipped_reminders() -> Mapping[str, Rule]:
    return read_reminders(settings.BASE_DIR / "data" / "returns" / "reminders.toml")
