"""Periods: the time a figure is about, as a value with one written form."""

from indicators.periods.forms import PeriodError
from indicators.periods.period import Period

__all__ = ["Period", "PeriodError"]
