"""The administration pages: whom they open to, what they change, and what no post can forge."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.contrib.admin.models import LogEntry
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from accounts.models import Team, User
from dashboard.admin import admin
from improvement.boards.models import Seat
from indicators.areas.lookup import find
from indicators.areas.models import Area, AreaAlias, AreaChange, Edition, Membership
from indicators.catalogue.models import (
    Break,
    Indicator,
    IndicatorText,
    Ownership,
    Series,
    Source,
    Theme,
)
from indicators.ledger.models import Batch, Observation
from indicators.notes.models import Note
from indicators.notes.verbs import write
from indicators.targets.models import Target
from tests.dashboard.administering import page_of, saved, user
from tests.dashboard.conftest import Visit

pytestmark = pytest.mark.django_db

READ_ONLY = (
    Theme,
    Indicator,
    IndicatorText,
    Series,
    Source,
    Area,
    AreaAlias,
    AreaChange,
    Edition,
    Membership,
    Batch,
    LogEntry,
)
CHANGED = (User, Team, Ownership, Target, Break, Note, Seat)
NEET = "care-leavers-neet"
REFUSED = "you need the role administrator"


def an(model: type[Model]) -> Model:
    """Any row of the model, made where nothing is shipped."""
    if model is Note:
        return a_note()
    if model is LogEntry and not LogEntry.objects.exists():
        boss = User.objects.get(username="administrator")
        LogEntry.objects.log_actions(boss.pk, Team.objects.all()[:1], 2, "Changed.")
    row = model._default_manager.first()
    assert row is not None, f"no {model.__name__} is shipped"
    return row


def a_note() -> Note:
    officer = User.objects.get(username="officer")
    return write(neet(), find("E10000034"), "Two offices were merged.", by=officer)


def own_area() -> Area:
    return find("E10000034")


def neet() -> Indicator:
    return Indicator.objects.get(slug=NEET)


def addresses() -> Iterator[str]:
    for name in ("index", "jsi18n", "logout", "password_change", "password_change_done"):
        yield reverse(f"admin:{name}")
    yield "/admin/nothing/here/"
    for model in (*READ_ONLY, *CHANGED):
        row = an(model)
        yield page_of(model, "changelist")
        yield page_of(model, "add")
        for page in ("change", "delete", "history"):
            yield page_of(model, page, row.pk)
    yield reverse("admin:auth_user_password_change", args=[an(User).pk])


def test_these_are_all_the_models():
    assert set(admin._registry) == {*READ_ONLY, *CHANGED}
    assert Observation not in admin._registry


@pytest.mark.parametrize("role", ["viewer", "officer", "approver", "partner", "nobody"])
def test_other_roles_are_refused_everywhere(as_role: Callable[..., Client], role: str):
    browser = as_role(role)
    for address in addresses():
        for method in ("get", "post"):
            answer = getattr(browser, method)(address)
            assert answer.status_code == 403, f"{method} {address}: {answer.status_code}"


def test_the_refusal_says_which_role(visit: Visit):
    assert REFUSED in visit("/admin/", "officer", status=403).text


def test_strangers_are_sent_to_the_one_sign_in_page(as_role: Callable[..., Client]):
    browser = as_role("stranger")
    for address in addresses():
        last, _ = browser.get(address, follow=True).redirect_chain[-1]
        assert last.startswith("/accounts/login/?next="), address
    assert browser.post("/admin/login/", {"username": "administrator"}).status_code == 302


def test_staff_and_superuser_are_no_way_in(as_role: Callable[..., Client]):
    User.objects.filter(username="viewer").update(is_staff=True, is_superuser=True)
    browser = as_role("viewer")
    for address in addresses():
        assert browser.get(address).status_code == 403, address


@pytest.mark.parametrize("model", [*READ_ONLY, *CHANGED], ids=lambda model: model.__name__)
def test_every_page_passes_the_inspection(visit: Visit, model: type[Model]):
    row = an(model)
    visit(page_of(model, "changelist"), "administrator")
    visit(page_of(model, "change", row.pk), "administrator")
    if model in CHANGED:
        visit(page_of(model, "add"), "administrator")


def test_the_index_passes_the_inspection(visit: Visit):
    assert "each time in your name" in visit("/admin/", "administrator").text
    visit(reverse("admin:app_list", args=["catalogue"]), "administrator")
    someone = User.objects.get(username="viewer")
    visit(reverse("admin:auth_user_password_change", args=[someone.pk]), "administrator")


@pytest.mark.parametrize("model", READ_ONLY, ids=lambda model: model.__name__)
def test_what_is_only_read_takes_no_post(boss: Client, model: type[Model]):
    row = an(model)
    before = model._default_manager.filter(pk=row.pk).values().get()
    typed = {field.name: "1" for field in model._meta.fields}
    assert boss.post(page_of(model, "add"), typed).status_code == 403
    assert boss.post(page_of(model, "change", row.pk), typed).status_code == 403
    assert model._default_manager.filter(pk=row.pk).values().get() == before


@pytest.mark.parametrize("model", [*READ_ONLY, *CHANGED], ids=lambda model: model.__name__)
def test_nothing_is_deleted(boss: Client, model: type[Model]):
    row = an(model)
    assert boss.post(page_of(model, "delete", row.pk), {"post": "yes"}).status_code == 403
    boss.post(
        page_of(model, "changelist"),
        {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"},
    )
    assert model._default_manager.filter(pk=row.pk).exists()


# People

PERSON = {
    "username": "jo.smith",
    "first_name": "Jo",
    "last_name": "Smith",
    "email": "jo@council.example",
    "password1": "a-long-first-password",
    "password2": "a-long-first-password",
}


def groups(*names: str) -> list[int]:
    from django.contrib.auth.models import Group

    return list(Group.objects.filter(name__in=names).values_list("pk", flat=True))


def test_a_person_is_made_with_roles_and_can_sign_in(boss: Client):
    saved(boss.post(page_of(User, "add"), {**PERSON, "groups": groups("viewer", "officer")}))
    person = User.objects.get(username="jo.smith")
    assert person.group_names == {"viewer", "officer"}
    assert person.check_password("a-long-first-password")
    entry = LogEntry.objects.get(object_id=person.pk)
    assert (entry.user.username, entry.is_addition()) == ("administrator", True)
    browser = Client()
    browser.force_login(person)
    assert browser.get("/").status_code == 200


def test_a_password_that_is_too_plain_is_refused(boss: Client):
    typed = {**PERSON, "password1": "password", "password2": "password"}
    answer = boss.post(page_of(User, "add"), typed)
    assert "too common" in answer.content.decode()
    assert not User.objects.filter(username="jo.smith").exists()


def test_a_person_s_page_shows_no_password(boss: Client):
    person = User.objects.get(username="viewer")
    page = boss.get(page_of(User, "change", person.pk)).content.decode()
    for part in (person.password, *person.password.split("$")[1:], "algorithm", "salt"):
        assert part not in page


def test_a_person_is_closed_and_reads_nothing_more(boss: Client, as_role: Callable[..., Client]):
    browser, person = as_role("viewer"), User.objects.get(username="viewer")
    typed = {"username": "viewer", "groups": groups("viewer")}  # is_active left unticked
    saved(boss.post(page_of(User, "change", person.pk), typed))
    assert browser.get("/").status_code == 302


def test_a_forged_post_makes_nobody_more_than_their_roles(boss: Client):
    person = User.objects.get(username="viewer")
    before = person.password
    typed = {
        "username": "viewer",
        "is_active": "on",
        "groups": groups("viewer"),
        "is_superuser": "on",
        "is_staff": "on",
        "is_service": "on",
        "password": "forged",
        "last_login_0": "2001-01-01",
    }
    saved(boss.post(page_of(User, "change", person.pk), typed))
    person.refresh_from_db()
    assert {person.is_superuser, person.is_staff, person.is_service} == {False}
    assert person.password == before


def test_a_group_that_is_no_role_is_not_given(boss: Client):
    from django.contrib.auth.models import Group

    choir = Group.objects.create(name="choir")
    answer = boss.post(page_of(User, "add"), {**PERSON, "groups": [choir.pk]})
    assert answer.status_code == 200
    assert not User.objects.filter(username="jo.smith").exists()


@pytest.mark.parametrize("lost", [{"groups": "viewer"}, {"is_active": ""}])
def test_the_last_administrator_stays_one(boss: Client, lost: dict[str, str]):
    person = User.objects.get(username="administrator")
    typed = {"username": "administrator", "is_active": "on", "groups": groups("administrator")}
    if "groups" in lost:
        typed["groups"] = groups("viewer")
    else:
        del typed["is_active"]
    answer = boss.post(page_of(User, "change", person.pk), typed)
    assert "There must be somebody with the role administrator" in answer.content.decode()
    assert boss.get("/admin/").status_code == 200


def test_the_account_that_signs_what_is_loaded_is_nobody_s_to_change(boss: Client):
    service = User.objects.get(username="sightline")
    typed = {"username": "taken", "is_active": "on", "groups": groups("administrator")}
    assert boss.post(page_of(User, "change", service.pk), typed).status_code == 403
    address = reverse("admin:auth_user_password_change", args=[service.pk])
    assert boss.post(address, {"password1": "x" * 12, "password2": "x" * 12}).status_code == 403
    service.refresh_from_db()
    assert (service.username, service.is_active) == ("sightline", False)


def test_a_new_password_is_set_and_recorded_and_not_shown(boss: Client):
    person = User.objects.get(username="viewer")
    address = reverse("admin:auth_user_password_change", args=[person.pk])
    typed = {"password1": "a-new-long-password", "password2": "a-new-long-password"}
    saved(boss.post(address, {**typed, "usable_password": "true"}))
    person.refresh_from_db()
    assert person.check_password("a-new-long-password")
    entry = LogEntry.objects.get(object_id=person.pk)
    assert entry.user.username == "administrator"
    assert "a-new-long" not in entry.change_message


# Owners


def test_an_indicator_is_given_to_another_team_and_the_history_stays(boss: Client):
    old = Ownership.objects.get(indicator__slug=NEET)
    team = Team.objects.get(slug="virtual-school")
    forged = {"set_by": user("viewer"), "team": team.pk, "ended_at": "2001-01-01"}
    saved(boss.post(page_of(Ownership, "change", old.pk), {"new_owner": team.pk, **forged}))
    old.refresh_from_db()
    assert (old.team.slug, old.ended_by.username) == ("leaving-care", "administrator")
    new = Ownership.objects.get(indicator__slug=NEET, ended_at=None)
    assert (new.team, new.set_by.username) == (team, "administrator")
    assert LogEntry.objects.get(object_id=new.pk).change_message == "Given to Virtual school."


def test_what_has_ended_takes_no_post(boss: Client):
    old = Ownership.objects.get(indicator__slug=NEET)
    team = Team.objects.get(slug="virtual-school")
    boss.post(page_of(Ownership, "add"), {"indicator": neet().pk, "team": team.pk})
    assert Ownership.objects.filter(indicator=neet()).count() == 2
    again = boss.post(page_of(Ownership, "change", old.pk), {"new_owner": old.team_id})
    assert again.status_code == 403
    assert Ownership.objects.filter(indicator=neet()).count() == 2


# Targets

PROPOSED = {"high": "38", "tolerance": "1", "starts": "2026-04-01", "why": "The board's plan."}


def propose(boss: Client) -> Target:
    forged = {"by": user("viewer"), "area": find("England").pk, "origin": "statute"}
    typed = {"indicator": neet().pk, **PROPOSED, **forged}
    saved(boss.post(page_of(Target, "add"), typed))
    return Target.objects.latest("recorded_at")


def test_a_target_is_proposed_in_the_name_of_who_is_signed_in(boss: Client):
    target = propose(boss)
    assert (target.by.username, target.area.code) == ("administrator", "E10000034")
    assert (target.origin, target.high, target.confirmed_at) == ("council", 38, None)


def test_a_target_is_confirmed_and_ended_by_its_verbs(boss: Client):
    target = propose(boss)
    address = page_of(Target, "change", target.pk)
    saved(boss.post(address, {"verb": "confirm", "high": "1", "confirmed_by": user("viewer")}))
    target.refresh_from_db()
    assert (target.high, target.confirmed_by.username) == (38, "administrator")
    refused = boss.post(address, {"verb": "end", "why": " "})
    assert "Say why the target ends or is refused." in refused.content.decode()
    saved(boss.post(address, {"verb": "end", "why": "Reached."}))
    target.refresh_from_db()
    assert (target.ended_by.username, target.ended_why) == ("administrator", "Reached.")
    assert boss.post(address, {"verb": "end", "why": "Again."}).status_code == 403


def test_the_verbs_refusal_stands_beside_what_was_typed(boss: Client):
    typed = {"indicator": neet().pk, **PROPOSED, "high": "101"}
    page = boss.post(page_of(Target, "add"), typed).content.decode()
    assert "A percentage lies between 0 and 100." in page
    assert 'value="101"' in page
    confirmed = Target.objects.get(indicator=neet(), area=own_area(), origin="demonstration")
    again = boss.post(page_of(Target, "change", confirmed.pk), {"verb": "confirm"})
    assert "This target is confirmed already." in again.content.decode()


def test_a_demonstration_target_is_adopted(boss: Client):
    shipped = Target.objects.get(indicator=neet(), area=own_area(), origin="demonstration")
    typed = {"verb": "adopt", "why": "England first."}
    saved(boss.post(page_of(Target, "change", shipped.pk), typed))
    ours = Target.objects.get(indicator=neet(), area=own_area(), ended_at=None)
    assert (ours.origin, ours.confirmed_by.username) == ("council", "administrator")


def test_a_target_of_law_is_the_files_business(boss: Client):
    law = Target.objects.filter(area=None).first()
    address = page_of(Target, "change", law.pk)
    assert boss.post(address, {"verb": "end", "why": "-"}).status_code == 403
    law.refresh_from_db()
    assert law.ended_at is None


# Breaks


def test_a_break_is_recorded_in_a_name_and_withdrawn(boss: Client, visit: Visit):
    typed = {
        "indicator": neet().pk,
        "on": "2024-06-01",
        "why": "A new way to count.",
        "recorded_by": user("viewer"),
    }
    saved(boss.post(page_of(Break, "add"), typed))
    one = Break.objects.get(on=date(2024, 6, 1))
    assert one.recorded_by.username == "administrator"
    page = f"/indicators/{NEET}/"
    assert "1 June 2024: A new way to count." in visit(page).text
    again = boss.post(page_of(Break, "add"), typed).content.decode()
    assert "A break is recorded for this day already." in again
    address = page_of(Break, "change", one.pk)
    saved(boss.post(address, {"withdrawn_because": "Counted alike.", "on": "2020-01-01"}))
    one.refresh_from_db()
    assert (one.on, one.withdrawn_by.username) == (date(2024, 6, 1), "administrator")
    assert "A new way to count." not in visit(page).text
    assert boss.post(address, {"withdrawn_because": "Again."}).status_code == 403


def test_a_break_of_the_files_is_only_read(boss: Client):
    shipped = Break.objects.filter(recorded_by=None).first()
    address = page_of(Break, "change", shipped.pk)
    assert boss.post(address, {"withdrawn_because": "Ours."}).status_code == 403
    shipped.refresh_from_db()
    assert shipped.withdrawn_at is None


def test_another_indicator_s_series_cannot_break(boss: Client):
    other = Series.objects.exclude(indicator=neet()).first()
    typed = {"indicator": neet().pk, "on": "2024-06-01", "why": "-", "series": other.pk}
    assert "another indicator" in boss.post(page_of(Break, "add"), typed).content.decode()


# Notes


def test_a_note_is_written_replaced_and_withdrawn(boss: Client):
    typed = {"indicator": neet().pk, "period": "2024-25", "text": "Merged.", "by": user("viewer")}
    saved(boss.post(page_of(Note, "add"), typed))
    first = Note.objects.get()
    assert (first.by.username, str(first.period)) == ("administrator", "2024-25")
    address = page_of(Note, "change", first.pk)
    saved(boss.post(address, {"verb": "replace", "new_text": "Merged in May.", "text": "x"}))
    second = Note.objects.get(replaces=first)
    assert (second.text, second.by.username) == ("Merged in May.", "administrator")
    assert boss.post(address, {"verb": "withdraw", "why": "-"}).status_code == 403
    saved(boss.post(page_of(Note, "change", second.pk), {"verb": "withdraw", "why": "Wrong."}))
    second.refresh_from_db()
    assert second.withdrawn_by.username == "administrator"
    first.refresh_from_db()
    assert first.text == "Merged."


def test_a_period_that_cannot_be_read_says_how_to_write_it(boss: Client):
    typed = {"indicator": neet().pk, "period": "last year", "text": "Merged."}
    assert "last year" in boss.post(page_of(Note, "add"), typed).content.decode()
    assert not Note.objects.exists()


HOSTILE = "<script>alert(1)</script>"


def test_hostile_text_is_shown_as_text(boss: Client, as_role: Callable[..., Client]):
    note = write(neet(), find("E10000034"), HOSTILE, by=User.objects.get(username="officer"))
    Team.objects.create(slug="hostile", name=HOSTILE)
    User.objects.filter(username="viewer").update(first_name=HOSTILE)
    for address in (
        page_of(Note, "changelist"),
        page_of(Note, "change", note.pk),
        page_of(Team, "changelist"),
        page_of(User, "changelist"),
        page_of(Ownership, "add"),
    ):
        content = boss.get(address).content
        assert b"<script>alert" not in content
        assert b"&lt;script&gt;alert(1)" in content, address


def test_a_post_without_its_token_is_refused(as_role: Callable[..., Client]):
    browser = as_role("administrator", enforce_csrf_checks=True)
    assert browser.post(page_of(User, "add"), PERSON).status_code == 403
