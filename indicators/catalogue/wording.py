"""A schema fault in plain words: which key, what is wrong with it, and what to do."""

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any, get_args

from pydantic_core import ErrorDetails

from indicators.catalogue.schema import Table

ONE_AS_MANY = ("series", "earlier")
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
    key = _key(body, place)
    if detail["type"] == "extra_forbidden":
        return key, _strange(_kind_of(kind, place[:-1]), place[-1])
    return key, _what(detail)


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
    """Such as "series published, kind", "break 2, on", "recommendation R5, says" or "caveats 3"."""
    names: list[str] = []
    for step in place:
        body = _inside(body, step)
        if isinstance(step, int):
            names[-1] = _one_of(names[-1], step, body)
        else:
            names.append(step)
    return ", ".join(names)


def _inside(body: Any, step: int | str) -> Any:
    try:
        return body[step]
    except (KeyError, IndexError, TypeError):
        return None


def _one_of(table: str, number: int, body: Any) -> str:
    """A part of a list: by its own key where it has one, else by its place; a text by its place."""
    if not isinstance(body, dict):
        return f"{table} {number + 1}"
    singular = table if table in ONE_AS_MANY else table.removesuffix("s")
    return f"{singular} {body.get('key', number + 1)}"


def _kind_of(kind: type[Table], place: tuple[int | str, ...]) -> type[Table]:
    """The class of the table at a place within a table."""
    for step in place:
        if isinstance(step, str):
            held: Any = kind.model_fields[step].annotation
            kind = next(iter(get_args(held)), held)
    return kind


def _strange(kind: type[Table], key: int | str) -> str:
    keys = [field.alias or name for name, field in kind.model_fields.items()]
    near = get_close_matches(str(key), keys, n=1)
    remedy = f"Did you mean {near[0]}?" if near else "Remove it."
    return f"is no key of {kind.of}. {remedy}"
