"""manage.py load_training: Exampleshire, its teams, its invented quarters and its open returns."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.service import loader
from indicators.returns import training
from indicators.returns.opening import open_due
from indicators.targets.suggestions import suggest


class Command(BaseCommand):
    help = (
        "Load the training authority: five years of invented quarters, and the returns to fill in."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        training.make_teams()
        figures = training.begin(today)
        suggest(training.area(), in_force=not settings.PRODUCTION, by=loader())
        opened = open_due(training.area(), today)
        new = figures or opened
        self.stdout.write(
            f"{training.NAME}: {figures} invented figures, {len(opened)} returns opened."
            if new
            else f"{training.NAME}: nothing new."
        )
