"""The sheet of one indicator."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from dashboard.charts.description import Chart, Table
from dashboard.charts.palette import QUIET_TEXT
from dashboard.packs.pack import Sheet, Words
from dashboard.packs.words import signed
from dashboard.packs.workbook.cells import Cell, Link, Number, Verdict
from dashboard.packs.workbook.paper import Paper
from indicators.periods.spoken import long_day

FIRST, WORDS = 24.0, 18.0
LEAST, MOST = 14.0, 40.0  # of a column of numbers, which no spreadsheet wraps
PAGE = 30  # rows of a table that a printed page holds
NARROWEST = 96.0


def widths(sheet: Sheet) -> list[float]:
    """Columns for its table, and together at least as wide as words want."""
    found = [FIRST]
    table = sheet.chart.table if sheet.chart else None
    for at, column in enumerate(table.columns[1:] if table else (), start=1):
        texts = [row[at] for row in table.rows] if table else []
        found.append(_width([*texts, *column.heading.split()]) if column.numeric else WORDS)
    while sum(found) < NARROWEST:
        found.append(LEAST)
    return found


def _width(texts: Sequence[str]) -> float:
    return min(MOST, max(LEAST, max(map(len, texts)) * 1.15 + 1))


def write_indicator(paper: Paper, number: int, sheet: Sheet, draw: Callable[[], None]) -> None:
    """Everything that the papers say of it; `draw` puts the chart where the paper is."""
    paper.title(f"{number}. {sheet.name}")
    paper.cell(Link("Back to the contents", "Contents"))
    paper.cell(Verdict(sheet.status, sheet.word), font_size=11)
    paper.words(sheet.headline, bold=True, font_size=13)
    paper.words(sheet.meaning)
    if sheet.chart:
        paper.gap()
        draw()
        _figures(paper, sheet.chart)
    paper.heading("How it stands")
    for label, cell in _facts(sheet):
        paper.fact(label, cell)
    _said(paper, sheet)
    _trust(paper, sheet)


def _figures(paper: Paper, chart: Chart) -> None:
    """What the chart says in words and as a table."""
    paper.words(chart.summary)
    for note in chart.notes:
        paper.words(note, font_color=QUIET_TEXT)
    paper.heading("The figures")
    shown = rows(chart.table)
    headings = [column.heading for column in chart.table.columns]
    # Headings on a page that only continues in words would be in the way.
    paper.table(headings, shown, repeated=len(shown) > PAGE)


def rows(table: Table) -> list[list[Cell]]:
    """The table with a number wherever it has one, which shows as it is printed."""
    numbers = table.numbers or tuple((None,) * len(row) for row in table.rows)
    return [
        [_figure(number, text) for text, number in zip(row, exact, strict=True)]
        for row, exact in zip(table.rows, numbers, strict=True)
    ]


def _figure(number: Decimal | None, text: str) -> Cell:
    return text if number is None else Number(number, text)


def _facts(sheet: Sheet) -> Iterator[tuple[str, Cell]]:
    yield "Section", sheet.section
    yield "Figure", _figure(sheet.number, sheet.value)
    yield "Counted in", sheet.unit
    yield "Period", sheet.period
    yield "Known since", sheet.known_since
    yield "On the year before", _sentence(sheet.direction, sheet.direction_because)
    yield "Target", target(sheet)
    yield "Who set it", sheet.target_said
    yield "Held against it", sheet.target_because
    for one in sheet.beside:
        yield one.name, _figure(one.number, one.value)
        yield "Compared", _sentence(one.word, one.because)
    yield "Place", sheet.place
    yield "In children", sheet.children
    yield "Late", sheet.late
    yield "Kept by", sheet.owner


def target(sheet: Sheet, *, words: bool = True) -> Cell:
    """As a number where one number is all that it asks; a range stays words."""
    is_one = sheet.target_number is not None and " to " not in sheet.target
    if sheet.target_number is None or not is_one:
        return sheet.target
    return Number(sheet.target_number, sheet.target, words)


def _sentence(word: str, because: str) -> str:
    return ": ".join(part for part in (word, because) if part)


def _said(paper: Paper, sheet: Sheet) -> None:
    """What was said and decided last time, then what is said now."""
    before = sheet.before
    if before:
        paper.heading(f"What was said last time, on {long_day(before.held_on)}")
        paper.fact("The figure then", _sentence(before.word, before.headline))
        _all(paper, before.said)
        for decision in before.decisions:
            paper.fact("Decided", decision)
    for heading, words in (
        ("Remarks for this meeting", sheet.remarks),
        ("Commentary", sheet.commentary),
        ("Notes", sheet.notes),
    ):
        if words:
            paper.heading(heading)
            _all(paper, words)


def _all(paper: Paper, said: Sequence[Words]) -> None:
    for one in said:
        about = ", ".join(part for part in (one.heading, one.about) if part)
        paper.fact(about or "Said", one.text)
        paper.fact("By", signed(one))


def _trust(paper: Paper, sheet: Sheet) -> None:
    for heading, texts in (
        ("How far it can be trusted", sheet.quality),
        ("Be careful", sheet.caveats),
        ("Where it is from", sheet.sources),
    ):
        if texts:
            paper.heading(heading)
            for text in texts:
                paper.words(text)
    paper.gap()
    paper.cell(Link("What it means: see the definitions", "Definitions"))
