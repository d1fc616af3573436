"""Deny by default: every address × every role × every method, walked from the resolver itself."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.models import User
from config.council import Colour, Logo
from tests.dashboard.conftest import Visit

INDICATOR = "care-leavers-neet"
BOARD = "/boards/corporate-parenting-board/"
MEETING = f"{BOARD}meetings/2026-11-26/"
# Every address of ours: its name → an example. One that is missing here fails the walk below.
ADDRESSES = {
    "overview": "/",
    "theme": "/themes/care-leavers/",
    "catalogue": "/indicators/",
    "indicator": f"/indicators/{INDICATOR}/",
    "indicator-svg": f"/indicators/{INDICATOR}/chart.svg",
    "indicator-csv": f"/indicators/{INDICATOR}/figures.csv",
    "grid": "/compare/",
    "compare": f"/compare/{INDICATOR}/",
    "compare-svg": f"/compare/{INDICATOR}/chart.svg",
    "compare-csv": f"/compare/{INDICATOR}/authorities.csv",
    "targets": f"/indicators/{INDICATOR}/targets/",
    "notes": f"/indicators/{INDICATOR}/notes/",
    "scorecard": "/scorecard/",
    "scorecard-csv": "/scorecard/scorecard.csv",
    "scorecard-xlsx": "/scorecard/scorecard.xlsx",
    "all-targets": "/targets/",
    "report": "/report/",
    "reconciliation": "/reconciliation/",
    "reconciliation-csv": "/reconciliation/reconciliation.csv",
    "imports": "/imports/",
    "import-new": "/imports/new/",
    "import": "/imports/1/",
    "batch": "/imports/batches/1/",
    "boards": "/boards/",
    "board": BOARD,
    "meeting": MEETING,
    "despatch": f"{MEETING}despatch/",
    "pack": f"{MEETING}pack/",
    "pack-pdf": f"{MEETING}pack.pdf",
    "pack-xlsx": f"{MEETING}pack.xlsx",
    "present": f"{MEETING}present/",
    "minutes": f"{MEETING}minutes/",
    "minutes-pdf": f"{MEETING}minutes.pdf",
    "gallery": "/gallery/",
    "council-logo": "/council/logo",
    "council-colour": "/council/colour.css",
    "returns": "/returns/",
    "return": "/returns/1/",
    "return-review": "/returns/1/review/",
    "return-trail": "/returns/1/trail/",
    "return-answer": "/returns/1/answer/",
    "return-fill": "/returns/1/fill/",
    "return-fill-csv": "/returns/1/fill/return.csv",
    "return-fill-xlsx": "/returns/1/fill/return.xlsx",
    "healthz": "/healthz",
}
PUBLIC = {"healthz", "council-logo", "council-colour"}
POSTS = {"targets", "notes", "reconciliation", "return", "return-review", "return-answer"}
POSTS |= {"import-new", "import", "batch", "return-fill", "board"}
# Who reads and does what at a meeting is tested with each page.
OF_A_MEETING = {name for name, address in ADDRESSES.items() if address.startswith(MEETING)}
POSTS |= OF_A_MEETING - {"present"}
NOT_FOR_PARTNERS = {"returns", "return", "reconciliation", "reconciliation-csv"}
NOT_FOR_PARTNERS |= {"imports", "batch", "board"}
# Who brings figures in. An upload's page is tested with its uploads.
FOR_OFFICERS = {"import-new"}
# For the team that owes the return; who else is refused is tested with each page.
OF_A_TEAM = {"return-review", "return-trail", "return-answer", "import"}
OF_A_TEAM |= {"return-fill", "return-fill-csv", "return-fill-xlsx", *OF_A_MEETING}
READERS = ("viewer", "officer", "approver", "administrator", "partner")


@pytest.fixture(autouse=True)
def _council(settings):
    """Addresses that only answer where the council has given a logo and a colour."""
    settings.COUNCIL_LOGO = Logo(b"<svg/>", "image/svg+xml", "1")
    settings.COUNCIL_COLOUR = Colour(":root {}", "1")


def names(resolver: URLResolver | None = None) -> Iterator[str]:
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern.name or ""
        elif pattern.namespace != "admin":  # walked in test_administration
            yield from names(pattern)


def test_every_address_of_ours_is_walked_here():
    ours = {name for name in names() if not name.startswith("account_")}
    assert ours == set(ADDRESSES)


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_stranger_is_sent_to_sign_in(as_role: Callable[[str], Client], name: str):
    answer = as_role("stranger").get(ADDRESSES[name])
    if name in PUBLIC:
        assert answer.status_code == 200
    else:
        assert answer.status_code == 302
        assert answer["Location"].startswith("/accounts/login/?next=")


@pytest.mark.parametrize("name", [name for name in ADDRESSES if name not in PUBLIC])
def test_somebody_without_a_role_is_told_whom_to_ask(visit: Visit, name: str):
    page = visit(ADDRESSES[name], "nobody", status=403)
    assert "Your account has no role yet" in page.text


@pytest.mark.parametrize("role", READERS)
@pytest.mark.parametrize("name", [name for name in ADDRESSES if name not in OF_A_TEAM])
def test_every_role_reads_every_page(as_role: Callable[[str], Client], name: str, role: str):
    shut = role == "partner" and name in NOT_FOR_PARTNERS
    shut = shut or (name in FOR_OFFICERS and role not in ("officer", "administrator"))
    assert as_role(role).get(ADDRESSES[name]).status_code == (403 if shut else 200)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("name", ADDRESSES)
def test_pages_for_reading_take_no_other_method(
    as_role: Callable[[str], Client], name: str, method: str
):
    if method == "post" and name in POSTS:
        pytest.skip("This page takes a post; who may is tested below.")
    assert getattr(as_role("administrator"), method)(ADDRESSES[name]).status_code == 405


@pytest.mark.parametrize("role", ["viewer", "approver", "partner"])
@pytest.mark.parametrize("act", ["write", "withdraw"])
def test_only_officers_and_administrators_write_notes(visit: Visit, role: str, act: str):
    refused = visit(ADDRESSES["notes"], role, status=403, post={"act": act, "text": "-"})
    assert "you need the role administrator or officer" in refused.text
    for name in ("indicator", "notes"):
        assert "Write a note" not in visit(ADDRESSES[name], role).text


@pytest.mark.parametrize("role", [role for role in READERS if role != "administrator"])
def test_only_administrators_set_targets(visit: Visit, role: str):
    refused = visit(ADDRESSES["targets"], role, status=403, post={"act": "propose"})
    assert "you need the role administrator" in refused.text
    assert "Propose a target" not in visit(ADDRESSES["targets"], role).text


@pytest.mark.parametrize("name", sorted(POSTS))
def test_a_post_without_its_token_is_refused(as_role: Callable[..., Client], name: str):
    browser = as_role("administrator", enforce_csrf_checks=True)
    answer = browser.post(ADDRESSES[name], {"act": "propose"})
    assert answer.status_code == 403
    assert b"CSRF" in answer.content or b"cannot do this" in answer.content


@pytest.mark.parametrize("role", ["stranger", "nobody", "viewer"])
@pytest.mark.parametrize(
    "name", ["signup", "password/reset", "email", "inactive", "reauthenticate"]
)
def test_the_sign_in_librarys_other_pages_are_shut(
    as_role: Callable[[str], Client], name: str, role: str
):
    browser = as_role(role)
    assert browser.get(f"/accounts/{name}/").status_code in (302, 404)
    assert browser.post(f"/accounts/{name}/", {"username": "someone"}).status_code in (302, 404)
    assert not User.objects.filter(username="someone").exists()


def test_a_user_who_is_switched_off_reads_nothing(as_role: Callable[[str], Client]):
    browser = as_role("viewer")
    User.objects.filter(username="viewer").update(is_active=False)
    assert browser.get("/").status_code == 302
