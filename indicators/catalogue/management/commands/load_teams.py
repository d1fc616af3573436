"""manage.py load_teams: the teams to begin with, and an owner for each indicator without one."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.db.models import Q

from accounts.models import Team
from accounts.service import loader
from indicators.catalogue.files import read_catalogue
from indicators.catalogue.owners import begin
from indicators.catalogue.teams_file import TeamsFile, read_teams
from indicators.tables import FaultsError


class Command(BaseCommand):
    help = "Make the teams that are missing, and give indicators that never had an owner theirs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder", nargs="?", type=Path, default=settings.BASE_DIR / "data", help="Default: data"
        )

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            file = read_teams(folder, read_catalogue(folder))
        except FaultsError as fault:
            raise CommandError(f"Nothing was loaded.\n{fault}") from None
        with transaction.atomic():
            teams, made = _teams(file)
            given = begin({slug: teams[team] for slug, team in file.owners.items()}, by=loader())
        self.stdout.write(
            f"{len(file.teams)} teams: "
            + (
                f"{made} made, {given} indicators given an owner."
                if made or given
                else "nothing new."
            )
        )


def _teams(file: TeamsFile) -> tuple[dict[str, Team], int]:
    """The team of each slug in the file, and how many were made. A name that people gave stays."""
    found, made = {}, 0
    for slug, entry in file.teams.items():
        same = Team.objects.filter(Q(slug=slug) | Q(name=entry.name)).order_by("slug")
        team = next((one for one in same if one.slug == slug), None) or same.first()
        if team is None:
            team, made = Team.objects.create(slug=slug, name=entry.name), made + 1
        found[slug] = team
    return found, made
