"""Reads data/teams.toml: the teams to begin with, and what each owns."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from indicators.catalogue.files import Catalogue, read_table, read_toml
from indicators.catalogue.schema import TeamEntry
from indicators.tables import Faults

FILE = "teams.toml"


@dataclass(frozen=True)
class TeamsFile:
    """The teams by slug, and each indicator's slug → its owner's."""

    teams: dict[str, TeamEntry]
    owners: dict[str, str]


def read_teams(folder: Path, catalogue: Catalogue) -> TeamsFile:
    """Raises FaultsError with a sentence for each fault, such as an indicator without an owner.

    A team owns the indicators it names, and of the themes it names all that no team names.
    """
    faults = Faults()
    teams = {
        slug: entry
        for slug, body in (read_toml(folder / FILE, FILE, faults) or {}).items()
        if (entry := read_table(TeamEntry, body, f"{FILE}, {slug}", faults))
    }
    _check_names(teams, faults)
    theme_of = {slug: theme.slug for theme, slug, _ in catalogue.indicators()}
    themes = _owned("themes", teams, {theme.slug for theme in catalogue.themes}, faults)
    named = _owned("indicators", teams, set(theme_of), faults)
    owners = {}
    for slug, theme in theme_of.items():
        owner = named.get(slug) or themes.get(theme)
        if owner:
            owners[slug] = owner
        else:
            faults.add(FILE, f"{slug} has no owner. Add it, or its theme {theme}, to a team.")
    faults.stop_if_any()
    return TeamsFile(teams=teams, owners=owners)


def _check_names(teams: dict[str, TeamEntry], faults: Faults) -> None:
    first: dict[str, str] = {}
    for slug, entry in teams.items():
        other = first.setdefault(entry.name.lower(), slug)
        if other != slug:
            faults.add(f"{FILE}, {slug}, name", f"is that of {other} too. Give each its own.")


def _owned(
    key: str, teams: dict[str, TeamEntry], known: set[str], faults: Faults
) -> dict[str, str]:
    """Each theme or indicator → the team that names it; a fault when it is unknown or taken."""
    owners: dict[str, str] = {}
    for team, slug in _named(key, teams):
        where = f"{FILE}, {team}, {key}"
        if slug not in known:
            faults.add(where, f"“{slug}” is not in the catalogue. Mend or remove it.")
        elif slug in owners:
            faults.add(where, f"{slug} is owned by {owners[slug]} already. Remove one.")
        else:
            owners[slug] = team
    return owners


def _named(key: str, teams: dict[str, TeamEntry]) -> Iterator[tuple[str, str]]:
    for team, entry in teams.items():
        for slug in getattr(entry, key):
            yield team, slug
