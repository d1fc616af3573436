"""Places and groups that figures are about."""

from django.apps import AppConfig


class AreasConfig(AppConfig):
    name = "indicators.areas"
    verbose_name = "Areas"
