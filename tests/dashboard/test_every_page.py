"""Every page passes the inspection: today in every role, and on earlier days."""

import pytest

from indicators.catalogue.models import Indicator, Theme
from tests.dashboard.catalogue_files import WORCESTERSHIRE, catalogue, has_history
from tests.dashboard.conftest import Visit
from tests.dashboard.shipped import INDICATORS, THEMES

READERS = ("viewer", "officer", "approver", "administrator", "partner")


def test_the_lists_here_are_in_the_catalogue(db):
    assert set(catalogue()) == set(Indicator.objects.values_list("slug", flat=True))
    assert set(INDICATORS) < set(catalogue())
    assert set(THEMES) == set(Theme.objects.values_list("slug", flat=True))


@pytest.mark.parametrize("slug", INDICATORS)
def test_an_indicator_and_its_targets(visit: Visit, slug: str):
    for role in READERS:
        visit(f"/indicators/{slug}/", role)
        visit(f"/indicators/{slug}/targets/", role)
        visit(f"/indicators/{slug}/notes/", role)
    for query in ("?as_of=2017-02-01", "?as_of=2021-06-30", "?area=England", "?area=E06000022"):
        visit(f"/indicators/{slug}/{query}")
        visit(f"/indicators/{slug}/targets/{query}", "administrator")


@pytest.mark.parametrize("slug", sorted(set(catalogue()) - set(INDICATORS)))
def test_every_other_indicator(visit: Visit, slug: str):
    visit(f"/indicators/{slug}/")
    if has_history(slug, WORCESTERSHIRE, "2017-02-01"):
        visit(f"/indicators/{slug}/?as_of=2017-02-01")


@pytest.mark.parametrize("slug", INDICATORS)
def test_an_indicator_among_all_authorities(visit: Visit, slug: str):
    for role in READERS:
        visit(f"/compare/{slug}/", role)
    for query in ("?as_of=2017-02-01", "?as_of=2021-06-30", "?area=England", "?area=E06000022"):
        visit(f"/compare/{slug}/{query}")
    for query in ("?years=5&intervals=1&edition=2021", "?sort=-change", "?area=X99000001"):
        visit(f"/compare/{slug}/{query}")


@pytest.mark.parametrize(
    "path", ["/", "/indicators/", "/report/", "/scorecard/", "/targets/", "/boards/"]
)
@pytest.mark.parametrize("role", READERS)
def test_a_page_about_everything_in_each_role(visit: Visit, path: str, role: str):
    visit(path, role)


@pytest.mark.parametrize("path", ["/indicators/", "/scorecard/"])
def test_the_catalogue_and_the_scorecard(visit: Visit, path: str):
    for query in (
        "?q=CLA",
        "?status=red",
        "?as_of=2017-02-01&per_page=all",
        "?area=England&sort=-value",
        "?area=Leeds&page=2",
    ):
        visit(f"{path}{query}")


@pytest.mark.parametrize("slug", THEMES)
def test_a_theme(visit: Visit, slug: str):
    for role in READERS:
        visit(f"/themes/{slug}/", role)
    for query in ("?sort=attention", "?as_of=2017-02-01", "?area=E12000005", "?area=England"):
        visit(f"/themes/{slug}/{query}")


def test_the_targets_to_decide_on(visit: Visit):
    for query in ("?as_of=2017-02-01", "?area=England"):
        visit(f"/targets/{query}", "administrator")


@pytest.mark.parametrize("role", [role for role in READERS if role != "partner"])
def test_the_reconciliation(visit: Visit, role: str):
    for query in ("", "?area=England", "?area=Northamptonshire", "?as_of=2017-02-01"):
        visit(f"/reconciliation/{query}", role)


def test_the_report(visit: Visit):
    for query in (
        "?q=48",
        "?q=%C2%B685",
        "?q=%3Cb%3E%22%27%26",
        "?q=%00%F0%9F%98%80",
        "?q=" + "9" * 400,
        "?as_of=2017-01-23",
        "?as_of=2017-01-24",
        "?area=England",
        "?area=Leeds&as_of=2017-02-01",
    ):
        visit(f"/report/{query}")


def test_the_overview(visit: Visit):
    for query in ("?as_of=2012-01-01", "?as_of=2017-02-01", "?area=England", "?area=Herefordshire"):
        visit(f"/{query}")


def test_signing_in_and_out(visit: Visit):
    visit("/accounts/login/", "stranger")
    visit("/accounts/logout/")
    visit("/accounts/password/change/")
    wrong = visit("/accounts/login/", "stranger", post={"login": "viewer", "password": "wrong"})
    assert "There is a problem" in wrong.text
    empty = visit("/accounts/login/", "stranger", post={})
    assert "Enter your user name" in empty.text
    assert "Enter your password" in empty.text
