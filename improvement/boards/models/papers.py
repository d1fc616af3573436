"""What a meeting froze, editions and minutes, and the papers made of them."""

from django.db import models
from django.db.models import Q

from improvement.boards.models.meetings import Meeting
from improvement.boards.models.standing import Signed
from indicators.ledger.models import ClosedModel


class Kind(models.TextChoices):
    """For whom an edition or a paper is."""

    COUNCIL = "council", "Council"
    EXEMPT = "exempt", "Council, with the exempt part"
    PUBLIC = "public", "Public"


class Edition(Signed):
    """The figures and words of a meeting's papers, frozen at despatch: never changed.

    `body` is canonical JSON, `sha256` that of its UTF-8 bytes.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="editions")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    body = models.TextField()
    sha256 = models.CharField(max_length=64)

    class Meta(Signed.Meta):
        abstract = False
        ordering = ["meeting", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "kind"], name="edition_once"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="edition_known_kind"),
            models.CheckConstraint(condition=~Q(body=""), name="edition_has_a_body"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting}: {self.get_kind_display()}"


class Minutes(Signed):
    """What was recorded at a meeting, agreed by the chair and frozen; with the exempt part.

    `body` is canonical JSON (`minuting.draft`), `sha256` that of its UTF-8 bytes; `by` agreed it.
    """

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="minutes")
    body = models.TextField()
    sha256 = models.CharField(max_length=64)

    class Meta(Signed.Meta):
        abstract = False
        verbose_name_plural = "minutes"
        constraints = [
            # Said again, as the guards look at constraints and not at a field's own rule.
            models.UniqueConstraint(fields=["meeting"], name="minutes_once"),
            models.CheckConstraint(condition=~Q(body=""), name="minutes_have_a_body"),
        ]

    def __str__(self) -> str:
        return f"Minutes of {self.meeting}"


class PaperState(models.TextChoices):
    """How far the making of a paper is."""

    WAITING = "waiting", "Being made"
    READY = "ready", "Ready"
    FAILED = "failed", "Could not be made"


class Paper(ClosedModel):
    """One form of an edition or of minutes: made once, by `manage.py tick`, and kept as bytes.

    `kind` is the edition's own; minutes have papers of two kinds, without the exempt part and with
    it.
    """

    class Form(models.TextChoices):
        PAGE = "page", "Web page"
        PDF = "pdf", "PDF"
        XLSX = "xlsx", "Excel workbook"

    MOST_TRIES = 3

    edition = models.ForeignKey(Edition, null=True, on_delete=models.PROTECT, related_name="papers")
    minutes = models.ForeignKey(Minutes, null=True, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    form = models.CharField(max_length=10, choices=Form.choices)
    content = models.BinaryField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(null=True)
    made_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    fault = models.TextField(blank=True, help_text="Why it could not be made the last time.")

    class Meta(ClosedModel.Meta):
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "form"], name="paper_of_edition_once"),
            models.UniqueConstraint(
                fields=["minutes", "kind", "form"], name="paper_of_minutes_once"
            ),
            models.CheckConstraint(
                condition=Q(edition__isnull=True, minutes__isnull=False)
                | Q(edition__isnull=False, minutes__isnull=True),
                name="paper_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values) & Q(form__in=["page", "pdf", "xlsx"]),
                name="paper_known_words",
            ),
            models.CheckConstraint(
                condition=Q(content=None, sha256="", size=None, made_at=None)
                | Q(content__isnull=False, size__gt=0, made_at__isnull=False) & ~Q(sha256=""),
                name="paper_made_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition or self.minutes}, {self.get_form_display()}"

    @property
    def state(self) -> PaperState:
        """By what is filled."""
        if self.made_at:
            return PaperState.READY
        return PaperState.FAILED if self.fault else PaperState.WAITING

    @property
    def data(self) -> bytes:
        """The paper itself; empty until it is made. PostgreSQL gives a view of the memory."""
        return bytes(self.content) if self.content else b""
