"""What inspectors conclude: a report in full (data/report), and every authority's grade."""

from django.db import models
from django.db.models import F, Q

from improvement.places import said
from indicators.areas.models import Area
from indicators.catalogue.models import Indicator, Source


class InspectionReport(models.Model):
    """One report of inspectors about one area."""

    slug = models.SlugField(max_length=100, unique=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    inspected_from = models.DateField()
    inspected_to = models.DateField()
    published_on = models.DateField()

    class Meta:
        ordering = ["published_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(inspected_to__gte=F("inspected_from"))
                & Q(published_on__gte=F("inspected_to")),
                name="report_days_in_order",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Grade(models.TextChoices):
    """The four grades of inspectors, and one that was used until 2013."""

    OUTSTANDING = "outstanding", "Outstanding"
    GOOD = "good", "Good"
    REQUIRES_IMPROVEMENT = "requires-improvement", "Requires improvement"
    ADEQUATE = "adequate", "Adequate"
    INADEQUATE = "inadequate", "Inadequate"


class Part(models.Model):
    """Something that a report says, in the order of its file, and the places where it says so."""

    report = models.ForeignKey(
        InspectionReport, on_delete=models.CASCADE, related_name="%(class)ss"
    )
    key = models.CharField(max_length=100)
    order = models.PositiveSmallIntegerField()
    says = models.TextField(help_text="In our own words.")
    paragraphs = models.JSONField(default=list)

    class Meta:
        abstract = True
        ordering = ["report", "order"]
        constraints = [
            models.UniqueConstraint(fields=["report", "key"], name="%(class)s_key_once"),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.says}"

    @property
    def places(self) -> list[str]:
        """Such as "¶85" and "executive summary"."""
        return [said(place) for place in self.paragraphs]


class Judgement(Part):
    """One grade, of the authority or of the safeguarding board."""

    class Body(models.TextChoices):
        AUTHORITY = "authority", "The council"
        SAFEGUARDING_BOARD = "safeguarding-board", "The safeguarding board"

    number = models.CharField(max_length=10, blank=True, help_text="The report's own: 2.1")
    subject = models.CharField(max_length=200)
    grade = models.CharField(max_length=20, choices=Grade.choices)
    body = models.CharField(max_length=20, choices=Body.choices)


class MeasuredPart(Part):
    """A part for which some indicators show how things stand; none where no number can."""

    indicators = models.ManyToManyField(Indicator, related_name="+")

    class Meta(Part.Meta):
        abstract = True


class Recommendation(MeasuredPart):
    """What inspectors ask for."""

    addressee = models.CharField(max_length=200)


class Gap(MeasuredPart):
    """What leaders did not know, could not rely on, or did not receive."""


class EarlierInspection(models.Model):
    """An inspection before this one, as the report tells it."""

    report = models.ForeignKey(InspectionReport, on_delete=models.CASCADE, related_name="earlier")
    month = models.DateField(help_text="The first day of its month.")
    subject = models.CharField(max_length=200)
    grade = models.CharField(max_length=20, choices=Grade.choices)
    reference = models.CharField(max_length=200)

    class Meta:
        ordering = ["report", "month"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "month", "subject"], name="earlier_inspection_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject}, {self.month:%B %Y}"


class Inspection(models.Model):
    """The overall grade that one inspection gave an authority (data/inspections.csv)."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    inspected_on = models.DateField()
    published_on = models.DateField()
    grade = models.CharField(max_length=20, choices=Grade.choices)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["area", "inspected_on"]
        constraints = [
            models.UniqueConstraint(fields=["area", "inspected_on"], name="inspection_once"),
            models.CheckConstraint(
                condition=Q(published_on__gte=F("inspected_on")),
                name="inspection_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area}, {self.inspected_on}: {self.get_grade_display()}"
