"""Columns and cells that are about one person. Every number here is made up."""

import pytest

from indicators.files.personal import Watch, is_nhs_number, personal_column, personal_value


@pytest.mark.parametrize(
    "name",
    [
        *("forename", "Surname", "first_name", "Child Name", "young_person_name", "Name", "DOB"),
        *(
            "date_of_birth",
            "UPN",
            "former_upn",
            "nhs_number",
            "Pupil ID",
            "childid",
            "home_address",
        ),
        *("postcode", "carer email"),
    ],
)
def test_a_column_about_a_person_is_known_by_its_name(name):
    assert "Nothing about one person may be imported" in personal_column(name)


@pytest.mark.parametrize(
    "name",
    [
        *("la_name", "children_count", "care_leaver_age", "number", "breakdown", "school_type"),
        *("rate_per_10000", "At31_episodes", "case_holders_fte", "birth_cohort", "street_homeless"),
    ],
)
def test_a_column_of_statistics_is_not(name):
    assert personal_column(name) == ""


@pytest.mark.parametrize(
    "cell",
    [
        *("14/02/2011", "2011-02-14", "1.3.09", "A123456789012", "AB123456C"),
        *("WR5 2NP", "someone@example.org", "2011-02-14T00:00:00"),
        "943 476 5919",
    ],
)
def test_a_cell_about_a_person_is_known_by_its_look(cell):
    assert "looks like" in personal_value(cell)
    assert cell not in personal_value(cell)


@pytest.mark.parametrize(
    "cell", ["45", "45.25", "2024-25", "E10000034", "16012355892", "00:10", "19 to 21 years", "c"]
)
def test_a_cell_of_statistics_is_not(cell):
    assert personal_value(cell) == ""


def test_an_nhs_number_has_a_right_last_digit():
    assert is_nhs_number("943 476 5919")  # the example of the NHS data dictionary
    assert is_nhs_number("9434765919")
    assert not is_nhs_number("9434765918")


def test_one_large_count_is_no_nhs_number_but_a_column_of_them_is():
    counts, people = Watch(), Watch()
    for line, cell in enumerate(("9434765919", "9434765918"), start=2):
        assert counts.look(line, "pounds", cell) == ""
    for line, cell in enumerate(("9434765919", "c", "9434765870"), start=2):
        assert people.look(line, "number", cell) == ""
    assert list(counts.at_the_end()) == []
    assert [found[:2] for found in people.at_the_end()] == [(2, "number")]
