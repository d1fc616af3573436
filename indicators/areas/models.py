"""Places and groups that a figure can be about, and the editions of the neighbour model."""

from datetime import date

from django.db import models
from django.db.models import F, Q

INVENTED = "invented for training"


class Area(models.Model):
    """A local authority, region, England or comparator group, under its official code.

    A recoded authority is one area: its old code is an alias. A split or merged one ends.
    """

    class Kind(models.TextChoices):
        LOCAL_AUTHORITY = "local-authority", "local authority"
        REGION = "region", "region"
        COUNTRY = "country", "country"
        COMPARATOR_GROUP = "comparator-group", "similar authorities"
        TRAINING = "training-authority", "training authority"

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    region = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="members")
    starts = models.DateField(null=True)
    ends = models.DateField(null=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(starts__isnull=True) | Q(ends__gte=F("starts")),
                name="area_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def existed(self, starts: date, ends: date) -> bool:
        """Whether it was there on any of the days from one to the other."""
        return not ((self.ends and starts > self.ends) or (self.starts and ends < self.starts))

    @property
    def notice(self) -> str:
        """What stands wherever the area's figures do; empty for real places."""
        if self.kind != Area.Kind.TRAINING:
            return ""
        return f"{self.name} is {INVENTED}: no figure here is about a real child"


class AreaAlias(models.Model):
    """Another code or name of an area: a DfE number, a former official code, a spelling."""

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="aliases")
    scheme = models.CharField(max_length=20)
    value = models.CharField(max_length=100)

    class Meta:
        verbose_name_plural = "area aliases"
        constraints = [
            models.UniqueConstraint(fields=["scheme", "value"], name="area_alias_once"),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.value}"


class AreaChange(models.Model):
    """A recoding (the line goes on) or a split or merger (the line ends)."""

    class Kind(models.TextChoices):
        RECODED = "recoded", "recoded"
        SPLIT = "split", "split"
        MERGED = "merged", "merged"

    old = models.CharField(max_length=20)
    new = models.CharField(max_length=20)
    on = models.DateField()
    kind = models.CharField(max_length=10, choices=Kind.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["old", "new"], name="area_change_once"),
        ]

    def __str__(self) -> str:
        return f"{self.old} {self.kind} into {self.new}"


class Edition(models.Model):
    """A dated edition of the statistical neighbour model."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=100)
    published_on = models.DateField(null=True)
    published_on_estimated = models.BooleanField(default=False)
    serves_from = models.DateField(null=True, help_text="Periods that end on or after this day.")
    members_known = models.BooleanField(default=True)
    source = models.CharField(max_length=300)

    class Meta:
        ordering = ["serves_from"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """One of the ten neighbours of an authority, nearest first."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="memberships")
    subject = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="neighbourhoods")
    member = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["edition", "subject", "place"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "subject", "place"], name="membership_place_once"
            ),
            models.UniqueConstraint(
                fields=["edition", "subject", "member"], name="membership_member_once"
            ),
            models.CheckConstraint(
                condition=~Q(subject=F("member")), name="membership_not_with_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} is neighbour {self.place} of {self.subject}"
