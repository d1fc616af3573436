"""The boards' table: in step with its files, whole or not at all."""

from io import StringIO

import pytest
from django.core.management import call_command

from improvement.boards import verbs
from improvement.boards.models import Board
from indicators.refusal import RefusedError
from tests.boards.builders import in_days
from tests.boards.test_bad_files import GOOD, put
from tests.builders import make_area, make_indicator, make_user

pytestmark = pytest.mark.django_db


def load(folder) -> str:
    output = StringIO()
    call_command("load_boards", folder, stdout=output)
    return output.getvalue()


def test_what_the_file_says_is_in_the_table(folder):
    assert load(folder) == "1 board: 1 row written.\n"
    board = Board.objects.get()
    assert (board.slug, board.name, board.order) == ("a-board", "A board", 1)
    assert board.cadence == "every two months"
    (section,) = board.sections
    assert (section.title, section.question) == ("At work", "Do they find work?")
    assert board.indicators == ("in-work", "out-of-work")
    assert board.standing_items == (("Any other business", False), ("Single cases", True))


def test_a_second_load_changes_nothing(folder):
    load(folder)
    assert load(folder) == "1 board: nothing new.\n"


def test_a_change_of_the_file_is_a_change_of_the_row(folder):
    load(folder)
    number = Board.objects.get().pk
    put(folder, GOOD.replace('["in-work", "out-of-work"]', '["out-of-work", "a-third"]'))
    assert load(folder) == "1 board: 1 row written.\n"
    assert Board.objects.get(pk=number).indicators == ("out-of-work", "a-third")


def test_a_board_whose_file_is_gone_is_retired_and_its_meetings_stay(folder):
    load(folder)
    board, boss = Board.objects.get(), make_user("administrator")
    meeting = verbs.call(board, make_area(), in_days(3), by=boss)
    (folder / "boards" / "a-board.toml").unlink()
    assert load(folder) == "0 boards: 1 row written.\n"
    assert load(folder) == "0 boards: nothing new.\n"
    board.refresh_from_db()
    assert board.is_retired
    assert list(board.meetings.all()) == [meeting]
    with pytest.raises(RefusedError, match="A board is retired"):
        verbs.call(board, make_area(), in_days(4), by=boss)
    with pytest.raises(RefusedError, match="A board is retired"):
        verbs.give_seat(board, make_user("viewer"), by=boss)
    put(folder, GOOD)
    assert load(folder) == "1 board: 1 row written.\n"
    board.refresh_from_db()
    assert verbs.call(board, make_area(), in_days(4), by=boss)


def test_a_board_without_indicators_is_loaded_and_said(folder):
    start, end = GOOD.index("[[sections]]"), GOOD.index("[[agenda]]")
    put(folder, GOOD[:start] + GOOD[end:])
    assert load(folder) == (
        "1 board: 1 row written.\n"
        "Note: a-board.toml has no indicators, so its papers hold an agenda only. "
        "Add sections when it has some.\n"
    )
    assert Board.objects.get().indicators == ()


def test_more_than_a_meeting_can_discuss_is_loaded_and_said(folder):
    slugs = [f"many-{number}" for number in range(41)]
    for order, slug in enumerate(slugs, 20):
        make_indicator(slug, order=order)
    said = ", ".join(f'"{slug}"' for slug in slugs)
    put(folder, GOOD.replace('["in-work", "out-of-work"]', f"[{said}]"))
    assert "Note: a-board.toml has 41 indicators. A board can discuss about a dozen" in load(folder)
    put(folder, GOOD.replace('["in-work", "out-of-work"]', f"[{said}]".replace('"many-0", ', "")))
    assert "Note" not in load(folder)
    assert len(Board.objects.get().indicators) == 40
