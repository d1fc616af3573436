"""What is asked (indicators), at which stage (themes), answered from where (series)."""

import re

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import Team
from indicators.areas.models import Area

# A full stop that ends a sentence: a capital follows, and no abbreviation stands before it.
SENTENCE_END = re.compile(r"(?<!\be\.g)(?<!\bi\.e)[.!?](?=\s+[A-Z0-9“])")
STATUTORY = "statutory"


class Theme(models.Model):
    """A stage of the child's journey."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=100)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name


class Indicator(models.Model):
    """What is asked. Its file in data/catalogue is the only source of these fields.

    A reference indicator has no file: an import of official statistics makes it.
    """

    class Unit(models.TextChoices):
        PERCENT = "percent", "%"
        COUNT = "count", "number"
        PER_1000 = "per-1,000", "per 1,000"
        PER_10000 = "per-10,000", "per 10,000"
        PER_100000 = "per-100,000", "per 100,000"
        DAYS = "days", "days"
        WEEKS = "weeks", "weeks"
        MONTHS = "months", "months"
        WORKING_DAYS = "working-days", "working days"
        CASES_PER_WORKER = "cases-per-worker", "cases per worker"
        SCORE = "score", "score"
        POUNDS = "pounds", "£"
        FTE = "fte", "full-time equivalents"

    class Polarity(models.TextChoices):
        HIGHER = "higher", "higher is better"
        LOWER = "lower", "lower is better"
        RANGE = "range", "best within a range"
        CONTEXT = "context", "neither high nor low is good in itself"

    class Span(models.TextChoices):
        DAY = "day", "on a day"
        IN_PERIOD = "in-period", "in the period"
        YEAR_TO_DATE = "year-to-date", "from April so far"
        ROLLING = "rolling-12-months", "over the last 12 months"
        THREE_YEAR = "three-year", "over three years"

    class Standing(models.TextChoices):
        CATALOGUE = "catalogue", "the council's catalogue"
        REFERENCE = "reference", "a published measure, for reference"
        UNREVIEWED = "unreviewed", "imported, not named by an officer yet"

    slug = models.SlugField(max_length=100, unique=True)
    standing = models.CharField(
        max_length=10,
        choices=Standing.choices,
        default=Standing.CATALOGUE,
        help_text="Only those of the catalogue have a file, targets, and a place in any count.",
    )
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="indicators")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    core = models.BooleanField(default=False, help_text="One of those that have every text.")
    unit = models.CharField(max_length=20, choices=Unit.choices)
    decimals = models.PositiveSmallIntegerField()
    polarity = models.CharField(max_length=10, choices=Polarity.choices)
    span = models.CharField(max_length=20, choices=Span.choices)
    frequency = models.CharField(max_length=10)
    people = models.CharField(max_length=50, help_text="Whom the figure counts, in the plural.")
    texts = models.JSONField(help_text="Definition, why it matters, caveats and the other texts.")
    aliases = models.JSONField(default=list)
    pair = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    retired_on = models.DateField(null=True)
    retired_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["theme__order", "order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(retired_on__isnull=True, retired_why="")
                | (Q(retired_on__isnull=False) & ~Q(retired_why="")),
                name="indicator_retired_with_reason",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_own(self) -> bool:
        """Whether the council's catalogue asks it, and not only the publisher."""
        return self.standing == self.Standing.CATALOGUE

    @property
    def in_a_sentence(self) -> str:
        """The first sentence of its definition."""
        definition = str(self.texts.get("definition", ""))
        end = SENTENCE_END.search(definition)
        return definition[: end.end()] if end else definition

    @property
    def limit(self) -> str:
        """What law or guidance says of a single case; "" where neither says anything."""
        return str(self.texts.get("limit", ""))

    @property
    def statutory(self) -> bool:
        """Whether the law itself sets that limit."""
        return self.limit.startswith(STATUTORY)

    @property
    def limit_in_short(self) -> str:
        """What the law sets, in its first words: "45 working days"; "" where it only says so."""
        words = self.limit.removeprefix(STATUTORY).lstrip(": ")
        first = re.split("[,;]", words, maxsplit=1)[0]
        return f"{first}\u00a0…" if first != words else words

    @property
    def report_paragraphs(self) -> list[str]:
        """Where the inspection report speaks of it: "85", "info"."""
        return list(self.texts.get("report_paragraphs", []))


class IndicatorText(models.Model):
    """Every wording an indicator has had, as it was loaded."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="wordings")
    sha = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(auto_now_add=True)
    body = models.JSONField()

    class Meta:
        ordering = ["loaded_at"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "sha"], name="indicator_text_once"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.sha[:8]}"


class Source(models.Model):
    """Where figures come from."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    publisher = models.CharField(max_length=200)
    licence = models.CharField(max_length=200)
    url = models.URLField(blank=True)
    note = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name


class Series(models.Model):
    """One line of figures for an indicator from one kind of source."""

    class Kind(models.TextChoices):
        LOCAL = "local", "the council's own"
        PUBLISHED = "published", "official statistics"
        REPORT = "report", "an inspection report"

    class Relation(models.TextChoices):
        SAME = "same", "the same definition"
        CLOSE = "close", "a close definition"
        PART = "part", "a part of it"
        OTHER = "other", "something else"

    class Compare(models.TextChoices):
        INTERVAL = "interval", "by the interval of its own figure"
        DIFFERENCE = "difference", "by the plain difference"
        QUARTILE = "quartile", "by its place among authorities"
        NONE = "none", "not compared"

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="series")
    key = models.CharField(max_length=100)
    code = models.CharField(
        max_length=200, blank=True, help_text="What its source calls it, such as CareLeaversNEET."
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT)
    relation = models.CharField(max_length=10, choices=Relation.choices)
    span = models.CharField(max_length=20, choices=Indicator.Span.choices)
    frequency = models.CharField(max_length=10)
    lag_days = models.PositiveSmallIntegerField()
    rounding = models.DecimalField(max_digits=12, decimal_places=6, null=True)
    compare = models.CharField(max_length=10, choices=Compare.choices)
    is_proportion = models.BooleanField()
    label = models.CharField(
        max_length=100, blank=True, help_text="What sets it apart, in few words, for a chart."
    )
    note = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "series"
        ordering = ["indicator", "kind", "key"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "key"], name="series_key_once"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.slug} {self.key}"


class Break(models.Model):
    """A change of definition: no line, change, trend or rank crosses the day it takes effect."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="breaks")
    series = models.ForeignKey(Series, null=True, on_delete=models.PROTECT, related_name="breaks")
    area = models.ForeignKey(Area, null=True, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(help_text="Periods that end before this day lie on the other side.")
    why = models.CharField(max_length=300)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        help_text="Empty when the catalogue's file says it.",
    )
    recorded_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_why="")
                | (
                    Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_why="")
                ),
                name="break_withdrawn_whole",
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator.slug} breaks on {self.on}"


class Ownership(models.Model):
    """That a team answers for an indicator: written by `owners`, ended when another takes over."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="ownerships")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="ownerships")
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "owner"
        ordering = ["indicator__theme__order", "indicator__order", "-set_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator"], condition=Q(ended_at=None), name="ownership_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__gte=F("set_at"), ended_by__isnull=False),
                name="ownership_ended_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.team}"
