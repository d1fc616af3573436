"""What the commands that import share: what they are asked, who answers, what they say of it."""

from argparse import ArgumentParser
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from accounts.service import loader
from indicators.ledger.intake import Taken
from indicators.refusal import RefusedError
from indicators.tables import FaultsError


class ImportCommand(BaseCommand):
    """Asks by whom and since when; `bring_in` does it and gives the lines to be said."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--by", help="user name of the officer who answers for it")
        parser.add_argument("--known-on", type=date.fromisoformat, help="the day it was published")
        parser.add_argument("--preview", action="store_true", help="say what it would do")

    def bring_in(self, by: User, options: Mapping[str, Any]) -> Iterable[str]:
        """Raises FaultsError or RefusedError, and then nothing was written."""
        raise NotImplementedError

    def handle(self, *args: Any, **options: Any) -> None:
        by = officer(options.pop("by"))
        try:
            lines = self.bring_in(by, options)
        except (FaultsError, RefusedError) as fault:
            raise CommandError(f"Nothing was imported.\n{fault}") from None
        for line in lines:
            self.stdout.write(line)


def officer(name: str | None) -> User:
    """The user of this name; without one, the account that signs what the product loads."""
    if name is None:
        return loader()
    user = User.objects.filter(username=name, is_active=True).first()
    if user is None:
        raise CommandError(f"There is no user “{name}”.", returncode=2)
    return user


def counts(taken: Taken, *, only_look: bool) -> str:
    """Such as "9 figures, 1 would be new, 0 would be revised, 8 unchanged, 0 doubtful."."""
    would = "would be " if only_look else ""
    return (
        f"{taken.rows:,} figures, {taken.new:,} {would}new, {taken.changed:,} {would}revised, "
        f"{taken.unchanged:,} unchanged, {taken.doubtful:,} doubtful."
    )
