"""The ledger: one table of figures in which nothing is overwritten, and its audit chain.

Only `verbs` writes here. The managers below refuse every other way in, and triggers in the database
(`guards`) refuse what goes past Django.
"""

from typing import Any, Never

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from indicators.areas.models import Area
from indicators.catalogue.models import Series, Source
from indicators.periods import Period

TOTAL = "total"


class LedgerClosedError(Exception):
    """Somebody tried to write what is kept other than by its verbs."""


class ClosedQuerySet(models.QuerySet):
    """Reads only."""

    def _refuse(self, *args: Any, **kwargs: Any) -> Never:
        raise LedgerClosedError("What is kept is written by its verbs only.")

    create = get_or_create = update_or_create = _refuse
    bulk_create = bulk_update = update = delete = _refuse
    _raw_delete = _refuse


class ClosedModel(models.Model):
    """A row that cannot be saved or deleted through Django."""

    objects = ClosedQuerySet.as_manager()

    class Meta:
        abstract = True
        # Related managers and cascades refuse as well.
        base_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> Never:
        raise LedgerClosedError("What is kept is written by its verbs only.")

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        raise LedgerClosedError("Nothing that is kept is deleted.")


class Batch(ClosedModel):
    """The act of bringing figures in from one source."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    known_on = models.DateField(help_text="The newest day on which figures in it were public.")
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_why = models.TextField(blank=True)

    class Meta(ClosedModel.Meta):
        verbose_name_plural = "batches"
        ordering = ["recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_why="")
                | (
                    Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_why="")
                ),
                name="batch_withdrawn_whole",
            )
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.source_id})"


class Missing(models.TextChoices):
    """Why there is no figure; the label is what a reader sees."""

    SUPPRESSED = "suppressed", "suppressed to protect children"
    NOT_AVAILABLE = "not-available", "not available"
    NOT_APPLICABLE = "not-applicable", "not applicable"
    NOT_COLLECTED = "not-collected", "not collected"
    UNRELIABLE = "unreliable", "too unreliable to publish"
    ROUNDS_TO_ZERO = "rounds-to-zero", "too small: rounds to zero"
    NOT_STATED = "not-stated", "missing at source, no reason given"


class Qualifier(models.TextChoices):
    """How exactly the source states a figure."""

    ABOUT = "about", "about"
    OVER = "over", "over"
    UNDER = "under", "under"
    AT_LEAST = "at least", "at least"
    UP_TO = "up to", "up to"
    ALMOST = "almost", "almost"
    DERIVED = "derived", "worked out from the numbers given"


class Status(models.TextChoices):
    """How settled a figure is."""

    FINAL = "final", "final"
    PROVISIONAL = "provisional", "provisional"
    REVISED = "revised", "revised"
    DOUBTFUL = "doubtful", "doubtful"
    WITHDRAWN = "withdrawn", "withdrawn"


def _known(field: str, usual: str, *words: str) -> Q:
    """That a field holds one of these words; the usual one first, as lists cost an import time."""
    return Q(**{field: usual}) | Q(**{f"{field}__in": sorted({*words} - {usual})})


class Observation(ClosedModel):
    """One figure in one revision: a value, or the reason why there is none."""

    # What a figure refers to is held by the guards, which look at a whole statement at once, and
    # there is no index but those that make a figure unique: a key looked up and an index kept for
    # each of 600,000 figures would cost an import more than all the rest.
    series = models.ForeignKey(
        Series,
        on_delete=models.PROTECT,
        related_name="observations",
        db_index=False,
        db_constraint=False,
    )
    is_proportion = models.BooleanField(help_text="As its series says; a trigger holds them equal.")
    area = models.ForeignKey(
        Area,
        on_delete=models.PROTECT,
        related_name="observations",
        db_index=False,
        db_constraint=False,
    )
    edition = models.CharField(
        max_length=50, blank=True, help_text="Of the neighbour model, for a comparator group."
    )
    period_kind = models.CharField(max_length=20)
    starts = models.DateField()
    ends = models.DateField()
    period_stated = models.BooleanField(default=True)
    breakdown = models.CharField(max_length=120, default=TOTAL)
    revision = models.PositiveIntegerField(default=1)
    value = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    value_upper = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    numerator = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    denominator = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    qualifier = models.CharField(max_length=10, blank=True, choices=Qualifier.choices)
    missing_reason = models.CharField(max_length=20, blank=True, choices=Missing.choices)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.FINAL)
    reference = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    batch = models.ForeignKey(
        Batch, null=True, on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    typed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
        help_text="Of the council's own figures: who entered what `by` has signed.",
    )
    why = models.TextField(blank=True)
    known_on = models.DateField()
    known_on_estimated = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()
    visible_from = models.DateTimeField(null=True)
    is_current = models.BooleanField(default=True)

    class Meta(ClosedModel.Meta):
        ordering = ["ends", "starts", "revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "area", "period_kind", "starts", "ends", "breakdown", "revision"],
                name="observation_revision_once",
            ),
            models.UniqueConstraint(
                fields=["series", "area", "period_kind", "starts", "ends", "breakdown"],
                condition=Q(is_current=True),
                name="observation_current_once",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False, missing_reason="")
                | (Q(value__isnull=True) & ~Q(missing_reason="")),
                name="observation_value_or_reason",
            ),
            models.CheckConstraint(
                condition=Q(value_upper__isnull=True)
                | Q(value__isnull=False, value_upper__gte=F("value")),
                name="observation_upper_not_below",
            ),
            models.CheckConstraint(
                condition=Q(denominator__isnull=True) | Q(denominator__gt=0),
                name="observation_denominator_positive",
            ),
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts")), name="observation_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(is_proportion=False)
                | Q(numerator__isnull=True)
                | Q(denominator__isnull=True)
                | Q(numerator__lte=F("denominator")),
                name="observation_part_of_whole",
            ),
            models.CheckConstraint(
                condition=Q(revision=1) | ~Q(why=""), name="observation_revised_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(typed_by__isnull=True) | ~Q(typed_by=F("by")),
                name="observation_by_two_people",
            ),
            models.CheckConstraint(
                condition=_known("missing_reason", "", *Missing.values)
                & _known("qualifier", "", *Qualifier.values)
                & _known("status", Status.FINAL, *Status.values),
                name="observation_known_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series_id} {self.area_id} {self.period} r{self.revision}"

    @property
    def period(self) -> Period:
        return Period(self.period_kind, self.starts, self.ends)

    @property
    def key(self) -> tuple:
        """What may be in the ledger once, revisions apart."""
        dates = (self.period_kind, self.starts, self.ends)
        return (self.series_id, self.area_id, *dates, self.breakdown)


class AuditLink(ClosedModel):
    """One link of a chain: what was done by whom to which rows; its hash holds the link before."""

    chain = models.CharField(max_length=100)
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(max_length=20)
    rows = models.TextField(
        default="", help_text="Table, number and SHA-256 of each row written, as JSON."
    )
    digest = models.CharField(max_length=64, help_text="SHA-256 of rows.")
    prev = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta(ClosedModel.Meta):
        ordering = ["chain", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["chain", "seq"], name="audit_link_once"),
        ]

    def __str__(self) -> str:
        return f"{self.chain} {self.seq} {self.verb}"
