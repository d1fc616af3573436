"""What a report asks for or misses, with the readings of the indicators that would show it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from improvement.models import MeasuredPart
from indicators.catalogue.models import Series
from indicators.readings.reading import Reading


@dataclass(frozen=True)
class Evidence:
    """One indicator: measured here when more is known of it than what a report says."""

    reading: Reading

    @property
    def is_measured(self) -> bool:
        series = self.reading.series
        return series is not None and series.kind != Series.Kind.REPORT


@dataclass(frozen=True)
class Evidenced:
    """A recommendation or a gap, with what is known of each indicator it names."""

    part: MeasuredPart
    evidence: tuple[Evidence, ...]

    @property
    def measured(self) -> int:
        return sum(one.is_measured for one in self.evidence)


def evidenced(parts: Iterable[MeasuredPart], reading_of: Mapping[int, Reading]) -> list[Evidenced]:
    """`reading_of` by the indicator's pk; one that has no reading (retired) is left out."""
    return [
        Evidenced(
            part,
            tuple(
                Evidence(reading_of[one.pk])
                for one in part.indicators.all()
                if one.pk in reading_of
            ),
        )
        for part in parts
    ]
