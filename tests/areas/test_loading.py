"""Areas and editions in the database: in step with their files, whole or not at all."""

from datetime import date

import pytest
from django.apps import apps
from django.core.management import call_command

from indicators.areas.loading import load
from indicators.areas.lookup import UnknownAreaError, find
from indicators.areas.models import Area, AreaChange, Edition, Membership
from indicators.tables import FaultsError
from tests.areas.conftest import change

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def everything():
    models = apps.get_app_config("areas").get_models()
    return [sorted(map(str, model.objects.values_list())) for model in models]


def test_areas_with_region_names_and_ends(folder):
    load(folder)
    area = Area.objects.get(code="E10000021")
    assert (area.name, area.region.name, area.ends) == (
        "Northamptonshire",
        "West Midlands",
        date(2021, 3, 31),
    )
    assert AreaChange.objects.count() == 2


@pytest.mark.parametrize(
    "text", ["E10000034", "e10000034", "885", "Worcestershire", " worcestershire "]
)
def test_an_area_is_found_by_any_of_its_names(folder, text):
    load(folder)
    assert find(text).code == "E10000034"


def test_a_recoded_area_is_one_area_under_both_codes(folder):
    load(folder)
    assert find("E10000002") == find("E06000060") == find("bucks")


def test_an_unknown_area_suggests_the_nearest_names(folder):
    load(folder)
    with pytest.raises(UnknownAreaError) as error:
        find("Worcestershir")
    assert error.value.suggestions[0] == "Worcestershire"
    assert not [name for name in error.value.suggestions if name.startswith("Authorities")]


def test_every_subject_has_a_comparator_group(folder):
    load(folder)
    groups = Area.objects.filter(kind="comparator-group").values_list("code", "name")
    assert set(groups) == {
        ("SN-E10000034", "Authorities similar to Worcestershire"),
        ("SN-E06000061", "Authorities similar to North Northamptonshire"),
    }


def test_neighbours_in_their_places(folder):
    load(folder)
    members = Membership.objects.filter(subject__code="E10000034").values_list(
        "edition__slug", "member__code", "place"
    )
    assert list(members) == [("2021", "E10000028", 1), ("2021", "E06000060", 2)]
    earlier = Edition.objects.get(slug="before-2021")
    assert (earlier.members_known, earlier.serves_from) == (False, None)


def test_loading_twice_writes_nothing(folder):
    load(folder)
    before = everything()
    assert load(folder).written == 0
    assert everything() == before


def test_what_the_files_change_is_changed(folder):
    load(folder)
    number = Area.objects.get(code="E10000028").pk
    change(folder, "areas/areas.csv", "Staffordshire", "Staffs")
    change(folder, "areas/aliases.csv", "E06000060,name,Bucks\n", "")
    change(folder, "editions/2021.csv", "E06000061,E10000034,1\n", "")
    change(folder, "editions/editions.toml", "2021-04-01", "2021-05-01")
    load(folder)
    assert Area.objects.get(pk=number).name == "Staffs"
    assert Edition.objects.get(slug="2021").published_on == date(2021, 5, 1)
    assert Membership.objects.count() == 2
    with pytest.raises(UnknownAreaError):
        find("Bucks")


def test_an_area_that_vanishes_is_a_fault(folder):
    load(folder)
    change(folder, "areas/areas.csv", "E10000028,Staffordshire,local-authority,E12000005,,\n", "")
    change(folder, "editions/2021.csv", "E10000034,E10000028,1\n", "")
    with pytest.raises(FaultsError, match="Areas are never removed"):
        load(folder)
    assert Area.objects.filter(code="E10000028").exists()


def test_the_shipped_files_load_twice():
    call_command("load_areas")
    before = everything()
    call_command("load_areas")
    assert everything() == before
    worcestershire = find("885")
    assert worcestershire.code == "E10000034"
    for edition in ("2021", "2025"):
        assert (
            Membership.objects.filter(edition__slug=edition, subject=worcestershire).count() == 10
        )
