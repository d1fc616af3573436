"""People and the teams they work in."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property


class User(AbstractUser):
    """A person who signs in, or a service account that signs records and never signs in."""

    is_service = models.BooleanField(default=False)
    is_demonstration = models.BooleanField(
        default=False, help_text="Made to try the product out; refused in production."
    )

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @cached_property
    def group_names(self) -> frozenset[str]:
        """Asked of the database once per user object."""
        return frozenset(self.groups.values_list("name", flat=True))


class Team(models.Model):
    """Owner of indicators and returns."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=100, unique=True)
    members = models.ManyToManyField(User, through="TeamMember", related_name="teams")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class TeamMember(models.Model):
    """A person's part in a team: one approver, any number of deputies and members."""

    class Role(models.TextChoices):
        MEMBER = "member", "Member"
        APPROVER = "approver", "Approver"

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="places")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="places")
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.MEMBER)
    deputy = models.BooleanField(default=False, help_text="May sign when the approver is away.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "user"], name="team_member_once"),
            models.UniqueConstraint(
                fields=["team"],
                condition=Q(role="approver", deputy=False),
                name="team_one_approver",
            ),
            models.CheckConstraint(
                condition=Q(deputy=False) | Q(role="approver"),
                name="team_deputy_is_approver",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.team}"

    @property
    def is_the_approver(self) -> bool:
        """The one who signs; deputies sign in their place."""
        return self.role == self.Role.APPROVER and not self.deputy
