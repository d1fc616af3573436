"""The audit chain, checked by a reading of its own: plain rows, hashlib and json."""

import hashlib
import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from accounts.service import loader
from indicators.ledger.models import AuditLink, Batch, Observation
from indicators.ledger.verbs import record_batch, withdraw
from tests.builders import correct, make_indicator, make_series, make_source, record, row

pytestmark = [pytest.mark.django_db, pytest.mark.database]

LINK = ("chain", "seq", "at", "by_id", "verb", "digest", "prev")
LATER = {"id", "is_current", "withdrawn_at", "withdrawn_by_id", "withdrawn_why"}


def sha(text):
    return hashlib.sha256(text.encode()).hexdigest()


def text_of(value):
    if isinstance(value, Decimal):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return str(value)


def digest(values):
    """What is empty is left out; a number has no more zeros than it needs."""
    empty = (None, "", False)
    said = {n: text_of(v) for n, v in values.items() if not any(v is one for one in empty)}
    return sha(json.dumps({n: t for n, t in said.items() if t}, sort_keys=True, ensure_ascii=False))


def said(model, number):
    """A row as the database gives it back, without what may still change."""
    values = model.objects.filter(pk=number).values().get()
    return digest({name: value for name, value in values.items() if name not in LATER})


def check_chain(links):
    previous = ""
    for number, link in enumerate(links, 1):
        assert link.seq == number
        assert link.prev == previous
        assert link.digest == sha(link.rows)
        assert link.hash == digest({name: getattr(link, name) for name in LINK})
        previous = link.hash


def test_every_act_leaves_a_link_that_vouches_for_the_row():
    first = record(known_on=date(2021, 1, 1), numerator="159", denominator="351")
    second = correct(first, "46.5", date(2022, 1, 1), qualifier="about")
    third = withdraw(second, by=loader(), why="A mistake.")
    links = list(AuditLink.objects.order_by("seq"))
    check_chain(links)
    assert [link.verb for link in links] == ["record", "correct", "correct"]
    for link, one in zip(links, (first, second, third), strict=True):
        assert json.loads(link.rows) == {
            "ledger_observation": {str(one.pk): said(Observation, one.pk)}
        }


def test_a_batch_is_a_chain_of_its_own_and_vouches_for_itself_too():
    rows = [row(), row("33.333333", "2023-24"), row(None, "2022-23", missing_reason="suppressed")]
    done = record_batch(
        source=make_source(), file_name="a", sha256="1" * 64, rows=rows, by=loader(), why="-"
    )
    link = AuditLink.objects.get(chain=f"batch:{done.batch.pk}")
    check_chain([link])
    assert json.loads(link.rows) == {
        "ledger_batch": {str(done.batch.pk): said(Batch, done.batch.pk)},
        "ledger_observation": {str(one.pk): said(Observation, one.pk) for one in done.written},
    }


@pytest.mark.parametrize("value", ["0", "-3", "45", "0.1", "33.333333", "16012355892123", "100"])
def test_a_number_s_digest_is_that_of_what_is_read_back(value):
    counts = make_series(make_indicator("spending", unit="pounds"), is_proportion=False)
    one = record(value, series=counts)
    link = AuditLink.objects.get()
    assert json.loads(link.rows)["ledger_observation"][str(one.pk)] == said(Observation, one.pk)
