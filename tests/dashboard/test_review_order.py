"""In which order a second person meets the lines of a return."""

from collections.abc import Callable
from datetime import date

import pytest

from accounts.models import User
from indicators.catalogue.models import Series
from indicators.ledger import verbs as ledger
from indicators.returns import verbs
from indicators.returns.checking import checked
from indicators.returns.checks.files import shipped_rules
from indicators.returns.models import Return
from indicators.returns.review import Look, Reason, Review, review
from indicators.returns.talk import talk
from tests.builders import content
from tests.returns.filling import entry_of, fill, section_of, submit

Person = Callable[[str], User]
# As pages.md has it; what was asked comes after.
ORDER = (
    "Differs from what is published",
    "Red or newly red",
    "Explained warnings",
    "Large changes",
    "Questions",
)
# The same group of care leavers, on whichever line.
LEAVERS = {"denominator": "166"}
QUIET = {"care_leavers_eet": {"numerator": "120", **LEAVERS}}
SEEN = {"care_leavers_neet": {"numerator": "30", **LEAVERS}, **QUIET}


def slug(look: Look) -> str:
    return look.situation.slug


def seen(of: Return) -> Review:
    return review(checked(of), talk(of).threads, shipped_rules())


def under(found: Review, reason: Reason) -> list[str]:
    return [slug(look) for group in found.groups if group.reason is reason for look in group.looks]


def test_the_reasons_stand_in_the_order_of_the_sketch():
    assert tuple(reason.value for reason in Reason) == ORDER


def test_every_line_stands_once_and_none_is_left_out(children_return: Return, person: Person):
    fill(children_return, by=person("officer"), **SEEN)
    found = seen(children_return)
    looks = [look for group in found.groups for look in group.looks] + list(found.unremarkable)
    assert sorted(slug(look) for look in looks) == sorted(
        entry.series.indicator.slug
        for section in children_return.sections.all()
        for entry in section.entries.all()
    )
    assert found.remarkable + len(found.unremarkable) == len(looks)


def test_a_published_figure_that_says_otherwise_comes_before_all_else(
    children_return: Return, person: Person
):
    """The demonstration target is 40%: the line is red as well, and says so."""
    entry = entry_of(children_return, "care-leavers-neet")
    published = Series.objects.get(
        indicator=entry.series.indicator, kind="published", relation="same"
    )
    ledger.record(
        series=published,
        area=children_return.area,
        period=entry.period,
        content=content("45"),
        known_on=date(2026, 10, 1),
        by=person("officer"),
    )
    fill(children_return, by=person("officer"), care_leavers_neet={"numerator": "95", **LEAVERS})
    first = seen(children_return).groups[0]
    assert first.reason is Reason.DIFFERS
    assert [slug(look) for look in first.looks] == ["care-leavers-neet"]
    assert Reason.RED in first.looks[0].further
    published_figure = first.looks[0].situation.published
    assert published_figure is not None
    assert published_figure.value == 45


def test_what_is_newly_red_comes_before_what_stays_red(children_return: Return, person: Person):
    """Exampleshire's last quarter: 93% with an up-to-date health assessment, 58% in work or study.

    The targets are England's newest: 90% and 54%.
    """
    red = {
        "health_assessments_up_to_date": {"numerator": "250", "denominator": "508"},
        "care_leavers_eet": {"numerator": "84", **LEAVERS},
    }
    fill(children_return, by=person("officer"), **red)
    looks = [look for group in seen(children_return).groups for look in group.looks]
    reds = [look for look in looks if look.reasons[0] is Reason.RED]
    assert {"health-assessments-up-to-date", "care-leavers-eet"} <= {slug(one) for one in reds}
    assert [one.newly_red for one in reds] == sorted((one.newly_red for one in reds), reverse=True)
    found = [one.situation.assessment for one in reds]
    assert all(one is not None and one.target.status == "red" for one in found)


def test_two_lines_that_count_the_same_children_apart_are_an_explained_warning(
    children_return: Return, person: Person
):
    more = {"children_looked_after": {"value": "700"}, **SEEN}
    fill(children_return, by=person("officer"), **more)
    group = next(one for one in seen(children_return).groups if one.reason is Reason.EXPLAINED)
    look = next(one for one in group.looks if slug(one) == "looked-after-out-of-area")
    assert "700 in its own line" in look.warnings[0].says
    assert look.warnings[0].explained


def test_a_real_change_is_a_large_change(children_return: Return, person: Person):
    """30 of 166 after 28% a year before is a real change for the better: not red, and looked at."""
    fill(children_return, by=person("officer"), **SEEN)
    found = seen(children_return)
    assert "care-leavers-neet" in under(found, Reason.CHANGED)


def test_a_question_brings_an_unremarkable_line_to_the_eyes(
    children_return: Return, person: Person
):
    fill(children_return, by=person("officer"), **SEEN)
    quiet = [slug(look) for look in seen(children_return).unremarkable]
    entry = entry_of(children_return, quiet[0])
    theme = entry.series.indicator.theme.slug
    submit([section_of(children_return, theme)], by=person("officer"))
    verbs.ask(entry, "Is this all of them?", by=person("approver"))
    found = seen(children_return)
    assert under(found, Reason.ASKED) == [quiet[0]]
    thread = found.groups[-1].looks[0].thread
    assert thread is not None
    assert thread.waits
    assert thread.asker == person("approver")
    verbs.answer(entry, "Yes.", by=person("officer"))
    answered = seen(children_return).groups[-1].looks[0].thread
    assert answered is not None
    assert not answered.waits


@pytest.mark.parametrize("theme", ["care-leavers", "help-and-protection"])
def test_a_section_knows_how_many_of_its_lines_are_looked_at(
    children_return: Return, person: Person, theme: str
):
    fill(children_return, by=person("officer"), **SEEN)
    found = seen(children_return)
    section = section_of(children_return, theme)
    quiet = sum(look.situation.line.entry.section_id == section.pk for look in found.unremarkable)
    assert found.of(section.pk) + quiet == section.entries.count()
