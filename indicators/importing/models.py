"""Uploads on their way to becoming batches, and batches on their way out.

Nothing here is a figure: it changes as the work goes on, and the files are deleted when it is over.
Only `uploads`, `moves` and `work` write here.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from indicators.importing.states import AT_WORK, OVER, WAITING, State
from indicators.ledger.models import Batch


class Kind(models.TextChoices):
    """Which reader understands the files."""

    LAIT = "lait", "Local Authority Interactive Tool"
    EES = "ees", "Explore Education Statistics"


class Work(models.Model):
    """Something that takes longer than a page may: asked for by a person, done by `manage.py tick`.

    `claim` is the mark of the process that works on it, `seen_at` when that process last said that
    it lives, `tries` how often one began. `report` says what was found or done.
    """

    state = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in State], default=State.UPLOADED
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    over_at = models.DateTimeField(null=True)
    claim = models.CharField(max_length=32, blank=True)
    seen_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    report = models.JSONField(default=dict)
    faults = models.JSONField(default=list)

    class Meta:
        abstract = True
        ordering = ["-at", "-pk"]

    @property
    def waits(self) -> bool:
        """For a process to take it."""
        return self.state in WAITING

    @property
    def is_under_way(self) -> bool:
        return self.state in (*WAITING, *AT_WORK)

    @property
    def is_over(self) -> bool:
        return self.state in OVER


class Upload(Work):
    """Files that somebody wants imported, what was seen in them, and what became of them."""

    kind = models.CharField(max_length=10, choices=Kind.choices)
    known_on = models.DateField(null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    rows_done = models.PositiveIntegerField(default=0)
    rows = models.PositiveIntegerField(default=0, help_text="0 until a look has counted them.")
    batch = models.ForeignKey(Batch, null=True, on_delete=models.PROTECT, related_name="uploads")

    class Meta(Work.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in State]), name="upload_known_state"
            ),
            models.CheckConstraint(
                condition=Q(batch__isnull=True) | Q(state=State.DONE.value),
                name="upload_batch_when_done",
            ),
        ]

    def __str__(self) -> str:
        return f"upload {self.pk}"

    @property
    def is_known(self) -> bool:
        """Whether the same files were imported before."""
        return bool(self.report.get("is_known"))


class UploadedFile(models.Model):
    """One file; its name, size and digest stay when its pieces are gone."""

    of = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["of", "name"], name="uploaded_file_once")]

    def __str__(self) -> str:
        return self.name


class Piece(models.Model):
    """About a megabyte of a file: no process needs more of it in memory at once."""

    of = models.ForeignKey(UploadedFile, on_delete=models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["of", "number"], name="piece_once")]

    def __str__(self) -> str:
        return f"{self.of_id} {self.number}"


class Withdrawal(Work):
    """A batch that somebody takes back: the half million figures of one take half a minute."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="withdrawals")
    why = models.TextField()

    class Meta(Work.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["batch"],
                condition=Q(state__in=[State.CONFIRMED.value, State.WRITING.value]),
                name="withdrawal_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"withdrawal of batch {self.batch_id}"
