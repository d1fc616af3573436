"""Recomputes every audit chain and holds every row against the link that vouches for it.

What was removed whole, with the end of its chain, leaves no trace in the database itself: only a
backup shows that.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from django.db import connection
from django.db.models import Model, QuerySet

from indicators.ledger.audit import (
    TOGETHER,
    WITHDRAW_BATCH,
    digest_of,
    hash_of,
    line_of,
    sha256,
    vouched_names,
)
from indicators.ledger.kept import kept_models
from indicators.ledger.models import AuditLink, Batch, Observation
from indicators.ledger.together import GROUP, digest_together, key_of, rows_at

LINKS = AuditLink._meta.db_table
FIELDS = ("id", "chain", "seq", "at", "by_id", "verb", "rows", "digest", "prev", "hash")
CHUNK = 2000
# What a value raises that this application never wrote: SQLite takes text in any column.
UNREADABLE = (ValueError, TypeError, ArithmeticError, AttributeError)


@dataclass(frozen=True)
class Fault:
    """A row that is not as it was written; `chain` and `seq` name the link that says so."""

    table: str
    row: int
    what: str
    chain: str = ""
    seq: int = 0

    def __str__(self) -> str:
        link = f" (chain {self.chain}, link {self.seq})" if self.chain else ""
        return f"{self.table} {self.row}: {self.what}{link}"


@dataclass
class Verified:
    """What was read, and every fault found."""

    links: int = 0
    rows: int = 0
    faults: list[Fault] = field(default_factory=list)


@dataclass(frozen=True)
class Vouched:
    """What a link says of a row."""

    digest: str
    chain: str
    seq: int


Ledger = dict[tuple[str, int], Vouched]
# When rows were recorded → the name of a group of them → what a link says of it.
Groups = dict[str, dict[str, Vouched]]
Check = Callable[[], Iterable[Fault]]
_MORE: list[Check] = []


def also(check: Check) -> None:
    """Have verification make a further check, of a package that rests on the ledger."""
    _MORE.append(check)


def verify() -> Verified:
    """Read everything that is kept, as it stands at one moment; changes nothing."""
    done = Verified()
    with _one_moment():
        vouched, groups = _chains(done)
        for model, kept in kept_models().items():
            if kept.vouched:
                done.faults += _rows(model, vouched, done, _alone(model, groups))
        done.faults += _together(groups, done)
        done.faults += _gone(vouched)
        done.faults += _currents()
        done.faults += _withdrawn()
        for check in _MORE:
            _ask(check, done)
    return done


def verify_chain(chain: str) -> list[Fault]:
    """The faults of one chain: its links, and the rows that they vouch for."""
    done = Verified()
    vouched, groups = _chains(done, AuditLink.objects.filter(chain=chain))
    for model, kept in kept_models().items():
        numbers = [row for table, row in vouched if table == model._meta.db_table]
        if kept.vouched and numbers:
            done.faults += _rows(
                model, vouched, done, model._default_manager.filter(pk__in=numbers)
            )
    return [*done.faults, *_together(groups, done), *_gone(vouched)]


def _ask(check: Check, done: Verified) -> None:
    try:
        done.faults += list(check())
    except UNREADABLE:
        if not done.faults:  # else the row that cannot be read is named already
            raise


@contextmanager
def _one_moment() -> Iterator[None]:
    """What others write meanwhile is not seen; on SQLite a plain BEGIN makes no writer wait."""
    if connection.in_atomic_block:
        yield
        return
    begin = {"postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", "sqlite": "BEGIN"}
    with connection.cursor() as cursor:
        cursor.execute(begin[connection.vendor])
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def _chains(done: Verified, among: QuerySet[AuditLink] | None = None) -> tuple[Ledger, Groups]:
    """Every link by itself and after the one before it; gives what the links vouch for."""
    vouched: Ledger = {}
    groups: Groups = {}
    before = ("", 0, "")
    asked = AuditLink.objects.all() if among is None else among
    links = asked.order_by("chain", "seq", "pk").values(*FIELDS)
    for link in links.iterator(CHUNK):
        done.links += 1
        chain, seq = link["chain"], link["seq"]
        _, last, previous = before if before[0] == chain else (chain, 0, "")
        done.faults += [
            Fault(LINKS, link["id"], what, chain, seq) for what in _link(link, last, previous)
        ]
        for table, rows in _said(link["rows"]).items():
            for number, digest in rows.items():
                vouched[table, int(number)] = Vouched(digest, chain, seq)
        for moment, said in _said(link["rows"], TOGETHER).items():
            of_moment = groups.setdefault(moment, {})
            of_moment |= {name: Vouched(digest, chain, seq) for name, digest in said.items()}
        before = (chain, seq, link["hash"])
    return vouched, groups


def _link(link: Mapping[str, object], last: int, previous: str) -> Iterator[str]:
    if link["seq"] != last + 1:
        yield f"the link before it is number {last}: one is missing or was added"
    elif link["prev"] != previous:
        yield "does not hold the hash of the link before it"
    if link["digest"] != sha256(str(link["rows"])):
        yield "what it vouches for was changed"
    if link["hash"] != hash_of(link):
        yield "was changed: its hash is another"


def _said(rows: str, part: str = "") -> Mapping[str, Mapping[str, str]]:
    """What a link vouches for; nothing where it cannot be read, as its digest says already."""
    try:
        found = json.loads(rows)
        if part:
            return {name: dict(of) for name, of in found.get(part, {}).items()}
        return {
            table: {n: d for n, d in of.items() if n.isdecimal()} for table, of in found.items()
        }
    except (ValueError, AttributeError):
        return {}


def _alone(model: type[Model], groups: Groups) -> QuerySet:
    """The rows that links vouch for one by one."""
    rows = model._default_manager.all()
    return rows.exclude(recorded_at__in=_moments(groups)) if model is Observation else rows


def _moments(groups: Groups) -> list[datetime]:
    return [datetime.fromisoformat(moment) for moment in groups]


def _together(groups: Groups, done: Verified) -> Iterator[Fault]:
    """Figures that one act wrote by the hundred thousand, a series and period at a time."""
    table, names = Observation._meta.db_table, vouched_names(Observation)
    for moment in groups:
        left = dict(groups[moment])
        rows = rows_at(datetime.fromisoformat(moment)).values_list("pk", *GROUP, *names)
        for key, of_group in groupby(rows.iterator(CHUNK), key=lambda row: key_of(row[1:6])):
            first, lines = 0, []
            for row in of_group:
                done.rows += 1
                first = first or row[0]
                lines.append(line_of(names, row[6:]))
            link = left.pop(key, None)
            if link is None:
                yield Fault(table, first, "was added: no link vouches for it")
            elif link.digest != digest_together(lines):
                what = "it or another of its series and period was changed, added or removed"
                yield Fault(table, first, what, link.chain, link.seq)
        for name, link in left.items():
            yield Fault(table, 0, f"all of {name} were removed", link.chain, link.seq)


def _rows(model: type[Model], vouched: Ledger, done: Verified, among: QuerySet) -> Iterator[Fault]:
    """The rows of one table; takes each from what is vouched for, so that the rest is gone."""
    table, names = model._meta.db_table, vouched_names(model)
    for number, digest in _digests(among, names):
        done.rows += 1
        link = vouched.pop((table, number), None)
        if link is None:
            yield Fault(table, number, "was added: no link vouches for it")
        elif link.digest != digest:
            yield Fault(table, number, "was changed since it was written", link.chain, link.seq)


def _digests(among: QuerySet, names: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The number and digest of each row; one by one where something in the table is no value."""
    rows = among.order_by("pk").values_list("pk", *names)
    last = 0
    try:
        for number, *values in rows.iterator(CHUNK):
            yield number, digest_of(names, values)
            last = number
    except UNREADABLE:
        numbers = among.filter(pk__gt=last).order_by("pk")
        for number in numbers.values_list("pk", flat=True):
            yield number, _digest(rows.filter(pk=number), names)


