"""Returns, their sections, what was typed in them, and everything that happened to them.

Only `verbs` and `opening` write here. Entries hold what was typed as it was typed, right or not.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import Team
from indicators.areas.models import Area
from indicators.catalogue.models import Series, Theme
from indicators.ledger.models import TOTAL, ClosedModel, Missing
from indicators.periods import Period
from indicators.returns.states import SAID, State, Verb


class Grade(models.TextChoices):
    """How far a figure can be trusted."""

    A = "A", "A: checked against the case files"
    B = "B", "B: complete, with small known gaps"
    C = "C", "C: known gaps that could change the picture"
    D = "D", "D: not to be relied on yet"


class Return(models.Model):
    """What one team owes for one period; a correction is a return of its own."""

    class Kind(models.TextChoices):
        DUE = "due", "return"
        CORRECTION = "correction", "correction"

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="returns")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.DUE)
    period_kind = models.CharField(max_length=20)
    starts = models.DateField()
    ends = models.DateField()
    opens = models.DateField()
    due = models.DateField()

    class Meta:
        ordering = ["-ends", "team__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "team", "period_kind", "starts", "ends"],
                condition=Q(kind="due"),
                name="return_once",
            ),
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts"), due__gte=F("opens")), name="return_dates"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team}, {self.period}"

    @property
    def period(self) -> Period:
        return Period(self.period_kind, self.starts, self.ends)

    @property
    def chain(self) -> str:
        """The audit chain of everything that happens to it."""
        return f"return:{self.pk}"


class Section(models.Model):
    """The lines of one theme in a return: submitted, given back and signed as one."""

    of = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="sections")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in State], default=State.OPEN.value
    )

    class Meta:
        ordering = ["theme__order"]
        constraints = [
            models.UniqueConstraint(fields=["of", "theme"], name="section_once"),
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in State]), name="section_known_state"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.of}: {self.theme}"


class Entry(models.Model):
    """One line of a section with what was typed last, as text.

    `version` counts the times it was typed. `seen` is the revision of the published figure that
    a correction revises, 0 where there is none. `so_far`: the numbers are those from April on, not
    those of the quarter alone.
    """

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="entries")
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="+")
    period_kind = models.CharField(max_length=20)
    starts = models.DateField()
    ends = models.DateField()
    breakdown = models.CharField(max_length=120, default=TOTAL)
    seen = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=0)
    numerator = models.TextField(blank=True)
    denominator = models.TextField(blank=True)
    value = models.TextField(blank=True)
    so_far = models.BooleanField(default=False)
    missing_reason = models.CharField(max_length=20, blank=True, choices=Missing.choices)
    expected_on = models.TextField(blank=True)
    explanation = models.TextField(blank=True)
    says = models.TextField(blank=True)
    why = models.TextField(blank=True)
    next = models.TextField(blank=True)
    grade = models.CharField(max_length=1, blank=True, choices=Grade.choices)
    grade_why = models.TextField(blank=True)
    revised_why = models.TextField(blank=True)
    typed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    typed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["series__indicator__order", "ends", "breakdown"]
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(
                fields=["section", "series", "period_kind", "starts", "ends", "breakdown"],
                name="entry_once",
            ),
            models.CheckConstraint(
                condition=Q(version=0, typed_by__isnull=True, typed_at__isnull=True)
                | Q(version__gt=0, typed_by__isnull=False, typed_at__isnull=False),
                name="entry_typed_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series.indicator}, {self.period}"

    @property
    def period(self) -> Period:
        return Period(self.period_kind, self.starts, self.ends)


class Event(ClosedModel):
    """One thing that happened to a section or to one of its entries; never changed, never deleted.

    `was` and `now` are the fields of the entry before and after; for a question, its answer or a
    section given back, `now` has the words.
    """

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="events")
    entry = models.ForeignKey(Entry, null=True, on_delete=models.PROTECT, related_name="events")
    version = models.PositiveIntegerField(help_text="Of the entry, after this.")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(max_length=10, choices=[(one.value, SAID[one]) for one in Verb])
    was = models.JSONField(default=dict)
    now = models.JSONField(default=dict)

    class Meta(ClosedModel.Meta):
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "version"],
                condition=Q(verb=Verb.SAVE.value),
                name="event_version_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.by} {self.get_verb_display()}"


class Published(ClosedModel):
    """Something that was signed together with a figure; a later one about it takes its place."""

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    period_kind = models.CharField(max_length=20)
    starts = models.DateField()
    ends = models.DateField()
    typed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta(ClosedModel.Meta):
        abstract = True
        ordering = ["ends", "at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(typed_by=F("by")), name="%(class)s_by_two_people")
        ]

    @property
    def period(self) -> Period:
        return Period(self.period_kind, self.starts, self.ends)


class Commentary(Published):
    """What the council says of its figure: what it says, why it is so, what comes next."""

    says = models.TextField(blank=True)
    why = models.TextField(blank=True)
    next = models.TextField(blank=True)

    class Meta(Published.Meta):
        abstract = False
        verbose_name_plural = "commentaries"

    def __str__(self) -> str:
        return f"{self.series} {self.period}: {self.says[:40]}"


class Quality(Published):
    """How far a figure can be trusted, and why."""

    grade = models.CharField(max_length=1, choices=Grade.choices)
    why = models.TextField(blank=True)

    class Meta(Published.Meta):
        abstract = False
        verbose_name_plural = "qualities"

    def __str__(self) -> str:
        return f"{self.series} {self.period}: {self.grade}"


class Reminder(models.Model):
    """A mail about a return: written once, claimed by whoever sends it, then marked as sent."""

    key = models.CharField(max_length=200, unique=True, help_text="What it is about, and to whom.")
    reason = models.CharField(max_length=50, help_text="The rule in data/returns/reminders.toml.")
    of = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="reminders")
    to = models.EmailField()
    subject = models.CharField(max_length=300)
    body = models.TextField()
    written_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return f"{self.reason} to {self.to}"
