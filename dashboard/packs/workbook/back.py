"""The sheets after the indicators: definitions, glossary, sources, what is left out."""

from collections.abc import Mapping

from dashboard.packs import words
from dashboard.packs.pack import Pack
from dashboard.packs.workbook.cells import Link
from dashboard.packs.workbook.paper import Paper


def definitions(paper: Paper, pack: Pack, names: Mapping[str, str]) -> None:
    paper.table(
        ["Number", "Indicator", "What", "In words"],
        [
            [Link(n, names[sheet.slug], sheet.name), sheet.name, heading, text]
            for n, sheet in enumerate(pack.sheets, 1)
            for heading, text in (
                *sheet.definition,
                *(("Be careful", caveat) for caveat in sheet.caveats),
            )
        ],
    )
    paper.sheet.freeze_panes(1, 0)


def glossary(paper: Paper, pack: Pack) -> None:
    paper.title("Glossary")
    paper.table(["Word", "Meaning"], [[one.word, one.meaning] for one in pack.glossary])


def sources(paper: Paper, pack: Pack) -> None:
    paper.title("Sources")
    paper.table(
        ["Source", "Publisher", "Licence", "Newest figure"],
        [[one.name, one.publisher, one.licence, one.newest] for one in pack.sources],
    )
    paper.heading("Of each indicator")
    for n, sheet in enumerate(pack.sheets, 1):
        paper.fact(f"{n}. {sheet.name}", "\n".join(sheet.sources))


def left_out(paper: Paper, pack: Pack) -> None:
    paper.title("Left out")
    for sentence in pack.left_out or (words.NOTHING_LEFT_OUT,):
        paper.words(sentence)
