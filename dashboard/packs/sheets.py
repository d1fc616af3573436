"""From readings to sheets: what a pack says of each indicator, all in finished words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, cast

from django.utils import timezone

from dashboard.charting import chart_of, unit_words
from dashboard.charts.description import Chart
from dashboard.packs.around import Around
from dashboard.packs.pack import Before, Beside, Sheet, Status, Words
from dashboard.templatetags.sightline import DEFINITION_ROWS
from indicators.assessment.headline import meaning
from indicators.assessment.values import BaselineVerdict
from indicators.assessment.words import display_point, display_value, target_value
from indicators.catalogue.models import Series
from indicators.ledger.door import Figure
from indicators.ledger.models import Status as Settled
from indicators.notes.models import Note
from indicators.periods.spoken import long_day
from indicators.readings import points
from indicators.readings.reading import Reading
from indicators.returns.models import Commentary
from indicators.targets.models import Target

NEAREST = "No figure of this definition is known; what stands nearest to it is not judged."
NOBODY = (
    "No figure yet: there is no published one, and the council has entered none of its own. "
    "Ask the service that keeps this information to report it."
)
SMALL = 5  # a gap of so few children is not said to everybody
# How far a provisional, revised or doubtful figure can be trusted, in a sentence.
STATUSES: Mapping[str, str] = {
    Settled.PROVISIONAL.value: "The figure is provisional and may still change.",
    Settled.REVISED.value: "The figure was revised by its source.",
    Settled.DOUBTFUL.value: "The figure is doubtful and compared with nothing.",
}


@dataclass(frozen=True, kw_only=True)
class Meant:
    """What belongs to one meeting: remarks, and what was said at the one before, by slug."""

    as_of: date
    remarks: Mapping[str, Sequence[Words]] = field(default_factory=dict)
    before: Mapping[str, Before] = field(default_factory=dict)
    for_everybody: bool = False


def sheet(reading: Reading, section: str, known: Around, meant: Meant) -> Sheet:
    """One indicator; `section` is the title of the section it stands in."""
    indicator = reading.indicator
    remarks = tuple(meant.remarks.get(indicator.slug, ()))
    blank = Sheet(
        slug=indicator.slug,
        name=indicator.name,
        section=section,
        status="missing",
        word="No figure",
        headline=NEAREST if reading.measured else NOBODY,
        unit=unit_words(indicator),
        decimals=indicator.decimals,
        before=meant.before.get(indicator.slug),
        remarks=remarks,
        notes=tuple(_note(one) for one in known.notes.get(indicator.pk, ())),
        definition=tuple(
            (words, indicator.texts[key])
            for key, words in DEFINITION_ROWS.items()
            if indicator.texts.get(key)
        ),
        caveats=tuple(indicator.texts.get("caveats", ())),
        owner=str(known.owners[indicator.pk].team) if indicator.pk in known.owners else "",
        **_target(reading),
    )
    return _judged(blank, reading, known, meant) if reading.assessment else blank


def _judged(blank: Sheet, reading: Reading, known: Around, meant: Meant) -> Sheet:
    """The same with everything that is concluded about its newest figure."""
    assessment, measure, judged = reading.assessment, reading.measure, reading.judged
    if assessment is None or measure is None or judged is None:
        return blank
    pk = reading.indicator.pk
    place, commentary = known.places.get(pk), known.commentaries.get(pk)
    children = assessment.children
    if children and meant.for_everybody and children.number <= SMALL:
        children = None
    return replace(
        blank,
        status=cast(Status, reading.status),
        word=assessment.target.word if judged.value is not None else "No figure",
        headline=assessment.headline,
        meaning=meaning(assessment.baselines, children),
        value="" if judged.value is None else display_point(measure, points.point(judged)),
        number=judged.value if judged.value_upper is None else None,
        period=judged.period.spoken,
        known_on=judged.known_on,
        known_words=_since_when(judged),
        direction=assessment.direction.word,
        direction_because=assessment.direction.because,
        target_because=assessment.target.because,
        target_number=assessment.target.bound,
        beside=tuple(_beside(reading, one) for one in assessment.baselines),
        place=f"Published: {place.short}" if place else "",
        children=children.sentence if children else "",
        late=assessment.freshness.because if assessment.freshness.late else "",
        chart=_drawn(reading, meant.as_of),
        commentary=(_said(commentary),) if commentary else (),
        quality=tuple(_quality(reading, known)),
        sources=tuple(_sources(reading)),
        series=line_of(reading),
    )


def _drawn(reading: Reading, as_of: date) -> Chart | None:
    chart = chart_of(reading)
    return replace(chart, as_of=f"As of {long_day(as_of)}") if chart else None


def line_of(reading: Reading) -> str:
    """Which of its indicator's lines a reading judges: "published/main"."""
    return f"{reading.series.kind}/{reading.series.key}" if reading.series else ""


