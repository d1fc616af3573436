"""Each file in bad/ breaks one rule; its first line is the message that it must give, whole."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from improvement.boards.files import read_boards
from improvement.boards.models import Board
from indicators.tables import FaultsError

HERE = Path(__file__).parent
BAD = sorted((HERE / "bad").glob("*.toml"))
GOOD = (HERE / "good/boards/a-board.toml").read_text("utf-8")
KNOWN = {"in-work", "out-of-work", "a-third"}


def message_of(path: Path) -> str:
    return path.read_text("utf-8").splitlines()[0].removeprefix("# ")


def put(folder: Path, text: str, name: str = "a-board") -> None:
    (folder / "boards" / f"{name}.toml").write_text(text, "utf-8")


def faults_of(folder: Path) -> list[str]:
    with pytest.raises(FaultsError) as error:
        read_boards(folder, KNOWN)
    return list(error.value.faults)


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_one_broken_rule_gives_one_message(folder, path):
    put(folder, path.read_text("utf-8"))
    assert faults_of(folder) == [message_of(path)]


def test_there_are_many_rules():
    assert len(BAD) >= 25


def test_the_good_file_has_no_fault(folder):
    entry = read_boards(folder, KNOWN)["a-board"]
    assert [section.title for section in entry.sections] == ["At work"]
    assert [(one.title, one.exempt) for one in entry.agenda] == [
        ("Any other business", False),
        ("Single cases", True),
    ]


@pytest.mark.parametrize("name", ["A-Board", "a_board", "a--board"])
def test_a_file_s_name_is_the_slug(folder, name):
    (folder / "boards" / "a-board.toml").rename(folder / "boards" / f"{name}.toml")
    what = "is no name for a board. Use small letters, digits and hyphens."
    assert faults_of(folder) == [f"{name}.toml: {what}"]


def test_two_boards_share_neither_name_nor_order(folder):
    put(folder, GOOD.replace("A board", "a Board"), "b-board")
    assert faults_of(folder) == [
        "b-board.toml, order: 1 is that of a-board.toml too. Give each its own.",
        "b-board.toml, name: a Board is that of a-board.toml too. Give each its own.",
    ]


def test_all_faults_of_all_files_come_at_once(folder):
    put(folder, (HERE / "bad/unknown-indicator.toml").read_text("utf-8"))
    put(folder, "name = ", "b-board")
    put(folder, (HERE / "bad/no-purpose.toml").read_text("utf-8"), "c-board")
    assert [fault.split(":")[0] for fault in faults_of(folder)] == [
        "a-board.toml, section At work, indicators",
        "b-board.toml",
        "c-board.toml, purpose",
    ]


def test_a_fault_in_one_file_keeps_all_out(folder):
    put(folder, "name = ", "b-board")
    with pytest.raises(CommandError, match=r"Nothing was loaded\.\nb-board\.toml: is not TOML"):
        call_command("load_boards", folder)
    assert not Board.objects.exists()
