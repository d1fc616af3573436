"""Packs and minutes to print: charts with known figures, and words made for the purpose."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from dashboard.packs.pack import (
    Attention,
    Before,
    Beside,
    BoardSaid,
    Brought,
    Item,
    Pack,
    Section,
    Sheet,
    SourceSaid,
    Term,
    Words,
)
from tests.charts import samples

REMARK = Words(
    text="Two placements ended.\nA third began.", by="Head of service", on=date(2026, 11, 2)
)
NEET = Sheet(
    slug="care-leavers-neet",
    name="Care leavers not in education, employment or training",
    section="Care leavers",
    status="red",
    word="Target missed",
    headline="45% in 2024-25 (159 of 351), above the target of 40%.",
    meaning="Worse than England (38% in 2023-24).",
    value="45%",
    period="in 2024-25",
    known_on=date(2025, 11, 27),
    unit="% of care leavers",
    direction="No real change",
    direction_because="51% in 2023-24, 45% now: small enough to be chance.",
    target="40%",
    target_said="Set by A. Leader on 3 March 2026.",
    target_because="45% is above the target of 40%.",
    beside=(
        Beside(
            kind="england",
            name="England",
            value="39.5%",
            period="in 2023-24",
            word="Worse",
            because="Outside the interval, 40.2% to 50.5%.",
        ),
        Beside(
            kind="neighbours",
            name="Similar authorities",
            value="41%",
            period="in 2024-25",
            word="Similar",
            because="Inside the interval.",
        ),
    ),
    place="Published: 88th of 151",
    children="Seventeen fewer would meet the target.",
    chart=samples.NEET,
    before=Before(
        held_on=date(2026, 9, 15),
        headline="51% in 2023-24.",
        word="Target missed",
        said=(REMARK,),
        decisions=("Offer a mentor",),
    ),
    remarks=(REMARK,),
    quality=("Of its publication only the month is known.",),
    definition=(("Definition", "The share of care leavers without work or study."),),
    caveats=("Some do not say what they do.",),
    sources=("Department for Education; newest figure public 27 November 2025.",),
    owner="Leaving care",
)
STABLE = replace(
    NEET,
    slug="health",
    name="Health assessments in time",
    status="green",
    word="Target met",
    value="79%",
    headline="79% in 2024-25.",
    chart=samples.GAPS,
    before=None,
)
BULLET = replace(
    NEET, slug="bullet", name="As the report said", value="48%", chart=samples.BULLET, beside=()
)
NO_FIGURE = Sheet(
    slug="plans",
    name="Personal education plans up to date",
    section="Care leavers",
    status="missing",
    word="No figure",
    headline="No figure yet. Ask the service that keeps this information to report it.",
)
PACK = Pack(
    kind="council",
    council="Worcestershire County Council",
    area="Worcestershire",
    area_code="E10000034",
    board=BoardSaid(
        slug="board",
        name="Corporate parenting board",
        purpose="We ask whether we are good parents.",
        cadence="Every two months",
        audience="Councillors and young people",
    ),
    held_on=date(2026, 11, 26),
    place="Council chamber",
    starts_at="10:00",
    despatched_at=datetime(2026, 7, 24, 14, 56, tzinfo=UTC),
    despatched_by="A. Clerk",
    as_of=date(2026, 7, 24),
    agenda=(
        Item(number=1, title="Actions from the last meeting"),
        Item(number=2, title="Health", section="Health"),
        Item(number=3, title="Care leavers", section="Care leavers", exempt=True),
    ),
    brought=(
        Brought(
            decided_on=date(2026, 9, 15),
            wording="Offer every care leaver a mentor",
            owner="Head of care leavers",
            due=date(2026, 10, 1),
            status="not done",
            said="Six of 22 have one",
            overdue=True,
        ),
    ),
    attention=(Attention(slug="care-leavers-neet", because="It is red: 45% is above 40%."),),
    attention_rule="Order: red first.",
    sections=(
        Section(title="Health", question="Are they healthy?", slugs=("health", "bullet")),
        Section(
            title="Care leavers",
            question="Are they in work?",
            slugs=("care-leavers-neet", "plans"),
            exempt=True,
        ),
    ),
    sheets=(STABLE, BULLET, NEET, NO_FIGURE),
    glossary=(Term(word="Real change", meaning="Larger than chance alone would bring about."),),
    sources=(
        SourceSaid(
            name="Outcomes of children",
            publisher="Department for Education",
            licence="Open Government Licence v3.0",
            newest="27 November 2025",
        ),
    ),
    left_out=("One remark names a small number.",),
)

MINUTES: Mapping[str, Any] = {
    "meeting": {
        "board": "Corporate parenting board",
        "slug": "board",
        "area": "Worcestershire",
        "code": "E10000034",
        "held_on": "2026-11-26",
        "starts_at": "10:00",
        "place": "Council chamber",
    },
    "papers": {"council": "ab" * 32, "exempt": "cd" * 32},
    "attendance": [
        {"name": "A. Leader", "capacity": "Chair", "status": "present"},
        {"name": "B. Member", "capacity": "", "status": "apologies"},
    ],
    "actions": [
        {
            "wording": "Offer every care leaver a mentor",
            "owner": "Head of care leavers",
            "due": "2026-10-01",
            "decided_on": "2026-09-15",
            "status": "not-done",
            "said": "Six of 22 have one",
            "exempt": False,
        }
    ],
    "items": [
        {
            "number": 1,
            "kind": "actions",
            "title": "Actions from the last meeting",
            "section": "",
            "exempt": False,
            "notes": [{"text": "A case was told.", "exempt": True}],
            "questions": [],
            "decisions": [],
        },
        {
            "number": 2,
            "kind": "section",
            "title": "Care leavers",
            "section": "Care leavers",
            "exempt": False,
            "notes": [],
            "questions": [
                {
                    "asked_by": "A councillor",
                    "text": "Why does it *differ*?",
                    "indicator": {"slug": "care-leavers-neet", "name": "Out of work"},
                    "exempt": False,
                    "answers": ["Two colleges closed."],
                }
            ],
            "decisions": [
                {
                    "wording": "Write to the colleges",
                    "owner": "The chair",
                    "due": "2026-12-12",
                    "indicator": None,
                    "exempt": False,
                }
            ],
        },
        {
            "number": 3,
            "kind": "other",
            "title": "A placement",
            "section": "",
            "exempt": True,
            "notes": [{"text": "It broke down.", "exempt": False}],
            "questions": [],
            "decisions": [],
        },
    ],
}
MINUTES_BODY = json.dumps(MINUTES)
