"""manage.py withdraw_batch: take back what an import brought; what stood before stands again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from indicators.ledger.models import Batch
from indicators.ledger.withdrawing import withdraw_batch
from indicators.refusal import RefusedError

SHOWN = 10


class Command(BaseCommand):
    help = "Withdraw a batch of official statistics. Without a number: list the newest ones."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("batch", nargs="?", type=int, help="its number")
        parser.add_argument("--by", help="user name of the officer who answers for it")
        parser.add_argument("--why", default="", help="the reason, kept with every revision")

    def handle(self, *args: Any, batch: int | None, by: str | None, why: str, **_: Any) -> None:
        if batch is None:
            for one in Batch.objects.order_by("-pk")[:SHOWN]:
                said = " (withdrawn)" if one.withdrawn_at else ""
                self.stdout.write(f"{one.pk}  {one.file_name}  {one.rows:,} figures{said}")
            return
        found = Batch.objects.filter(pk=batch).first()
        user = User.objects.filter(username=by, is_active=True).first()
        if found is None:
            raise CommandError(f"There is no batch {batch}.", returncode=2)
        if user is None:
            raise CommandError("Say who withdraws it: --by and a user name.", returncode=2)
        try:
            done = withdraw_batch(found, by=user, why=why)
        except RefusedError as fault:
            raise CommandError(str(fault)) from None
        self.stdout.write(
            f"Batch {batch} is withdrawn: {done.restored:,} figures say what they said before, "
            f"{done.gone:,} are gone, {done.left:,} revised since stay as they are."
        )
