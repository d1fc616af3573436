"""What an audit link says of figures that were written by the hundred thousand.

One digest stands for all figures of a series and period that one act wrote, by area: SHA-256 of
their lines, each being what `audit` would take the digest of for a row by itself.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from indicators.ledger import audit
from indicators.ledger.models import Batch, Observation
from indicators.ledger.staging import Difference, Line, Staged

GROUP = ("series_id", "period_kind", "starts", "ends", "breakdown")
# The varying fields of a line in the order of their names, and what stands between them.
VARYING = ("area_id", "denominator", "missing_reason", "numerator", "status", "value")


def key_of(values: Sequence[Any]) -> str:
    """Names a group by the fields of GROUP."""
    return " ".join(str(value) for value in values)


def digest_together(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def rows_at(moment: datetime) -> QuerySet[Observation]:
    """What one act wrote, group by group, each by area."""
    order = (*GROUP, "area_id", "revision")
    return Observation.objects.filter(recorded_at=moment).order_by(*order)


@dataclass(frozen=True, kw_only=True)
class Together:
    """One act, whose groups are digested from what is staged, without reading them back."""

    batch: Batch
    by: User
    why: str
    at: datetime

    def groups(
        self, lines: Mapping[int, Line], figures: Iterable[tuple[Difference | None, Staged]]
    ) -> dict[str, str]:
        """The digest of each line's figures, which come by line and area."""
        found = {}
        for number, of_line in groupby(figures, key=lambda pair: pair[1].line):
            line = lines[number]
            key = key_of((line.series_id, *line[3:7]))
            found[key] = digest_together(self._texts(line, of_line))
        return found

    def _texts(
        self, line: Line, figures: Iterable[tuple[Difference | None, Staged]]
    ) -> Iterator[str]:
        new = _Template.of(self._constants(line, None))
        for difference, one in figures:
            revises = difference is not None and difference.revision > 0
            template = _Template.of(self._constants(line, difference)) if revises else new
            yield template.text(one)

    def _constants(self, line: Line, difference: Difference | None) -> dict[str, Any]:
        return {
            "series_id": line.series_id,
            "is_proportion": line.is_proportion,
            "period_kind": line.period_kind,
            "starts": line.starts,
            "ends": line.ends,
            "period_stated": True,
            "breakdown": line.breakdown,
            "revision": difference.revision + 1 if difference else 1,
            "reference": line.reference,
            "batch_id": self.batch.pk,
            "by_id": self.by.pk,
            "why": self.why if difference else "",
            "known_on": difference.known_on if difference else line.known_on,
            "known_on_estimated": bool(
                difference.known_on_estimated if difference else line.known_on_estimated
            ),
            "recorded_at": self.at,
        }


@dataclass(frozen=True)
class _Template:
    """The JSON of a row with gaps for what varies; what is empty is left out of it."""

    parts: tuple[str, ...]

    @classmethod
    def of(cls, constants: Mapping[str, Any]) -> "_Template":
        said = {name: audit.text(value) for name, value in constants.items()}
        said = {name: text for name, text in said.items() if text}
        parts = []
        after = ""
        for until in (*VARYING, "~"):
            between = {n: t for n, t in sorted(said.items()) if after < n < until}
            parts.append("".join(f"{_pair(n, t)}, " for n, t in between.items()))
            after = until
        return cls(tuple(parts))

    def text(self, one: Staged) -> str:
        p = self.parts
        body = (
            f'{p[0]}"area_id": "{one.area_id}", '
            f"{p[1]}{_gap('denominator', one.denominator)}"
            f"{p[2]}{_word('missing_reason', one.missing_reason)}"
            f"{p[3]}{_gap('numerator', one.numerator)}"
            f'{p[4]}"status": "{one.status}", '
            f"{p[5]}{_gap('value', one.value)}{p[6]}"
        )
        return f"{{{body[:-2]}}}"


def _pair(name: str, text: str) -> str:
    return f'"{name}": {json.dumps(text, ensure_ascii=False)}'


def _word(name: str, word: str) -> str:
    return f'"{name}": "{word}", ' if word else ""


def _gap(name: str, number: float | Decimal | None) -> str:
    return "" if number is None else f'"{name}": "{plain(number)}", '


def plain(number: float | Decimal) -> str:
    """As `audit` writes the decimal that the database gives back."""
    text = repr(number) if isinstance(number, float) else str(number)
    if "e" in text or not isinstance(number, float):
        return f"{Decimal(text).normalize():f}"
    return text.removesuffix(".0")
