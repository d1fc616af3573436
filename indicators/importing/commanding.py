"""What the commands that import share: who answers for it, and what they say of it."""

from django.core.management.base import CommandError

from accounts.models import User
from accounts.service import loader
from indicators.ledger.intake import Taken


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
