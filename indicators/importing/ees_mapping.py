"""What a mapping file says: which column under which filter values is which indicator.

data/importing/README.md explains every key to the officer who writes one.
"""

import sys
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Annotated, ClassVar, Literal

from django.conf import settings
from pydantic import AfterValidator, Field

from indicators.catalogue.files import parse_toml, read_table
from indicators.catalogue.schema import MaybeText, Name, Number, Slug, Table, Text, Unit, fault
from indicators.importing.lait_years import KINDS
from indicators.tables import Faults, FaultsError

DATA: Path = settings.BASE_DIR / "data"
SHIPPED = DATA / "importing" / "ees"
PREFIX = "ees-"
STANDARD_INPUT = "-"


def _kind(text: str) -> str:
    if text not in KINDS:
        raise fault(f"is “{text}”. Use one of: {', '.join(KINDS)}.")
    return text


Kind = Annotated[str, AfterValidator(_kind)]
Column = Annotated[str, Field(min_length=1)]  # as the file writes it
Rows = dict[str, str]
Step = Annotated[Number, Field(ge=0)]


class MappingTable(Table):
    of: ClassVar[str] = "a mapping"


class ReferenceEntry(MappingTable):
    """A reference indicator that the import makes, where the catalogue asks for no such figure.

    Until an officer has looked at its words (`reviewed`), it is in no menu, search or count.
    """

    name: Name
    unit: Unit
    decimals: Annotated[int, Field(ge=0, le=3)] = 0
    polarity: Literal["higher", "lower", "context"] = "context"
    compare: Literal["difference", "none"] = "none"
    definition: MaybeText = ""
    reviewed: bool = False


class FigureEntry(MappingTable):
    """One series of figures. `rows` and `denominator_rows` are filter values by column."""

    indicator: Slug
    series: Slug = "published"
    value: Column
    rows: Rows = {}
    numerator: Column | None = None
    denominator: list[Column] = []
    denominator_rows: Rows = {}
    factor: Annotated[Number, Field(gt=0)] = Decimal(1)
    period: Kind | None = None
    publication: Text | None = None
    reference: ReferenceEntry | None = None

    @property
    def whole_rows(self) -> Rows:
        """Where the denominator stands: in the rows of the value, but for what is said of it."""
        return {**self.rows, **self.denominator_rows}

    @property
    def columns(self) -> list[tuple[str, str]]:
        """Each column of numbers with the key that names it."""
        found = [("value", self.value)]
        found += [("numerator", self.numerator)] if self.numerator else []
        return found + [("denominator", one) for one in self.denominator]


class MappingEntry(MappingTable):
    """A mapping file; `period` and `publication` are those of figures that name none.

    A file that `only_adds` is an older edition: no value that is known already gives way to it.
    """

    period: Kind | None = None
    publication: Text | None = None
    only_adds: bool = False
    step: Step = Decimal(0)
    regions_step: Step = Decimal(0)
    over_100: list[Column] = []
    below_0: list[Column] = []
    figures: Annotated[list[FigureEntry], Field(min_length=1)]


@dataclass(frozen=True)
class Mapping:
    """A mapping that is right in itself; `name` is what faults call it."""

    name: str
    entry: MappingEntry
    text: str

    def where(self, number: int, key: str) -> str:
        """How a key of a figure (from 0) is named in a fault."""
        return f"{self.name}, figure {number + 1}, {key}"

    def period(self, figure: FigureEntry) -> str:
        """What a yearly figure is of; "" where the file says it itself."""
        return figure.period or self.entry.period or ""

    def publication(self, figure: FigureEntry) -> str:
        return figure.publication or self.entry.publication or ""

    @property
    def filters(self) -> set[str]:
        """The columns that it knows for filters."""
        rows = (name for one in self.entry.figures for name in (*one.rows, *one.denominator_rows))
        return set(rows)


def find(file: Path, given: str | None) -> Mapping:
    """The mapping that was given: a path, the name of a shipped one, or - for standard input.

    Without one, that which ships for a file of this name. FaultsError names every fault in it.
    """
    if given == STANDARD_INPUT:
        return parse("the mapping", sys.stdin.read())
    path = (
        Path(given) if given and Path(given).is_file() else SHIPPED / f"{given or file.stem}.toml"
    )
    if not path.is_file():
        raise FaultsError([_missing(file, given)])
    try:
        return parse(path.name, path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise FaultsError([f"{path.name}: is not UTF-8 text. Save it as UTF-8."]) from None


def parse(name: str, text: str) -> Mapping:
    """The mapping that a text states. FaultsError names every fault in it."""
    faults = Faults()
    body = parse_toml(text, name, faults)
    entry = None if body is None else read_table(MappingEntry, body, name, faults)
    if entry:
        _check(name, entry, faults)
    if entry is None or faults.found:
        raise FaultsError(faults.found)
    return Mapping(name, entry, text)


def _check(name: str, entry: MappingEntry, faults: Faults) -> None:
    """The rules between keys."""
    lines = Counter((one.indicator, one.series) for one in entry.figures)
    for number, one in enumerate(entry.figures, start=1):
        where = f"{name}, figure {number}"
        if lines[one.indicator, one.series] > 1:
            what = f"{one.indicator} has two figures for {one.series}. Remove one."
            faults.add(f"{where}, indicator", what)
        if one.reference and not one.indicator.startswith(PREFIX):
            what = f"is {one.indicator}, for reference only. Begin its name with {PREFIX}"
            faults.add(f"{where}, indicator", f"{what}.")
        if bool(one.numerator) != bool(one.denominator):
            key = "numerator" if one.denominator else "denominator"
            faults.add(f"{where}, {key}", "is missing. Give both numbers, or none.")
        if one.denominator_rows and not one.denominator:
            faults.add(f"{where}, denominator_rows", "is of no use without denominator. Remove it.")


def _missing(file: Path, given: str | None) -> str:
    if given:
        return f"There is no mapping {given}. Give a file, or the name of one of {SHIPPED.name}/."
    return (
        f"No mapping says what the columns of {file.name} mean. Print one with --propose, "
        "look at it, and give it with --mapping."
    )
