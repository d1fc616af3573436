"""The reference indicators that a mapping makes."""

from dataclasses import dataclass
from typing import Any

from indicators.catalogue.models import Indicator, Source
from indicators.importing.ees_mapping import FigureEntry, Mapping, ReferenceEntry
from indicators.importing.ees_survey import Survey
from indicators.importing.lait_years import KINDS
from indicators.importing.reference import bring_in_step
from indicators.periods import Period

LONGEST = 200  # signs of a code
DEFINED_BY = "Department for Education, Explore Education Statistics"


@dataclass(frozen=True)
class EesMeasure:
    """One figure of a mapping, with what its indicator says."""

    entry: FigureEntry
    said: ReferenceEntry
    code: str
    kind: str

    @property
    def slug(self) -> str:
        return self.entry.indicator

    @property
    def name(self) -> str:
        return self.said.name

    @property
    def unit(self) -> str:
        return self.said.unit

    @property
    def decimals(self) -> int:
        return self.said.decimals

    @property
    def polarity(self) -> str:
        return self.said.polarity

    @property
    def compare(self) -> str:
        return self.said.compare

    @property
    def span(self) -> str:
        is_day = self.kind in KINDS and Period.parse(KINDS[self.kind](2025)).kind == "day"
        return (Indicator.Span.DAY if is_day else Indicator.Span.IN_PERIOD).value

    @property
    def texts(self) -> dict[str, Any]:
        return {
            "definition": self.said.definition or f"{self.name}.",
            "definition_source": DEFINED_BY,
        }


def bring_in(mapping: Mapping, survey: Survey, source: Source) -> None:
    """Make them, or have them say what the mapping says now.

    One that an officer has named is not taken back to be unreviewed. FaultsError where the name is
    that of an indicator of the catalogue.
    """
    named = set(
        Indicator.objects.filter(standing=Indicator.Standing.REFERENCE).values_list(
            "slug", flat=True
        )
    )
    reviewed, unreviewed = [], []
    for one in mapping.entry.figures:
        if one.reference is None:
            continue
        code = survey.reference(one.value, one.rows)[:LONGEST]
        measure = EesMeasure(one, one.reference, code, mapping.period(one))
        if one.reference.reviewed:
            reviewed.append(measure)
        elif one.indicator not in named:
            unreviewed.append(measure)
    bring_in_step(reviewed, source, Indicator.Standing.REFERENCE)
    bring_in_step(unreviewed, source, Indicator.Standing.UNREVIEWED)
