"""Everything a rule may ask about a line: what was typed, what came before, what is concluded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from indicators.assessment import Assessment, Measure, Point
from indicators.assessment.values import TargetVerdict
from indicators.ledger.door import Figure
from indicators.periods import Period
from indicators.returns.lines import Line


@dataclass(frozen=True, kw_only=True)
class Situation:
    """One line as the rules see it.

    `before` are the published figures of the same line, oldest first; `published` is what official
    statistics say of the same period; `assessment` is what would be concluded of the draft, and
    `last_verdict` how the figure before it was held against its target.
    """

    line: Line
    measure: Measure
    before: Sequence[Figure]
    published: Figure | None
    assessment: Assessment | None
    today: date
    last_verdict: TargetVerdict | None = None

    @property
    def slug(self) -> str:
        return self.line.entry.series.indicator.slug

    @property
    def period(self) -> Period:
        return self.line.entry.period

    @property
    def value(self) -> Decimal | None:
        return None if self.line.entry.missing_reason else self.line.numbers.value

    @property
    def point(self) -> Point:
        numbers = self.line.numbers
        return Point(
            period=self.period,
            value=self.value,
            numerator=numbers.numerator,
            denominator=numbers.denominator,
            missing_reason=self.line.entry.missing_reason,
        )

    @property
    def last(self) -> Figure | None:
        """The newest published figure of an earlier period."""
        return next((one for one in reversed(self.before) if one.period < self.period), None)

    @property
    def year_before(self) -> Figure | None:
        """The published figure of the comparable period a year earlier."""
        wanted = self.period.year_before()
        return next((one for one in self.before if one.period == wanted), None)

    @property
    def revised(self) -> Figure | None:
        """The published figure that this line corrects."""
        return next((one for one in self.before if one.period == self.period), None)

    def cases(self, figure: Figure | None = None) -> Decimal | None:
        """How many people or events the draft, or a figure before it, rests on; None if not known.

        An average of eight workers rests on eight, however many cases they have.
        """
        said = figure or self.line.numbers
        known = [one for one in (said.numerator, said.denominator) if one is not None]
        if known:
            return min(known)
        return said.value if self.measure.unit in ("count", "fte") else None


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What a rule says of a line, and the field of the form that it is about."""

    line: Line
    rule: str
    level: str
    field: str
    says: str
    explained: bool = False

    @property
    def stops(self) -> bool:
        """Whether the section cannot be submitted because of it."""
        return not (self.level == "warning" and self.explained)


# The lines of the whole return, by indicator, breakdown and the last day of the period.
Name = tuple[str, str, date]
Others = Mapping[Name, Situation]


def name_of(one: Situation) -> Name:
    return one.slug, one.line.entry.breakdown, one.period.ends
