"""What a page, chart or export gets to know about an indicator: figures, context and assessment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from indicators.areas.models import Area
from indicators.assessment import Assessment, Baseline, Measure
from indicators.assessment.gap import Gap, gap
from indicators.assessment.values import BaselineVerdict, Break
from indicators.catalogue.models import Indicator, Series
from indicators.ledger.door import Figure
from indicators.ledger.models import Missing
from indicators.readings import points
from indicators.targets.models import Target

# Reasons that only somebody who has measured can give.
MEASURED = (Missing.SUPPRESSED, Missing.UNRELIABLE, Missing.ROUNDS_TO_ZERO)


@dataclass(frozen=True, kw_only=True)
class Beside:
    """A figure shown beside the judged line and not compared with it."""

    figure: Figure
    series: Series
    area: Area
    measure: Measure


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One indicator for one area at one moment.

    `own` is the judged line, oldest first; `series`, `measure` and `assessment` are None when no
    figure is known. `marks` are figures of the area from other series, `stated` what a report gives
    to compare its own figure with. `targets` are all known by then, oldest first, `target` the one
    that judges, `coming` those in force that judge later periods only, `baseline_codes` the area
    code of each kind of baseline.
    """

    indicator: Indicator
    area: Area
    as_of: date | None
    series: Series | None = None
    measure: Measure | None = None
    own: tuple[Figure, ...] = ()
    baselines: tuple[Baseline, ...] = ()
    baseline_codes: Mapping[str, str] = field(default_factory=dict)
    marks: tuple[Beside, ...] = ()
    stated: tuple[Beside, ...] = ()
    target: Target | None = None
    proposed: Target | None = None
    coming: tuple[Target, ...] = ()
    targets: tuple[Target, ...] = ()
    breaks: tuple[Break, ...] = ()
    assessment: Assessment | None = None

    @property
    def judged(self) -> Figure | None:
        """The figure that the assessment is about."""
        return self.own[-1] if self.own else None

    @property
    def is_day_estimated(self) -> bool:
        """Whether only the month, or the rhythm, is known in which its newest figure came out."""
        return self.judged is not None and self.judged.known_on_estimated

    @property
    def status(self) -> str:
        """How the newest figure stands against its target; "missing" where there is none."""
        if self.assessment is None or self.judged is None or self.judged.value is None:
            return "missing"
        return self.assessment.target.status

    @property
    def measured(self) -> bool:
        """Whether the council or official statistics measure it here.

        What an inspection report once stated nobody has looked at since.
        """
        own = [(self.series, figure) for figure in self.own]
        beside = [(one.series, one.figure) for one in self.marks]
        return any(
            series is not None
            and series.kind != Series.Kind.REPORT
            and (figure.value is not None or figure.missing_reason in MEASURED)
            for series, figure in own + beside
        )

    def beside(self, kind: str) -> BaselineVerdict | None:
        """How the newest figure stands beside England, the region or the neighbours."""
        verdicts = self.assessment.baselines if self.assessment else ()
        return next((one for one in verdicts if one.kind == kind), None)

    def gap(self, kind: str) -> Gap | None:
        """How far the line is from a baseline's, now and at first; None where not compared.

        Only a reading whose lines are whole knows how it was at first.
        """
        line = next((one for one in self.baselines if one.kind == kind), None)
        if line is None or self.measure is None:
            return None
        return gap(self.measure, [points.point(one) for one in self.own], line, self.breaks)

    def compared(self, kind: str) -> BaselineVerdict | None:
        """The same, only where the two could be compared."""
        verdict = self.beside(kind)
        return verdict if verdict and verdict.verdict != "none" else None
