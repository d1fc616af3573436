"""All authorities on one indicator, with the shipped figures: a council and those around it."""

import csv
import io
from collections.abc import Callable

import pytest
from django.test import Client

from improvement.models import Inspection
from indicators.areas.models import Area
from tests.dashboard.conftest import Page, Visit
from tests.dashboard.markup import Element
from tests.data.shipped import history, rows

NEET = "/compare/care-leavers-neet/"
NAMES = {row["code"]: row["name"] for row in rows("areas/areas.csv")}
AUTHORITIES = {row["code"] for row in rows("areas/areas.csv") if row["kind"] == "local-authority"}
OWN = "E10000034"
SORTS = ("authority", "value", "place", "region", "similar", "change", "inspection")
FORMULA = '=HYPERLINK("https://example.org","press")'


def shown(page: Page) -> list[str]:
    return [one.all("th")[0].text for one in page.main.with_class("sl-rows__row")]


def row(page: Page, name: str) -> dict[str, str]:
    found = next(
        one for one in page.main.with_class("sl-rows__row") if one.all("th")[0].text == name
    )
    return {cell.get("data-label"): cell.text for cell in found.all("td")}


def ring(page: Page, key: str) -> list[Element]:
    section = next(
        one for one in page.main.all("section") if one.get("aria-labelledby") == f"ring-{key}"
    )
    return section.with_class("sl-ring__item")


def shipped_with_a_value(period: str) -> dict[str, str]:
    """Code → value of the authorities whose history ships, from the file itself."""
    lines = history("care-leavers-neet")
    return {
        code: line["value"]
        for (code, when), line in lines.items()
        if when == period and code in AUTHORITIES and line["value"]
    }


@pytest.fixture
def file(as_role: Callable[[str], Client]) -> Callable[..., list[dict[str, str]]]:
    def read(query: str = "") -> list[dict[str, str]]:
        answer = as_role("viewer").get(f"{NEET}authorities.csv{query}")
        assert answer.status_code == 200
        return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))

    return read


def test_everybody_whose_figure_is_there_has_a_row_the_lowest_first(visit: Visit):
    page = visit(NEET)
    values = shipped_with_a_value("2024-25")
    assert len(values) > 10
    expected = sorted((int(value), NAMES[code]) for code, value in values.items())
    assert shown(page) == [name for _, name in expected]
    assert row(page, "Worcestershire")["Value"] == "45%"


def test_of_a_council_and_its_neighbours_nobody_is_ranked(visit: Visit):
    page = visit(NEET)
    held = len(shipped_with_a_value("2024-25"))
    assert f"Sightline holds figures of {held} of 153 local authorities" in page.text
    assert "import_lait" in page.text
    assert {row(page, name)["Place"] for name in shown(page)} == {"none"}
    assert "quartile A" not in page.main.with_class("sl-headline")[0].text


def test_whom_to_ring_are_those_who_really_got_better_and_by_how_much(visit: Visit):
    """Dorset: 51% (94 of 185) in 2021-22, 35% (98 of 281) in 2024-25: z is 3.4 by hand."""
    lines = history("care-leavers-neet")
    then, now = lines["E06000059", "2021-22"], lines["E06000059", "2024-25"]
    page = visit(f"{NEET}?years=3")
    first = ring(page, "similar")[0]
    by = int(then["value"]) - int(now["value"])
    assert first.text.startswith(f"Dorset by {by} points")
    assert f"From {then['value']}% in 2021-22 to {now['value']}% in 2024-25" in first.text
    assert "more than chance would explain" in first.text


def test_each_to_ring_has_the_newest_grade_with_its_date(visit: Visit):
    grades = {line["area"]: line for line in rows("inspections.csv")}
    first = ring(visit(f"{NEET}?years=3"), "similar")[0].text
    assert grades["E06000059"]["overall"] == "outstanding"
    assert grades["E06000059"]["inspected_on"].startswith("2025-03")
    assert "Outstanding inspected March 2025" in first


def test_the_own_authority_is_not_among_those_to_ring(visit: Visit):
    for years in (1, 3, 5):
        page = visit(f"{NEET}?years={years}")
        for key in ("similar", "england"):
            assert not any(one.text.startswith("Worcestershire") for one in ring(page, key))


def test_neighbours_are_those_of_the_edition_that_is_asked_for(visit: Visit):
    members = {
        edition: {
            NAMES[line["member"]]
            for line in rows(f"editions/{edition}.csv")
            if line["subject"] == OWN
        }
        for edition in ("2021", "2025")
    }
    for edition, expected in members.items():
        page = visit(f"{NEET}?edition={edition}")
        similar = {name for name in shown(page) if row(page, name)["Similar"] == "similar"}
        assert similar == expected & set(shown(page))
        assert len(similar) > 5


def test_any_authority_may_be_the_subject(visit: Visit):
    page = visit(NEET)
    assert page.links["Kent"].startswith(NEET)
    kent = visit(page.links["Kent"])
    assert "Kent among all authorities" in kent.text
    assert row(kent, "Kent")["Similar"] == "this authority"


def test_the_past_knows_no_later_figure_and_no_later_grade(visit: Visit):
    page = visit(f"{NEET}?as_of=2021-12-31")
    mine = [line for (code, _), line in history("care-leavers-neet").items() if code == OWN]
    newest = max(line["period"] for line in mine if line["known_on"] <= "2021-12-31")
    assert f"figure In {newest} sorted by" in page.text
    assert "2024-25" not in page.text
    assert "inspected June 2019" in row(page, "Worcestershire")["Inspection"]
    assert "inspected May 2023" in row(visit(NEET), "Worcestershire")["Inspection"]
    assert (
        "No published figure of this was known on that day"
        in visit(f"{NEET}?as_of=2012-01-01").text
    )


