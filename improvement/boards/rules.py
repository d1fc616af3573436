"""Rules between the keys of a board's file, between files, and with the catalogue."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from improvement.boards.schema import BoardFile

Fault = tuple[str, str]
A_MEETINGS_WORTH = 40


def broken(entry: BoardFile, known: Collection[str]) -> Iterator[Fault]:
    """Every rule that the file breaks by itself: a key and why."""
    yield from _once("sections, title", [one.title for one in entry.sections])
    yield from _once("agenda, title", [one.title for one in entry.agenda])
    slugs = [slug for section in entry.sections for slug in section.indicators]
    yield from _once("sections, indicators", slugs)
    for section in entry.sections:
        for slug in section.indicators:
            if slug not in known:
                where = f"section {section.title}, indicators"
                yield where, f"“{slug}” is no indicator of the catalogue. Name one."


def alike(boards: Mapping[str, BoardFile]) -> Iterator[tuple[str, str, str]]:
    """What two boards may not share: the slug of the second, a key and why."""
    first: dict[tuple[str, object], str] = {}
    for slug, entry in boards.items():
        for key, value in (("order", entry.order), ("name", entry.name.lower())):
            if (key, value) in first:
                said = entry.name if key == "name" else value
                other = first[key, value]
                yield slug, key, f"{said} is that of {other}.toml too. Give each its own."
            first.setdefault((key, value), slug)


def worth_saying(entry: BoardFile) -> Iterator[str]:
    """What is allowed and hardly meant."""
    count = sum(len(section.indicators) for section in entry.sections)
    if not count:
        yield "has no indicators, so its papers hold an agenda only. Add sections when it has some."
    if count > A_MEETINGS_WORTH:
        yield f"has {count} indicators. A board can discuss about a dozen; choose those."


def _once(key: str, texts: Sequence[str]) -> Iterator[Fault]:
    for text, times in Counter(text.lower() for text in texts).items():
        if times > 1:
            said = next(one for one in texts if one.lower() == text)
            yield key, f"“{said}” is there {'twice' if times == 2 else f'{times} times'}. Keep one."
