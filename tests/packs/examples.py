"""Packs to draw, built by hand: a whole one, a hostile one, an empty one, a very long one."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from dashboard.charts.description import Chart, Column, Mark, Table
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

HOSTILE = '=HYPERLINK("https://example.org","x")<script>alert(1)</script>\x07 & "quoted" Ouch!A1'
RIGHT_TO_LEFT = "שלום +44 @sum -1 🎓"
LONG = "Children and young people whose plan was looked at again " * 6


def exact(chart: Chart) -> Chart:
    """The same chart, its table with the numbers that its lines were drawn from."""
    places = sorted({(point.at, point.label) for line in chart.lines for point in line.points})
    rows, numbers = [], []
    for at, label in places:
        points = [next((p for p in line.points if p.at == at), None) for line in chart.lines]
        rows.append((label, *((p.text or p.missing) if p else "" for p in points)))
        values = [None if p is None or p.value is None else Decimal(str(p.value)) for p in points]
        numbers.append((None, *values))
    headings = ("Period", *(line.name for line in chart.lines))
    table = Table(
        caption=chart.title,
        columns=tuple(Column(heading=one, numeric=one != "Period") for one in headings),
        rows=tuple(rows),
        numbers=tuple(numbers),
    )
    return replace(chart, table=table)


NEET = Sheet(
    slug="care-leavers-neet",
    name="Care leavers not in education, employment or training",
    section="Care leavers",
    status="red",
    word="Demonstration target missed",
    headline="45% in 2024-25 (159 of 351), above the demonstration target of 40%.",
    meaning="5 points above England (40% in 2024-25; worse).",
    value="45%",
    number=Decimal("45.299145"),
    period="in 2024-25",
    known_on=date(2025, 11, 27),
    unit="% of care leavers",
    direction="No real change",
    direction_because="51% in 2023-24, 45% now: a difference small enough to be chance.",
    target="40%",
    target_number=Decimal("40.000000"),
    target_said="Demonstration target, set by Sightline on 24 November 2026.",
    target_because="45% is above the demonstration target of 40%.",
    beside=(
        Beside(
            kind="england",
            name="England",
            value="40%",
            number=Decimal("40.000000"),
            period="in 2024-25",
            word="Worse",
            because="England: 40% in 2024-25.",
        ),
        Beside(
            kind="neighbours",
            name="Similar authorities",
            value="41%",
            number=Decimal("40.700000"),
            period="in 2024-25",
            word="Similar",
            because="Similar authorities: 41% in 2024-25.",
        ),
    ),
    place="Published: 118th of 151",
    children="18 young people fewer would meet the target.",
    late="The figure for 2025-26 was due in November.",
    chart=exact(samples.NEET),
    before=Before(
        held_on=date(2026, 9, 15),
        headline="51% in 2023-24, above the demonstration target of 40%.",
        word="Demonstration target missed",
        said=(Words(text="Mentors start in October.", by="Head of service", on=date(2026, 9, 15)),),
        decisions=("Offer every care leaver who is out of work a mentor.",),
    ),
    remarks=(
        Words(
            text="Six of 22 have a mentor.\nThe rest follow by March.",
            by="Head of care leavers",
            on=date(2026, 11, 20),
            about="in 2024-25",
        ),
    ),
    commentary=(Words(text="More young people left care.", by="An officer", on=date(2026, 10, 9)),),
    notes=(Words(text="A college closed in 2023.", by="An officer", on=date(2026, 10, 10)),),
    quality=("The figure is provisional and may still change.",),
    definition=(("Definition", "Care leavers aged 19 to 21 who are not in work or study."),),
    caveats=("Those not in touch count as not in work or study.",),
    sources=("Local Authority Interactive Tool; newest figure public 27 November 2025.",),
    owner="Care leavers",
)
CASELOAD = replace(
    NEET,
    slug="caseload",
    name="Cases per social worker",
    section="Workforce",
    status="green",
    word="Target met",
    headline="Invented: 16.8 cases at 30 September 2020.",
    value="16.8 cases per worker",
    number=Decimal("16.8"),
    target="15 cases per worker to 18 cases per worker",
    target_number=Decimal("18"),
    chart=exact(
        replace(
            samples.CASELOAD,
            marks=(
                Mark(
                    at=date(2016, 11, 17),
                    period="17 Nov 2016",
                    value=20,
                    text="20",
                    label="20 inspection 2016",
                ),
            ),
        )
    ),
    before=None,
)
PENSIONS = replace(
    NEET,
    slug="spending",
    name="Spending in England",
    section="Workforce",
    status="none",
    word="No target",
    headline="Invented: £16,012,355,892 in 2016-17.",
    value="£16,012,355,892",
    number=Decimal(16012355892),
    target="",
    target_number=None,
    beside=(),
    chart=exact(samples.BULLET),
    before=None,
)
NOBODY = Sheet(
    slug="private-fostering",
    name="Private fostering",
    section="Workforce",
    status="missing",
    word="No figure",
    headline="No figure yet: ask the service that keeps this information to report it.",
)
WHOLE = Pack(
    kind="council",
    council="Worcestershire County Council",
    area="Worcestershire",
    area_code="E10000034",
    board=BoardSaid(
        slug="corporate-parenting-board",
        name="Corporate parenting board",
        purpose="Whether we do for children in our care what good parents would.",
        cadence="Every two months",
        audience="Councillors and young people",
    ),
    held_on=date(2026, 11, 26),
    place="Council chamber",
    starts_at="10:00",
    despatched_at=datetime(2026, 11, 18, 14, 30, tzinfo=UTC),
    despatched_by="clerk",
    as_of=date(2026, 11, 18),
    agenda=(
        Item(number=1, title="Actions from the last meeting"),
        Item(number=2, title="Care leavers", section="Care leavers"),
        Item(number=3, title="Workforce", section="Workforce", exempt=True),
    ),
    brought=(
        Brought(
            decided_on=date(2026, 9, 15),
            wording="Offer every care leaver who is out of work a mentor.",
            owner="Head of care leavers",
            due=date(2026, 10, 1),
            status="not done",
            said="Six of 22 have one",
            meetings=2,
            indicator=NEET.name,
            overdue=True,
        ),
    ),
    attention=(Attention(slug=NEET.slug, because="It is red: 45% is above the target of 40%."),),
    attention_rule="Order: red first, then really worse than the year before.",
    sections=(
        Section(title="Care leavers", question="Are they in work?", slugs=(NEET.slug,)),
        Section(
            title="Workforce",
            question="Have we the people?",
            slugs=(CASELOAD.slug, PENSIONS.slug, NOBODY.slug),
            exempt=True,
        ),
    ),
    sheets=(NEET, CASELOAD, PENSIONS, NOBODY),
    glossary=(Term(word="Real change", meaning="More than chance alone would bring about."),),
    sources=(
        SourceSaid(
            name="Children looked after in England",
            publisher="Department for Education",
            licence="Open Government Licence v3.0",
            newest="27 November 2025",
        ),
    ),
    left_out=("One figure is kept back, because its numbers are small.",),
)
EMPTY = replace(
    WHOLE,
    agenda=(),
    brought=(),
    attention=(),
    sections=(),
    sheets=(),
    glossary=(),
    sources=(),
    left_out=(),
)


def hostile(text: str = HOSTILE) -> Pack:
    """Every word that somebody typed is the same attack."""
    said = (Words(text=f"{text}\n{LONG}", by=text, on=date(2026, 11, 1), about=text, heading=text),)
    chart = replace(
        exact(samples.NEET), title=text, summary=text, unit_words=text, notes=(text,), sources=text
    )
    fields: dict[str, Any] = dict.fromkeys(
        ("name", "section", "word", "headline", "meaning", "period", "unit", "owner"), text
    )
    fields |= dict.fromkeys(("direction", "target_said", "place", "children", "late"), text)
    sheet = replace(
        NEET,
        **fields,
        chart=chart,
        remarks=said,
        commentary=said,
        notes=said,
        before=Before(
            held_on=date(2026, 9, 1), headline=text, word=text, said=said, decisions=(text,)
        ),
        quality=(text,),
        definition=((text, text),),
        caveats=(text,),
        sources=(text,),
    )
    return replace(
        WHOLE,
        council=text,
        area=text,
        notice=text,
        place=text,
        starts_at=text,
        despatched_by=text,
        board=BoardSaid(slug="x", name=text, purpose=text, cadence=text, audience=text),
        agenda=(Item(number=1, title=text, section=text),),
        brought=tuple(
            replace(one, wording=text, owner=text, status=text, said=text, indicator=text)
            for one in WHOLE.brought
        ),
        attention=(Attention(slug=sheet.slug, because=text),),
        attention_rule=text,
        sections=(Section(title=text, question=text, slugs=(sheet.slug,)),),
        sheets=(sheet,),
        glossary=(Term(word=text, meaning=text),),
        sources=(SourceSaid(name=text, publisher=text, licence=text, newest=text),),
        left_out=(text,),
    )


def long(number: int = 200) -> Pack:
    """So many indicators, all with the same very long name."""
    sheets = tuple(replace(NEET, slug=f"indicator-{n}", name=LONG.strip()) for n in range(number))
    slugs = tuple(one.slug for one in sheets)
    return replace(
        WHOLE,
        attention=(),
        sections=(Section(title="Care leavers", question="Are they in work?", slugs=slugs),),
        sheets=sheets,
    )
