"""A proposal imports as it stands: every number of a file comes out again, under its own name."""

import tomllib
from collections import Counter

import pytest
from django.core.management import CommandError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.catalogue import queries
from indicators.catalogue.models import Indicator
from tests.importing.ees_files import (
    DUDLEY,
    ENGLAND,
    WEST_MIDLANDS,
    WORCESTERSHIRE,
    exported,
    propose,
    put,
    row,
    run,
)

PLACES = {"E92000001": ENGLAND, "E12000005": WEST_MIDLANDS, "E10000034": WORCESTERSHIRE}
REASONS = {
    "c": "suppressed",
    "x": "not-available",
    ":": "not-available",
    "": "not-available",
    "z": "not-applicable",
    "u": "unreliable",
    "low": "rounds-to-zero",
    "k": "rounds-to-zero",
}
# Words that a filter may hold; no digits alone, which would be a number.
WORDS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Cn"), blacklist_characters="@"),
    min_size=3,
    max_size=12,
).filter(lambda text: text.strip() == text and not any(one.isdigit() for one in text))
COLUMN = st.from_regex(r"[A-Za-z%'\"=;. ]{2,12}", fullmatch=True).filter(
    lambda text: text.strip() == text and "dob" not in text.lower() and "upn" not in text.lower()
)
CELL = st.one_of(st.integers(0, 100).map(str), st.sampled_from(list(REASONS)))


@st.composite
def tables(draw):
    """Filters, columns of numbers, and for each place, year and combination a row of cells."""
    names = draw(st.lists(COLUMN, min_size=2, max_size=4, unique_by=str.lower))
    number = draw(st.integers(1, len(names) - 1))
    filters, values = names[:-number], names[-number:]
    texts = [draw(st.lists(WORDS, min_size=1, max_size=3, unique=True)) for _ in filters]
    rows = []
    for code in PLACES:
        for year in ("2023", "2024"):
            for combination in _product(texts):
                cells = {name: draw(CELL) for name in values}
                rows.append((code, year, dict(zip(filters, combination, strict=True)), cells))
    # Each column holds a number somewhere, or nothing says that it is one.
    first = rows[0][3]
    for name in values:
        first[name] = "7"
    return rows


def _product(texts):
    found = [()]
    for some in texts:
        found = [(*one, text) for one in found for text in some]
    return found


def expected(rows):
    """(reference, area, period) → value or reason, by loops over the rows."""
    varying = {name for name in rows[0][2] if len({filters[name] for _, _, filters, _ in rows}) > 1}
    found = {}
    for code, year, filters, cells in rows:
        said = [f"{name}={text}" for name, text in filters.items() if name in varying]
        period = f"{int(year) - 1}-{year[2:]}"
        for name, text in cells.items():
            found["; ".join([name, *said]), code, period] = REASONS.get(text, text)
    return found


def plain(text: str) -> str:
    """Without the mark that keeps a spreadsheet from reading a formula."""
    return text[1:] if text[:2] in ("'=", "'+", "'-", "'@") else text


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(rows=tables())
def test_every_number_comes_out_again_under_column_and_filters(neet, tmp_path, rows):
    path = put(
        tmp_path,
        *(row(PLACES[code], year, **filters, **cells) for code, year, filters, cells in rows),
    )
    with transaction.atomic():
        run(path, propose(path))
        out = exported()
        transaction.set_rollback(True)  # the next example begins with an empty ledger
    found = {
        (plain(one["reference"]), one["area"], one["period"]): one["value"] or one["missing_reason"]
        for one in out
    }
    wanted = expected(rows)
    assert len(out) == len(wanted)
    assert found == {(key[0][:200], *key[1:]): value for key, value in wanted.items()}
    assert len({one["indicator"] for one in out}) == len({key[0] for key in wanted})


def leavers(**more):
    return [
        row(place, age=age, activity="All", leaver_count=count, leaver_percent="40", **more)
        for place, age, count in (
            (WORCESTERSHIRE, "17", "100"),
            (WORCESTERSHIRE, "18", "110"),
            (DUDLEY, "17", "90"),
            (DUDLEY, "18", "80"),
        )
    ]


def test_ages_are_a_filter_though_they_are_numbers(neet, tmp_path):
    path = put(tmp_path, *leavers())
    mapping = propose(path)
    figures = tomllib.loads(mapping)["figures"]
    assert [(one["value"], one["rows"]) for one in figures] == [
        ("leaver_count", {"age": "17"}),
        ("leaver_count", {"age": "18"}),
        ("leaver_percent", {"age": "17"}),
        ("leaver_percent", {"age": "18"}),
    ]
    run(path, mapping)
    assert Counter(one["reference"] for one in exported()) == {
        "leaver_count; age=17": 2,
        "leaver_count; age=18": 2,
        "leaver_percent; age=17": 2,
        "leaver_percent; age=18": 2,
    }


def test_two_rows_that_disagree_make_no_filter(neet, tmp_path):
    path = put(
        tmp_path, row(leaver_count="5"), row(leaver_count="6"), row(DUDLEY, leaver_count="5")
    )
    with pytest.raises(CommandError, match="line 3, leaver_count: is 6, but 5 in line 2"):
        run(path, propose(path))


def test_units_come_from_the_names_of_columns_and_directions_from_nobody(neet, tmp_path):
    path = put(
        tmp_path,
        row(
            leaver_percent="40",
            leaver_count="5",
            rate_per_10000="61",
            worker_fte="4.5",
            wait="00:10",
            cases="12",
        ),
    )
    figures = tomllib.loads(propose(path))["figures"]
    assert {one["value"]: one["reference"]["unit"] for one in figures} == {
        "leaver_percent": "percent",
        "leaver_count": "count",
        "rate_per_10000": "per-10,000",
        "worker_fte": "fte",
        "wait": "months",
        "cases": "count",
    }
    assert {one["reference"]["polarity"] for one in figures} == {"context"}
    assert not any(one["reference"]["reviewed"] for one in figures)


def test_what_is_proposed_is_in_no_menu_or_count(neet, tmp_path):
    path = put(tmp_path, *leavers())
    run(path, propose(path))
    ours = Indicator.objects.filter(slug__startswith="ees-")
    assert ours.count() == 4
    assert set(ours.values_list("standing", flat=True)) == {"unreviewed"}
    assert not queries.indicators().filter(pk__in=ours).exists()
    assert not queries.reference().filter(pk__in=ours).exists()
    assert not queries.themes().filter(indicators__in=ours).exists()


def test_the_next_years_file_proposes_the_same_names(neet, tmp_path):
    def names(path):
        return [one["indicator"] for one in tomllib.loads(propose(path))["figures"]]

    this, following = put(tmp_path, *leavers()), put(tmp_path, *leavers(), name="next.csv")
    assert names(this) == names(following)
    other = put(tmp_path, *leavers(another_count="1"), name="other.csv")
    assert not set(names(this)) & set(names(other))


def test_percentages_above_100_that_are_no_slip_are_allowed(neet, tmp_path):
    times = ("2022", "2023", "2024")
    path = put(tmp_path, *(row(time=time, cover_percent="140") for time in times))
    assert tomllib.loads(propose(path))["over_100"] == ["cover_percent"]
    path = put(tmp_path, row(cover_percent="140"), row(time="2024", cover_percent="90"))
    with pytest.raises(CommandError, match="a percentage is at most 100"):
        run(path, propose(path))


def test_a_file_without_numbers_has_no_mapping(neet, tmp_path):
    with pytest.raises(CommandError, match="no column of numbers"):
        propose(put(tmp_path, row(activity="In work")))
