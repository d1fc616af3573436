"""What each verb writes, what it refuses and in which words."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from indicators.catalogue.models import Indicator, Ownership
from indicators.ledger.models import AuditLink, Observation
from indicators.ledger.verification import verify
from indicators.periods import Period
from indicators.returns import touching, verbs
from indicators.returns.models import Commentary, Entry, Event, Quality, Return
from indicators.returns.opening import correction, open_period
from indicators.returns.verbs import RefusedError, Typed
from tests.returns.builders import LOOKED_AFTER, NEET, REFERRALS, make_team, publish

pytestmark = [pytest.mark.django_db, pytest.mark.database]


# Saving


def test_what_is_typed_is_kept_as_it_is_typed(desk):
    odd = "1,2,3 ½ \N{ARABIC-INDIC DIGIT FOUR} " + "9" * 5000
    saved = desk.save(desk.officer, numerator=odd, explanation="One\r\ntwo", expected_on="soon")
    entry = desk.entry()
    assert [one.pk for one in saved.written] == [entry.pk]
    assert (entry.numerator, entry.explanation, entry.expected_on) == (odd, "One\ntwo", "soon")
    assert (entry.version, entry.typed_by) == (1, desk.officer)


def test_saving_leaves_an_event_with_before_and_after(desk):
    desk.save(desk.officer, numerator="29")
    desk.save(desk.officer2, numerator="30")
    first, second = Event.objects.order_by("pk")
    typed = (first.now["numerator"], second.was["numerator"], second.now["numerator"])
    assert typed == ("29", "29", "30")
    assert [(e.version, e.by, e.verb) for e in (first, second)] == [
        (1, desk.officer, "save"),
        (2, desk.officer2, "save"),
    ]


def test_a_line_typed_by_somebody_else_since_is_a_conflict_that_shows_both(desk):
    desk.save(desk.officer, numerator="29", explanation="counted")
    saved = desk.save(desk.officer2, version=0, numerator="30")
    assert saved.written == []
    (conflict,) = saved.conflicts
    assert (conflict.entry.numerator, conflict.entry.typed_by) == ("29", desk.officer)
    assert (conflict.mine["numerator"], conflict.mine["explanation"]) == ("30", "counted")
    assert desk.entry().numerator == "29"


def test_who_was_second_may_choose_theirs_after_all(desk):
    desk.save(desk.officer, numerator="29")
    conflict = desk.save(desk.officer2, version=0, numerator="30").conflicts[0]
    desk.save(desk.officer2, version=conflict.entry.version, **conflict.mine)
    assert desk.entry().numerator == "30"


def test_an_untouched_line_never_takes_the_place_of_what_a_colleague_typed(desk):
    blank = touching.untouched(desk.entry())
    desk.save(desk.officer, numerator="29")
    saved = desk.save(desk.officer2, version=0, **blank)
    assert (saved.written, saved.conflicts) == ([], [])
    assert desk.entry().numerator == "29"


def test_a_line_that_still_says_what_its_old_version_said_is_untouched(desk):
    desk.save(desk.officer, numerator="29")
    desk.save(desk.officer2, numerator="30")
    saved = desk.save(desk.officer, version=1, numerator="29")
    assert (saved.written, saved.conflicts) == ([], [])
    assert desk.entry().numerator == "30"


def test_two_who_type_the_same_do_not_meet(desk):
    desk.save(desk.officer, numerator="29")
    saved = desk.save(desk.officer2, version=0, numerator="29")
    assert (saved.written, saved.conflicts, desk.entry().version) == ([], [], 1)


def test_other_lines_are_written_beside_a_conflict(desk):
    desk.save(desk.officer, numerator="29")
    mine, other = desk.entry(), desk.entry(LOOKED_AFTER)
    saved = verbs.save(
        desk.section,
        [
            Typed(entry=mine.pk, version=0, fields={"numerator": "30"}),
            Typed(entry=other.pk, version=0, fields={"value": "486"}),
        ],
        by=desk.officer2,
    )
    assert ([one.pk for one in saved.written], len(saved.conflicts)) == ([other.pk], 1)


FORGED = {
    "a line of another section": (lambda desk: Typed(entry=10**6, version=0, fields={}), "of this"),
    "an unknown grade": (
        lambda desk: Typed(entry=desk.entry().pk, version=0, fields={"grade": "Z"}),
        "no grade of the list",
    ),
    "an unknown reason": (
        lambda desk: Typed(entry=desk.entry().pk, version=0, fields={"missing_reason": "x" * 99}),
        "no reason of the list",
    ),
}


@pytest.mark.parametrize("forged", FORGED)
def test_a_forged_line_is_refused_and_nothing_of_the_page_is_kept(desk, forged):
    bad, words = FORGED[forged]
    good = Typed(entry=desk.entry(LOOKED_AFTER).pk, version=0, fields={"value": "486"})
    with pytest.raises(RefusedError, match=words):
        verbs.save(desk.section, [good, bad(desk)], by=desk.officer)
    assert (desk.entry(LOOKED_AFTER).version, Event.objects.count()) == (0, 0)


def test_fields_that_are_not_typed_cannot_be_smuggled_in(desk):
    desk.save(desk.officer, numerator="29", typed_by=desk.approver, version_=9, seen=7)
    assert (desk.entry().typed_by, desk.entry().seen) == (desk.officer, 0)


def test_a_character_that_no_database_keeps_is_left_out(desk):
    desk.save(desk.officer, says="One\0two")
    assert desk.entry().says == "Onetwo"


# Submitting, taking back, asking, giving back


def test_submit_refused_lists_every_reason(desk):
    desk.save(desk.officer, NEET, numerator="61", denominator="60", grade="A")
    desk.save(desk.officer, LOOKED_AFTER, value="4,86", grade="A")
    with pytest.raises(RefusedError) as refused:
        verbs.submit(desk.section, by=desk.officer)
    said = str(refused.value)
    assert "numerator, 61, is more than the denominator, 60" in said
    assert "“4,86” is no number. Write a point for decimals: 4.86." in said
    assert "Referrals: Nothing is typed." in said
    assert desk.section.state == "open"


def test_a_submitted_section_waits_for_the_approver(desk):
    desk.submitted()
    assert desk.section.state == "submitted"
    with pytest.raises(PermissionDenied, match="It waits for the approver"):
        desk.save(desk.officer, numerator="30")
    assert desk.entry().numerator == "29"


def test_taken_back_it_can_be_changed_again(desk):
    verbs.take_back(desk.submitted(), by=desk.officer2)
    desk.save(desk.officer2, numerator="30")
    assert (desk.section.state, desk.entry().numerator) == ("open", "30")


def test_a_question_and_its_answer_are_kept_in_order(desk):
    desk.submitted()
    verbs.ask(desk.entry(), "  Did you count those in custody?  ", by=desk.approver)
    verbs.answer(desk.entry(), "Yes, four of them.", by=desk.officer)
    thread = verbs.words_of(desk.entry().events.all())
    assert [(one.by, one.now["words"]) for one in thread] == [
        (desk.approver, "Did you count those in custody?"),
        (desk.officer, "Yes, four of them."),
    ]
    assert desk.section.state == "submitted"


@pytest.mark.parametrize("words", ["", "  \n "])
def test_words_are_needed(desk, words):
    desk.submitted()
    with pytest.raises(RefusedError, match="Write the question"):
        verbs.ask(desk.entry(), words, by=desk.approver)
    with pytest.raises(RefusedError, match="Write the answer"):
        verbs.answer(desk.entry(), words, by=desk.officer)
    with pytest.raises(RefusedError, match="Say what is to be mended"):
        verbs.give_back(desk.section, words, by=desk.approver)


def test_given_back_it_is_mended_and_submitted_again(desk):
    verbs.give_back(desk.submitted(), "The count of referrals is too low.", by=desk.approver)
    assert desk.section.state == "returned"
    desk.save(desk.officer, REFERRALS, value="140")
    verbs.submit(desk.section, by=desk.officer)
    assert desk.section.state == "submitted"


# Signing


def test_signing_publishes_every_line_with_two_people(desk):
    desk.submitted()
    assert verbs.sign(desk.section, by=desk.approver) == 3
    rows = Observation.objects.order_by("series__indicator__order")
    assert [(o.series.indicator.slug, str(o.period), o.value) for o in rows][1:] == [
        (LOOKED_AFTER, "2025-06-30", 486),
        (REFERRALS, "2025-26 Q1-Q1", 120),
    ]
    neet = rows[0]
    assert (neet.numerator, neet.denominator, str(neet.value)) == (29, 60, "48.333333")
    assert {(o.typed_by, o.by, o.revision) for o in rows} == {(desk.officer, desk.approver, 1)}
    assert desk.section.state == "published"


def test_what_was_said_is_published_with_the_figure(desk):
    desk.fill(desk.officer)
    desk.save(desk.officer, says="Half.", why="Courses ended.", next="A fair in May.", grade="B")
    verbs.submit(desk.section, by=desk.officer)
    verbs.sign(desk.section, by=desk.approver)
    said = Commentary.objects.get()
    assert (said.says, said.why, said.next) == ("Half.", "Courses ended.", "A fair in May.")
    assert (said.typed_by, said.by, str(said.period)) == (
        desk.officer,
        desk.approver,
        "2025-06-30",
    )
    assert sorted(Quality.objects.values_list("grade", flat=True)) == ["A", "A", "B"]


def test_a_line_with_a_reason_is_published_as_missing(desk):
    desk.fill(desk.officer)
    desk.save(
        desk.officer,
        LOOKED_AFTER,
        value="",
        missing_reason="not-available",
        expected_on=date.today().isoformat(),
    )
    verbs.submit(desk.section, by=desk.officer)
    verbs.sign(desk.section, by=desk.approver)
    row = Observation.objects.get(series__indicator__slug=LOOKED_AFTER)
    assert (row.value, row.missing_reason) == (None, "not-available")
    assert row.note == f"Expected on {date.today()}."


def test_who_typed_a_line_cannot_sign_and_hears_who_can(desk):
    desk.fill(desk.officer)
    desk.save(desk.approver, numerator="30")
    verbs.submit(desk.section, by=desk.officer)
    with pytest.raises(RefusedError) as refused:
        verbs.sign(desk.section, by=desk.approver)
    assert str(refused.value) == (
        "You typed Care leavers neet, so somebody else has to sign. Who can: deputy."
    )
    assert (desk.section.state, Observation.objects.count()) == ("submitted", 0)
    assert verbs.sign(desk.section, by=desk.deputy) == 3


def test_nor_can_who_typed_it_before_a_colleague_did(desk):
    """The numbers are the deputy's, the last hand an officer's: the deputy answers for neither."""
    desk.fill(desk.officer)
    desk.save(desk.deputy, numerator="30")
    desk.save(desk.officer2, explanation="Counted anew.")
    verbs.submit(desk.section, by=desk.officer)
    assert desk.entry().typed_by == desk.officer2
    with pytest.raises(RefusedError, match="Who can: approver"):
        verbs.sign(desk.section, by=desk.deputy)
    assert verbs.sign(desk.section, by=desk.approver) == 3


def test_where_nobody_is_left_to_sign_the_remedy_is_named(desk):
    desk.fill(desk.officer)
    desk.save(desk.approver, numerator="30")
    desk.save(desk.deputy, LOOKED_AFTER, value="487")
    verbs.submit(desk.section, by=desk.officer)
    with pytest.raises(RefusedError, match="nobody yet: add a deputy to the team"):
        verbs.sign(desk.section, by=desk.deputy)


def test_signing_twice_publishes_once(desk):
    desk.published()
    with pytest.raises(PermissionDenied, match="It is published"):
        verbs.sign(desk.section, by=desk.deputy)
    assert Observation.objects.count() == 3


def test_a_figure_published_elsewhere_meanwhile_is_a_conflict(desk):
    desk.submitted()
    publish(LOOKED_AFTER, "2025-06-30", "490")
    with pytest.raises(RefusedError, match="somebody has published another figure since"):
        verbs.sign(desk.section, by=desk.approver)
    assert (desk.section.state, Observation.objects.count()) == ("submitted", 1)
    assert not Commentary.objects.exists()
    assert not Quality.objects.exists()


def test_signing_asks_the_rules_again(desk):
    """What another line says may have changed since this section was submitted."""
    desk.submitted()
    Entry.objects.filter(pk=desk.entry().pk).update(numerator="61")
    with pytest.raises(RefusedError, match="more than the denominator"):
        verbs.sign(desk.section, by=desk.approver)
    assert not Observation.objects.exists()


# Correcting


def correct(desk, value, why="Two were counted twice."):
    seen = Observation.objects.get(series__indicator__slug=LOOKED_AFTER, is_current=True)
    made = correction([seen], team=desk.team, area=desk.area, today=date.today(), by=desk.officer)
    entry = Entry.objects.get(section__of=made)
    typed = Typed(
        entry=entry.pk, version=0, fields={"value": value, "grade": "A", "revised_why": why}
    )
    verbs.save(entry.section, [typed], by=desk.officer)
    return entry.section


def test_a_correction_is_a_revision_with_reason_and_two_people(desk):
    desk.published()
    section = correct(desk, "484")
    verbs.submit(section, by=desk.officer)
    verbs.sign(section, by=desk.approver)
    rows = Observation.objects.filter(series__indicator__slug=LOOKED_AFTER).order_by("revision")
    assert [(o.revision, o.value, o.why, o.is_current) for o in rows] == [
        (1, 486, "", False),
        (2, 484, "Two were counted twice.", True),
    ]
    assert verify().faults == []


def test_a_correction_says_why(desk):
    desk.published()
    section = correct(desk, "484", why=" ")
    with pytest.raises(RefusedError, match="Say why the published figure is corrected"):
        verbs.submit(section, by=desk.officer)


def test_of_two_corrections_the_second_sees_that_it_is_late(desk):
    desk.published()
    first, second = correct(desk, "484"), correct(desk, "485")
    for section in (first, second):
        verbs.submit(section, by=desk.officer)
    verbs.sign(first, by=desk.approver)
    with pytest.raises(RefusedError, match="somebody has published another figure since"):
        verbs.sign(second, by=desk.approver)
    assert Observation.objects.get(is_current=True, series__indicator__slug=LOOKED_AFTER).value == (
        484
    )


# What holds for all of them


def test_everything_is_one_chain_that_holds(desk):
    desk.published()
    links = AuditLink.objects.filter(chain=desk.due.chain).order_by("seq")
    assert [link.verb for link in links] == [
        *("open", "save", "save", "save", "submit", "publish", "sign")
    ]
    assert verify().faults == []


def test_nothing_is_half_written_when_the_last_step_fails(desk, monkeypatch):
    """The audit link comes last in every verb: without it nothing of the verb is kept."""
    desk.submitted()
    before = state_of_everything()

    def broken(*args, **kwargs):
        raise OSError("no space left")

    monkeypatch.setattr("indicators.ledger.audit.hash_of", broken)
    acts = [
        lambda: verbs.sign(desk.section, by=desk.approver),
        lambda: verbs.give_back(desk.section, "Mend it.", by=desk.approver),
        lambda: verbs.take_back(desk.section, by=desk.officer),
        lambda: verbs.ask(desk.entry(), "Why?", by=desk.approver),
    ]
    for act in acts:
        with pytest.raises(OSError, match="no space"):
            act()
    assert state_of_everything() == before


def state_of_everything():
    models = (Observation, Commentary, Quality, Event, AuditLink, Entry)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_a_return_that_opens_tomorrow_is_not_filled_in_today(desk):
    with (
        time_machine.travel("2025-06-30 12:00", tick=False),
        pytest.raises(PermissionDenied, match="opens on 1 July 2025"),
    ):
        desk.save(desk.officer, numerator="29")
    with time_machine.travel("2025-07-01 00:30", tick=False):
        assert desk.save(desk.officer, numerator="29").written


def test_a_line_that_a_return_asks_for_already_is_not_asked_for_again(desk):
    """It has another owner now; the return that was opened before keeps it."""
    other = make_team("virtual-school")
    Ownership.objects.filter(indicator=Indicator.objects.get(slug=NEET)).update(team=other)
    assert open_period(desk.area, Period.parse("2025-26 Q1")) == []
    assert Return.objects.count() == 1
