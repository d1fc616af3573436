"""What an audit link says of figures that were written by the hundred thousand.

One digest stands for all figures of a series and period that one act wrote, by area: SHA-256 of
their lines, each being what `audit` would take the digest of for a row by itself.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from indicators.ledger import audit
from indicators.ledger.models import Batch, Observation
from indicators.ledger.staging import Difference, Key, Line, Staged

CHUNK = 2000
GROUP = ("series_id", "period_kind", "starts", "ends", "breakdown")


def key_of(values: Sequence[Any]) -> str:
    """Names a group by the fields of GROUP."""
    return " ".join(str(value) for value in values)


def digest_together(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def rows_at(moment: datetime) -> QuerySet[Observation]:
    """What one act wrote, group by group, each by area."""
    order = (*GROUP, "area_id", "revision")
    return Observation.objects.filter(recorded_at=moment).order_by(*order)


def digests_at(moment: datetime) -> dict[str, str]:
    """The digest of each group of what one act has written, read back."""
    names = audit.vouched_names(Observation)
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows_at(moment).values_list(*GROUP, *names).iterator(CHUNK):
        found[key_of(row[: len(GROUP)])].append(audit.line_of(names, row[len(GROUP) :]))
    return {key: digest_together(lines) for key, lines in found.items()}


@dataclass(frozen=True, kw_only=True)
class Together:
    """One act, whose groups are digested from what is staged, without reading them back."""

    batch: Batch
    by: User
    why: str
    at: datetime

    def groups(
        self,
        lines: Mapping[int, Line],
        figures: list[Staged],
        revised: Mapping[Key, Difference],
    ) -> Iterator[tuple[str, str]]:
        """The group of each line, and the digest of its figures."""
        for number, of_line in groupby(sorted(figures), key=itemgetter(0)):
            line = lines[number]
            key = key_of((line.series_id, *line[3:7]))
            yield key, digest_together(self._texts(line, of_line, revised))

    def _texts(
        self, line: Line, figures: Iterable[Staged], revised: Mapping[Key, Difference]
    ) -> Iterator[str]:
        new = _Template.of(self._constants(line, None))
        frames = new.frames
        for one in figures:
            difference = revised.get(one[:2]) if revised else None
            if difference:
                yield _Template.of(self._constants(line, difference)).text(one)
                continue
            # What `text` does, without a call for each of half a million figures.
            frame = frames.get(one[3:])
            value = one[2]
            if frame is None or value is None:
                yield new.text(one)
                continue
            number = repr(value)
            if number[-2:] == ".0":
                number = number[:-2]
            elif "e" in number:
                number = plain(value)
            yield f'{frame[0]}{one[1]}{frame[1]}, "value": "{number}"{frame[2]}'

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

    said: Mapping[str, str]
    frames: dict[tuple, tuple[str, str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, constants: Mapping[str, Any]) -> "_Template":
        said = {name: audit.text(value) for name, value in constants.items()}
        return cls({name: text for name, text in said.items() if text})

    def text(self, one: Staged) -> str:
        _, area, value = one[:3]
        words = one[3:]
        frame = self.frames.get(words)
        if frame is None:
            frame = self.frames[words] = self._frame(*words)
        before, between, after = frame
        number = "" if value is None else f', "value": "{plain(value)}"'
        return f"{before}{area}{between}{number}{after}"

    def _frame(
        self, numerator: Any, denominator: Any, missing_reason: str, status: str
    ) -> tuple[str, str, str]:
        """What stands before the area, up to the value, and after it."""
        said = {**self.said, "missing_reason": missing_reason, "status": status}
        if numerator is not None:
            said["numerator"] = plain(numerator)
        if denominator is not None:
            said["denominator"] = plain(denominator)
        pairs = {n: json.dumps(t, ensure_ascii=False) for n, t in sorted(said.items()) if t}
        between = "".join(f', "{n}": {t}' for n, t in pairs.items() if n < "value")
        after = "".join(f', "{n}": {t}' for n, t in pairs.items() if n > "value")
        return '{"area_id": "', f'"{between}', f"{after}}}"


def plain(number: float | Decimal) -> str:
    """As `audit` writes the decimal that the database gives back."""
    text = repr(number) if isinstance(number, float) else str(number)
    if "e" in text or not isinstance(number, float):
        return f"{Decimal(text).normalize():f}"
    return text.removesuffix(".0")
