"""Which edition of the neighbour model serves a period, by the rule of the design."""

from datetime import date

import pytest

from indicators.areas.editions import serving
from indicators.areas.models import Edition

BEFORE = Edition(slug="before-2021", name="before 2021", members_known=False)
OLD = Edition(slug="2021", name="2021", published_on=date(2021, 4, 1), serves_from=date(2021, 1, 1))
NEW = Edition(slug="2025", name="2025", published_on=date(2025, 5, 1), serves_from=date(2025, 1, 1))
EDITIONS = [BEFORE, OLD, NEW]


@pytest.mark.parametrize(
    ("period_end", "as_of", "edition"),
    [
        (date(2020, 12, 31), None, OLD),
        (date(2021, 1, 1), None, OLD),
        (date(2024, 12, 31), None, OLD),
        (date(2025, 1, 1), None, NEW),
        (date(2025, 3, 31), date(2025, 4, 30), OLD),
        (date(2025, 3, 31), date(2025, 5, 1), NEW),
        (date(2016, 3, 31), date(2021, 4, 1), OLD),
    ],
)
def test_the_edition_of_the_period_s_year_that_was_published(period_end, as_of, edition):
    assert serving(EDITIONS, period_end, as_of).edition is edition


def test_before_any_list_was_published_none_serves():
    assert serving(EDITIONS, date(2016, 3, 31), date(2021, 3, 31)) is None


def test_for_an_earlier_period_the_first_edition_stands_in():
    assert serving(EDITIONS, date(2016, 3, 31), None).stands_in
    assert not serving(EDITIONS, date(2022, 3, 31), None).stands_in
