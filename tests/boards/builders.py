"""A board with its people, and meetings brought into each state by the verbs themselves."""

from datetime import date, timedelta

from django.utils import timezone

from accounts.models import User
from accounts.service import loader
from improvement.boards import verbs
from improvement.boards.frozen import canonical, digest
from improvement.boards.minuting import draft
from improvement.boards.models import AgendaItem, Board, Edition, Meeting, Minutes, Seat
from tests.builders import make_area, make_indicator, make_user

BODIES = {kind: canonical({"for": kind}) for kind in ("council", "public", "exempt")}


def in_days(number: int) -> date:
    """So many days from today."""
    return timezone.localdate() + timedelta(days=number)


def make_board(slug: str = "a-board", **more) -> Board:
    """One open section, one exempt one, and an exempt item that closes the agenda."""
    body = {
        "sections": [
            {
                "title": "Care leavers",
                "question": "Do they find work?",
                "indicators": ["care-leavers-neet"],
                "exempt": False,
            },
            {
                "title": "Homes",
                "question": "Are they safe?",
                "indicators": ["childrens-homes"],
                "exempt": True,
            },
        ],
        "agenda": [{"title": "Single cases", "exempt": True}],
    }
    fields = {"name": slug.replace("-", " ").capitalize(), "order": 1, "purpose": "It asks."}
    fields |= {"cadence": "every month", "audience": "Councillors", "body": body, **more}
    return Board.objects.create(slug=slug, **fields)


class Desk:
    """A board, its chair, clerk, two members (one without the exempt part), and others."""

    def __init__(self, slug: str = "a-board") -> None:
        self.area, self.board = make_area(), make_board(slug)
        self.indicator = make_indicator()
        make_indicator("childrens-homes", order=2)
        self.chair = self.seated("chair", sees_exempt=True)
        self.clerk = self.seated("clerk", sees_exempt=True)
        self.member = self.seated("member")
        self.insider = self.seated("member", name="insider", sees_exempt=True)

    def seated(self, role: str, *, name: str = "", sees_exempt: bool = False) -> User:
        user = make_user("viewer", name=name or role)
        verbs.give_seat(self.board, user, role=role, sees_exempt=sees_exempt, by=loader())
        return user

    def seat(self, user: User) -> Seat:
        return Seat.objects.get(board=self.board, user=user, ended_at=None)

    def meeting(self, days: int = 0) -> Meeting:
        """Called for so many days from today."""
        return verbs.call(self.board, self.area, in_days(days), by=self.clerk)

    def despatched(self, days: int = 0) -> Meeting:
        meeting = self.meeting(days)
        self.despatch(meeting)
        return meeting

    def despatch(self, meeting: Meeting) -> list[Edition]:
        return verbs.despatch(meeting, BODIES, by=self.clerk)

    def agree(self, meeting: Meeting) -> Minutes:
        return verbs.agree(meeting, seen=seen(meeting), by=self.chair)

    def closed(self, days: int = 0) -> Meeting:
        meeting = self.meeting(days)
        if days >= 0:
            self.despatch(meeting)
        self.agree(meeting)
        return meeting

    def decide(self, meeting: Meeting, wording: str = "Ring every care leaver.", **more):
        fields = {"owner": "Head of service", "due": in_days(30), "by": self.clerk, **more}
        return verbs.decide(item(meeting), wording, **fields)


def one_of_each(desk: Desk) -> Meeting:
    """A meeting whose minutes are agreed, with something of everything that is kept."""
    earlier, meeting = desk.meeting(-9), desk.meeting(0)
    decided = desk.decide(earlier)
    verbs.remark(meeting, desk.indicator, "So.", by=desk.clerk)
    for paper in (paper for edition in desk.despatch(meeting) for paper in edition.papers.all()):
        verbs.keep_paper(paper, b"%PDF")
    verbs.answer(verbs.ask(item(meeting), "Why?", by=desk.member), "So.", by=desk.clerk)
    verbs.note(item(meeting), "Said.", by=desk.clerk)
    verbs.mark(decided, "done", meeting=meeting, by=desk.clerk)
    desk.decide(meeting)
    desk.agree(meeting)
    desk.agree(earlier)
    return meeting


def seen(meeting: Meeting) -> str:
    """The digest of the draft that somebody reads now."""
    return digest(canonical(draft(meeting)))


def item(meeting: Meeting, title: str = "Care leavers") -> AgendaItem:
    return meeting.items.get(title=title)
