"""A meeting and what is prepared for it: agenda, who is expected, and what the council says."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from improvement.boards.models.boards import Board
from improvement.boards.models.standing import Struck
from indicators.areas.models import Area
from indicators.catalogue.models import Indicator


class Meeting(models.Model):
    """A board's meeting on a day, about one area. Its state is derived (`states.state_of`)."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="meetings")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField()
    starts_at = models.TimeField(null=True)
    place = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-held_on", "board"]
        constraints = [
            models.UniqueConstraint(fields=["board", "area", "held_on"], name="meeting_once"),
        ]

    def __str__(self) -> str:
        return f"{self.board}, {self.held_on}"

    @property
    def chain(self) -> str:
        """The audit chain of everything that is kept of it."""
        return f"meeting:{self.pk}"


class AgendaItem(models.Model):
    """A line of a meeting's agenda; the first two are always there."""

    class Kind(models.TextChoices):
        ACTIONS = "actions", "Actions from the last meeting"
        YOUNG_PEOPLE = "young-people", "Young people's item"
        SECTION = "section", "A section of the papers"
        OTHER = "other", "Other business"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.OTHER)
    title = models.CharField(max_length=200)
    section = models.CharField(
        max_length=200, blank=True, help_text="The title of the board's section it is about."
    )
    exempt = models.BooleanField(default=False)

    class Meta:
        ordering = ["meeting", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["actions", "young-people", "section", "other"]),
                name="agenda_item_known_kind",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="agenda_item_has_a_title"),
            models.CheckConstraint(
                condition=Q(kind="section") & ~Q(section="") | ~Q(kind="section") & Q(section=""),
                name="agenda_item_of_a_section",
            ),
            models.CheckConstraint(
                condition=Q(exempt=False) | Q(kind__in=["section", "other"]),
                name="agenda_item_open_to_all",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order}. {self.title}"

    @property
    def is_fixed(self) -> bool:
        """One of the two that open every agenda: never moved, removed or exempt."""
        return self.kind in (self.Kind.ACTIONS, self.Kind.YOUNG_PEOPLE)


class Attendance(models.Model):
    """Somebody who is expected at a meeting, and whether they came; guests have no account."""

    class Status(models.TextChoices):
        EXPECTED = "expected", "Expected"
        PRESENT = "present", "Present"
        APOLOGIES = "apologies", "Sent apologies"
        ABSENT = "absent", "Absent"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendance")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=200)
    capacity = models.CharField(max_length=200, blank=True, help_text="Such as chair, or guest.")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.EXPECTED)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "attendance"
        ordering = ["meeting", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "user"], name="attendance_once"),
            models.CheckConstraint(
                condition=Q(status__in=["expected", "present", "apologies", "absent"]),
                name="attendance_known_status",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="attendance_has_a_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_status_display().lower()}"


class Remark(Struck):
    """What the council says about an indicator for this meeting. Another wording is a further one.

    Exempt until the clerk releases it.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="remarks")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    exempt = models.BooleanField(default=True)

    class Meta(Struck.Meta):
        abstract = False
        constraints = [
            *Struck.Meta.constraints,
            models.UniqueConstraint(
                fields=["meeting", "indicator"],
                condition=Q(struck_at=None),
                name="remark_one_at_a_time",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="remark_has_a_text"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.text[:40]}"
