"""Each file in bad/ has one fault; its first line is the message that it must give, whole."""

from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from indicators.returns.calendar import read_calendar
from indicators.returns.checks.files import read_rules
from indicators.tables import Faults

BAD = sorted((Path(__file__).parent / "bad").glob("*.toml"))
SLUGS = {"care-leavers-neet", "children-looked-after"}
DATA = settings.BASE_DIR / "data"


def message_of(path):
    return path.read_text("utf-8").splitlines()[0].removeprefix("# ")


def faults_of(path, folder):
    file, read = (
        ("calendar.toml", read_calendar)
        if message_of(path).startswith("calendar.toml")
        else ("checks.toml", lambda folder, faults: read_rules(folder, faults, SLUGS))
    )
    (folder / file).write_text(path.read_text("utf-8"), "utf-8")
    faults = Faults()
    read(folder, faults)
    return faults.found


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_one_fault_gives_one_message(path, tmp_path):
    assert faults_of(path, tmp_path) == [message_of(path)]


def test_there_are_many():
    assert len(BAD) >= 30


def test_a_file_that_is_not_there(tmp_path):
    faults = Faults()
    read_rules(tmp_path, faults)
    read_calendar(tmp_path, faults)
    where = f"is not in the folder {tmp_path.name}. Put it there."
    assert faults.found == [f"checks.toml: {where}", f"calendar.toml: {where}"]


def test_the_command_on_what_is_shipped():
    output = StringIO()
    call_command("check_returns", stdout=output)
    assert output.getvalue().endswith(" checks of returns: no fault.\n")


def test_the_command_names_every_fault_and_fails(tmp_path):
    for part in ("catalogue", "areas", "sources.toml"):
        (tmp_path / part).symlink_to(DATA / part)
    (tmp_path / "returns").mkdir()
    rules = (DATA / "returns" / "checks.toml").read_text("utf-8")
    (tmp_path / "returns" / "checks.toml").write_text(rules.replace("low = 0", "low = 41"), "utf-8")
    with pytest.raises(CommandError) as error:
        call_command("check_returns", tmp_path)
    assert str(error.value).splitlines() == [
        "checks.toml, score-0-to-40, low: 41 is above high, 40. Exchange them.",
        "calendar.toml: is not in the folder returns. Put it there.",
        "Faults: 2.",
    ]
