"""What the council aims for."""

from django.apps import AppConfig


class TargetsConfig(AppConfig):
    name = "indicators.targets"
    verbose_name = "Targets"
