"""How far a return or a section is."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.returns import words
from indicators.returns.checking import Checked
from indicators.returns.checks.situation import Situation
from indicators.returns.states import State


@dataclass(frozen=True, kw_only=True)
class Progress:
    """Lines that have a figure or a reason, warnings nobody explained, sections handed on."""

    lines: int
    filled: int
    unexplained: int
    sections: int
    submitted: int

    @property
    def parts(self) -> list[str]:
        """The same in words."""
        parts = [f"{self.filled} of {words.count(self.lines, 'line')} filled in"]
        if self.unexplained:
            parts.append(f"{words.count(self.unexplained, 'warning')} to explain")
        if self.sections > 1:
            sections = words.count(self.sections, "section")
            parts.append(f"{self.submitted} of {sections} submitted")
        return parts


def progress(sections: Iterable[Checked]) -> Progress:
    """Of these sections together."""
    seen = list(sections)
    situations = [one for section in seen for one in section.situations]
    findings = [one for section in seen for one in section.stopping]
    return Progress(
        lines=len(situations),
        filled=sum(is_filled(one) for one in situations),
        unexplained=sum(one.level == "warning" for one in findings),
        sections=len(seen),
        submitted=sum(one.section.state in (State.SUBMITTED, State.PUBLISHED) for one in seen),
    )


def is_filled(one: Situation) -> bool:
    """Whether a line has a figure that can be read, or a reason for having none."""
    return one.line.numbers.value is not None or bool(one.line.entry.missing_reason)
