"""All numbers of people behind the council's own figures, as one sheet of cells and sums."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from indicators.disclosure.amounts import REST, Amount, Line
from indicators.disclosure.lines import Book, Drawn, by_name, dimensions, draw, link
from indicators.disclosure.links import Links
from indicators.disclosure.worlds import Sheet
from indicators.ledger.models import TOTAL


def sheet(amounts: Sequence[Amount], links: Links) -> Sheet:
    """One cell for each number, and all sums that tie them: in time, by parts, by links."""
    known_as = _known_as(links.same)
    named = [
        replace(one, line=replace(one.line, name=known_as.get(one.line.name, one.line.name)))
        for one in amounts
    ]
    book = Book()
    lines, cell_of = draw(named, book)
    numbers = by_name(lines)
    for breakdowns in numbers.values():
        if TOTAL in breakdowns:
            for dimension, members in dimensions(breakdowns):
                link(book, breakdowns[TOTAL], members, dimension)
    for one in links.sums:
        wholes = numbers.get(known_as.get(one.whole, one.whole), {})
        parts = [numbers.get(known_as.get(part, part), {}) for part in one.parts]
        for breakdown, whole in wholes.items():
            found = [some[breakdown] for some in parts if breakdown in some]
            complete = one.complete and len(found) == len(parts)
            link(book, whole, found, one.why, complete=complete)
    _shares(book, named, known_as, lines, cell_of)
    return book.sheet()


def _known_as(same: Sequence[Sequence[str]]) -> dict[str, str]:
    """One name for all that are the same number."""
    found: dict[str, str] = {}
    for group in same:
        names = {found.get(name, name) for name in group}
        first = min(names)
        found |= {name: first for name in [*found, *group] if found.get(name, name) in names}
    return found


def _shares(
    book: Book,
    amounts: Sequence[Amount],
    known_as: Mapping[str, str],
    lines: Mapping[Line, Drawn],
    cell_of: Mapping[tuple, int],
) -> None:
    """Those counted and the rest make the whole: of each figure, and of each piece of its time."""
    done = set()
    for one in amounts:
        slug, _, field = one.line.name.rpartition(".")
        if field != REST:
            continue
        part, whole = (
            replace(one.line, name=known_as.get(name, name))
            for name in (f"{slug}.numerator", f"{slug}.denominator")
        )
        book.add(
            cell_of[one.figure, whole], [cell_of[one.figure, part], cell_of[one.figure, one.line]]
        )
        if one.line not in done:
            done.add(one.line)
            _share_of_time(book, lines[whole], [lines[part], lines[one.line]])


def _share_of_time(book: Book, whole: Drawn, parts: Sequence[Drawn]) -> None:
    """A share that was half known would tell its other half: only where all three are known."""
    if not all(one.pieces.cuts for one in (whole, *parts)):
        return
    common = [day for day in whole.pieces.cuts if all(day in one.pieces.cuts for one in parts)]
    for starts, after in pairwise(common):
        if all(one.covers(starts, after) for one in (whole, *parts)):
            book.add(whole.between(starts, after), [one.between(starts, after) for one in parts])
