"""What people wrote about an indicator in an area: by whom, when, and what took its place."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from indicators.areas.models import Area
from indicators.catalogue.models import Indicator, Series
from indicators.periods import Period

LONGEST = 2000


class Note(models.Model):
    """A text by a named person. Rows are never changed but to withdraw them once: a better wording
    is a further note that `replaces` this one.
    """

    class Kind(models.TextChoices):
        ANNOTATION = "annotation", "note"
        EXPLANATION = "explanation", "explanation of a difference"

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="notes")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    period_kind = models.CharField(max_length=20, blank=True)
    starts = models.DateField(null=True)
    ends = models.DateField(null=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    text = models.TextField(max_length=LONGEST)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    replaces = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="replacement"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_why = models.TextField(blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="note_has_a_text"),
            models.CheckConstraint(
                condition=Q(period_kind="", starts__isnull=True, ends__isnull=True)
                | (~Q(period_kind="") & Q(starts__isnull=False, ends__isnull=False)),
                name="note_period_whole",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_why="")
                | (
                    Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_why="")
                ),
                name="note_withdrawn_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.slug}: {self.text[:40]}"

    @property
    def period(self) -> Period | None:
        """The period it is about; None for the indicator as a whole."""
        if self.starts is None or self.ends is None:
            return None
        return Period(self.period_kind, self.starts, self.ends)


class Explained(models.Model):
    """The figure that a note of kind explanation is about, and the numbers it was written for.

    A figure is a series' own in an area, a period (both the note's) and a part. Of the notes on
    one figure at most one stands: that is kept here, where the database can guard it.
    """

    note = models.OneToOneField(Note, on_delete=models.PROTECT, related_name="explained")
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    period_kind = models.CharField(max_length=20)
    starts = models.DateField()
    ends = models.DateField()
    breakdown = models.CharField(max_length=120)
    figure = models.CharField(max_length=100, help_text="As it was printed: about 52.")
    twin = models.CharField(max_length=100, help_text="As it was printed: 44 in 2015-16.")
    stands = models.BooleanField(default=True)

    class Meta:
        verbose_name = "explained figure"
        constraints = [
            models.UniqueConstraint(
                fields=["series", "area", "period_kind", "starts", "ends", "breakdown"],
                condition=Q(stands=True),
                name="explained_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.series}: {self.figure} beside {self.twin}"
