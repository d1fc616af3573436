"""A schema fault in plain words: which key, what is wrong with it, and what to do."""

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic_core import ErrorDetails

from indicators.catalogue.schema import (
    BreakEntry,
    IndicatorEntry,
    SeriesEntry,
    Table,
    TargetEntry,
)

PARTS: dict[str, type[Table]] = {
    "series": SeriesEntry,
    "breaks": BreakEntry,
    "targets": TargetEntry,
}
TYPES = {
    "string_type": "text. Write it in quotation marks.",
    "int_type": "a whole number. Write it like 3, without quotation marks.",
    "bool_type": "a yes or no. Write true or false, without quotation marks.",
    "list_type": 'a list. Write it in square brackets: ["one", "two"].',
    "date_type": "a day. Write it like 2025-03-31, without quotation marks.",
    "is_instance_of": "a number. Write it like 5 or 0.5, without quotation marks.",
    "decimal_type": "a number. Write it like 5 or 0.5, without quotation marks.",
    "model_type": "a table of keys. Begin it with its name in square brackets.",
}
WORDS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "catalogue": lambda context: context["what"],
    "missing": lambda _: "is missing. Add it.",
    "too_long": lambda context: f"is longer than {context['max_length']} characters. Shorten it.",
    "string_too_long": lambda context: (
        f"is longer than {context['max_length']} characters. Shorten it."
    ),
    "too_short": lambda _: "is empty. Give at least one.",
    "greater_than": lambda context: f"is too small. Use more than {context['gt']}.",
    "greater_than_equal": lambda context: f"is too small. Use {context['ge']} or more.",
    "less_than_equal": lambda context: f"is too large. Use {context['le']} or less.",
    "finite_number": lambda _: "is no finite number. Write it like 5 or 0.5.",
}


def said(kind: type[Table], body: Any, detail: ErrorDetails) -> tuple[str, str]:
    """The key as a reader finds it in the file, and the sentence."""
    place = detail["loc"]
    if detail["type"] == "extra_forbidden":
        return _key(body, place), _strange(kind, place)
    return _key(body, place), _what(detail)


def _what(detail: ErrorDetails) -> str:
    name, context = detail["type"], detail.get("ctx", {})
    if name == "literal_error":
        allowed = str(context["expected"]).replace("'", "")
        return f"is “{detail['input']}”. Use one of: {allowed}."
    if name in TYPES:
        return f"is {_shown(detail['input'])}, which is not {TYPES[name]}"
    if name in WORDS:
        return WORDS[name](context)
    return f"{detail['msg']}. Mend it."


def _shown(value: object) -> str:
    text = f"“{value}”" if isinstance(value, str) else str(value).lower()
    return text if len(text) <= 40 else f"{text[:40]}…"


def _key(body: Any, place: tuple[int | str, ...]) -> str:
    """Such as "series published, kind", "break 2, on" or "caveats 3"."""
    if len(place) < 2 or not isinstance(place[1], int):
        return ", ".join(str(part) for part in place)
    table, number, rest = place[0], place[1], place[2:]
    name = f"{table} {number + 1}"
    if table == "series" and isinstance(body["series"][number], dict):
        name = f"series {body['series'][number].get('key', number + 1)}"
    elif table in PARTS:
        name = f"{str(table).removesuffix('s')} {number + 1}"
    return ", ".join([name, *(str(part) for part in rest)])


def _strange(kind: type[Table], place: tuple[int | str, ...]) -> str:
    if kind is IndicatorEntry and len(place) > 1:
        kind = PARTS[str(place[0])]
    keys = [field.alias or name for name, field in kind.model_fields.items()]
    near = get_close_matches(str(place[-1]), keys, n=1)
    remedy = f"Did you mean {near[0]}?" if near else "Remove it."
    return f"is no key of {kind.of}. {remedy}"
