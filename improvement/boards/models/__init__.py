"""Boards, their meetings, the papers that went out and what was recorded.

Only the verbs of this package write here.
"""

from improvement.boards.models.boards import Board, Seat, Section
from improvement.boards.models.meetings import AgendaItem, Attendance, Meeting, Remark
from improvement.boards.models.papers import Edition, Kind, Minutes, Paper, PaperState
from improvement.boards.models.record import Answer, Decision, Mark, Minute, Question

__all__ = [
    "AgendaItem",
    "Answer",
    "Attendance",
    "Board",
    "Decision",
    "Edition",
    "Kind",
    "Mark",
    "Meeting",
    "Minute",
    "Minutes",
    "Paper",
    "PaperState",
    "Question",
    "Remark",
    "Seat",
    "Section",
]
