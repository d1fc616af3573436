"""Which tables are written once, and the little that may still change in their rows.

Each package names its own in `ready`. From it `guards` makes the triggers, `audit` what a link
vouches for, and `verification` what it reads.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.db.models import Field, Model


@dataclass(frozen=True, kw_only=True)
class Kept:
    """How a table is kept.

    `changeable` names columns. `closed` is SQL over OLD and NEW: a change that is refused although
    its columns may change. `unique_when` has the condition of each partial unique constraint, as
    SQL over the row "{0}". `vouched`: an audit link vouches for each of its rows.
    """

    changeable: tuple[str, ...] = ()
    closed: str = ""
    unique_when: Mapping[str, str] = field(default_factory=dict)
    vouched: bool = True


_KEPT: dict[type[Model], Kept] = {}


def keep(model: type[Model], kept: Kept) -> None:
    """Have a table kept from now on."""
    _KEPT[model] = kept


def kept_models() -> Mapping[type[Model], Kept]:
    """Every table that is kept, in the order in which they were named."""
    return _KEPT


def lasting_fields(model: type[Model]) -> Iterator[Field]:
    """The fields that never change once the row is written."""
    changeable = _KEPT[model].changeable
    return (one for one in model._meta.concrete_fields if one.column not in changeable)
