"""The council's own logo and colour on every page."""

import pytest

from config.council import Logo, read_colour
from tests.dashboard.conftest import Visit

LOGO = Logo(b'<svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml", "abc123")


@pytest.fixture
def _given(settings):
    settings.COUNCIL_LOGO = LOGO
    settings.COUNCIL_COLOUR = read_colour("COLOUR", "#5a2d81", [])


@pytest.mark.usefixtures("_given")
@pytest.mark.parametrize(
    ("address", "role"),
    [("/accounts/login/", "stranger"), ("/", "viewer"), ("/admin/", "administrator")],
)
def test_every_page_shows_them(visit: Visit, address: str, role: str, settings):
    page = visit(address, role)
    (picture,) = page.document.all("img")
    assert picture.get("src") == "/council/logo?v=abc123"
    sheets = [one.get("href") for one in page.document.all("link")]
    assert sheets[-1] == f"/council/colour.css?v={settings.COUNCIL_COLOUR.version}"


def test_without_settings_no_page_asks_for_them(visit: Visit, client):
    page = visit("/")
    assert page.document.all("img") == []
    assert not any("council" in one.get("href") for one in page.document.all("link"))
    assert client.get("/council/logo").status_code == 404
    assert client.get("/council/colour.css").status_code == 404


@pytest.mark.usefixtures("_given")
def test_the_logo_comes_as_what_it_is_and_under_the_policy(client):
    answer = client.get("/council/logo?v=abc123")
    assert answer.content == LOGO.content
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert "immutable" in answer["Cache-Control"]
    assert client.get("/council/logo?v=older")["Cache-Control"] == "no-cache"


@pytest.mark.usefixtures("_given")
def test_the_colour_is_one_small_stylesheet(client, settings):
    answer = client.get(f"/council/colour.css?v={settings.COUNCIL_COLOUR.version}")
    assert answer["Content-Type"] == "text/css; charset=utf-8"
    assert "max-age=31536000" in answer["Cache-Control"]
    assert answer.content.decode() == (
        ":root { --govuk-brand-colour: #5a2d81; --sl-header-colour: #5a2d81; }\n"
    )
