"""data/teams.toml: who owns what to begin with, and every fault it may have."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from accounts.models import Team
from indicators.catalogue.files import read_catalogue
from indicators.catalogue.models import Ownership
from indicators.catalogue.teams_file import read_teams
from indicators.tables import FaultsError
from tests.builders import make_area

GOOD = """
[day-team]
name = "Day team"
themes = ["sample"]

[visitors]
name = "Visitors"
themes = ["other"]
indicators = ["in-work"]
"""
# What is put in the place of what → what is said, whole.
FAULTS = {
    "unknown theme": (
        'themes = ["other"]',
        'themes = ["other", "none-such"]',
        "teams.toml, visitors, themes: “none-such” is not in the catalogue. Mend or remove it.",
    ),
    "unknown indicator": (
        '"in-work"',
        '"in-work", "at-work"',
        "teams.toml, visitors, indicators: “at-work” is not in the catalogue. Mend or remove it.",
    ),
    "theme of two teams": (
        'themes = ["other"]',
        'themes = ["other", "sample"]',
        "teams.toml, visitors, themes: sample is owned by day-team already. Remove one.",
    ),
    "indicator without owner": (
        'themes = ["other"]',
        "themes = []",
        "teams.toml: visits has no owner. Add it, or its theme other, to a team.",
    ),
    "name twice": (
        '"Visitors"',
        '"Day Team"',
        "teams.toml, visitors, name: is that of day-team too. Give each its own.",
    ),
    "unknown key": (
        'name = "Visitors"',
        'name = "Visitors"\ntheme = "other"',
        "teams.toml, visitors, theme: is no key of the catalogue. Did you mean themes?",
    ),
    "no name": (
        'name = "Visitors"\n',
        "",
        "teams.toml, visitors, name: is missing. Add it.",
    ),
}


def faults_of(folder: Path) -> list[str]:
    with pytest.raises(FaultsError) as error:
        read_teams(folder, read_catalogue(folder))
    return list(error.value.faults)


def write(folder: Path, text: str) -> None:
    (folder / "teams.toml").write_text(text, "utf-8")


def test_a_named_indicator_goes_before_its_theme(folder: Path):
    write(folder, GOOD)
    assert read_teams(folder, read_catalogue(folder)).owners == {
        "visits": "visitors",
        "in-work": "visitors",
        "out-of-work": "day-team",
    }


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_said(folder: Path, fault: str):
    old, new, says = FAULTS[fault]
    assert old in GOOD
    write(folder, GOOD.replace(old, new))
    assert says in faults_of(folder)


def test_a_missing_file_is_a_fault(folder: Path):
    assert faults_of(folder)[0].startswith("teams.toml: is not in the folder")


@pytest.mark.django_db
def test_a_fault_loads_nothing(folder: Path):
    make_area()
    call_command("load_catalogue", folder, verbosity=0)
    write(folder, GOOD.replace('"other"', '"none-such"'))
    with pytest.raises(CommandError, match=r"^Nothing was loaded\."):
        call_command("load_teams", folder)
    assert not Team.objects.exists()


@pytest.mark.django_db
def test_a_team_that_people_made_by_that_name_is_the_same_team(folder: Path):
    make_area()
    call_command("load_catalogue", folder, verbosity=0)
    ours = Team.objects.create(slug="the-visitors", name="Visitors")
    write(folder, GOOD)
    call_command("load_teams", folder)
    assert set(Team.objects.values_list("slug", flat=True)) == {"the-visitors", "day-team"}
    assert Ownership.objects.get(indicator__slug="visits").team == ours


def test_every_shipped_indicator_has_an_owner_and_every_team_owns_something():
    data = settings.BASE_DIR / "data"
    catalogue = read_catalogue(data)
    file = read_teams(data, catalogue)
    slugs = {slug for _, slug, _ in catalogue.indicators()}
    assert len(slugs) >= 184
    assert set(file.owners) == slugs
    assert set(file.owners.values()) == set(file.teams)
    assert file.owners["care-leavers-neet"] == "leaving-care"
    assert file.owners["missing-education"] == "education-inclusion"