def test_a_period_can_be_chosen_and_one_without_figures_names_the_newest(visit: Visit):
    page = visit(f"{NEET}?period=2018-19")
    expected = shipped_with_a_value("2018-19")
    assert set(shown(page)) == {NAMES[code] for code in expected}
    missing = visit(f"{NEET}?period=1999-00", status=404)
    assert "The newest, in 2024-25" in missing.links


@pytest.mark.parametrize(
    ("slug", "says"),
    [
        ("audits-good", "Official statistics do not measure this"),
        ("rereferrals", "Both too high and too low are bad here"),
        ("children-looked-after-rate", "Neither high nor low is good in itself here"),
    ],
)
def test_where_there_is_nothing_to_rank_it_says_why(visit: Visit, slug: str, says: str):
    assert says in visit(f"/compare/{slug}/").text


@pytest.mark.parametrize("sort", [f"{sign}{name}" for name in SORTS for sign in ("", "-")])
def test_a_sort_only_changes_the_order(visit: Visit, sort: str):
    page = visit(f"{NEET}?sort={sort}")
    assert sorted(shown(page)) == sorted(shown(visit(NEET)))
    heads = [one for one in page.main.all("th") if one.get("aria-sort")]
    assert [one.get("aria-sort") for one in heads] == [
        "descending" if sort.startswith("-") else "ascending"
    ]


def test_rows_are_sorted_by_what_they_show(visit: Visit):
    names = shown(visit(f"{NEET}?sort=-authority"))
    assert names == sorted(names, key=str.casefold, reverse=True)
    page = visit(f"{NEET}?sort=-value")
    values = [int(row(page, name)["Value"].removesuffix("%")) for name in shown(page)]
    assert values == sorted(values, reverse=True)


def test_what_cannot_be_had_is_left_out_and_said(visit: Visit):
    page = visit(f"{NEET}?years=7&sort=luck&edition=1999&intervals=maybe")
    for given in ("7", "luck", "1999", "maybe"):
        assert f"“{given}” is not among the choices" in page.text
    visit(f"{NEET}?period=rubbish", status=400)


def test_the_file_has_the_rows_of_the_page_as_they_are_stored(file):
    found = {line["area"]: line for line in file()}
    lines = history("care-leavers-neet")
    assert len(found) == 153
    for code, value in shipped_with_a_value("2024-25").items():
        assert (found[code]["value"], found[code]["numerator"]) == (
            value,
            lines[code, "2024-25"]["numerator"],
        )
    assert found[OWN]["role"] == "own"
    assert found[OWN]["changed_since"] == "2021-22"
    assert found["E06000059"]["change_tested"] == "yes"
    assert found["E06000059"]["inspection_grade"] == "Outstanding"
    assert found["E09000001"]["missing_reason"] == "not in Sightline"


def test_the_file_holds_no_formula(file):
    Area.objects.filter(code="E06000059").update(name=FORMULA)
    assert (
        next(line for line in file() if line["area"] == "E06000059")["area_name"] == f"'{FORMULA}"
    )


def test_a_hostile_name_is_only_words(visit: Visit):
    hostile = "<script>alert(1)</script>"
    Area.objects.filter(code="E06000059").update(name=hostile)
    assert hostile in shown(visit(NEET))


def test_the_picture_leaves_the_page_with_its_finding(as_role: Callable[[str], Client]):
    answer = as_role("viewer").get(f"{NEET}chart.svg?intervals=1")
    assert answer["Content-Type"] == "image/svg+xml"
    drawn = answer.content.decode()
    for words in ("Worcestershire 45%", "England 40%", "Dorset: 35%", "Similar authorities"):
        assert words in drawn


def test_intervals_are_drawn_when_asked_for(as_role: Callable[[str], Client]):
    plain, drawn = (
        as_role("viewer").get(f"{NEET}chart.svg{query}").content.count(b'stroke-width="0.8"')
        for query in ("", "?intervals=1")
    )
    lines = history("care-leavers-neet")
    known = [
        code
        for code in shipped_with_a_value("2024-25")
        if code != OWN and lines[code, "2024-25"]["denominator"]
    ]
    assert drawn - plain == len(known) > 10


def test_without_any_grade_the_page_says_so(visit: Visit):
    Inspection.objects.all().delete()
    page = visit(NEET)
    assert row(page, "Kent")["Inspection"] == "No grade known"


def test_the_page_of_the_indicator_leads_there(visit: Visit):
    page = visit("/indicators/care-leavers-neet/?area=E10000016")
    assert page.links["All authorities, and whom to ring"] == f"{NEET}?area=E10000016"


def test_where_nobody_is_ranked_a_list_shows_no_place(visit: Visit):
    assert "Among all authorities" not in visit("/themes/care-leavers/").text
    assert "Published:" not in visit("/indicators/care-leavers-neet/").text


def test_the_grid_says_what_to_do_while_there_is_nobody_to_place(visit: Visit):
    for query in ("", "?area=England", "?area=X99000001"):
        assert "import_lait" in visit(f"/compare/{query}").text
    assert "on that day" in visit("/compare/?as_of=2017-02-01").text
