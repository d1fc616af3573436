"""The officers' pages: what is due, the form of a return, and what happens to what is typed."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Team, TeamMember, User
from indicators.ledger.models import Observation
from indicators.ledger.verification import verify_chain
from indicators.periods import Period
from indicators.returns import verbs
from indicators.returns.models import Entry, Return, Section
from tests.builders import make_user
from tests.dashboard.conftest import Page, Visit
from tests.dashboard.inspector import faults
from tests.dashboard.markup import read

LEARN = "/returns/?area=X99000001"
CHILDREN, WORKFORCE = "exampleshire-children", "exampleshire-workforce"
COUNCIL = ("viewer", "officer", "approver", "administrator")
WHOLE = {"numerator": "26", "denominator": "36", "grade": "B"}
WORDS = {"explanation": "Counted anew.", "says": "Fewer.", "why": "Posts.", "next": "Recruit."}


def opened(team: str) -> Return:
    """The return of the quarter that ended last."""
    return Return.objects.filter(team__slug=team, kind="due").earliest("ends")


def section(team: str, theme: str) -> Section:
    return opened(team).sections.get(theme__slug=theme)


def entry(slug: str) -> Entry:
    """The line of an indicator in Exampleshire's open quarter."""
    lines = Entry.objects.filter(section__of__in=[opened(CHILDREN), opened(WORKFORCE)], seen=0)
    return lines.select_related("section__of", "section__theme").get(series__indicator__slug=slug)


def person(name: str) -> User:
    return User.objects.get(username=name)


def typed(*lines: tuple[Entry, dict[str, str]], act: str = "save") -> dict[str, str]:
    """A post of these lines of one section, over the version that each has now."""
    post = {"act": act, "section": str(lines[0][0].section_id)}
    for one, fields in lines:
        post[f"e{one.pk}-version"] = str(one.version)
        post |= {f"e{one.pk}-{name}": text for name, text in fields.items()}
    return post


def address(of: Entry | Return) -> str:
    return f"/returns/{of.section.of_id if isinstance(of, Entry) else of.pk}/"


def fields(page: Page) -> dict[str, str]:
    """What stands in each field of the page."""
    found = {one.get("name"): one.get("value") for one in page.main.all("input")}
    for area in page.main.all("textarea"):
        found[area.get("name")] = "".join(map(str, area.content)).removeprefix("\n")
    for select in page.main.all("select"):
        chosen = [one for one in select.all("option") if "selected" in one.attributes]
        found[select.get("name")] = chosen[0].get("value") if chosen else ""
    return found


def part(page: Page, name: str) -> str:
    """The words of the element with this id."""
    return next(one.text for one in page.document.walk() if one.get("id") == name)


def submit_quality(as_role: Callable[[str], Client]) -> Section:
    """Both lines of a section, filled in whole and submitted by an officer."""
    audits, complaints = entry("audits-good"), entry("complaints-on-time")
    post = typed((audits, WHOLE | WORDS), (complaints, WHOLE | WORDS), act="submit")
    answer = as_role("officer").post(address(audits), post)
    assert answer.status_code == 302, answer.content.decode()
    return Section.objects.get(pk=audits.section_id)


