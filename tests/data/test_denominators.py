"""Shared denominators: every line that shares one counts a part of the same people."""

import tomllib

from tests.data.shipped import DATA
from tests.data.test_catalogue import READ

SHARED = tomllib.loads((DATA / "returns" / "denominators.toml").read_text("utf-8"))
# As the catalogue words them.
SAME = {
    "care-leavers-19-to-21": {"All care leavers aged 19 to 21"},
    "looked-after-on-the-day": {"Children looked after on the day"},
    "missing-episodes-ended": {"Missing episodes that ended in the week"},
}


def test_each_line_is_of_one_theme_and_counts_the_same_people():
    files = {file.stem: (file.parent.name, body) for file, body in READ.items()}
    assert set(SHARED) == set(SAME)
    for key, group in SHARED.items():
        lines = [files[slug] for slug in group["indicators"]]
        assert len({theme for theme, _ in lines}) == 1
        assert {body["denominator"] for _, body in lines} == SAME[key]


def test_a_line_shares_one_denominator():
    slugs = [slug for group in SHARED.values() for slug in group["indicators"]]
    assert len(slugs) == len(set(slugs)) > 5
