"""Fields that several administration forms ask for."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.admin import SimpleListFilter
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from indicators.areas.lookup import find
from indicators.areas.models import Area
from indicators.catalogue.queries import indicators

LINES = forms.Textarea(attrs={"rows": 3, "cols": 60})


def own_area() -> Area:
    """What is written here is about the council's own area."""
    return find(settings.SIGHTLINE_AREA)


def indicator_field(**which: Any) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(indicators().filter(**which))


def why_field(label: str = "Why", *, required: bool = True) -> forms.CharField:
    return forms.CharField(label=label, widget=LINES, max_length=2000, required=required)


def act_field(**choices: str) -> forms.ChoiceField:
    """Which verb to call: its name → what is offered."""
    return forms.ChoiceField(label="Act", choices=list(choices.items()), widget=forms.RadioSelect)


def filter_by(heading: str, **offered: tuple[str, Q]) -> type[SimpleListFilter]:
    """A filter beside a list: each name in the address → the words offered and the rows meant."""

    class Filter(SimpleListFilter):
        title, parameter_name = heading, heading.replace(" ", "_")

        def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
            return [(name, words) for name, (words, _) in offered.items()]

        def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
            chosen = offered.get(self.value() or "")
            return queryset.filter(chosen[1]) if chosen else queryset

    return Filter
