"""What cannot be shown: the right status, what is wrong, what to do, and never a trace."""

from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path

from config.urls import urlpatterns as real
from tests.dashboard.conftest import Visit

NEET = "/indicators/care-leavers-neet/"
HOSTILE = "<script>alert(1)</script>"


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("/?area=Worcestershir", "Worcestershire"),
        ("/?area=E99999999", "There is no area “E99999999” here"),
        ("/?area=SN-E10000034", "group to compare with"),
        ("/themes/care-leaver/", "There is no theme “care-leaver”"),
        ("/indicators/care-leavers-net/", "Care leavers not in education"),
        (f"{NEET}?period=2009-10", "There is no figure for Worcestershire in 2009-10"),
        ("/indicators/zzz/targets/", "There is no indicator “zzz”"),
        ("/nothing/here/", "There is no page at this address"),
        ("/themes/", "There is no page at this address"),
        ("/indicators/adoption-days-order-to-match/chart.svg", "There is no figure to draw"),
    ],
)
def test_what_is_not_here_says_what_is(visit: Visit, address: str, says: str):
    page = visit(address, status=404)
    assert says in page.text
    assert "Go to the overview" in page.links


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("/?as_of=yesterday", "“yesterday” is not a day that can be read"),
        ("/?as_of=2023-02-29", "Write a day such as 2017-02-01"),
        ("/?as_of=20170201", "Write a day such as 2017-02-01"),
        ("/?as_of=01/02/2017", "Write a day such as 2017-02-01"),
        ("/?as_of=2099-01-01", "1 January 2099 has not come yet"),
        ("/?as_of=1999-12-31", "Nothing is recorded from before 2000"),
        (f"{NEET}?period=2024", "2024"),
        (f"{NEET}?period=2024-26", "2024-26"),
        (f"{NEET}?zero=maybe", "The axis cannot start at “maybe”"),
        ("/themes/care-leavers/?sort=upwards", "Rows cannot be sorted by “upwards”"),
    ],
)
def test_what_cannot_be_read_says_how_to_write_it(visit: Visit, address: str, says: str):
    page = visit(address, status=400)
    assert says in page.text
    assert "Go to the overview" in page.links


@pytest.mark.parametrize(
    "address", ["/?area={}", "/?as_of={}", f"{NEET}?period={{}}", "/themes/care-leavers/?sort={}"]
)
@pytest.mark.parametrize("value", [HOSTILE, "%00", "a\nb", "x" * 3000, "'; DROP TABLE x; --", "🦊"])
def test_hostile_values_are_shown_as_text_or_refused(
    as_role: Callable[[str], Client], address: str, value: str
):
    answer = as_role("viewer").get(address.format(quote(value, safe="%")))
    assert answer.status_code in (400, 404)
    assert b"<script>alert" not in answer.content
    assert b"Traceback" not in answer.content


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("885", "Worcestershire"),
        ("e10000034", "Worcestershire"),
        ("Worcestershire", "Worcestershire"),
        ("E10000027", "Somerset"),
        ("E06000066", "Somerset"),
        ("E92000001", "England"),
        ("West Midlands", "West Midlands"),
    ],
)
def test_an_area_answers_to_all_its_codes_and_names(visit: Visit, text: str, name: str):
    assert visit(f"/?area={text}").h1.startswith(f"{name}:")


def test_an_area_without_figures_says_what_to_do(visit: Visit):
    page = visit("/?area=Leeds")
    assert "No figure of this area is in Sightline." in page.text
    assert "Choose another area" in page.text


def test_a_day_before_any_figure_says_so(visit: Visit):
    assert "No figure of this area was known on that day." in visit("/?as_of=2001-01-01").text


def test_an_indicator_without_a_figure_says_whom_to_ask(visit: Visit):
    page = visit("/indicators/adoption-days-order-to-match/")
    assert "Nobody has given a figure for this" in page.text
    assert "Ask the service" in page.text


def broken(request: object) -> HttpResponse:
    raise RuntimeError("the secret of the house")


urlpatterns = [*real, path("broken/", broken)]
handler400 = "dashboard.errors.bad_request"
handler403 = "dashboard.errors.forbidden"
handler404 = "dashboard.errors.not_found"
handler500 = "dashboard.errors.server_error"


@override_settings(ROOT_URLCONF="tests.dashboard.test_errors")
def test_when_we_fail_we_say_sorry_and_nothing_else(as_role: Callable[..., Client]):
    answer = as_role("viewer", raise_request_exception=False).get("/broken/")
    assert answer.status_code == 500
    text = answer.content.decode()
    assert "Sorry, something went wrong" in text
    assert "Nothing that was saved is lost" in text
    assert "secret" not in text
