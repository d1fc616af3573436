"""What each team owes for a period: entered by one person, signed by another."""

from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    name = "indicators.returns"
    verbose_name = "Returns"
