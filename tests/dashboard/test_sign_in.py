"""Coming in and going out: back to where one wanted to be, and never to another site."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import get_resolver

from tests.dashboard.conftest import Visit

WORD = "a-password-for-tests-only"
PAST = "/indicators/care-leavers-neet/?as_of=2017-02-01"
# Every address that the sign-in library brings. One more, after an upgrade, wants a decision here.
BROUGHT = {
    "account_login",
    "account_logout",
    "account_change_password",
    "account_set_password",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_confirm_login_code",
    "account_signup",
    "account_email",
    "account_confirm_email",
    "account_email_verification_sent",
    "account_reauthenticate",
    "account_inactive",
}


def test_the_sign_in_library_brings_no_page_unseen():
    found = {str(name) for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert {name for name in found if name.startswith("account_")} <= BROUGHT


def test_signing_in_leads_back_to_the_page_that_was_asked_for(as_role: Callable[[str], Client]):
    browser = as_role("stranger")
    asked = browser.get(PAST, follow=True)
    assert asked.redirect_chain
    assert f'value="{PAST}"' in asked.content.decode()
    answer = browser.post("/accounts/login/", {"login": "viewer", "password": WORD, "next": PAST})
    assert answer["Location"] == PAST


@pytest.mark.parametrize(
    "away", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"]
)
def test_signing_in_never_leads_to_another_site(as_role: Callable[[str], Client], away: str):
    typed = {"login": "viewer", "password": WORD, "next": away}
    assert as_role("stranger").post("/accounts/login/", typed)["Location"] == "/"


def test_a_link_alone_signs_nobody_out(as_role: Callable[[str], Client]):
    browser = as_role("viewer")
    browser.get("/accounts/logout/")
    assert browser.get("/").status_code == 200
    browser.post("/accounts/logout/")
    assert browser.get("/").status_code == 302


def test_a_wrong_password_and_an_unknown_name_are_told_alike(visit: Visit):
    told = [
        visit("/accounts/login/", "stranger", post={"login": name, "password": "wrong"})
        .main.with_class("govuk-error-summary")[0]
        .text
        for name in ("viewer", "nobody-of-this-name")
    ]
    assert told[0] == told[1]


def test_the_session_is_out_of_reach_for_scripts(as_role: Callable[[str], Client]):
    browser = as_role("stranger")
    browser.post("/accounts/login/", {"login": "viewer", "password": WORD})
    cookie = browser.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
