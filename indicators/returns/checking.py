"""The findings of a section: its lines read, judged as drafts, and held against the rules.

The number of queries does not depend on the number of lines.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from accounts.roles import Reader
from indicators.areas.models import Area
from indicators.assessment import Assessment, assess
from indicators.assessment.target import judge
from indicators.assessment.values import TargetVerdict
from indicators.catalogue.models import Series
from indicators.ledger.door import Figure, figures
from indicators.ledger.models import TOTAL
from indicators.ledger.rows import refusals
from indicators.periods import Period
from indicators.readings import points
from indicators.readings.gather import readings
from indicators.readings.reading import Reading
from indicators.returns.checks.files import shipped_rules
from indicators.returns.checks.run import findings
from indicators.returns.checks.situation import Finding, Situation
from indicators.returns.lines import Line, known_figures, lines_of, row_of
from indicators.returns.models import Entry, Return, Section
from indicators.targets.choice import in_force


@dataclass(frozen=True)
class Checked:
    """A section's lines with what the rules find; `situations` in the order of the lines."""

    section: Section
    situations: Sequence[Situation]
    findings: Sequence[Finding]

    def of(self, entry: Entry) -> list[Finding]:
        return [one for one in self.findings if one.line.entry.pk == entry.pk]

    @property
    def stopping(self) -> list[Finding]:
        return [one for one in self.findings if one.stops]


def checked(of: Return, *, today: date | None = None) -> list[Checked]:
    """Every section of a return, in the order of the child's journey."""
    return checked_all([of], today=today)[of.pk]


def checked_all(
    returns: Sequence[Return], *, today: date | None = None
) -> Mapping[int, list[Checked]]:
    """The same for several returns of one area, by their number, in as many queries as for one."""
    day = today or timezone.localdate()
    by_section: dict[int, list[Situation]] = defaultdict(list)
    by_return: dict[int, list[Situation]] = defaultdict(list)
    sections = list(
        Section.objects.filter(of__in=[one.pk for one in returns]).select_related(
            "theme", "of__area", "of__team"
        )
    )
    entries = Entry.objects.filter(section__in=[one.pk for one in sections]).select_related(
        "series__indicator__theme", "section", "typed_by"
    )
    if sections:
        for one in _situations(sections[0].of.area, list(entries), day):
            by_section[one.line.entry.section_id].append(one)
            by_return[one.line.entry.section.of_id].append(one)
    rules = shipped_rules()
    found: dict[int, list[Checked]] = {one.pk: [] for one in returns}
    for section in sections:
        own, everything = by_section[section.pk], by_return[section.of_id]
        seen = findings(own, everything, rules)
        found[section.of_id].append(Checked(section=section, situations=own, findings=seen))
    return found


def blocking(section: Section) -> list[str]:
    """Why the section cannot be handed on, a sentence for each line that stops it.

    Where the rules find nothing the ledger is asked, so that signing meets no refusal of a line.
    """
    found = next(one for one in checked(section.of) if one.section.pk == section.pk)
    reasons = [(one.line, one.says) for one in found.stopping] or _refusals(found)
    return [f"{line.entry.series.indicator}: {says}" for line, says in reasons]


def errors(area: Area, entries: Sequence[Entry]) -> list[Finding]:
    """What cannot be right in these lines of one return, which need not be kept anywhere yet."""
    situations = _situations(area, entries, timezone.localdate())
    found = findings(situations, situations, shipped_rules())
    return [one for one in found if one.level == "error"]


def _refusals(found: Checked) -> list[tuple[Line, str]]:
    area, day = found.section.of.area, timezone.localdate()
    lines = [one.line for one in found.situations if one.line.is_filled]
    return [
        (line, says) for line in lines for says in refusals(row_of(line, area, day), signed=True)
    ]


def _situations(area: Area, entries: Sequence[Entry], today: date) -> list[Situation]:
    known = known_figures(area, entries)
    before: dict[tuple[int, str], list[Figure]] = defaultdict(list)
    for (series, breakdown, _), figure in sorted(known.items(), key=lambda one: one[1].period):
        before[series, breakdown].append(figure)
    indicators = {entry.series.indicator_id: entry.series.indicator for entry in entries}
    read = {
        one.indicator.pk: one
        for one in readings(list(indicators.values()), area, reader=Reader.COUNCIL)
    }
    theirs = _published(area, list(indicators))
    return [
        _situation(
            line,
            before[line.entry.series_id, line.entry.breakdown],
            read[line.entry.series.indicator_id],
            theirs.get((line.entry.series.indicator_id, line.entry.period)),
            today,
        )
        for line in lines_of(entries, known)
    ]


def _situation(
    line: Line, before: Sequence[Figure], reading: Reading, published: Figure | None, today: date
) -> Situation:
    series = line.entry.series
    bare = Situation(
        line=line,
        measure=points.measure(series.indicator, series),
        before=before,
        published=published,
        assessment=None,
        today=today,
    )
    if line.entry.breakdown != TOTAL or line.numbers.faults or not line.is_filled:
        return bare
    return replace(
        bare, assessment=_judged(bare, reading, today), last_verdict=_last_verdict(bare, reading)
    )


def _last_verdict(one: Situation, reading: Reading) -> TargetVerdict | None:
    if one.last is None:
        return None
    target = in_force(reading.targets, one.last.period.ends, None)
    return judge(one.measure, points.point(one.last), points.target(target) if target else None)


def _judged(one: Situation, reading: Reading, today: date) -> Assessment:
    """What would be concluded of the draft if it were published today."""
    line = [points.point(figure) for figure in one.before if figure.period != one.period]
    target = in_force(reading.targets, one.period.ends, None)
    return assess(
        one.measure,
        [*[point for point in line if point.period < one.period], one.point],
        target=points.target(target) if target else None,
        proposed=points.target(reading.proposed) if reading.proposed else None,
        baselines=reading.baselines,
        breaks=reading.breaks,
        today=today,
    )


def _published(area: Area, indicators: Sequence[int]) -> Mapping[tuple[int, Period], Figure]:
    series = Series.objects.filter(
        indicator__in=indicators,
        kind=Series.Kind.PUBLISHED,
        relation=Series.Relation.SAME,
    )
    asked = {one.pk: one for one in series}
    found = figures([area], list(asked.values()), None, Reader.COUNCIL)
    return {
        (asked[one.series_id].indicator_id, one.period): one
        for one in found
        if one.breakdown == TOTAL
    }
