"""The reconciliation as rows of a file: both figures, how they stand, and the explanation."""

from collections.abc import Iterator

from indicators.ledger.export import neutral, plain
from indicators.readings.reconciliation import Pair, Reconciliation

GROUPS = ("waiting", "explained", "apart", "agreeing")
COLUMNS = (
    "group",
    "indicator",
    "indicator_name",
    "area",
    "unit",
    "breakdown",
    "series",
    "period",
    "value",
    "printed",
    "source",
    "reference",
    "published_period",
    "published_value",
    "published_printed",
    "published_source",
    "published_known_on",
    "verdict",
    "in_words",
    "explanation",
    "explained_by",
    "explained_on",
    "written_for_other_numbers",
)


def rows(found: Reconciliation) -> Iterator[list[str]]:
    """A row for each pair, its cells in the order of COLUMNS; in the order of the page."""
    for group in GROUPS:
        for pair in getattr(found, group):
            cells = {"group": group} | _of(pair) | _explained(pair)
            yield [neutral(cells[column]) for column in COLUMNS]


def _of(pair: Pair) -> dict[str, object]:
    figure, twin = pair.figure, pair.twin.figure
    return {
        "indicator": pair.indicator.slug,
        "indicator_name": pair.indicator.name,
        "area": pair.area.code,
        "unit": pair.indicator.unit,
        "breakdown": figure.breakdown,
        "series": pair.series.kind,
        "period": figure.period,
        "value": plain(figure.value),
        "printed": pair.printed,
        "source": figure.source,
        "reference": figure.reference,
        "published_period": twin.period,
        "published_value": plain(twin.value),
        "published_printed": pair.twin_printed,
        "published_source": twin.source,
        "published_known_on": twin.known_on,
        "verdict": pair.agreement.word,
        "in_words": pair.agreement.words,
    }


def _explained(pair: Pair) -> dict[str, object]:
    note = pair.explanation
    if note is None:
        names = ("explanation", "explained_by", "explained_on", "written_for_other_numbers")
        return dict.fromkeys(names, "")
    return {
        "explanation": note.text,
        "explained_by": note.by,
        "explained_on": note.at.date(),
        "written_for_other_numbers": "yes" if pair.is_outdated else "no",
    }
