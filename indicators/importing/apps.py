"""Official statistics, brought in from the files in which they are published."""

from django.apps import AppConfig


class ImportingConfig(AppConfig):
    name = "indicators.importing"
    verbose_name = "Imports"
