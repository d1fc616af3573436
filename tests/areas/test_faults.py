"""Each fault of the areas' files is named with its place, and then nothing is written."""

import pytest
from django.core.management import CommandError, call_command

from indicators.areas.loading import load
from indicators.areas.models import Area
from indicators.tables import FaultsError
from tests.areas.conftest import change

pytestmark = pytest.mark.django_db

# What is broken: the file, what stands there, what it becomes, and the message.
FAULTS = {
    "code": (
        "areas/areas.csv",
        "E10000028,",
        "E100028,",
        "areas.csv, line 5, code: is “E100028”. "
        "An official code is a letter and 8 digits: E10000034.",
    ),
    "code twice": (
        "areas/areas.csv",
        "E10000028,Staff",
        "E10000034,Staff",
        "areas.csv, line 5, code: E10000034 is here already. Keep one line for each area.",
    ),
    "name twice": (
        "areas/areas.csv",
        "Staffordshire",
        "worcestershire",
        "areas.csv, line 5, name: “worcestershire” is the name of another area too. "
        "Tell them apart.",
    ),
    "no name": (
        "areas/areas.csv",
        "Staffordshire",
        "",
        "areas.csv, line 5, name: is empty. Fill it in.",
    ),
    "kind": (
        "areas/areas.csv",
        "Staffordshire,local-authority",
        "Staffordshire,county",
        "areas.csv, line 5, kind: is “county”. Use one of: local-authority, region, country, "
        "training-authority.",
    ),
    "no region": (
        "areas/areas.csv",
        "Staffordshire,local-authority,E12000005",
        "Staffordshire,local-authority,",
        "areas.csv, line 5, region: is empty. A local authority lies in a region: give its code.",
    ),
    "unknown region": (
        "areas/areas.csv",
        "Staffordshire,local-authority,E12000005",
        "Staffordshire,local-authority,E12000099",
        "areas.csv, line 5, region: is “E12000099”, which is not in areas.csv. Use a code that is.",
    ),
    "region that is none": (
        "areas/areas.csv",
        "Staffordshire,local-authority,E12000005",
        "Staffordshire,local-authority,E92000001",
        "areas.csv, line 5, region: E92000001 is England, which is no region.",
    ),
    "no day": (
        "areas/areas.csv",
        "2021-04-01",
        "1 April 2021",
        "areas.csv, line 8, starts: is “1 April 2021”, which is no day. Write it like 2025-03-31.",
    ),
    "cells": (
        "areas/areas.csv",
        "Staffordshire,local-authority,E12000005,,",
        "Staffordshire,local-authority,E12000005",
        "areas.csv, line 5: has 4 cells. Give it 6, one for each column.",
    ),
    "spaces": (
        "areas/areas.csv",
        "Staffordshire",
        "Staffordshire ",
        "areas.csv, line 5, name: has a space at its start or end. Remove it.",
    ),
    "column": (
        "areas/areas.csv",
        "code,name",
        "code,nome",
        "areas.csv: has no column name and has the unknown column nome. "
        "The columns are code, name, kind, region, starts, ends.",
    ),
    "alias of an unknown area": (
        "areas/aliases.csv",
        "E10000034,dfe",
        "E10000099,dfe",
        "aliases.csv, line 2, code: is “E10000099”, which is not in areas.csv. Use a code that is.",
    ),
    "alias scheme": (
        "areas/aliases.csv",
        "dfe",
        "ons",
        "aliases.csv, line 2, scheme: is “ons”. Use one of: dfe, gss, name.",
    ),
    "alias of two": (
        "areas/aliases.csv",
        "E06000060,name,Bucks",
        "E06000060,name,Staffordshire",
        "aliases.csv, line 4, value: “Staffordshire” is already a name or code of Staffordshire. "
        "Remove one.",
    ),
    "recoded without alias": (
        "areas/aliases.csv",
        "E06000060,gss,E10000002\n",
        "",
        "changes.csv, line 2, old: E10000002 is not a gss alias of E06000060. "
        "Add it to aliases.csv.",
    ),
    "split that did not end": (
        "areas/changes.csv",
        "2021-04-01",
        "2021-05-01",
        "changes.csv, line 3, old: E10000021 changes on 2021-05-01, so in areas.csv it ends on "
        "2021-04-30.",
    ),
    "unknown neighbour": (
        "editions/2021.csv",
        "E10000028",
        "E10000099",
        "2021.csv, line 2, member: is “E10000099”, which is not in areas.csv. Use a code that is.",
    ),
    "own neighbour": (
        "editions/2021.csv",
        "E10000034,E10000028",
        "E10000034,E10000034",
        "2021.csv, line 2, member: E10000034 cannot be its own neighbour.",
    ),
    "neighbour twice": (
        "editions/2021.csv",
        "E10000034,E06000060",
        "E10000034,E10000028",
        "2021.csv, line 3, member: E10000028 is a neighbour of E10000034 already. Remove one.",
    ),
    "place twice": (
        "editions/2021.csv",
        "E06000060,2",
        "E06000060,1",
        "2021.csv, line 3, place: E10000034 has a neighbour 1 already. Mend one of them.",
    ),
    "place": (
        "editions/2021.csv",
        "E06000060,2",
        "E06000060,11",
        "2021.csv, line 3, place: is “11”. Use 1 for the nearest to 10 for the farthest.",
    ),
    "region as neighbour": (
        "editions/2021.csv",
        "E10000034,E06000060",
        "E10000034,E12000005",
        "2021.csv, line 3, member: E12000005 is a region. Only authorities have neighbours.",
    ),
    "edition key": (
        "editions/editions.toml",
        "published_on = 2021",
        "publication = 2021",
        "editions.toml, 2021, publication: is not a key. Use name, source, members_known, "
        "published_on, published_on_estimated, serves_from.",
    ),
    "edition without file": (
        "editions/editions.toml",
        'slug = "2021"',
        'slug = "2022"',
        "2022.csv: is not in the folder editions. Put it there.",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_with_its_place_and_nothing_is_written(folder, name):
    file, old, new, message = FAULTS[name]
    change(folder, file, old, new)
    with pytest.raises(FaultsError) as error:
        load(folder)
    assert message in error.value.faults
    assert not Area.objects.exists()


def test_all_faults_come_at_once(folder):
    change(folder, "areas/areas.csv", "Staffordshire", "")
    change(folder, "areas/aliases.csv", "dfe", "ons")
    change(folder, "editions/2021.csv", ",1\n", ",0\n")
    with pytest.raises(CommandError) as error:
        call_command("load_areas", folder)
    lines = str(error.value).splitlines()
    assert lines[0] == "Nothing was loaded."
    assert [line.split(",")[0] for line in lines[1:]] == ["areas.csv", "aliases.csv", "2021.csv"]
