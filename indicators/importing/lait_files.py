"""Which of the files that somebody gives is which."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from indicators.tables import FaultsError

DICTIONARY_COLUMN = "Measure_short"
LONGEST = 100_000  # characters of its first line
REMEDY = "Give the folder, or the long file with its dictionary."


@dataclass(frozen=True, kw_only=True)
class LaitFiles:
    """The long file, and what comes with it."""

    long: Path
    dictionary: Path | None = None
    books: tuple[Path, ...] = ()

    @classmethod
    def among(cls, paths: Sequence[Path]) -> "LaitFiles":
        """FaultsError where there is no long file, or more than one."""
        found = sorted(_files(paths))
        books = [one for one in found if one.suffix == ".xlsx"]
        dictionaries = [one for one in found if _is_dictionary(one)]
        long = [
            one
            for one in found
            if one.name.endswith((".parquet", ".csv", ".csv.gz")) and one not in dictionaries
        ]
        if len(long) != 1:
            said = f"{len(long)} long files" if long else "no long file"
            raise FaultsError([f"There is {said} among what you gave. {REMEDY}"])
        if len(dictionaries) > 1:
            raise FaultsError([f"There are {len(dictionaries)} dictionaries. {REMEDY}"])
        return cls(
            long=long[0],
            dictionary=dictionaries[0] if dictionaries else None,
            books=tuple(books),
        )

    def all(self) -> Iterator[Path]:
        yield self.long
        if self.dictionary:
            yield self.dictionary
        yield from self.books


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from (one for one in path.iterdir() if one.is_file())
        elif path.is_file():
            yield path
        else:
            raise FaultsError([f"There is no file or folder {path}."])


def _is_dictionary(path: Path) -> bool:
    if path.suffix != ".csv":
        return False
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
        return DICTIONARY_COLUMN in lines.readline(LONGEST)
