"""Every bad input of tests/returns/bad_inputs.csv gets its message, and nothing typed is lost.

In the file `×41` says a text 41 times, `…` in a message stands for words that depend on the day,
and `indicator.field` types on another line of the section.
"""

import csv
import re
from pathlib import Path

import pytest
from django.http import QueryDict

from accounts.models import User
from dashboard.returns.typed import Offered, Posted, read
from indicators.returns import verbs
from indicators.returns.checking import checked
from indicators.returns.models import Entry, Return

FILE = Path(__file__).parents[1] / "returns" / "bad_inputs.csv"
CASES = list(csv.DictReader(FILE.open(encoding="utf-8")))


def test_there_are_sixty_and_each_is_another():
    assert len({(one["line"], one["typed"], one["says"]) for one in CASES}) == len(CASES) >= 60


@pytest.mark.parametrize("case", CASES, ids=[one["case"] for one in CASES])
def test_a_bad_input_gets_its_message(db, case: dict[str, str]):
    entry = line(case["line"])
    fields = typed(case)
    posted = post(entry, fields)
    verbs.save(entry.section, posted.typed, by=User.objects.get(username="officer"))
    found = [fault.says for fault in posted.faults] + findings(entry)
    assert any(re.fullmatch(pattern(case["says"]), one) for one in found), found
    entry.refresh_from_db()
    for name, text in fields.items():
        if "." not in name and name != "version":
            kept = str(getattr(entry, name))
            assert text in (kept, posted.texts[entry.pk][name]), f"{name} is lost"


def line(slug: str) -> Entry:
    opened = Return.objects.filter(area__code="X99000001").order_by("ends")[:2]
    entries = Entry.objects.select_related("section__of__team", "section__theme")
    return entries.get(section__of__in=list(opened), series__indicator__slug=slug)


def typed(case: dict[str, str]) -> dict[str, str]:
    pairs = [one.split("=", 1) for one in case["typed"].split(" | ")]
    return {name: repeated(text) for name, text in pairs}


def repeated(text: str) -> str:
    what, times, count = text.partition("×")
    return what * int(count) if times else text


def post(entry: Entry, fields: dict[str, str]) -> Posted:
    sent = QueryDict(mutable=True)
    sent[f"e{entry.pk}-version"] = "0"
    for name, text in fields.items():
        slug, _, field = name.rpartition(".")
        one = line(slug) if slug else entry
        sent.setdefault(f"e{one.pk}-version", "0")
        sent[f"e{one.pk}-{field}"] = text
    lines = list(entry.section.entries.select_related("series__indicator"))
    return read(sent, lines, [], Offered())


def findings(entry: Entry) -> list[str]:
    sections = checked(entry.section.of)
    found = next(one for one in sections if one.section.pk == entry.section_id)
    return [one.says for one in found.of(entry)]


def pattern(says: str) -> str:
    return ".+".join(re.escape(part) for part in says.split("…"))
