"""Which of a council's own figures a public edition keeps back, and why."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from enum import StrEnum

from accounts.roles import Reader
from indicators.areas.models import Area
from indicators.catalogue.models import Series
from indicators.disclosure.amounts import SMALL, Amount, Said, amounts
from indicators.disclosure.hiding import hide
from indicators.disclosure.links import Links, shipped_links
from indicators.disclosure.mending import mended
from indicators.disclosure.sheets import sheet
from indicators.ledger.door import figures
from indicators.ledger.models import Observation


class Why(StrEnum):
    """Why a figure is kept back."""

    SMALL = "small"
    DERIVED = "derived"
    NO_BASE = "no-base"

    @property
    def words(self) -> str:
        return WORDS[self]


WORDS = {
    Why.SMALL: "it rests on a number from 1 to 5",
    Why.DERIVED: "with it, a number from 1 to 5 could be worked out",
    Why.NO_BASE: "the number of children behind it is not recorded",
}


def withheld(
    area: Area, as_of: date | None = None, shown_before: Collection[int] = ()
) -> frozenset[int]:
    """The ids of the figures (`Figure.id`) to keep back from a public edition.

    Always of everything that the council's own series say of this area as known on that day,
    whatever page or board asks. `shown_before` are the ids of the figures that earlier public
    editions showed, of any board: these are known for ever, and others are kept back instead.
    """
    return frozenset(kept_back(area, as_of, shown_before))


def kept_back(
    area: Area, as_of: date | None = None, shown_before: Collection[int] = ()
) -> dict[int, Why]:
    """The same figures with the reason for each. Two queries, three with `shown_before`."""
    series = {
        one.pk: one
        for one in Series.objects.filter(kind=Series.Kind.LOCAL).select_related("indicator")
    }
    found = figures([area], list(series.values()), as_of, Reader.COUNCIL)
    seen = Observation.objects.filter(pk__in=shown_before, area=area, series__in=[*series])
    return judged(found, list(seen) if shown_before else [], series, shipped_links())


def judged(
    found: Collection[Said],
    before: Collection[Said],
    series: Mapping[int, Series],
    links: Links,
) -> dict[int, Why]:
    """The reasons by the figure's id; `before` are rows of the ledger that the public has seen."""
    why: dict[int, Why] = {}
    numbers: list[Amount] = []
    public: set[int] = set()
    seen: dict[tuple, list[Said]] = defaultdict(list)
    for row in before:
        seen[_key(row)].append(row)
    every: list[Said] = [*found, *_gone(found, seen)]
    for one in every:
        of = series[one.series_id]
        if one.value is None or of.indicator.slug in links.not_people:
            continue
        some = amounts(one, of, links)
        if some is None:
            why[one.id] = Why.NO_BASE
            continue
        shown = list(some)
        numbers += shown
        if _is_public(one, seen.get(_key(one), []), shown):
            public.add(one.id)
    age = {one.figure: one.known_on.toordinal() for one in numbers}
    hidden = hide(mended(sheet(numbers, links), range(1, SMALL)), public, age)
    current = {one.id for one in found}
    why |= dict.fromkeys(hidden.others & current, Why.DERIVED)
    why |= dict.fromkeys(hidden.small & current, Why.SMALL)
    return why


def _key(one: Said) -> tuple:
    return one.series_id, one.period, one.breakdown


def _gone(found: Collection[Said], seen: Mapping[tuple, list[Said]]) -> Iterator[Said]:
    """What the public has seen and the ledger no longer says: it is still known."""
    current = {_key(one) for one in found}
    return (rows[-1] for key, rows in seen.items() if key not in current)


def _is_public(one: Said, seen: Collection[Said], shown: Collection[Amount]) -> bool:
    """Whether it was shown; of a figure corrected since, the old numbers nearly give the new.

    They do not give away a new number that is small: it is kept back like any other.
    """
    fields = ("value", "numerator", "denominator")
    same = any(all(getattr(one, f) == getattr(row, f) for f in fields) for row in seen)
    return same or (bool(seen) and not any(number.is_small for number in shown))
