"""What a board's TOML file in data/boards may say: one class for each table, without extras.

Rules between keys, and with the catalogue, are in `rules`.
"""

from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from indicators.catalogue.schema import Name, Short, Slug, Table, Text, fault


def _question(text: str) -> str:
    if not text.endswith("?"):
        raise fault(f"is “{text}”. Write it as a question, with its mark.")
    return text


class Part(Table):
    """A table of a board's file."""

    of: ClassVar[str] = "a board's file"


class SectionTable(Part):
    """A part of the papers."""

    title: Name
    question: Annotated[Name, AfterValidator(_question)]
    indicators: Annotated[list[Slug], Field(min_length=1)]
    exempt: bool = False


class AgendaTable(Part):
    """An item that closes every agenda."""

    title: Name
    exempt: bool = False


class BoardFile(Part):
    """The whole file, its lists in the order in which readers see them."""

    name: Name
    order: Annotated[int, Field(ge=1, le=999)]
    purpose: Text
    cadence: Name
    audience: Short
    sections: list[SectionTable] = []
    agenda: list[AgendaTable] = []
