"""Reads what inspection reports conclude, data/report/*.toml, and collects every fault."""

from pathlib import Path

from improvement.rules import Known, broken
from improvement.schema import ReportFile
from indicators.catalogue.files import read_table, read_toml
from indicators.tables import Faults


def read_reports(folder: Path, known: Known) -> dict[str, ReportFile]:
    """Each report of `folder` (report/*.toml) by its slug, the name of its file.

    Raises FaultsError with "file, key: what is wrong. Remedy." for each fault of each file.
    """
    faults = Faults()
    reports: dict[str, ReportFile] = {}
    for path in sorted((folder / "report").glob("*.toml")):
        body = read_toml(path, path.name, faults)
        entry = None if body is None else read_table(ReportFile, body, path.name, faults)
        if entry is None:
            continue
        for key, what in broken(path.stem, entry, known):
            faults.add(f"{path.name}, {key}", what)
        reports[path.stem] = entry
    faults.stop_if_any()
    return reports
