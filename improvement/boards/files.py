"""Reads what boards there are, data/boards/*.toml, and collects every fault of every file."""

from collections.abc import Collection
from pathlib import Path

from improvement.boards.rules import alike, broken
from improvement.boards.schema import BoardFile
from indicators.catalogue.files import read_table, read_toml
from indicators.catalogue.schema import SLUG
from indicators.tables import Faults


def read_boards(folder: Path, known: Collection[str]) -> dict[str, BoardFile]:
    """Each board of `folder` (boards/*.toml) by its slug, the name of its file.

    `known`: the slugs of the catalogue. Raises FaultsError with "file, key: what is wrong. Remedy."
    for each fault of each file.
    """
    faults = Faults()
    boards: dict[str, BoardFile] = {}
    for path in sorted((folder / "boards").glob("*.toml")):
        if not SLUG.fullmatch(path.stem) or len(path.stem) > 100:
            faults.add(path.name, "is no name for a board. Use small letters, digits and hyphens.")
        body = read_toml(path, path.name, faults)
        entry = None if body is None else read_table(BoardFile, body, path.name, faults)
        if entry is None:
            continue
        for key, what in broken(entry, known):
            faults.add(f"{path.name}, {key}", what)
        boards[path.stem] = entry
    for slug, key, what in alike(boards):
        faults.add(f"{slug}.toml, {key}", what)
    faults.stop_if_any()
    return boards
