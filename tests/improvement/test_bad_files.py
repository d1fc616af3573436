"""Each file in bad/ breaks one rule; its first line is the message that it must give, whole."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from improvement.files import read_reports
from improvement.models import InspectionReport
from improvement.rules import Known
from indicators.tables import FaultsError

HERE = Path(__file__).parent
BAD = sorted((HERE / "bad").glob("*.toml"))


def message_of(path: Path) -> str:
    return path.read_text("utf-8").splitlines()[0].removeprefix("# ")


def put(folder: Path, text: str, name: str = "a-report") -> None:
    (folder / "report" / f"{name}.toml").write_text(text, "utf-8")


def faults_of(folder: Path) -> list[str]:
    with pytest.raises(FaultsError) as error:
        read_reports(folder, Known.now())
    return list(error.value.faults)


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_one_broken_rule_gives_one_message(folder, path):
    put(folder, path.read_text("utf-8"))
    assert faults_of(folder) == [message_of(path)]


def test_there_are_many_rules():
    assert len(BAD) >= 35


def test_the_good_file_has_no_fault(folder):
    (entry,) = read_reports(folder, Known.now()).values()
    assert [one.key for one in entry.judgements] == ["overall", "adoption", "safeguarding-board"]


def test_a_file_named_after_no_source(folder):
    good = (HERE / "good/report/a-report.toml").read_text("utf-8")
    put(folder, good.replace('source = "a-report"', 'source = "another"'), "another")
    assert faults_of(folder) == [
        "another.toml, report, source: “another” is not in sources.toml. "
        "Add it there or mend the name."
    ]


def test_all_faults_of_all_files_come_at_once(folder):
    put(folder, (HERE / "bad/unknown-grade.toml").read_text("utf-8"))
    put(folder, "title = ", "b-report")
    put(folder, (HERE / "bad/unknown-area.toml").read_text("utf-8"), "lait")
    starts = [fault.split(":")[0] for fault in faults_of(folder)]
    assert starts == [
        "a-report.toml, judgement safeguarding-board, grade",
        "b-report.toml",
        "lait.toml, report, source",
        "lait.toml, report, area",
    ]


def test_a_fault_in_one_file_keeps_all_out(folder):
    put(folder, "title = ", "b-report")
    with pytest.raises(CommandError, match=r"Nothing was loaded\.\nb-report\.toml: is not TOML"):
        call_command("load_report", folder)
    assert not InspectionReport.objects.exists()
