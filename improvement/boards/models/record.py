"""What was asked, answered, decided and noted at a meeting, and what became of decisions."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from improvement.boards.models.meetings import AgendaItem, Meeting
from improvement.boards.models.standing import Struck
from indicators.catalogue.models import Indicator


class Recorded(Struck):
    """Something at an item of a meeting's agenda."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="%(class)ss")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="%(class)ss")
    exempt = models.BooleanField(default=False)

    class Meta(Struck.Meta):
        abstract = True


class Question(Recorded):
    """What somebody asked, before the meeting or at it."""

    indicator = models.ForeignKey(Indicator, null=True, on_delete=models.PROTECT, related_name="+")
    asked_by = models.CharField(max_length=200)
    text = models.TextField()

    class Meta(Recorded.Meta):
        abstract = False

    def __str__(self) -> str:
        return self.text[:60]


class Answer(Struck):
    """What was answered, at once or later."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    text = models.TextField()

    class Meta(Struck.Meta):
        abstract = False

    def __str__(self) -> str:
        return self.text[:60]


class Decision(Recorded):
    """What was decided: in which words, who does it, by when."""

    indicator = models.ForeignKey(
        Indicator, null=True, on_delete=models.PROTECT, related_name="decisions"
    )
    wording = models.TextField()
    owner = models.CharField(max_length=200)
    owner_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    due = models.DateField()

    class Meta(Recorded.Meta):
        abstract = False
        constraints = [
            *Recorded.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(wording="") & ~Q(owner=""), name="decision_with_owner"
            ),
        ]

    def __str__(self) -> str:
        return self.wording[:60]


class Mark(Struck):
    """Whether a decision is done, as was said at a later meeting or between; the last counts."""

    class Status(models.TextChoices):
        DONE = "done", "Done"
        NOT_DONE = "not-done", "Not done yet"

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="marks")
    status = models.CharField(max_length=10, choices=Status.choices)
    said = models.TextField(blank=True)
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.PROTECT, related_name="marks")

    class Meta(Struck.Meta):
        abstract = False
        constraints = [
            *Struck.Meta.constraints,
            models.CheckConstraint(
                condition=Q(status__in=["done", "not-done"]), name="mark_known_status"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()}: {self.decision}"


class Minute(Recorded):
    """A note of what was said at an item."""

    # The frozen minutes have the name.
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="notes")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="notes")
    text = models.TextField()

    class Meta(Recorded.Meta):
        abstract = False

    def __str__(self) -> str:
        return self.text[:60]
