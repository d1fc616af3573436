"""What the files of the catalogue may say: one class for each table, strict and without extras.

Checks between keys, indicators and files are in `rules`.
"""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from indicators.periods import Period, PeriodError

PLACEHOLDER = re.compile(
    r"\W*(tb[acd]|to ?do|fixme|x{3,}|n/?a|none|unknown|lorem\b.*|.*lorem ipsum.*"
    r"|placeholder|to be (confirmed|decided|added|written)|test)\W*",
    re.IGNORECASE | re.DOTALL,
)
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ADDRESS = re.compile(r"https://\S+")


def fault(what: str) -> PydanticCustomError:
    """A fault in our own words; `what` says what is wrong and then the remedy."""
    return PydanticCustomError("catalogue", "{what}", {"what": what})


def _real_text(text: str) -> str:
    if not text.strip():
        raise fault("is empty. Write it, or leave the key out if it may be left out.")
    if PLACEHOLDER.fullmatch(text):
        raise fault(f"is “{text.strip()[:40]}”, a placeholder. Write the real text.")
    if text != text.strip():
        raise fault("has a space or line end at its start or end. Remove it.")
    return text


def _maybe_text(text: str) -> str:
    return _real_text(text) if text else text


def _address(text: str) -> str:
    if text and not ADDRESS.fullmatch(text):
        raise fault(f"is “{text}”. Write the whole address: https://www.gov.uk/.")
    return text


def _slug(text: str) -> str:
    if not SLUG.fullmatch(text):
        raise fault(f"is “{text}”. Use small letters, digits and single hyphens.")
    return text


def _period(text: object) -> Period:
    if not isinstance(text, str):
        raise fault(f"is {text}, which is not text. Write it in quotation marks.")
    try:
        return Period.parse(text)
    except PeriodError as error:
        raise fault(f"cannot be read: {error}") from None


def _decimal(value: object) -> object:
    # TOML writes 5 and 0.1; both are numbers here.
    return Decimal(value) if type(value) is int else value


def _each_once(items: list[str]) -> list[str]:
    lowered = [item.lower() for item in items]
    twice = [item for item in items if lowered.count(item.lower()) > 1]
    if twice:
        raise fault(f"has “{twice[0]}” twice. Remove one.")
    return items


Text = Annotated[str, AfterValidator(_real_text)]
MaybeText = Annotated[str, AfterValidator(_maybe_text)]
Short = Annotated[Text, Field(max_length=300)]
Name = Annotated[Text, Field(max_length=200)]
Slug = Annotated[str, Field(max_length=100), AfterValidator(_slug)]
Number = Annotated[Decimal, BeforeValidator(_decimal), Field(allow_inf_nan=False)]
WrittenPeriod = Annotated[Period, BeforeValidator(_period)]
Texts = Annotated[list[Text], AfterValidator(_each_once)]
# The database keeps a step in six digits before the point.
Step = Annotated[Number, Field(gt=0, le=999_999)]

Unit = Literal[
    "percent",
    "count",
    "per-1,000",
    "per-10,000",
    "per-100,000",
    "days",
    "weeks",
    "months",
    "working-days",
    "cases-per-worker",
    "score",
    "pounds",
    "fte",
]
Span = Literal["day", "in-period", "year-to-date", "rolling-12-months", "three-year"]
Frequency = Literal["week", "month", "quarter", "term", "year"]


class Table(BaseModel):
    """A TOML table: no key is converted, none is ignored. `of`: whose keys these are."""

    of: ClassVar[str] = "the catalogue"
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class SeriesEntry(Table):
    """One line of figures. `lag_days`: from the period's end to the usual day of publication.

    `code` is what its source calls it, where that has a name for it.
    """

    key: Slug
    code: Annotated[MaybeText, Field(max_length=200)] = ""
    kind: Literal["local", "published", "report"]
    source: Slug | None = None
    relation: Literal["same", "close", "part", "other"]
    span: Span
    frequency: Frequency
    lag_days: Annotated[int, Field(ge=0, le=1500)]
    rounding: Step | None = None
    compare: Literal["interval", "difference", "quartile", "none"]
    is_proportion: bool = False
    label: Annotated[MaybeText, Field(max_length=100)] = ""
    note: MaybeText = ""


class BreakEntry(Table):
    """A change of definition: periods that end before `on` lie on the other side."""

    on: date
    why: Short
    series: Slug | None = None
    area: str | None = None


class TargetEntry(Table):
    """A target of law or scorecard, in force from its first period everywhere."""

    low: Number | None = None
    high: Number | None = None
    tolerance: Annotated[Number, Field(ge=0)]
    first_period: WrittenPeriod
    last_period: WrittenPeriod | None = None
    origin: Literal["statute", "scorecard"]
    why: Text
    known_on: date
    source: Short


class IndicatorEntry(Table):
    """One indicator with its texts, series, breaks and targets; `core` ones have every text."""

    name: Name
    order: Annotated[int, Field(ge=1, le=999)]
    core: bool = False
    unit: Unit
    decimals: Annotated[int, Field(ge=0, le=3)]
    polarity: Literal["higher", "lower", "range", "context"]
    span: Span
    frequency: Frequency
    people: Annotated[Text, Field(max_length=50)] = "children"
    numerator: MaybeText = ""
    denominator: MaybeText = ""
    definition: Text
    why_it_matters: MaybeText = ""
    what_good_looks_like: MaybeText = ""
    young_people: MaybeText = ""
    caveats: Texts = []
    definition_source: Text
    aliases: Texts = []
    breakdowns: Texts = []
    limit: MaybeText = ""
    framework: MaybeText = ""
    report_paragraphs: Texts = []
    pair: Slug | None = None
    retired_on: date | None = None
    retired_why: Short | None = None
    series: Annotated[list[SeriesEntry], Field(min_length=1)]
    breaks: list[BreakEntry] = []
    targets: list[TargetEntry] = []


class ThemeEntry(Table):
    """The head of a theme file; its indicators are read one by one."""

    name: Annotated[Text, Field(max_length=100)]
    order: Annotated[int, Field(ge=1, le=99)]


class SourceEntry(Table):
    """One table of data/sources.toml."""

    name: Name
    publisher: Name
    licence: Name
    url: Annotated[str, Field(max_length=200), AfterValidator(_address)] = ""
    note: MaybeText = ""


class TeamEntry(Table):
    """One table of data/teams.toml: a team, and the themes or single indicators it begins with."""

    name: Annotated[Text, Field(max_length=100)]
    themes: list[Slug] = []
    indicators: list[Slug] = []
