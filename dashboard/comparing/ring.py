"""Whom to ring: those who got better, the largest change first, and how sure that is."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.comparing.rows import Row
from indicators.assessment.movement import by_chance
from indicators.assessment.values import Travel
from indicators.assessment.words import capital, in_words, listed
from indicators.readings.places import Comparison

AT_ONCE = 3  # names that stand in view without opening anything


@dataclass(frozen=True, kw_only=True)
class Circle:
    """Who got better among some authorities: `first` to ring, then `more`; `said` sums up all.

    `none` says why there is nobody to name, where there is nobody.
    """

    key: str
    name: str
    first: tuple[Row, ...]
    more: tuple[Row, ...]
    none: str
    said: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Span:
    """Some years to look back, and how many really improved in all of England, in words."""

    years: int
    words: str
    really: str
    chosen: bool


def spans(found: Comparison, years: Mapping[int, str], chosen: int) -> list[Span]:
    """`years` are those to choose from, each with its words; the own area is not counted."""
    return [
        Span(
            years=number,
            words=words,
            really=in_words(_really(found, number)),
            chosen=number == chosen,
        )
        for number, words in years.items()
    ]


def _really(found: Comparison, years: int) -> int:
    moved = found.movements(years)
    return sum(one.is_really_better and one.key != found.area.pk for one in moved)


def circles(rows: Sequence[Row], neighbours: str) -> list[Circle]:
    """Similar authorities, called `neighbours`, and all of England; the own area is in neither."""
    others = [row for row in rows if not row.is_own]
    near = [row for row in others if row.is_neighbour]
    found = [_circle("similar", neighbours, near, "similar authorities")] if near else []
    return [*found, _circle("england", "All of England", others, "other authorities")]


def _circle(key: str, name: str, rows: Sequence[Row], whom: str) -> Circle:
    """Where chance was ruled out first: a change that is merely large may be luck."""
    ordered = sorted(rows, key=lambda row: row.travelled)
    tested = [row for row in ordered if row.movement.is_really_better]
    untested = [
        row for row in ordered if row.movement.is_better and not row.movement.is_really_better
    ]
    better = [*tested, *untested]
    return Circle(
        key=key,
        name=name,
        first=tuple(better[:AT_ONCE]),
        more=tuple(better[AT_ONCE:]),
        none="" if better else _none(ordered),
        said=_said(len(tested), len(untested), ordered, whom),
        note=_luck(ordered, len(tested)),
    )


def _none(rows: Sequence[Row]) -> str:
    verdicts = [row.movement.direction for row in rows]
    if any(one.verdict != "cannot-say" for one in verdicts):
        return "Nobody got better in this time."
    reasons = Counter(one.because for one in verdicts).most_common(1)
    return f"Nothing can be compared. {reasons[0][0]}" if reasons else "There is nobody to name."


def _said(tested: int, untested: int, rows: Sequence[Row], whom: str) -> str:
    """How many got better, did not really change, got worse, or cannot be compared."""
    verdicts = [row.movement.direction.verdict for row in rows]
    parts = [f"{in_words(tested)} really improved"]
    if untested:
        parts.append(f"{in_words(untested)} improved by more than rounding, not tested for chance")
    others: dict[Travel, str] = {
        "no-real-change": "{} show no real change",
        "declining": "{} got worse",
        "cannot-say": "{} cannot be compared",
    }
    for verdict, words in others.items():
        if number := verdicts.count(verdict):
            said = words if number > 1 else words.replace("show ", "shows ")
            parts.append(said.format(in_words(number)))
    return f"Of {in_words(len(rows))} {whom} {listed(parts)}."


def _luck(rows: Sequence[Row], tested: int) -> str:
    lucky = by_chance([row.movement for row in rows])
    if not lucky or not tested:
        return ""
    return capital(
        f"with so many tested, about {in_words(lucky)} would seem to improve by luck alone."
    )
