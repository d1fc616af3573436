"""What the council aims for, who set it, and when it holds."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from indicators.areas.models import Area
from indicators.catalogue.models import Indicator


class Target(models.Model):
    """A number in the indicator's unit. Proposed until confirmed; in force until ended.

    Rows are never changed but to confirm or end them once. `area` is empty for a target set by law
    or a national scorecard.
    """

    class Origin(models.TextChoices):
        STATUTE = "statute", "target set by law"
        SCORECARD = "scorecard", "scorecard target"
        COUNCIL = "council", "target"
        DEMONSTRATION = "demonstration", "demonstration target"

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="targets")
    area = models.ForeignKey(Area, null=True, on_delete=models.PROTECT, related_name="+")
    low = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    high = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    tolerance = models.DecimalField(max_digits=20, decimal_places=6)
    starts = models.DateField(help_text="Judges periods that end on or after this day.")
    ends = models.DateField(null=True, help_text="Judges periods that end on or before this day.")
    due = models.DateField(null=True, help_text="When the target is to be reached.")
    start_value = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    origin = models.CharField(max_length=15, choices=Origin.choices)
    why = models.TextField()
    source = models.CharField(max_length=300, blank=True)
    known_on = models.DateField(help_text="When it was public, or recorded here.")
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_why = models.TextField(blank=True)

    class Meta:
        ordering = ["indicator", "starts", "recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(low__isnull=False) | Q(high__isnull=False), name="target_has_a_bound"
            ),
            models.CheckConstraint(
                condition=Q(low__isnull=True) | Q(high__isnull=True) | Q(high__gte=F("low")),
                name="target_high_not_below_low",
            ),
            models.CheckConstraint(condition=Q(tolerance__gte=0), name="target_tolerance"),
            models.CheckConstraint(
                condition=Q(due__isnull=True, start_value__isnull=True)
                | Q(due__isnull=False, due__gte=F("starts")),
                name="target_trajectory_whole",
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="target_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="target_confirmed_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, ended_why="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(ended_why="")),
                name="target_ended_with_reason",
            ),
        ]

    def __str__(self) -> str:
        bounds = [f"{one.normalize():f}" for one in (self.low, self.high) if one is not None]
        return f"{self.indicator.slug}: {' to '.join(bounds)} from {self.starts}"