class TestTheList:
    def test_what_is_due_for_whom_and_how_late(self, visit: Visit):
        text = visit(LEARN, "officer").text
        assert "Exampleshire workforce and quality" in text
        assert "0 of 6 lines filled in · 0 of 2 sections submitted" in text
        late = opened(WORKFORCE).due < date.today()
        assert ("working day" in text) == late

    def test_from_the_council_to_learning_and_back(self, visit: Visit):
        links = visit("/returns/").links
        assert links["Learn with Exampleshire, the training authority"] == LEARN
        assert visit(LEARN).links["Back to the returns of Worcestershire"] == "/returns/"

    def test_a_return_ahead_is_listed_with_the_day_it_opens(self, visit: Visit):
        ahead = Return.objects.filter(team__slug=WORKFORCE).latest("ends")
        text = visit(LEARN).text
        assert "Not open yet" in text
        assert f"{ahead.opens:%-d %B %Y} Not begun See what it will ask" in text

    def test_another_area_says_whose_returns_there_are(self, visit: Visit):
        page = visit("/returns/?area=Leeds")
        assert "Returns are made for the council's own area" in page.text
        assert page.links["Returns of Worcestershire"] == "/returns/"

    @pytest.mark.parametrize(
        ("role", "next_step"),
        [
            ("officer", "Fill it in"),
            ("approver", "Fill it in"),
            ("viewer", "See how far it is"),
            ("administrator", "See how far it is"),
        ],
    )
    def test_each_role_is_told_its_next_step(self, visit: Visit, role: str, next_step: str):
        links = visit(LEARN, role).links
        name = next(text for text in links if text.startswith(next_step))
        assert "Exampleshire" in name

    def test_it_waits_for_a_signature_when_all_is_submitted_and_then_is_published(
        self, as_role, visit: Visit
    ):
        done = submit_quality(as_role)
        Section.objects.filter(of=done.of).exclude(pk=done.pk).update(state="submitted")
        assert "Waiting for signature" in visit(LEARN).text
        review = visit(LEARN, "approver").links
        name = next(text for text in review if text.startswith("Review and sign it"))
        assert review[name] == f"{address(done.of)}review/"
        Section.objects.filter(of=done.of).update(state="published")
        page = visit(LEARN, "officer")
        assert any(text.startswith("Read it") for text in page.links)

    def test_a_partner_has_no_part_in_returns(self, visit: Visit):
        for path in ("/returns/", LEARN, address(opened(CHILDREN))):
            page = visit(path, "partner", status=403)
            assert "Returns are for the council's own people" in page.text

    def test_more_returns_ask_the_database_as_often(self, as_role):
        own = Return.objects.filter(area__code="E10000034")
        browser = as_role("officer")
        many = asked(browser, "/returns/")
        one = own.earliest("opens")
        own.exclude(pk=one.pk).update(opens=date(2099, 1, 1), due=date(2099, 2, 1))
        assert asked(browser, "/returns/") == many
        assert own.count() > 20


def asked(browser: Client, path: str) -> int:
    browser.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(path).status_code == 200
    return len(queries)


class TestReading:
    @pytest.mark.parametrize("role", COUNCIL)
    @pytest.mark.parametrize("team", [CHILDREN, WORKFORCE])
    def test_every_role_of_the_council_reads_every_return(self, visit: Visit, team, role):
        for of in Return.objects.filter(team__slug=team):
            for show in ("", "?show=empty", "?show=findings", "?show=nonsense"):
                visit(address(of) + show, role)

    def test_a_viewer_sees_how_far_it_is_and_no_draft(self, as_role, visit: Visit):
        one = entry("children-looked-after")
        as_role("officer").post(address(one), typed((one, {"value": "98765"})))
        page = visit(address(one), "viewer")
        assert "1 of 7 lines filled in" in page.text
        assert "98765" not in page.response.content.decode()
        assert "can be read here when they are signed" in page.text
        assert not page.main.all("form")

    def test_an_officer_of_another_team_sees_no_draft_either(self, as_role, visit: Visit):
        TeamMember.objects.filter(user__username="officer2", team__slug=CHILDREN).delete()
        one = entry("children-looked-after")
        as_role("officer").post(address(one), typed((one, {"value": "98765"})))
        assert "98765" not in visit(address(one), "officer2").response.content.decode()

    def test_an_administrator_reads_drafts_and_types_none(self, as_role, visit: Visit):
        one = entry("children-looked-after")
        as_role("officer").post(address(one), typed((one, {"value": "98,765"})))
        page = visit(address(one), "administrator")
        assert "98,765" in page.text
        assert f"e{one.pk}-value" not in fields(page)

    def test_a_line_has_last_quarter_and_last_year_beside_it(self, visit: Visit):
        one = entry("care-leavers-neet")
        quarter = opened(CHILDREN).period
        year_before = quarter.year_before()
        assert year_before
        page = visit(address(one), "officer")
        text = part(page, f"line-{one.pk}")
        for ends in (quarter.starts - timedelta(days=1), year_before.ends):
            published = Observation.objects.get(
                series=one.series, area__code="X99000001", ends=ends, breakdown="total"
            )
            assert f"{published.value:.0f}%" in text
            assert f"{published.numerator:.0f} of {published.denominator:.0f}" in text

    def test_a_return_that_is_not_open_says_when(self, visit: Visit):
        ahead = Return.objects.filter(team__slug=WORKFORCE).latest("ends")
        page = visit(address(ahead), "officer")
        assert f"It opens on {ahead.opens:%A}" in page.text
        assert not any(name.endswith("-numerator") for name in fields(page))

    @pytest.mark.parametrize("number", ["0", "999999", "9" * 30])
    def test_a_return_that_is_not_there(self, visit: Visit, number: str):
        page = visit(f"/returns/{number}/", "officer", status=404)
        assert page.links["All returns"] == "/returns/"

    def test_more_lines_ask_the_database_as_often(self, as_role):
        browser = as_role("officer")
        assert opened(WORKFORCE).sections.count() < opened(CHILDREN).sections.count()
        few = asked(browser, address(opened(WORKFORCE)))
        assert asked(browser, address(opened(CHILDREN))) == few


