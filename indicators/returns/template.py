"""A draft return as the rows of a file: the template that is downloaded, filled in and given back.

`line` is the number of the line and `version` how often it had been typed then, so that a file
that is given back later never takes the place of what somebody typed meanwhile.
"""

from collections.abc import Iterator, Sequence

from indicators.ledger.export import neutral
from indicators.ledger.models import TOTAL
from indicators.returns.models import Entry, Return
from indicators.returns.spans import has_both, is_cumulative

SPANS = {"this quarter": False, "the year so far": True}
NUMBERS = ("numerator", "denominator", "value")
# What is filled in: the column → the field of the line.
TYPED = {
    "typed_is": "so_far",
    **{name: name for name in NUMBERS},
    "missing_reason": "missing_reason",
    "comment": "explanation",
}
ORDER = ("series__indicator__order", "ends", "breakdown", "pk")  # within a section
COLUMNS = ("line", "indicator", "name", "period", "wants", *TYPED, "version")


def lines(of: Return) -> list[Entry]:
    """Every line of a return, section by section; one query."""
    entries = Entry.objects.filter(section__of=of).select_related(
        "series__indicator", "section__theme", "section__of__team", "typed_by"
    )
    return list(entries.order_by("section__theme__order", *ORDER))


def rows(entries: Sequence[Entry]) -> Iterator[dict[str, str]]:
    """A row for each line, by column, with what stands in the draft."""
    for one in entries:
        part = "" if one.breakdown == TOTAL else f" ({one.breakdown})"
        yield {
            "line": str(one.pk),
            "indicator": one.series.indicator.slug,
            "name": neutral(f"{one.series.indicator}{part}"),
            "period": one.period.spoken,
            "wants": span_of(one, is_cumulative(one.period)),
            "version": str(one.version),
            **{column: written(one, name, getattr(one, name)) for column, name in TYPED.items()},
        }


def written(entry: Entry, name: str, value: str | bool) -> str:
    """What a field holds as the file says it."""
    return span_of(entry, bool(value)) if name == "so_far" else neutral(value)


def span_of(entry: Entry, so_far: bool) -> str:
    """Which of the two kinds, for a line that takes both; else nothing."""
    return (
        next(word for word, one in SPANS.items() if one == so_far) if has_both(entry.period) else ""
    )
