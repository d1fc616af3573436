"""The only writers of boards' tables: seats, meetings, agendas, papers, the record, minutes.

Each names who does it (`by`), asks `may` first, and is one transaction under the meeting's lock.
"""

from improvement.boards.keeping import locked
from improvement.boards.verbs.agenda import add_item, change_item, move_item, remove_item
from improvement.boards.verbs.attendance import attend, invite, uninvite
from improvement.boards.verbs.calling import call, change
from improvement.boards.verbs.despatching import despatch
from improvement.boards.verbs.making import fail_paper, keep_paper, try_again
from improvement.boards.verbs.minutes import agree
from improvement.boards.verbs.recording import answer, ask, decide, mark, note, strike
from improvement.boards.verbs.remarks import remark, withdraw_remark
from improvement.boards.verbs.seats import give_seat, take_seat

__all__ = [
    "add_item",
    "agree",
    "answer",
    "ask",
    "attend",
    "call",
    "change",
    "change_item",
    "decide",
    "despatch",
    "fail_paper",
    "give_seat",
    "invite",
    "keep_paper",
    "locked",
    "mark",
    "move_item",
    "note",
    "remark",
    "remove_item",
    "strike",
    "take_seat",
    "try_again",
    "uninvite",
    "withdraw_remark",
]