class TestSaving:
    def test_what_is_typed_is_kept_and_worked_out(self, as_role, visit: Visit):
        one = entry("care-leavers-neet")
        answer = as_role("officer").post(
            address(one), typed((one, {"numerator": "29", "denominator": "61", "grade": "B"}))
        )
        assert answer["Location"] == f"{address(one)}#section-care-leavers"
        page = visit(address(one), "officer")
        assert fields(page)[f"e{one.pk}-numerator"] == "29"
        assert "48% 29 of 61" in part(page, f"line-{one.pk}")
        assert "1 of 7 lines filled in" in page.text
        assert "Demonstration officer" in page.text

    def test_invalid_text_is_kept_and_the_line_says_what_is_not_valid_yet(
        self, as_role, visit: Visit
    ):
        one = entry("care-leavers-neet")
        as_role("officer").post(address(one), typed((one, {"numerator": "<b>29</b>"})))
        page = visit(address(one), "officer")
        assert fields(page)[f"e{one.pk}-numerator"] == "<b>29</b>"
        assert "“<b>29</b>” is no number." in part(page, f"line-{one.pk}-findings")
        assert "There is a problem" not in page.text

    def test_text_that_is_too_long_stays_and_the_rest_is_saved(self, as_role, visit: Visit):
        one, other = entry("care-leavers-neet"), entry("pathway-plans")
        page = visit(
            address(one),
            "officer",
            status=422,
            post=typed(
                (one, {"numerator": "29", "says": "x" * 4001}),
                (other, {"numerator": "150", "denominator": "170"}),
            ),
        )
        assert "What it says: write 4,000 characters or fewer. There are 4,001" in page.text
        assert fields(page)[f"e{one.pk}-says"] == "x" * 4001
        assert fields(page)[f"e{one.pk}-version"] == "1"
        one.refresh_from_db()
        other.refresh_from_db()
        assert (one.numerator, one.says, other.numerator) == ("29", "", "150")

    def test_white_space_and_line_ends_are_no_change(self, as_role):
        one = entry("care-leavers-neet")
        browser = as_role("officer")
        browser.post(address(one), typed((one, {"says": "One.\r\nTwo."})))
        one.refresh_from_db()
        assert (one.says, one.version) == ("One.\nTwo.", 1)
        browser.post(address(one), typed((one, {"says": "One.\r\nTwo.  "})))
        one.refresh_from_db()
        assert one.version == 1

    def test_a_shared_denominator_is_typed_once(self, as_role, visit: Visit):
        neet, eet = entry("care-leavers-neet"), entry("care-leavers-eet")
        contact = entry("care-leavers-in-touch")
        shared = "shared-care-leavers-19-to-21"
        page = visit(address(neet), "officer")
        assert shared in fields(page)
        assert f"e{neet.pk}-denominator" not in fields(page)
        post = typed(
            (neet, {"numerator": "29"}),
            (eet, {"numerator": "30"}),
            (contact, {"missing_reason": "not-available"}),
        )
        as_role("officer").post(address(neet), post | {shared: "61"})
        lines = Entry.objects.in_bulk([neet.pk, eet.pk, contact.pk])
        assert [lines[one.pk].denominator for one in (neet, eet, contact)] == ["61", "61", ""]
        assert fields(visit(address(neet), "officer"))[shared] == "61"

    def test_lines_with_different_denominators_each_keep_their_field(self, as_role, visit: Visit):
        neet, eet = entry("care-leavers-neet"), entry("care-leavers-eet")
        verbs.save(
            neet.section,
            [
                verbs.Typed(entry=one.pk, version=0, fields={"denominator": text})
                for one, text in ((neet, "61"), (eet, "60"))
            ],
            by=person("officer"),
        )
        found = fields(visit(address(neet), "officer"))
        assert found[f"e{neet.pk}-denominator"] == "61"
        assert found[f"e{eet.pk}-denominator"] == "60"

    def test_the_grade_of_last_quarter_is_offered_and_kept_with_a_figure(
        self, as_role, visit: Visit
    ):
        one, other = entry("children-looked-after"), entry("unaccompanied-children")
        found = fields(visit(address(one), "officer"))
        offered = {"grade": found[f"e{one.pk}-grade"]}
        assert offered == {"grade": "B"}
        again = {"grade": "B", "grade_why": ""}
        as_role("officer").post(
            address(one), typed((one, {"value": "820"} | again), (other, {"value": ""} | again))
        )
        one.refresh_from_db()
        other.refresh_from_db()
        assert (one.grade, other.grade, other.version) == ("B", "", 0)

    def test_last_quarters_words_are_beside_and_can_be_said_again(self, as_role, visit: Visit):
        done = submit_quality(as_role)
        verbs.sign(done, by=person("approver"))
        later = Return.objects.filter(team__slug=WORKFORCE).latest("ends")
        Return.objects.filter(pk=later.pk).update(opens=date.today())
        one = Entry.objects.select_related("section").get(
            section__of=later, series__indicator__slug="audits-good"
        )
        page = visit(address(one), "officer")
        assert "Said of" in part(page, f"line-{one.pk}")
        as_role("officer").post(
            address(one),
            typed((one, {"still-true": "yes", "says": "", "why": "Other.", "next": ""})),
        )
        one.refresh_from_db()
        assert (one.says, one.why, one.next) == ("Fewer.", "Other.", "Recruit.")

    def test_both_kinds_are_accepted_and_the_other_is_worked_out(self, as_role, visit: Visit):
        one = entry("complaints-on-time")
        options = [
            option.text
            for select in visit(address(one), "officer").main.all("select")
            if select.get("name") == f"e{one.pk}-so_far"
            for option in select.all("option")
        ]
        if opened(WORKFORCE).period.ends.month == 6:
            assert options == []  # April to June is both
            return
        assert options == ["this quarter alone (wanted)", "the year so far"]
        year = {"numerator": "900", "denominator": "1000", "so_far": "so-far"}
        as_role("officer").post(address(one), typed((one, year)))
        assert "worked out:" in part(visit(address(one), "officer"), f"line-{one.pk}")

    def test_the_filter_is_kept_after_saving(self, as_role):
        one = entry("care-leavers-neet")
        answer = as_role("officer").post(
            f"{address(one)}?show=empty", typed((one, {"numerator": "29"}))
        )
        assert answer["Location"] == f"{address(one)}?show=empty#section-care-leavers"

    def test_filters_show_what_is_empty_and_what_is_to_mend(self, as_role, visit: Visit):
        one, other = entry("children-looked-after"), entry("unaccompanied-children")
        as_role("officer").post(
            address(one),
            typed((one, {"value": "82x"}), (other, {"value": "41", "grade": "B"})),
        )
        empty = fields(visit(f"{address(one)}?show=empty", "officer"))
        assert f"e{one.pk}-value" in empty
        assert f"e{other.pk}-value" not in empty
        found = visit(f"{address(one)}?show=findings", "officer")
        assert f"e{one.pk}-value" in fields(found)
        assert "The filter leaves out" in found.text


