"""The judge: values in, verdicts out. It knows periods and nothing else of Sightline."""

from indicators.assessment.assess import assess
from indicators.assessment.values import (
    Assessment,
    Baseline,
    Break,
    Measure,
    Point,
    Target,
)

__all__ = ["Assessment", "Baseline", "Break", "Measure", "Point", "Target", "assess"]
