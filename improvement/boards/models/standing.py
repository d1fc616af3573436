"""What is written once and, where it was a slip, struck with a reason: never edited."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from indicators.ledger.models import ClosedModel


class Signed(ClosedModel):
    """Something that a person wrote; it is kept as it was written."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta(ClosedModel.Meta):
        abstract = True
        ordering = ["at", "pk"]


class Struck(Signed):
    """Something that may be struck once: it is no longer said, and the history keeps it."""

    struck_at = models.DateTimeField(null=True)
    struck_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    struck_why = models.TextField(blank=True)

    class Meta(Signed.Meta):
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(struck_at__isnull=True, struck_by__isnull=True, struck_why="")
                | (Q(struck_at__isnull=False, struck_by__isnull=False) & ~Q(struck_why="")),
                name="%(class)s_struck_whole",
            )
        ]

    @property
    def stands(self) -> bool:
        return self.struck_at is None
