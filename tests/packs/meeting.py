"""Papers to show: those of a real Worcestershire meeting as frozen, and the same gone bad."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from dashboard.packs.pack import Attention, Item, Pack, Sheet, Words, loads

SAMPLE = Path(__file__).parent / "frozen-in-november-2026.json"
WORD = "Wmmmmmmmmm"  # wide letters
UNBROKEN = WORD * 40  # 400 letters without a place to break
LONG = " ".join([WORD] * 37)[:400]
MARKUP = "<script>alert(1)</script>&<b>'\""


def sample() -> Pack:
    return loads(SAMPLE.read_text(encoding="utf-8"))


def hostile() -> Pack:
    """Headlines of 400 letters and names of 300, with and without spaces; markup; far too much."""
    pack = sample()
    return replace(
        pack,
        notice=MARKUP + LONG,
        place=LONG[:300],
        board=replace(pack.board, name=LONG[:300], purpose=LONG),
        agenda=tuple(Item(number=n, title=LONG[:300], exempt=True) for n in range(1, 16)),
        brought=tuple(replace(one, wording=LONG, owner=UNBROKEN[:300]) for one in pack.brought * 5),
        attention=tuple(Attention(slug=one.slug, because=LONG) for one in pack.sheets[:9]),
        sections=tuple(
            replace(one, title=LONG[:300], question=UNBROKEN, exempt=True) for one in pack.sections
        ),
        sheets=tuple(_bad(one, LONG if n % 2 else UNBROKEN) for n, one in enumerate(pack.sheets)),
    )


def _bad(sheet: Sheet, words: str) -> Sheet:
    said = Words(text=MARKUP + words, by=words[:300], on=date(2026, 11, 20))
    return replace(
        sheet,
        name=words[:300],
        headline=words,
        word=words[:300],
        value=sheet.value and words[:300],
        target=words[:300],
        children=words,
        remarks=(said,),
        owner=words[:300],
        beside=tuple(replace(one, name=words[:300], word=words[:300]) for one in sheet.beside),
    )