def _beside(reading: Reading, verdict: BaselineVerdict) -> Beside:
    number = None if verdict.value is None else round(verdict.value, 6)
    measure = reading.measure
    return Beside(
        kind=verdict.kind,
        name=verdict.name,
        value=display_value(measure, verdict.value)
        if measure and verdict.value is not None
        else "",
        number=number,
        period=verdict.period.spoken if verdict.period else "",
        word=verdict.word,
        because=f"{verdict.because} {_detail(reading, verdict)}".strip(),
    )


def _detail(reading: Reading, verdict: BaselineVerdict) -> str:
    """Without the editions of the neighbours, which stand below the chart."""
    notes = [one.note for one in reading.baselines if one.kind == verdict.kind and one.note]
    detail = verdict.detail
    for note in notes:
        detail = detail.replace(note, "")
    return detail.strip()


def _target(reading: Reading) -> dict[str, Any]:
    """The target in force, else the one proposed: what it asks, and who set it, when and why."""
    target = reading.target or reading.proposed
    if target is None:
        return {}
    measure = reading.measure or points.measure_of(reading.indicator)
    asked = target_value(measure, (target.low, target.high))
    return {"target": asked, "target_said": _who_set(target, is_proposed=reading.target is None)}


def _who_set(target: Target, *, is_proposed: bool) -> str:
    kind = target.get_origin_display()
    due = f", to be reached by {long_day(target.due)}" if target.due else ""
    if target.area_id is None:
        who = f"from {target.source}, public since {long_day(target.known_on)}"
    elif target.confirmed_by and target.confirmed_by != target.by:
        both = f"proposed by {target.by}, confirmed by {target.confirmed_by}"
        who = f"{both}, {long_day(target.known_on)}"
    else:
        who = f"set by {target.by} on {long_day(target.known_on)}"
    said = f"proposed {kind}, not yet confirmed" if is_proposed else kind
    return f"{said[:1].upper()}{said[1:]}{due}, {who}. {target.why}".strip()


def _since_when(figure: Figure) -> str:
    """The day, or the month where that is all that is known."""
    day = long_day(figure.known_on)
    return day.partition(" ")[2] if figure.known_on_estimated else day


def _note(note: Note) -> Words:
    about = note.period.spoken if note.period else ""
    return Words(text=note.text, by=str(note.by), on=timezone.localdate(note.at), about=about)


def _said(said: Commentary) -> Words:
    parts = ((said.says, ""), (said.why, "Why: "), (said.next, "What comes next: "))
    return Words(
        text="\n".join(f"{heading}{text}" for text, heading in parts if text),
        by=f"{said.typed_by}, signed by {said.by}",
        on=timezone.localdate(said.at),
        about=said.period.spoken,
    )


def _quality(reading: Reading, known: Around) -> Iterator[str]:
    """How far the newest figure can be trusted, and what to know of the line."""
    grade = known.grades.get(reading.indicator.pk)
    if grade:
        said = [grade.get_grade_display(), grade.why.rstrip("."), f"said by {grade.typed_by}"]
        yield f"{'; '.join(part for part in said if part)}."
    elif reading.series and reading.series.kind == Series.Kind.LOCAL and known.for_council:
        yield "Nobody has graded the newest figure."
    judged = reading.judged
    if judged and judged.status in STATUSES:
        yield STATUSES[judged.status]
    if judged and judged.revision > 1:
        yield f"It is revision {judged.revision} of this figure."
    if reading.series and reading.series.note:
        yield reading.series.note


def _sources(reading: Reading) -> Iterator[str]:
    """Where the newest figure is from and since when it is known, then its series' publisher."""
    judged = reading.judged
    if judged:
        reference = f", {judged.reference}" if judged.reference else ""
        verb = "signed off" if reading.measure and reading.measure.kind == "local" else "public"
        source = judged.source[:1].upper() + judged.source[1:]
        yield f"{source}{reference}; newest figure {verb} {_since_when(judged)}."
