"""What a report's TOML file in data/report may say: one class for each table, without extras.

Rules between keys, and with the catalogue, are in `rules`.
"""

import re
from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from improvement.places import PARTS, is_place
from indicators.catalogue.schema import Name, Slug, Table, Text, Texts, fault

NUMBER = re.compile(r"[1-9](\.[1-9])?")
RECOMMENDATION = re.compile(r"[RL][1-9][0-9]?")
MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


def _place(text: str) -> str:
    if not is_place(text):
        raise fault(
            f"is “{text}”, which is no place of the report. "
            f"Write a paragraph's number like 85, or one of: {', '.join(PARTS)}."
        )
    return text


def _places(text: str) -> str:
    for part in text.split("; "):
        _place(part)
    return text


def _number(text: str) -> str:
    if not NUMBER.fullmatch(text):
        raise fault(f"is “{text}”. Write it like 2 or 2.1, or leave the key out.")
    return text


def _recommendation(text: str) -> str:
    if not RECOMMENDATION.fullmatch(text):
        raise fault(f"is “{text}”. Write R for the council or L for the board, and a number: R5.")
    return text


def _month(text: object) -> object:
    found = MONTH.fullmatch(text) if isinstance(text, str) else None
    if not found:
        raise fault(f"is “{text}”, which is no month. Write it like 2012-03, in quotation marks.")
    return date(int(found[1]), int(found[2]), 1)


Place = Annotated[str, AfterValidator(_place)]
Places = Annotated[list[Place], Field(min_length=1)]
Month = Annotated[date, BeforeValidator(_month)]
NewGrade = Literal["outstanding", "good", "requires-improvement", "inadequate"]
OldGrade = Literal["outstanding", "good", "requires-improvement", "adequate", "inadequate"]


class Part(Table):
    """A table of a report's file."""

    of: ClassVar[str] = "a report's file"


class ReportTable(Part):
    """Which report, about whom, and its days."""

    title: Name
    inspected_from: date
    inspected_to: date
    published_on: date
    area: str
    source: Slug


class JudgementTable(Part):
    """One grade; `number` is the report's own where it gives one."""

    key: Slug
    number: Annotated[str, AfterValidator(_number)] | None = None
    subject: Name
    grade: NewGrade
    body: Literal["authority", "safeguarding-board"]
    says: Text
    paragraphs: Places


class EarlierTable(Part):
    """An inspection before this one."""

    when: Month
    what: Name
    grade: OldGrade
    reference: Annotated[str, Field(max_length=200), AfterValidator(_places)]


class RecommendationTable(Part):
    """What is asked of whom; no indicators where no number can show it."""

    key: Annotated[str, AfterValidator(_recommendation)]
    addressee: Name
    says: Text
    paragraphs: Places
    indicators: Texts


class GapTable(Part):
    """What leaders lacked; no indicators where no number would have told them."""

    key: Slug
    says: Text
    paragraphs: Places
    indicators: Texts


class ReportFile(Part):
    """The whole file, its lists in the order in which readers see them."""

    report: ReportTable
    judgements: Annotated[list[JudgementTable], Field(min_length=1)]
    earlier: list[EarlierTable] = []
    recommendations: list[RecommendationTable] = []
    gaps: list[GapTable] = []
