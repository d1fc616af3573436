"""The papers of a meeting, and its minutes, as PDF for people who read on paper or by ear.

Only the process that makes papers imports this: typst and pikepdf never live in a web process.
"""

from dashboard.packs.minutes import Minutes
from dashboard.packs.pack import Pack
from dashboard.packs.pdf.press import printed
from dashboard.packs.pdf.row_heads import with_row_heads
from dashboard.packs.pdf.said import minutes_said, pack_said


def pdf(pack: Pack) -> bytes:
    """A pack as tagged PDF (PDF/UA-1); the same pack always gives the same bytes.

    Raises FileNotFoundError when the fonts have not been built.
    """
    return with_row_heads(printed("pack.typ", pack_said(pack), pack.despatched_at))


def minutes_pdf(minutes: Minutes) -> bytes:
    """Minutes in the same style, under the same promises."""
    return with_row_heads(printed("minutes.typ", minutes_said(minutes), minutes.at))
