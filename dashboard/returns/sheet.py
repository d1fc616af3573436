"""One line of a section as the form shows it: fields, figures beside it, what is found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dashboard.returns import words
from dashboard.returns.progress import is_filled
from dashboard.returns.typed import COMMENTARY, KINDS, name_of
from indicators.assessment import Measure
from indicators.assessment.words import display_value, plain
from indicators.catalogue.models import Indicator
from indicators.ledger.door import Figure
from indicators.periods import Period
from indicators.returns import spans
from indicators.returns.checks.situation import Finding, Situation
from indicators.returns.models import Commentary, Entry, Grade, Quality
from indicators.returns.numbers import is_fraction, read
from indicators.returns.verbs import TYPED

EARLIER_SHOWN = 8
COUNTED = {"definition": "Definition", "numerator": "Numerator", "denominator": "Denominator"}


@dataclass(frozen=True, kw_only=True)
class Field:
    """An input: its id is its name; `wrong` where it holds the section back."""

    id: str
    label: str
    text: str
    wrong: bool
    about: str
    described: str = ""


@dataclass(frozen=True)
class Option:
    """One choice of a list."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of the form.

    `texts` stand in the fields: what was typed last, kept or not. `findings` are those to show;
    `faults` what could not be kept. `shared` is the id of the denominator's field where it stands
    above several lines. `earlier` are the published periods that can be corrected from here.
    """

    situation: Situation
    texts: Mapping[str, str]
    findings: Sequence[Finding]
    faults: Sequence[str]
    version: int
    words: Commentary | None
    quality: Quality | None
    shared: str
    earlier: Sequence[Period]

    @property
    def entry(self) -> Entry:
        return self.situation.line.entry

    @property
    def indicator(self) -> Indicator:
        return self.entry.series.indicator

    @property
    def id(self) -> str:
        return f"line-{self.entry.pk}"

    @property
    def name(self) -> str:
        """Its indicator, and its period where it corrects one."""
        when = f", {self.entry.period.spoken}" if self.entry.seen else ""
        part = f" ({self.entry.breakdown})" if self.entry.breakdown != "total" else ""
        return f"{self.indicator}{part}{when}"

    @property
    def is_fraction(self) -> bool:
        return is_fraction(self.indicator)

    @property
    def is_empty(self) -> bool:
        return not is_filled(self.situation)

    @property
    def fields(self) -> Mapping[str, Field]:
        wrong = {one.field for one in self.findings if one.stops}
        described = f"{self.id}-findings" if self.findings or self.faults else ""
        return {
            name: Field(
                id=name_of(self.entry, name),
                label=words.LABELS[name],
                text=self._text(name),
                wrong=name in wrong,
                about=self.name,
                described=described,
            )
            for name in TYPED
        }

    @property
    def names(self) -> Mapping[str, str]:
        """The ids of what is posted beside the fields."""
        return {
            name: name_of(self.entry, name.replace("_", "-"))
            for name in ("version", "still_true", "correct")
        }

    def _text(self, name: str) -> str:
        offered = {"grade": "grade", "grade_why": "why"}
        if name in offered and self.quality and not self.texts["grade"]:
            return str(getattr(self.quality, offered[name]))
        return self.texts[name]

    @property
    def figure(self) -> str:
        """What was worked out at the last save, printed."""
        value = self.situation.value
        return "" if value is None else display_value(self.situation.measure, value)

    @property
    def people(self) -> str:
        """The same as "29 of 61", in the kind that the line wants."""
        return of_people(
            self.situation.line.numbers.numerator, self.situation.line.numbers.denominator
        )

    @property
    def measure(self) -> Measure:
        return self.situation.measure

    @property
    def counted(self) -> Sequence[tuple[str, str]]:
        """What its texts say of what is counted."""
        texts = self.indicator.texts
        return [(said, texts[key]) for key, said in COUNTED.items() if texts.get(key)]

    @property
    def reason(self) -> str:
        """Why there is no figure, in words."""
        return words.reason(self.entry.missing_reason) if self.entry.missing_reason else ""

    @property
    def said(self) -> Sequence[tuple[str, str]]:
        """What was typed in words, with its field, for reading."""
        names = ("revised_why", "explanation", *COMMENTARY)
        said = [(words.LABELS[name], getattr(self.entry, name)) for name in names]
        if self.entry.grade:
            grade = self.entry.get_grade_display()
            said.append(("Grade", f"{grade}. {self.entry.grade_why}".removesuffix(". ")))
        return [(label, text) for label, text in said if text]

    @property
    def last(self) -> Figure | None:
        return self.situation.revised if self.entry.seen else self.situation.last

    @property
    def kinds(self) -> Sequence[Option]:
        """This quarter or the year so far, where the line takes both and they differ."""
        period = self.entry.period
        if not spans.has_both(period) or period.ends.month == 6:
            return ()
        wants = KINDS_SAID[spans.is_cumulative(period)]
        return [
            Option(
                value,
                f"{KINDS_SAID[so_far]}{' (wanted)' if KINDS_SAID[so_far] == wants else ''}",
                self.texts["so_far"] == value,
            )
            for value, so_far in KINDS.items()
        ]

    @property
    def worked_out(self) -> str:
        """What was typed in the other kind, as the line wants it."""
        entry = self.entry
        other = spans.has_both(entry.period) and entry.so_far != spans.is_cumulative(entry.period)
        if not other or read(entry).is_empty or not self.figure:
            return ""
        people = f" ({self.people})" if self.people else ""
        return f"{words.title(entry.period)}, worked out: {self.figure}{people}."

    @property
    def reasons(self) -> Sequence[Option]:
        chosen = self.texts["missing_reason"]
        options = {"": "There is a figure"} | words.REASONS
        if chosen not in options:
            options[chosen] = words.reason(chosen)
        return [Option(key, said, key == chosen) for key, said in options.items()]

    @property
    def grades(self) -> Sequence[Option]:
        chosen = self._text("grade")
        options = [("", "Choose a grade"), *Grade.choices]
        return [Option(key, str(said), key == chosen) for key, said in options]

    @property
    def opens_reason(self) -> bool:
        return bool(self.texts["missing_reason"] or self.texts["expected_on"])

    @property
    def opens_words(self) -> bool:
        wanted = {one.field for one in self.findings} & set(COMMENTARY)
        return bool(wanted) or any(self.texts[name] for name in COMMENTARY)

    @property
    def opens_grade(self) -> bool:
        return any(one.field in ("grade", "grade_why") for one in self.findings)

    @property
    def explains(self) -> bool:
        """Whether there is something to explain, or somebody did."""
        return bool(self.texts["explanation"]) or any(
            one.level == "warning" for one in self.findings
        )


KINDS_SAID = {False: "this quarter alone", True: "the year so far"}


def of_people(part: Decimal | None, whole: Decimal | None) -> str:
    """Such as "29 of 61"; empty where either is not known."""
    return "" if part is None or whole is None else f"{plain(part)} of {plain(whole)}"


def anchor(line: Line, finding: Finding) -> str:
    """The id of the field that a finding is about."""
    name = finding.field
    if name == "denominator" and line.shared:
        return line.shared
    if name == "value" and line.is_fraction:
        name = "numerator"
    return name_of(line.entry, name)
