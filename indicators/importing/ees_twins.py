"""Rows of the same area, time and filter values: the same said twice, or two that disagree."""

from indicators.importing.ees_rows import IDENTIFIER, TIME, Row
from indicators.importing.ees_survey import Survey
from indicators.importing.places import Places
from indicators.tables import Faults

MAX_VALUES = 100  # of a filter that is written in numbers


class Twins:
    """Looks at row after row; `same` holds the lines of those that are there twice."""

    def __init__(self, survey: Survey) -> None:
        self.same: list[tuple[int, int]] = []
        self.others: list[tuple[int, int]] = []
        self._survey = survey
        place = survey.file.place
        self._about = [place[name] for name in (TIME, IDENTIFIER, *survey.filters)]
        self._numbers = [place[name] for name in survey.numeric]
        self._first: dict[int, tuple[int, int]] = {}

    def is_first(self, row: Row) -> bool:
        """Whether no row before is of the same area, time and filter values."""
        key = hash((row.area.pk, *(row.cells[place] for place in self._about)))
        says = hash(tuple(row.cells[place] for place in self._numbers))
        line, said = self._first.setdefault(key, (row.line, says))
        if line != row.line:
            (self.same if said == says else self.others).append((line, row.line))
        return line == row.line

    def name_those_that_disagree(self, faults: Faults) -> None:
        """A fault for each number that two rows state differently."""
        if not self.others:
            return
        file = self._survey.file
        cells = file.lines({line for pair in self.others for line in pair})
        for first, line in self.others:
            for name in self._survey.numeric:
                before, now = (cells[one][file.place[name]] for one in (first, line))
                if before != now:
                    what = f"is {now or 'empty'}, but {before or 'empty'} in line {first}"
                    remedy = "of the same area, time and filters. Keep one of the two lines."
                    faults.add(file.where(line, name), f"{what} {remedy}")


def filters_of_numbers(survey: Survey, places: Places) -> list[str]:
    """Columns that hold whole numbers, such as ages, but tell rows apart.

    Where rows have the same area, time and filter values, the first such column is a filter if it
    takes the same values for each of them.
    """
    found: list[str] = []
    candidates = [name for name in survey.numeric if _may_tell_apart(survey, name)]
    place = survey.file.place
    while candidates:
        names = [TIME, IDENTIFIER, *survey.filters, *found]
        groups = _groups(survey, places, [place[n] for n in names], [place[n] for n in candidates])
        if all(len(rows) == 1 for rows in groups):
            return found
        alike = [
            name
            for number, name in enumerate(candidates)
            if len(groups) > 1
            and len({frozenset(row[number] for row in rows) for rows in groups}) == 1
        ]
        if not alike:
            return []
        found.append(alike[0])
        candidates = candidates[candidates.index(alike[0]) + 1 :]
    return found


def _may_tell_apart(survey: Survey, name: str) -> bool:
    column = survey.columns[name]
    return not column.decimals and not column.symbols and 1 < len(column.texts) <= MAX_VALUES


def _groups(
    survey: Survey, places: Places, about: list[int], others: list[int]
) -> list[set[tuple[str, ...]]]:
    """The cells of `others` in all rows that are alike in `about` and their area."""
    groups: dict[int, set[tuple[str, ...]]] = {}
    for row in survey.file.rows(places, Faults()):
        key = hash((row.area.pk, *(row.cells[one] for one in about)))
        groups.setdefault(key, set()).add(tuple(row.cells[one] for one in others))
    return list(groups.values())
