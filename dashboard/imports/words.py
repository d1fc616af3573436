"""How the pages say where an upload or a withdrawal stands."""

from dataclasses import dataclass

from django.utils import timezone

from dashboard.returns.words import count
from indicators.importing.models import Upload, Withdrawal
from indicators.importing.states import State

STATES = {
    State.UPLOADED: "Waits to be looked through",
    State.LOOKING: "Being looked through",
    State.LOOKED_AT: "Waits for you to confirm",
    State.CONFIRMED: "Waits to be imported",
    State.WRITING: "Being imported",
    State.DONE: "Imported",
    State.FAILED: "Not imported",
    State.DROPPED: "Dropped",
}


@dataclass(frozen=True)
class Progress:
    """How far it is: a sentence, and rows of rows where they are known."""

    sentence: str
    done: int = 0
    rows: int = 0


def progress(work: Upload | Withdrawal) -> Progress:
    """What to show while a process is at work, or before one has begun."""
    if work.waits:
        return Progress("It begins in a moment, and within a minute in any case.")
    since = _since(work)
    if isinstance(work, Withdrawal):
        return Progress(f"The figures are being taken back, since {since}.")
    if work.state == State.LOOKING:
        read = f"{count(work.rows_done, 'figure')} so far" if work.rows_done else "since " + since
        return Progress(f"The files are being read and compared with what is here: {read}.")
    if work.rows_done:
        so_far = f"{work.rows_done:,} of {count(work.rows, 'figure')}"
        return Progress(f"{so_far} are written.", work.rows_done, work.rows)
    return Progress(f"{count(work.rows, 'figure')} are being written all at once, since {since}.")


def _since(work: Upload | Withdrawal) -> str:
    seconds = (timezone.now() - work.begun_at).total_seconds() if work.begun_at else 0
    return count(max(1, round(seconds)), "second")