class TestADatabaseThatCannotBeWritten:
    """A real one that refuses: SQLite's own switch, the error that a full disk gives too."""

    @pytest.fixture
    def refusing(self, db):
        if connection.vendor != "sqlite":
            pytest.skip("SQLite has a switch for it.")

        @contextmanager
        def refusing() -> Iterator[None]:
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA query_only = ON")
                try:
                    yield
                finally:
                    cursor.execute("PRAGMA query_only = OFF")

        return refusing

    @pytest.mark.parametrize("act", ["save", "submit"])
    def test_the_page_comes_again_with_everything_typed(self, as_role, refusing, caplog, act):
        one = entry("care-leavers-neet")
        browser = as_role("officer")
        post = typed((one, {"numerator": "29", "why": "Long thoughts."}), act=act)
        with refusing():
            answer = browser.post(address(one), post | {"shared-care-leavers-19-to-21": "61"})
        assert answer.status_code == 503
        assert faults(answer) == []
        page = Page(answer, read(answer.content.decode())[0])
        assert "Nothing was saved: the database cannot be written to at the moment." in page.text
        kept = fields(page)
        assert kept[f"e{one.pk}-numerator"] == "29"
        assert kept[f"e{one.pk}-why"] == "Long thoughts."
        assert kept["shared-care-leavers-19-to-21"] == "61"
        assert "could not be saved" in caplog.text
        again = kept | {"act": "save", "section": post["section"]}
        own = {name: text for name, text in again.items() if not name.startswith("csrf")}
        assert browser.post(address(one), only(own, one.section)).status_code == 302
        one.refresh_from_db()
        assert (one.numerator, one.denominator, one.why) == ("29", "61", "Long thoughts.")


