"""What the database itself refuses about areas, each rule tried."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from indicators.areas.models import AreaAlias, AreaChange, Edition, Membership
from tests.builders import make_area

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def refused(model, **fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**fields)


def test_an_area_does_not_end_before_it_starts():
    with pytest.raises(IntegrityError, match="area_ends_after_start"):
        make_area(starts=date(2021, 4, 1), ends=date(2021, 3, 31))


def test_a_code_is_one_area_s():
    area = make_area()
    refused(type(area), code=area.code, name="Elsewhere", kind="local-authority")


def test_a_name_in_a_scheme_is_one_area_s():
    AreaAlias.objects.create(area=make_area(), scheme="dfe", value="885")
    refused(AreaAlias, area=make_area("E10000028", "Staffordshire"), scheme="dfe", value="885")


def test_a_change_is_told_once():
    fields = {"old": "E10000002", "new": "E06000060", "on": date(2020, 4, 1), "kind": "recoded"}
    AreaChange.objects.create(**fields)
    refused(AreaChange, **fields)


def test_neighbours_are_others_each_once_each_in_a_place():
    edition = Edition.objects.create(slug="2021", name="2021", source="-")
    subject, member = make_area(), make_area("E10000028", "Staffordshire")
    common = {"edition": edition, "subject": subject}
    Membership.objects.create(**common, member=member, place=1)
    refused(Membership, **common, member=member, place=2)
    refused(Membership, **common, member=make_area("E06000060", "Bucks"), place=1)
    refused(Membership, **common, member=subject, place=3)
