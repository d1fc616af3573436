"""manage.py prepare: from an empty or older database to one that can be served.

Safe to run at every start: what is there already is left as it is.
"""

import os
from difflib import get_close_matches
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts import demo
from accounts.models import Team
from accounts.roles import ensure_roles
from accounts.service import loader
from improvement.boards import demo as boards_demo
from indicators.areas.lookup import UnknownAreaError, find
from indicators.areas.models import Area
from indicators.returns.opening import open_due
from indicators.targets.suggestions import suggest

LOADED = (
    "load_areas",
    "load_catalogue",
    "check_returns",
    "check_disclosure",
    "load_teams",
    "load_figures",
    "load_report",
    "load_boards",
    "load_inspections",
)


class Command(BaseCommand):
    help = "Bring the database up to date and load what Sightline ships."
    requires_system_checks: list[str] = []  # some of them need the tables made here

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        if settings.PRODUCTION and demo.exist():
            raise CommandError(demo.IN_PRODUCTION)
        ensure_roles()
        for command in LOADED:
            call_command(command, stdout=self.stdout)
        self._set_targets(own_area())
        people = self._people()
        if not settings.PRODUCTION:
            call_command("load_training", stdout=self.stdout)
            demo.place(Team.objects.all())
            boards_demo.seat()
        open_due(own_area(), timezone.localdate())
        self.stdout.write(
            f"\nSightline for {settings.SIGHTLINE_COUNCIL_NAME}: {address()}\n{people}"
        )

    def _set_targets(self, area: Area) -> None:
        count = suggest(area, in_force=not settings.PRODUCTION, by=loader())
        if count:
            kind = "targets proposed" if settings.PRODUCTION else "demonstration targets set"
            self.stdout.write(f"{count} {kind}, from England's newest figures.")

    def _people(self) -> str:
        if settings.PRODUCTION:
            return "Give people accounts with: python manage.py create_user NAME --role ROLE"
        done = demo.ensure(settings.SIGHTLINE_DEMO_PASSWORD)
        names = ", ".join(demo.NAMES[:-1]) + f" or {demo.NAMES[-1]}"
        return f"Sign in as {names}.\n{how_to_sign_in(done)}"


def own_area() -> Area:
    """The council's area, or a sentence with the nearest names."""
    try:
        return find(settings.SIGHTLINE_AREA)
    except UnknownAreaError:
        areas = Area.objects.filter(kind=Area.Kind.LOCAL_AUTHORITY)
        names = dict(areas.values_list("code", "name"))
        code_of = {name: code for code, name in names.items()}
        near = [
            *(code_of[n] for n in get_close_matches(settings.SIGHTLINE_COUNCIL_NAME, code_of, n=1)),
            *get_close_matches(settings.SIGHTLINE_AREA, names, n=3),
        ]
        likely = ", ".join(f"{code} ({names[code]})" for code in dict.fromkeys(near))
        raise CommandError(
            f"SIGHTLINE_AREA is {settings.SIGHTLINE_AREA}, and there is no such area. "
            f"Set it to the code of your council, such as {likely}."
        ) from None


def how_to_sign_in(done: demo.Outcome) -> str:
    if done.password:
        return (
            f"Password: {done.password}\n"
            "It is shown this once. To choose your own, set SIGHTLINE_DEMO_PASSWORD and run again."
        )
    if settings.SIGHTLINE_DEMO_PASSWORD:
        return "The password is that in SIGHTLINE_DEMO_PASSWORD."
    return (
        "The password was shown at the first start. For a new one, set SIGHTLINE_DEMO_PASSWORD "
        "and run again."
    )


def address() -> str:
    """Where the server started with the same environment can be reached from this machine."""
    host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
    return f"http://{'localhost' if host in ('0.0.0.0', '::') else host}:{port}/"  # noqa: S104
