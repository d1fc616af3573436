"""A small data folder: four authorities, a region, England, and one edition of neighbours."""

from pathlib import Path

import pytest

FILES = {
    "areas/areas.csv": """code,name,kind,region,starts,ends
E92000001,England,country,,,
E12000005,West Midlands,region,,,
E10000034,Worcestershire,local-authority,E12000005,,
E10000028,Staffordshire,local-authority,E12000005,,
E06000060,Buckinghamshire,local-authority,E12000005,,
E10000021,Northamptonshire,local-authority,E12000005,,2021-03-31
E06000061,North Northamptonshire,local-authority,E12000005,2021-04-01,
""",
    "areas/aliases.csv": """code,scheme,value
E10000034,dfe,885
E06000060,gss,E10000002
E06000060,name,Bucks
""",
    "areas/changes.csv": """old,new,on,kind
E10000002,E06000060,2020-04-01,recoded
E10000021,E06000061,2021-04-01,split
""",
    "editions/editions.toml": """[[editions]]
slug = "before-2021"
name = "before 2021"
members_known = false
source = "An inspection report"

[[editions]]
slug = "2021"
name = "2021"
published_on = 2021-04-01
published_on_estimated = true
serves_from = 2021-01-01
members_known = true
source = "A published model"
""",
    "editions/2021.csv": """subject,member,place
E10000034,E10000028,1
E10000034,E06000060,2
E06000061,E10000034,1
""",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Put other words into one of the files, in one place."""
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
