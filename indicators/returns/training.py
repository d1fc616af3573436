"""Exampleshire, the training authority: its teams, and its invented quarters as published figures.

What is invented never carries a real area's code.
"""

import csv
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import Team, User
from indicators.areas.models import Area
from indicators.catalogue.models import Break, Indicator, Series
from indicators.ledger.models import Observation
from indicators.ledger.rows import Content, Row
from indicators.ledger.verbs import Signed, publish
from indicators.periods import Period
from indicators.periods.forms import months
from indicators.returns.calendar import dates_of, line_period
from indicators.returns.models import Grade
from indicators.returns.numbers import share

CODE, NAME = "X99000001", "Exampleshire"
FOLDER: Path = settings.BASE_DIR / "data" / "training"
TYPED_BY, SIGNED_BY = "training-officer", "training-approver"


@cache
def _file(name: str) -> Mapping[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


def owners() -> dict[str, Team]:
    """The team of each core indicator, by slug."""
    teams = {team.slug: team for team in Team.objects.filter(slug__in=_file("teams"))}
    theme_of = {theme: slug for slug, one in _file("teams").items() for theme in one["themes"]}
    core = Indicator.objects.filter(core=True, retired_on=None)
    return {
        slug: teams[theme_of[theme]]
        for slug, theme in core.values_list("slug", "theme__slug")
        if theme in theme_of and theme_of[theme] in teams
    }