def only(post: dict[str, str], of: Section) -> dict[str, str]:
    """What the form of one section posts, among all the fields of its page."""
    lines = tuple(f"e{pk}-" for pk in of.entries.values_list("pk", flat=True))
    own = (*lines, "shared-care", "act", "section")
    left_out = ("-still-true", "-correct")
    return {
        name: text
        for name, text in post.items()
        if name.startswith(own) and not name.endswith(left_out)
    }


class TestForgeries:
    """Odd posts are refused in words, and cost nobody anything typed beside them."""

    @pytest.mark.parametrize("name", ["", "0", "999999", "one", "-1", "9" * 30])
    def test_a_section_of_no_return(self, visit: Visit, name: str):
        one = entry("care-leavers-neet")
        post = typed((one, {"numerator": "29"})) | {"section": name}
        assert "no such section" in visit(address(one), "officer", status=404, post=post).text

    def test_a_section_of_another_return(self, visit: Visit):
        one = entry("care-leavers-neet")
        post = typed((one, {"numerator": "29"}))
        visit(address(opened(WORKFORCE)), "officer", status=404, post=post)
        one.refresh_from_db()
        assert one.version == 0

    @pytest.mark.parametrize("act", ["", "sign", "publish", "SAVE"])
    def test_an_act_that_is_none(self, visit: Visit, act: str):
        one = entry("care-leavers-neet")
        visit(address(one), "officer", status=400, post=typed((one, {}), act=act))

    def test_a_line_of_another_section_is_left_out_and_the_rest_kept(self, visit: Visit):
        one, other = entry("care-leavers-neet"), entry("children-looked-after")
        post = typed((one, {"numerator": "29"}), (other, {"value": "5"}))
        page = visit(address(one), "officer", status=422, post=post)
        assert "A line that is not of this section was left out." in page.text
        one.refresh_from_db()
        other.refresh_from_db()
        assert (one.numerator, other.version) == ("29", 0)

    @pytest.mark.parametrize("name", ["still-true", "correct", "anything", "pk", "typed_by"])
    def test_fields_that_are_none_are_nothing(self, as_role, name: str):
        one = entry("care-leavers-neet")
        answer = as_role("officer").post(address(one), typed((one, {"numerator": "29", name: ""})))
        assert answer.status_code == 302

    def test_a_post_without_its_token(self, as_role):
        one = entry("care-leavers-neet")
        browser = as_role("officer", enforce_csrf_checks=True)
        assert browser.post(address(one), typed((one, {"numerator": "29"}))).status_code == 403

    @pytest.mark.parametrize("act", ["save", "submit", "settle", "take-back", "correct"])
    @pytest.mark.parametrize("role", ["viewer", "administrator", "partner"])
    def test_who_has_no_part_does_nothing(self, visit: Visit, role: str, act: str):
        one = entry("care-leavers-neet")
        page = visit(address(one), role, status=403, post=typed((one, {"numerator": "1"}), act=act))
        assert "of the team" in page.text or "council's own people" in page.text
        one.refresh_from_db()
        assert one.version == 0

    def test_another_team_is_refused_in_words(self, visit: Visit):
        stranger = make_user("officer", name="other-team")
        TeamMember.objects.create(team=Team.objects.get(slug=WORKFORCE), user=stranger)
        one = entry("care-leavers-neet")
        page = visit(address(one), "other-team", status=403, post=typed((one, {"numerator": "1"})))
        assert "members or the approvers of the team Exampleshire children's services" in page.text

    def test_a_return_that_is_not_open_takes_nothing_and_gives_it_back(self, visit: Visit):
        ahead = Return.objects.filter(team__slug=WORKFORCE).latest("ends")
        one = Entry.objects.filter(section__of=ahead).select_related("section").first()
        assert one is not None
        page = visit(
            address(one), "officer", status=403, post=typed((one, {"says": "Long thoughts."}))
        )
        assert "This return opens on" in page.text
        assert "You typed, and it was not saved:" in page.text
        assert "Long thoughts." in page.text


