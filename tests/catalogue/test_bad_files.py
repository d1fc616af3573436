"""Each file in bad/ breaks one rule; its first line is the message that it must give, whole.

The message begins with the file of the good catalogue whose place the bad one takes.
"""

import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from indicators.catalogue.files import read_catalogue
from indicators.tables import FaultsError

HERE = Path(__file__).parent
BAD = sorted((HERE / "bad").glob("*.toml"))


def message_of(path):
    return path.read_text("utf-8").splitlines()[0].removeprefix("# ")


def put(folder, path):
    place = message_of(path).split(":")[0].split(",")[0]
    (folder / "catalogue" / place).write_text(path.read_text("utf-8"), "utf-8")


def faults_of(folder):
    with pytest.raises(FaultsError) as error:
        read_catalogue(folder)
    return list(error.value.faults)


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_one_broken_rule_gives_one_message(folder, path):
    put(folder, path)
    assert faults_of(folder) == [message_of(path)]


def test_there_are_many_rules():
    assert len(BAD) >= 60


def test_the_good_files_have_no_fault(folder):
    assert [slug for _, slug, _ in read_catalogue(folder).indicators()] == [
        "visits",
        "in-work",
        "out-of-work",
    ]


def test_the_shipped_catalogue_has_no_fault():
    catalogue = read_catalogue(settings.BASE_DIR / "data")
    assert len(list(catalogue.indicators())) >= 184


def test_all_faults_of_all_files_come_at_once(folder):
    put(folder, HERE / "bad" / "unknown-unit.toml")
    visits = folder / "catalogue" / "other" / "visits.toml"
    text = visits.read_text("utf-8")
    visits.write_text(
        text.replace('"count"', '"counts"').replace("order = 1", "order = 0"), "utf-8"
    )
    (folder / "catalogue" / "third").mkdir()
    (folder / "catalogue" / "third" / "theme.toml").write_text("name = ", "utf-8")
    (folder / "catalogue" / "fourth").mkdir()
    (folder / "sources.toml").write_text('[lait]\nname = "A table"\n', "utf-8")
    starts = [fault.split(":")[0] for fault in faults_of(folder)]
    assert starts == [
        "sources.toml, lait, publisher",
        "sources.toml, lait, licence",
        "fourth/theme.toml",
        "other/visits.toml, order",
        "other/visits.toml, unit",
        "sample/in-work.toml, unit",
        "third/theme.toml",
    ]


def test_a_theme_s_folder_is_named_like_an_address(folder):
    (folder / "catalogue" / "sample").rename(folder / "catalogue" / "Sample Theme")
    assert faults_of(folder) == [
        "Sample Theme: is no name for a theme. Use small letters, digits and hyphens."
    ]


def test_a_file_in_another_encoding(folder):
    path = folder / "catalogue" / "sample" / "in-work.toml"
    path.write_bytes('name = "Fürsorge"'.encode("latin-1"))
    assert "sample/in-work.toml: is not UTF-8 text. Save it as UTF-8." in faults_of(folder)


def test_an_empty_folder(folder):
    shutil.rmtree(folder / "catalogue")
    assert faults_of(folder) == [
        "catalogue: has no theme folder. Put one there, named like care-leavers."
    ]


def test_the_command_names_every_fault_and_fails(folder):
    put(folder, HERE / "bad" / "unknown-unit.toml")
    with pytest.raises(CommandError) as error:
        call_command("check_catalogue", folder)
    assert "sample/in-work.toml, unit: is “percentage”" in str(error.value)
    assert str(error.value).endswith("Faults: 1.")
    assert error.value.returncode == 1


def test_the_command_on_good_files(folder):
    output = StringIO()
    call_command("check_catalogue", folder, stdout=output)
    assert output.getvalue() == "3 indicators in 2 themes: no fault.\n"
