"""Who is reminded of what, and when; and that nobody is told twice."""

import re
import signal
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from accounts.models import User
from indicators.areas.models import Area
from indicators.returns import outbox, verbs
from indicators.returns.models import Reminder
from indicators.returns.reminders_file import Rule, read_reminders, shipped_reminders
from indicators.returns.reminding import write_due
from tests.harness.arena import Arena, arena_of, finished
from tests.returns.builders import Desk

OFFICERS = {"officer", "officer2"}
# The return for April to June 2025 opens on 1 July; fifteen working days later is Monday 21.
DAYS = {
    date(2025, 6, 30): {},
    date(2025, 7, 1): {"opened": OFFICERS},
    date(2025, 7, 2): {},
    date(2025, 7, 15): {},
    date(2025, 7, 16): {"due-soon": OFFICERS},  # 17, 18 and 21 July are three working days
    date(2025, 7, 20): {},
    date(2025, 7, 21): {"due-today": OFFICERS},
    date(2025, 7, 22): {"late": {*OFFICERS, "approver"}},
    date(2025, 7, 28): {},
    date(2025, 7, 29): {"late": {*OFFICERS, "approver"}},
    date(2025, 8, 5): {"late": {*OFFICERS, "approver"}},
}


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """Everybody has an address."""
    for user in (desk.officer, desk.officer2, desk.approver, desk.deputy):
        user.email = f"{user.username}@council.example"
        user.save()
    return desk


def new(day: date) -> dict[str, set[str]]:
    """Who is written to on a day, by reason."""
    before = set(Reminder.objects.values_list("pk", flat=True))
    write_due(shipped_reminders(), day)
    found: dict[str, set[str]] = {}
    for one in Reminder.objects.exclude(pk__in=before):
        found.setdefault(one.reason, set()).add(one.to.split("@")[0])
    return found


def test_day_after_day(desk: Desk):
    assert {day: new(day) for day in DAYS} == DAYS


def test_a_second_tick_on_the_same_day_writes_nothing(desk: Desk):
    for day in DAYS:
        new(day)
        assert new(day) == {}


def test_members_hear_of_time_only_while_something_waits_for_them(desk: Desk):
    desk.submitted()
    assert "due-today" not in new(date(2025, 7, 21))
    assert new(date(2025, 7, 22)) == {"late": {"approver"}}
    verbs.sign(desk.section, by=desk.approver)
    assert new(date(2025, 7, 29)) == {}


def test_what_somebody_did_is_told_to_those_it_concerns(desk: Desk):
    today = date(2025, 7, 2)
    new(today)
    desk.submitted()
    assert new(today) == {"submitted": {"approver", "deputy"}}
    verbs.ask(desk.entry(), "Really?", by=desk.approver)
    assert new(today) == {"asked": OFFICERS}
    verbs.give_back(desk.section, "Mend it.", by=desk.approver)
    assert new(today) == {"given-back": OFFICERS}
    verbs.submit(desk.section, by=desk.officer)
    assert new(today) == {"submitted": {"approver", "deputy"}}


def test_nobody_hears_of_what_they_did_or_of_what_no_longer_stands(desk: Desk):
    today = date(2025, 7, 2)
    new(today)
    desk.fill(desk.officer)
    verbs.submit(desk.section, by=desk.approver)
    assert new(today) == {"submitted": {"deputy"}}
    verbs.take_back(desk.section, by=desk.officer)
    verbs.submit(desk.section, by=desk.officer)
    verbs.take_back(desk.section, by=desk.officer)
    assert new(today) == {}


def test_those_without_an_address_a_role_or_an_account_are_left_out(desk: Desk):
    desk.officer.groups.clear()
    User.objects.filter(pk=desk.officer2.pk).update(email="")
    assert new(date(2025, 7, 1)) == {}
    User.objects.filter(pk=desk.approver.pk).update(is_active=False)
    assert new(date(2025, 7, 22)) == {}


def test_a_mail_says_what_waits_and_where_and_no_figure(desk: Desk, settings: Any):
    settings.SIGHTLINE_URL = "https://sightline.council.example/"
    desk.submitted()
    verbs.ask(desk.entry(), "Why <29> of 60?", by=desk.approver)
    write_due(shipped_reminders(), date(2025, 7, 22))
    outbox.send_waiting()
    found = {message.subject: message for message in mail.outbox}
    assert set(found) == {
        "Leaving-care: Care leavers for 2025-26 Q1 waits for a signature",
        "Leaving-care: a question about Care leavers neet",
        "Leaving-care: the return for 2025-26 Q1 is late",
    }
    late = found["Leaving-care: the return for 2025-26 Q1 is late"]
    assert "was due on 21 July 2025. Not yet signed: Care leavers." in late.body
    assert f"https://sightline.council.example/returns/{desk.due.pk}/\n" in late.body
    asked = found["Leaving-care: a question about Care leavers neet"]
    assert "29" not in asked.body


def test_a_mail_about_the_training_authority_says_so(desk: Desk):
    Area.objects.filter(pk=desk.area.pk).update(name="Exampleshire", kind="training-authority")
    write_due(shipped_reminders(), date(2025, 7, 1))
    bodies = {one.body for one in Reminder.objects.all()}
    assert all(body.startswith("Exampleshire is invented for training") for body in bodies)
    assert bodies