class TestConflicts:
    @pytest.fixture
    def two(self, as_role, visit: Visit) -> tuple[Entry, Page]:
        """One officer was first; the second posts over the version that both had opened."""
        one = entry("care-leavers-neet")
        second = typed((one, {"numerator": "31", "denominator": "61", "why": "Mine."}))
        first = typed((one, {"numerator": "29", "denominator": "61", "says": "Theirs."}))
        as_role("officer").post(address(one), first)
        return one, visit(address(one), "officer2", status=409, post=second)

    def test_the_second_sees_theirs_and_mine_with_name_and_time(self, two):
        one, page = two
        text = page.text
        assert re.search(r"Demonstration officer typed here at .+ \d\d:\d\d", text)
        assert "Numerator 29 31" in text
        assert "Why it is so nothing Mine." in text
        assert "Denominator" not in text  # both said 61
        one.refresh_from_db()
        assert (one.numerator, one.why, one.version) == ("29", "", 1)

    @pytest.mark.parametrize(
        ("choice", "kept"),
        [("mine", ("31", "Theirs.", "Mine.", 2)), ("theirs", ("29", "Theirs.", "", 1))],
    )
    def test_what_is_chosen_stands(self, as_role, two, choice: str, kept: tuple):
        one, page = two
        post = fields(page) | {"act": "settle", f"e{one.pk}-choice": choice}
        assert as_role("officer2").post(address(one), post).status_code == 302
        one.refresh_from_db()
        assert (one.numerator, one.says, one.why, one.version) == kept

    def test_without_a_choice_nothing_is_decided_and_nothing_lost(self, visit: Visit, two):
        one, page = two
        post = fields(page) | {"act": "settle"}
        del post[f"e{one.pk}-choice"]
        again = visit(address(one), "officer2", status=422, post=post)
        assert "Choose for every line" in again.text
        assert fields(again)[f"e{one.pk}-numerator"] == "31"

    def test_a_third_typing_meanwhile_is_a_conflict_again(self, as_role, visit: Visit, two):
        one, page = two
        one.refresh_from_db()
        as_role("officer").post(address(one), typed((one, {"numerator": "33"})))
        post = fields(page) | {"act": "settle", f"e{one.pk}-choice": "mine"}
        again = visit(address(one), "officer2", status=409, post=post)
        assert "Numerator 33 31" in again.text

    def test_other_lines_of_the_post_are_saved(self, as_role):
        one, other = entry("care-leavers-neet"), entry("pathway-plans")
        second = typed((one, {"numerator": "31"}), (other, {"numerator": "150"}))
        as_role("officer").post(address(one), typed((one, {"numerator": "29"})))
        as_role("officer2").post(address(one), second)
        other.refresh_from_db()
        assert other.numerator == "150"


