"""The sheets before the indicators: cover, contents, agenda, what needs attention, scorecard."""

from collections.abc import Iterator, Mapping, Sequence

from dashboard.packs import words
from dashboard.packs.pack import Pack, Sheet
from dashboard.packs.workbook.cells import Cell, Link, Number, Verdict
from dashboard.packs.workbook.indicator import target
from dashboard.packs.workbook.paper import Paper
from indicators.periods.spoken import long_day

SCORECARD: tuple[tuple[str, float], ...] = (
    ("Number", 8),
    ("Indicator", 36),
    ("Status", 22),
    ("Value", 11),
    ("Unit", 18),
    ("Period", 20),
    ("Target", 12),
    ("England", 11),
    ("Against England", 18),
    ("Similar authorities", 12),
    ("Against similar authorities", 18),
    ("On the year before", 18),
)


def cover(paper: Paper, pack: Pack) -> None:
    paper.title(pack.board.name)
    paper.words(f"Papers for the meeting on {long_day(pack.held_on)}", font_size=13)
    paper.words(pack.notice, bold=True, font_color="#b01c1c")
    paper.gap()
    for label, text in words.facts(pack):
        paper.fact(label, text)
    paper.heading("How to read this workbook")
    for sentence in words.HOW_TO_READ:
        paper.words(sentence)
    paper.words(
        "Numbers are cells with numbers, in the unit beside them; a percentage is 45, not 0.45. "
        "What a cell shows is rounded as in the papers; the cell itself is exact."
    )


def contents(paper: Paper, pack: Pack, names: Mapping[str, str], others: Sequence[str]) -> None:
    """A link to each sheet, the indicators under the titles and questions of their sections."""
    paper.title("Contents")
    for name in others[:3]:
        paper.cell(Link(name, name))
    shown: set[str] = set()
    for section in pack.sections:
        exempt = " (exempt)" if section.exempt else ""
        paper.heading(f"{section.title}{exempt}")
        paper.words(section.question)
        for slug in section.slugs:
            paper.entry(*_entry(pack, names, slug))
            shown.add(slug)
    further = [one.slug for one in pack.sheets if one.slug not in shown]
    if further:
        paper.heading("Further indicators")
    for slug in further:
        paper.entry(*_entry(pack, names, slug))
    if not pack.sheets:
        paper.words(words.NOTHING_CHOSEN)
    paper.gap()
    for name in others[3:]:
        paper.cell(Link(name, name))


def agenda(paper: Paper, pack: Pack) -> None:
    paper.title("Agenda")
    for item in pack.agenda:
        exempt = " (exempt)" if item.exempt else ""
        paper.words(f"{item.number}. {item.title}{exempt}")
    if not pack.agenda:
        paper.words(words.NO_AGENDA)
    paper.heading("Actions brought from earlier meetings")
    if not pack.brought:
        paper.words(words.NO_ACTIONS)
        return
    paper.table(
        [
            "Decided on",
            "Action",
            "Owner",
            "Due",
            "How it stands",
            "What is said",
            "Meetings it has been before",
            "Indicator",
        ],
        [
            [
                one.decided_on,
                one.wording,
                one.owner,
                one.due,
                words.state(one),
                one.said,
                one.meetings,
                one.indicator,
            ]
            for one in pack.brought
        ],
    )


def attention(paper: Paper, pack: Pack, names: Mapping[str, str]) -> None:
    paper.title("What needs attention")
    if not pack.attention:
        paper.words(words.NOTHING_NEEDS)
    else:
        paper.table(
            ["Number", "Indicator", "Status", "In a sentence", "Here because"],
            [_attention_row(pack, names, one.slug, one.because) for one in pack.attention],
        )
    paper.gap()
    paper.words(pack.attention_rule)


def _attention_row(pack: Pack, names: Mapping[str, str], slug: str, because: str) -> list[Cell]:
    sheet = pack.sheet(slug)
    verdict = Verdict(sheet.status, sheet.word)
    return [*_entry(pack, names, slug), verdict, sheet.headline, because]


def scorecard(paper: Paper, pack: Pack, names: Mapping[str, str]) -> None:
    """The headings in the first row, so that it sorts and filters like any table."""
    paper.table(
        [heading for heading, _ in SCORECARD],
        [_row(pack, names, sheet) for sheet in pack.sheets],
    )
    paper.sheet.freeze_panes(1, 2)
    paper.sheet.autofilter(0, 0, len(pack.sheets), len(SCORECARD) - 1)


def _row(pack: Pack, names: Mapping[str, str], sheet: Sheet) -> list[Cell]:
    value: Cell = sheet.value
    if sheet.number is not None:
        value = Number(sheet.number, sheet.value, words=False)
    return [
        *_entry(pack, names, sheet.slug),
        Verdict(sheet.status, sheet.word),
        value,
        sheet.unit,
        sheet.period,
        target(sheet, words=False),
        *_beside(sheet, "england"),
        *_beside(sheet, "neighbours"),
        sheet.direction,
    ]


def _beside(sheet: Sheet, kind: str) -> Iterator[Cell]:
    one = sheet.beside_of(kind)
    yield Number(one.number, one.value, words=False) if one and one.number is not None else None
    yield one.word if one else None


def _entry(pack: Pack, names: Mapping[str, str], slug: str) -> tuple[Link, str]:
    sheet = pack.sheet(slug)
    return Link(pack.number(slug), names[slug], sheet.name), sheet.name