def test_a_name_over_two_lines_makes_no_second_header(desk: Desk):
    desk.team.name = "Leaving\r\nBcc: everybody@council.example"
    desk.team.save()
    write_due(shipped_reminders(), date(2025, 7, 1))
    done = outbox.send_waiting()
    assert (done.sent, done.faults) == (2, [])
    assert all(len(message.recipients()) == 1 for message in mail.outbox)


def test_a_mail_that_is_refused_waits_and_holds_no_other_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    write_due(shipped_reminders(), date(2025, 7, 1))
    first = Reminder.objects.first()
    assert first is not None
    sent: list[str] = []

    def send(message: mail.EmailMessage) -> int:
        if message.to == [first.to] and not sent.count("let through"):
            raise ConnectionRefusedError("mailbox unavailable")
        sent.extend(message.to)
        return 1

    monkeypatch.setattr(mail.EmailMessage, "send", send)
    done = outbox.send_waiting()
    assert (done.sent, done.faults) == (1, [f"To {first.to}: mailbox unavailable"])
    sent.append("let through")
    assert outbox.send_waiting().sent == 0, "claimed for ten minutes"
    Reminder.objects.filter(pk=first.pk).update(claimed_at=timezone.now() - timedelta(minutes=11))
    assert outbox.send_waiting().sent == 1
    assert not Reminder.objects.filter(sent_at=None).exists()


def test_tick_opens_writes_and_sends(desk: Desk, settings: Any):
    settings.SIGHTLINE_AREA = desk.area.code
    out = StringIO()
    call_command("tick", stdout=out)
    assert re.search(
        r"[1-9]\d* returns opened, [1-9]\d* reminders written, [1-9]\d* sent", out.getvalue()
    )
    again = StringIO()
    call_command("tick", stdout=again)
    assert again.getvalue() == ""


def test_what_ships_can_be_filled_in():
    """Every word in braces is one that reminders know."""
    words = ("team", "area", "period", "due", "waiting", "section", "line", "who", "link")
    known = dict.fromkeys(words, "something")
    for rule in shipped_reminders().values():
        assert rule.subject.format_map(known)
        assert "something" in rule.body.format_map(known)
    assert {rule.when for rule in shipped_reminders().values()} == {
        *("opens", "before-due", "due", "late", "submit", "give-back", "ask")
    }


@pytest.mark.parametrize(
    "line", ['when = "never"', "to = []", 'to = ["everybody"]', "every_days = 0", 'colour = "red"']
)
def test_a_bad_file_is_refused(tmp_path: Path, line: str):
    good = {"when": '"late"', "to": '["members"]', "subject": '"S"', "body": '"B"'}
    name = line.split(" = ")[0]
    rest = "\n".join(f"{key} = {value}" for key, value in good.items() if key != name)
    (tmp_path / "bad.toml").write_text(f"[one]\n{rest}\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=name):
        read_reminders(tmp_path / "bad.toml")
    (tmp_path / "good.toml").write_text(
        "[one]\n" + "\n".join(f"{key} = {value}" for key, value in good.items()), encoding="utf-8"
    )
    assert isinstance(read_reminders(tmp_path / "good.toml")["one"], Rule)


@pytest.fixture
def arena(tmp_path: Path, django_db_setup: None) -> Iterator[Arena]:
    with arena_of("tests.returns.ticking", connection.vendor, tmp_path) as made:
        yield made


def mails(folder: Path) -> Counter[tuple[str, str]]:
    """How often each subject went to each person."""
    text = "".join(one.read_text("utf-8") for one in folder.glob("*.log"))
    subjects, people = (
        re.findall(r"^Subject: (.*)$", text, re.M),
        re.findall(r"^To: (.*)$", text, re.M),
    )
    return Counter(zip(subjects, people, strict=True))


@pytest.mark.database
def test_two_ticks_at_once_tell_nobody_twice(arena: Arena, tmp_path: Path):
    """Five days of two processes: 2 opened, 2 soon, 2 today, and 3 late in each of two weeks."""
    gate, folder = tmp_path / "gate", tmp_path / "mails"
    folder.mkdir()
    runners = [arena.start("run", str(gate), str(folder)) for _ in range(2)]
    gate.touch()
    for runner in runners:
        finished(runner)
    rows = arena.rows("SELECT key, sent_at FROM returns_reminder")
    assert len(rows) == len({key for key, _ in rows}) == 12
    assert all(sent for _, sent in rows)
    assert sum(mails(folder).values()) == 12
    late = {who: n for (what, who), n in mails(folder).items() if what.endswith("is late")}
    assert set(late.values()) == {2}


@pytest.mark.database
def test_a_crash_after_sending_is_the_only_double(arena: Arena, tmp_path: Path):
    folder = tmp_path / "mails"
    folder.mkdir()
    killed = arena.start("die", str(folder))
    killed.communicate(timeout=120)
    assert killed.returncode == -signal.SIGKILL
    assert sum(mails(folder).values()) == 1
    [(first,)] = arena.rows("SELECT key FROM returns_reminder WHERE claimed_at IS NOT NULL")
    gate = tmp_path / "gate"
    gate.touch()
    arena.run("run", str(gate), str(folder))
    waiting = arena.rows("SELECT key FROM returns_reminder WHERE sent_at IS NULL")
    assert waiting == [(first,)], "its claim has not run out"