class TestSubmitting:
    def test_what_holds_it_back_is_listed_with_links_to_the_fields(self, visit: Visit):
        audits = entry("audits-good")
        post = typed((audits, {"numerator": "40", "denominator": "36"}), act="submit")
        page = visit(address(audits), "officer", status=422, post=post)
        assert page.title.startswith("Error: ")
        assert "It is saved, and not submitted yet." in page.text
        said = "Audits judged good or better: The numerator, 40, is more than the denominator, 36."
        link = next(text for text in page.links if text.startswith(said))
        assert page.links[link] == f"#e{audits.pk}-numerator"
        assert "Complaints answered on time: Nothing is typed." in page.text
        audits.refresh_from_db()
        assert (audits.numerator, audits.section.state) == ("40", "open")

    def test_a_section_in_order_is_submitted_and_read_only(self, as_role, visit: Visit):
        of = submit_quality(as_role).of
        page = visit(address(of), "officer")
        assert "Waits for a signature" in page.text
        assert "Submitted by Demonstration officer" in page.text
        assert f"e{entry('audits-good').pk}-numerator" not in fields(page)

    def test_what_is_typed_into_a_submitted_section_is_given_back(self, as_role, visit: Visit):
        one = entry("audits-good")
        post = typed((one, {"numerator": "27", "why": "A late thought."}))
        submit_quality(as_role)
        page = visit(address(one), "officer2", status=403, post=post)
        assert "It waits for the approver. Take it back to change it." in page.text
        assert "A late thought." in page.text

    def test_it_can_be_taken_back(self, as_role):
        one = submit_quality(as_role)
        post = {"act": "take-back", "section": one.pk}
        assert as_role("officer2").post(address(one.of), post).status_code == 302
        one.refresh_from_db()
        assert one.state == "open"

    def test_taking_back_what_is_open_is_refused_in_words(self, visit: Visit):
        one = section(WORKFORCE, "workforce")
        post = {"act": "take-back", "section": str(one.pk)}
        page = visit(address(one.of), "officer", status=403, post=post)
        assert "It has not been submitted yet." in page.text

    def test_given_back_with_what_is_to_be_mended(self, as_role, visit: Visit):
        one = submit_quality(as_role)
        verbs.give_back(one, "Count the audits again.", by=person("approver"))
        page = visit(address(one.of), "officer")
        assert "Given back by Demonstration approver" in page.text
        assert "Count the audits again." in page.text
        assert "Mend what was given back" in visit(LEARN, "officer").text

    def test_a_question_is_read_and_answered_here(self, as_role, visit: Visit):
        one = submit_quality(as_role)
        audits = entry("audits-good")
        verbs.ask(audits, "Are these all?", by=person("approver"))
        page = visit(address(one.of), "officer")
        assert "Are these all?" in page.text
        post = {"entry": audits.pk, "words": "All of them.", "back": "entry"}
        answer = as_role("officer").post(f"{address(one.of)}answer/", post)
        assert answer["Location"] == f"{address(one.of)}#line-{audits.pk}"
        assert "All of them." in visit(address(one.of), "officer").text

    def test_published_says_who_typed_and_who_signed(self, as_role, visit: Visit):
        one = submit_quality(as_role)
        verbs.sign(one, by=person("approver"))
        text = visit(address(one.of), "viewer").text
        assert "Signed by Demonstration approver" in text
        assert "Typed by Demonstration officer" in text
        assert "72% 26 of 36" in text
        assert "What it says: Fewer." in text


