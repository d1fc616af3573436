"""What people wrote about a figure."""

from django.apps import AppConfig


class NotesConfig(AppConfig):
    name = "indicators.notes"
    verbose_name = "Notes"
