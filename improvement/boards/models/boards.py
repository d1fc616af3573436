"""A board, as its file says, and who sits on it."""

from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.db.models import F, Q


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of a board's papers: the question it answers, and by which indicators, in order."""

    title: str
    question: str
    indicators: tuple[str, ...]
    exempt: bool = False


class Board(models.Model):
    """People who meet about chosen figures. Its file in data/boards is the only source.

    `body` has the file's lists: sections (title, question, indicators, exempt) and agenda (title,
    exempt).
    """

    slug = models.SlugField(max_length=100, unique=True)
    name = models.CharField(max_length=200)
    order = models.PositiveSmallIntegerField()
    purpose = models.TextField()
    cadence = models.CharField(max_length=200)
    audience = models.CharField(max_length=300)
    body = models.JSONField(default=dict)
    is_retired = models.BooleanField(default=False, help_text="Its file is gone; it stays.")

    class Meta:
        ordering = ["is_retired", "order", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def sections(self) -> tuple[Section, ...]:
        """In the order of its papers."""
        return tuple(
            Section(**{**one, "indicators": tuple(one["indicators"])})
            for one in self.body.get("sections", ())
        )

    @property
    def standing_items(self) -> tuple[tuple[str, bool], ...]:
        """The title of each item that closes every agenda, and whether it is exempt."""
        return tuple((one["title"], one["exempt"]) for one in self.body.get("agenda", ()))

    @property
    def indicators(self) -> tuple[str, ...]:
        """Every slug, in the order of its papers."""
        return tuple(slug for section in self.sections for slug in section.indicators)


class Seat(models.Model):
    """A person's place on a board, from the day it was given to the day it ended."""

    class Role(models.TextChoices):
        CHAIR = "chair", "Chair"
        CLERK = "clerk", "Clerk"
        MEMBER = "member", "Member"

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="seats")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="seats"
    )
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.MEMBER)
    sees_exempt = models.BooleanField(
        "sees the exempt part", default=False, help_text="Chair and clerk always do."
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["board", "-ended_at", "role", "user__last_name", "user__username"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "user"], condition=Q(ended_at=None), name="seat_once"
            ),
            models.UniqueConstraint(
                fields=["board"],
                condition=Q(ended_at=None, role="chair"),
                name="seat_one_chair",
            ),
            models.CheckConstraint(
                condition=Q(role__in=["chair", "clerk", "member"]), name="seat_known_role"
            ),
            models.CheckConstraint(
                condition=Q(role="member") | Q(sees_exempt=True), name="seat_prepares_all"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__gte=F("at"), ended_by__isnull=False),
                name="seat_ended_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display().lower()} of {self.board}"
