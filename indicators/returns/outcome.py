"""What is signed with the figures: the commentary and the grade of each line."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import QuerySet

from accounts.models import User
from indicators.areas.models import Area
from indicators.returns.models import Commentary, Entry, Published, Quality

W = TypeVar("W", bound=Published)


def leave_words(
    area: Area, entries: Sequence[Entry], *, by: User, at: datetime
) -> list[Commentary | Quality]:
    """Write the commentary and the grades of these lines, in the caller's transaction.

    Returns them for the audit link that is to vouch for them.
    """
    commentaries = [
        Commentary(says=one.says, why=one.why, next=one.next, **_about(area, one, by, at))
        for one in entries
        if one.typed_by_id and (one.says or one.why or one.next)
    ]
    grades = [
        Quality(grade=one.grade, why=one.grade_why, **_about(area, one, by, at))
        for one in entries
        if one.typed_by_id and one.grade
    ]
    return [*write(Commentary, commentaries), *write(Quality, grades)]


def _about(area: Area, entry: Entry, by: User, at: datetime) -> dict[str, Any]:
    return {
        "series": entry.series,
        "area": area,
        "period_kind": entry.period_kind,
        "starts": entry.starts,
        "ends": entry.ends,
        "typed_by": entry.typed_by,
        "by": by,
        "at": at,
    }


def write(model: type[W], rows: Iterable[W]) -> list[W]:
    """The one way past the closed manager: the plain query set."""
    return QuerySet[W](model).bulk_create(list(rows))