def _digest(row: QuerySet, names: Sequence[str]) -> str:
    try:
        return digest_of(names, row.get()[1:])
    except UNREADABLE:
        return "none: it cannot be read"


def _gone(vouched: Ledger) -> Iterator[Fault]:
    for (table, number), link in vouched.items():
        yield Fault(table, number, "was removed", link.chain, link.seq)


def _currents() -> Iterator[Fault]:
    """Of each figure the newest revision is current, and no other."""
    table = Observation._meta.db_table
    key = ("series", "area", "period_kind", "starts", "ends", "breakdown")
    rows = Observation.objects.order_by(*key, "-revision").values_list(
        "pk", "is_current", "revision", *key
    )
    before: tuple = ()
    for number, is_current, revision, *figure in rows.iterator(CHUNK):
        is_newest = tuple(figure) != before
        if is_current != is_newest:
            state = "current" if is_current else "not current"
            yield Fault(table, number, f"revision {revision} was marked as {state}")
        before = tuple(figure)


def _withdrawn() -> Iterator[Fault]:
    """A batch is withdrawn by its verb only, which leaves a link."""
    links = AuditLink.objects.filter(verb=WITHDRAW_BATCH).values_list("chain", flat=True)
    told = set(links)
    for number in Batch.objects.exclude(withdrawn_at=None).values_list("pk", flat=True):
        if f"batch:{number}" not in told:
            what = "was marked as withdrawn past the verbs"
            yield Fault(Batch._meta.db_table, number, what)
