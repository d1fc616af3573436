"""What leaders cannot see: indicators that nobody measures here, those of the law by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from indicators.catalogue.models import Theme
from indicators.readings.reading import Reading


@dataclass(frozen=True, kw_only=True)
class OfTheme:
    """A theme's unmeasured indicators."""

    theme: Theme
    readings: tuple[Reading, ...]


@dataclass(frozen=True, kw_only=True)
class Unmeasured:
    """Readings without a local or published figure, in catalogue order.

    `statutory` are those with a limit set by law; `others` the rest, by theme.
    """

    statutory: tuple[Reading, ...]
    others: tuple[OfTheme, ...]

    @property
    def without_limit(self) -> int:
        return sum(len(one.readings) for one in self.others)

    @property
    def number(self) -> int:
        return len(self.statutory) + self.without_limit


def unmeasured(readings: Sequence[Reading]) -> Unmeasured:
    """Those of the readings, given in catalogue order, that nobody measures."""
    unseen = [one for one in readings if not one.measured]
    rest = (one for one in unseen if not one.indicator.statutory)
    return Unmeasured(
        statutory=tuple(one for one in unseen if one.indicator.statutory),
        others=tuple(
            OfTheme(theme=theme, readings=tuple(of_theme))
            for theme, of_theme in groupby(rest, key=lambda one: one.indicator.theme)
        ),
    )
