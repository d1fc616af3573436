"""manage.py verify_ledger: whether anything that is kept was changed, removed or added."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from indicators.ledger.verification import verify


class Command(BaseCommand):
    help = "Recompute every audit chain, and name each row that is not as it was written."

    def handle(self, *args: Any, **options: Any) -> None:
        done = verify()
        if done.faults:
            sentences = "\n".join(str(one) for one in done.faults)
            raise CommandError(f"{sentences}\nFaults: {len(done.faults)}.")
        self.stdout.write(f"{done.rows} rows, {done.links} links: nothing was changed.")
