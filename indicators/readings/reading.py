"""What a page, chart or export gets to know about an indicator: figures, context and assessment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from indicators.areas.models import Area
from indicators.assessment import Assessment, Baseline, Measure
from indicators.assessment.values import Break
from indicators.catalogue.models import Indicator, Series
from indicators.ledger.door import Figure
from indicators.targets.models import Target


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
