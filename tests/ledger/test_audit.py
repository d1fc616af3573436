"""The audit chain, checked by a reading of its own: plain SQL rows, hashlib and json."""

import hashlib
import json
from datetime import date
from decimal import Decimal

import pytest

from accounts.service import loader
from indicators.ledger.models import AuditLink, Observation
from indicators.ledger.verbs import record_batch, withdraw
from tests.builders import correct, make_source, record, row

pytestmark = [pytest.mark.django_db, pytest.mark.database]

LEFT_OUT = ("id", "is_current")


def sha(content):
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def said(observation):
    values = Observation.objects.filter(pk=observation.pk).values().get()
    return {
        name: f"{value:.6f}" if isinstance(value, Decimal) else str(value)
        for name, value in values.items()
        if name not in LEFT_OUT
    }


def check_chain(links):
    previous = ""
    for number, link in enumerate(links, 1):
        assert link.seq == number
        assert link.prev == previous
        names = ("chain", "seq", "at", "by_id", "verb", "digest", "prev")
        assert link.hash == sha({name: str(getattr(link, name)) for name in names})
        previous = link.hash


def test_every_act_leaves_a_link_that_vouches_for_the_row():
    first = record(known_on=date(2021, 1, 1), numerator="159", denominator="351")
    second = correct(first, "46.5", date(2022, 1, 1), qualifier="about")
    third = withdraw(second, by=loader(), why="A mistake.")
    links = list(AuditLink.objects.order_by("seq"))
    check_chain(links)
    assert [link.verb for link in links] == ["record", "correct", "correct"]
    for link, observation in zip(links, (first, second, third), strict=True):
        assert link.digest == sha(said(observation))


def test_a_batch_is_a_chain_of_its_own():
    rows = [row(), row("33.333333", "2023-24"), row(None, "2022-23", missing_reason="suppressed")]
    done = record_batch(
        source=make_source(), file_name="a", sha256="1" * 64, rows=rows, by=loader(), why="-"
    )
    link = AuditLink.objects.get(chain=f"batch:{done.batch.pk}")
    check_chain([link])
    assert link.digest == sha([said(observation) for observation in done.written])


def test_what_was_changed_past_the_triggers_would_show():
    one = record()
    link = AuditLink.objects.get()
    assert link.digest != sha({**said(one), "value": "46.000000"})