class TestCorrections:
    def earlier(self, one: Entry) -> Period:
        known = Observation.objects.filter(
            series=one.series, area__code="X99000001", ends__lt=one.ends
        )
        return known.latest("ends").period

    def test_an_earlier_quarter_is_corrected_in_the_same_sitting(self, as_role, visit: Visit):
        one = entry("audits-good")
        period = self.earlier(one)
        as_role("officer").post(address(one), typed((one, {"correct": str(period)})))
        added = Entry.objects.get(section=one.section, seen__gt=0)
        assert added.period == period
        page = visit(address(one), "officer")
        assert "Corrections of earlier figures" in page.text
        published = Observation.objects.get(
            series=one.series, area__code="X99000001", is_current=True,
            ends=period.ends, breakdown="total",
        )  # fmt: skip
        assert fields(page)[f"e{added.pk}-numerator"] == f"{published.numerator:.0f}"
        says = "Say why the published figure is corrected."
        assert says in part(page, f"line-{added.pk}-findings")

    @pytest.mark.parametrize("period", ["nonsense", "1999-00 Q1", "2016-17", "2099-00"])
    def test_a_period_that_is_not_published_is_refused(self, visit: Visit, period: str):
        one = entry("audits-good")
        post = typed((one, {"numerator": "26", "correct": period}))
        page = visit(address(one), "officer", status=422, post=post)
        assert "choose an earlier period" in page.text or "nothing is published" in page.text
        one.refresh_from_db()
        assert one.numerator == "26"
        assert not Entry.objects.filter(section=one.section, seen__gt=0).exists()

    def test_the_same_correction_twice_is_refused(self, as_role, visit: Visit):
        one = entry("audits-good")
        post = typed((one, {"correct": str(self.earlier(one))}))
        as_role("officer").post(address(one), post)
        page = visit(address(one), "officer", status=422, post=post)
        assert "the section has a line for it already" in page.text

    def test_a_cleared_correction_corrects_nothing(self, as_role):
        one = entry("audits-good")
        as_role("officer").post(address(one), typed((one, {"correct": str(self.earlier(one))})))
        added = Entry.objects.get(section=one.section, seen__gt=0)
        empty = {"numerator": "", "denominator": "", "missing_reason": ""}
        as_role("officer").post(address(one), typed((added, empty)))
        done = submit_quality(as_role)
        assert verbs.sign(done, by=person("approver")) == 2

    def test_a_published_figure_is_corrected_in_a_return_of_its_own(self, as_role, visit: Visit):
        done = submit_quality(as_role)
        verbs.sign(done, by=person("approver"))
        one = entry("audits-good")
        post = {"act": "correct", "section": done.pk, "entry": one.pk}
        answer = as_role("officer2").post(address(done.of), post)
        made = Return.objects.get(kind="correction")
        assert answer["Location"] == address(made)
        page = visit(address(made), "officer2")
        added = Entry.objects.get(section__of=made)
        assert fields(page)[f"e{added.pk}-numerator"] == "26"
        assert as_role("officer").post(address(done.of), post)["Location"] == address(made)
        fixed = typed(
            (added, {"numerator": "27", "revised_why": "One was left out."}), act="submit"
        )
        assert as_role("officer2").post(address(made), fixed).status_code == 302
        assert verbs.sign(made.sections.get(), by=person("approver")) == 1
        figure = Observation.objects.get(
            series=one.series, area__code="X99000001", ends=one.ends, is_current=True
        )
        assert (figure.revision, figure.numerator, figure.why) == (2, 27, "One was left out.")
        assert verify_chain(made.chain) == []
        assert verify_chain(done.of.chain) == []

    def test_a_figure_that_is_not_published_is_corrected_where_it_is_typed(self, visit: Visit):
        one = entry("audits-good")
        post = {"act": "correct", "section": str(one.section_id), "entry": str(one.pk)}
        page = visit(address(one), "officer", status=403, post=post)
        assert "It is not published yet. Change it where it is typed." in page.text

    @pytest.mark.parametrize("number", ["", "0", "one", "9" * 30])
    def test_a_line_that_is_not_there(self, visit: Visit, number: str):
        one = section(WORKFORCE, "workforce")
        post = {"act": "correct", "section": str(one.pk), "entry": number}
        visit(address(one.of), "officer", status=404, post=post)
