"""Seats on the administration pages: given and ended in the name of who is signed in."""

from collections.abc import Callable

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from improvement.boards.models import Board, Seat
from tests.dashboard.administering import page_of, saved, user
from tests.dashboard.conftest import Visit

pytestmark = pytest.mark.django_db

SLUG = "corporate-parenting-board"


def typed(name: str, role: str = "member", **more: str) -> dict[str, object]:
    return {"board": Board.objects.get(slug=SLUG).pk, "user": user(name), "role": role, **more}


def seat_of(name: str) -> Seat:
    return Seat.objects.get(board__slug=SLUG, user__username=name, ended_at=None)


def test_a_seat_is_given_in_the_name_of_who_is_signed_in(boss: Client):
    forged = {"by": user("viewer"), "at": "2001-01-01", "ended_by": user("viewer")}
    saved(boss.post(page_of(Seat, "add"), {**typed("officer", sees_exempt="on"), **forged}))
    seat = seat_of("officer")
    assert (seat.role, seat.sees_exempt, seat.by.username) == ("member", True, "administrator")
    assert seat.at.year > 2001


def test_a_seat_ends_and_its_history_stays(boss: Client, visit: Visit):
    seat = seat_of("viewer")
    address = page_of(Seat, "change", seat.pk)
    forged = {"user": user("officer"), "role": "chair", "sees_exempt": "on"}
    saved(boss.post(address, {"verb": "end", **forged}))
    seat.refresh_from_db()
    assert (seat.user.username, seat.role, seat.sees_exempt) == ("viewer", "member", False)
    assert seat.ended_by.username == "administrator"
    assert LogEntry.objects.get(object_id=seat.pk).change_message == "The seat ended."
    assert boss.post(address, {"verb": "end"}).status_code == 403
    assert "What to do" not in visit(address, "administrator").text
    saved(boss.post(page_of(Seat, "add"), typed("viewer", sees_exempt="on")))
    assert seat_of("viewer").sees_exempt


@pytest.mark.parametrize(
    ("name", "role", "more", "says"),
    [
        ("viewer", "member", {}, "sits on this board already. End that seat first."),
        ("officer", "chair", {}, "chairs this board. End that seat first."),
        ("partner", "clerk", {}, "is a partner, who sits as a member"),
        ("partner", "member", {"sees_exempt": "on"}, "is a partner, who sits as a member"),
        ("nobody", "member", {}, "has no role yet."),
        ("sightline", "member", {}, "Select a valid choice"),
        ("officer", "owner", {}, "Select a valid choice"),
    ],
)
def test_a_refusal_stands_beside_what_was_typed(boss: Client, name, role, more, says):
    before = Seat.objects.count()
    page = boss.post(page_of(Seat, "add"), typed(name, role, **more))
    assert says in page.content.decode()
    assert Seat.objects.count() == before


def test_a_retired_board_is_not_offered(boss: Client):
    Board.objects.filter(slug=SLUG).update(is_retired=True)
    page = boss.post(page_of(Seat, "add"), typed("officer")).content.decode()
    assert "Select a valid choice" in page


def test_only_administrators_give_seats(as_role: Callable[..., Client]):
    for role in ("clerk", "chair", "officer"):
        assert as_role(role).post(page_of(Seat, "add"), typed("officer")).status_code == 403
        address = page_of(Seat, "change", seat_of("viewer").pk)
        assert as_role(role).post(address, {"verb": "end"}).status_code == 403
    assert not Seat.objects.filter(user__username="officer").exists()
