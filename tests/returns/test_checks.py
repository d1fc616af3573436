"""Every check of data/returns/checks.toml: a line that breaks it, and lines that do not."""

from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from indicators.areas.models import Area
from indicators.returns.checking import blocking, checked
from indicators.returns.checks.files import read_rules, shipped_rules
from indicators.returns.checks.rules import KINDS
from indicators.returns.checks.run import findings
from indicators.returns.checks.schema import SHAPES, Rule
from indicators.returns.models import Entry
from indicators.tables import Faults
from indicators.targets.verbs import confirm, propose
from tests.builders import make_aim, make_area, make_user
from tests.returns.check_cases import (
    CHECKS,
    LINES,
    LOOKED_AFTER,
    NEET,
    WORDS,
    Case,
    after,
    count,
    found,
    neet,
    neet_after,
    of,
    opened,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("rule", CHECKS)
def test_a_line_that_breaks_it(rule):
    case, words, _ = CHECKS[rule]
    says = found(case).get(rule, "nothing")
    assert words in says
    assert says.endswith((".", "?"))


@pytest.mark.parametrize(
    ("rule", "case"),
    [(rule, case) for rule, (_, _, fine) in CHECKS.items() for case in fine],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_line_that_does_not(rule, case):
    assert rule not in found(case)


def test_every_check_that_is_shipped_is_tried():
    assert set(CHECKS) | {"parts-make-the-total"} == set(shipped_rules())
    assert set(KINDS) == set(SHAPES) == {rule.kind for rule in shipped_rules().values()}


def test_every_key_and_kind_is_explained():
    text = (settings.BASE_DIR / "data" / "returns" / "README.md").read_text("utf-8")
    keys = {one.alias or name for name, one in Rule.model_fields.items()}
    for name in (*SHAPES, *keys, "opens_days_after", "due_working_days_after", "opens_by_itself"):
        assert f"`{name}`" in text, name


# What a table cannot say


def test_parts_that_do_not_make_the_total():
    case = count(100)
    made = opened(case)
    total = Entry.objects.get()
    for number, (breakdown, value) in enumerate([("age: under 16", "60"), ("age: 16 to 17", "39")]):
        Entry.objects.create(
            section=total.section, series=total.series, breakdown=breakdown, value=value,
            period_kind="day", starts=total.starts, ends=total.ends, version=1,
            typed_by=total.typed_by, typed_at=total.typed_at,
        )  # fmt: skip
        says = [one.says for one in checked(made)[0].findings if one.rule == "parts-make-the-total"]
        expected = ["60", "99"][number]
        assert says == [f"The parts by age add up to {expected}, the total says 100."]
    Entry.objects.filter(breakdown="age: 16 to 17").update(value="40")
    assert not [one for one in checked(made)[0].findings if one.rule == "parts-make-the-total"]


def test_a_real_change_is_said_however_few_there_are():
    """From 20 of 60 to none: Fisher's exact test, worked elsewhere, gives p < 0.0001."""
    assert "really-changed" in found(neet_after((20, 60), (0, 60)))


def test_a_zero_typed_for_hundreds_is_noticed():
    assert "a change of 100%" in found(after(486, 0, LOOKED_AFTER))["much-changed"]


def test_a_warning_stops_until_it_is_explained():
    made = opened(after(30, 40))
    (section,) = checked(made)
    assert "much-changed" in {one.rule for one in section.stopping}
    Entry.objects.update(explanation="Three long cases.", grade="A")
    (section,) = checked(made)
    assert {one.rule for one in section.findings} == {"much-changed"}
    assert section.stopping == []


def test_an_explanation_excuses_no_error():
    made = opened(neet(61, 60, grade="A", explanation="So it is."))
    assert [one.rule for one in checked(made)[0].stopping] == ["part-of-whole"]


def test_an_old_quarter_keeps_its_rules(tmp_path):
    rule = '[{0}]\nkind = "between"\nlevel = "error"\nhigh = {1}\nsays = "Over {{high}}."\n{2}\n'
    old, new = 'last_period = "2024-25 Q4"', 'first_period = "2025-26 Q1"'
    text = rule.format("old", 400, old) + rule.format("new", 480, new)
    (tmp_path / "checks.toml").write_text(text, "utf-8")
    rules = read_rules(tmp_path, Faults())
    corrected = Case({"referrals": {"value": "486"}}, {"referrals": {"2024-25 Q4": "1"}})
    corrected.corrects = True
    for case, said in ((count(486), "Over 480."), (corrected, "Over 400.")):
        (section,) = checked(opened(case))
        assert [one.says for one in findings(section.situations, section.situations, rules)] == [
            said
        ]


def test_lines_of_one_correction_are_held_against_each_other():
    case = Case(
        {"looked-after-out-of-area": of(487, 490), LOOKED_AFTER: {"value": "486"}},
        {
            "looked-after-out-of-area": {"2025-03-31": of(100, 490)},
            LOOKED_AFTER: {"2025-03-31": "490"},
        },
        corrects=True,
    )
    assert "out-of-area-within-all" in found(case)


def test_what_the_ledger_would_refuse_stops_the_submission():
    made = opened(count(486, grade="A"))
    assert blocking(made.sections.get()) == []
    Area.objects.update(ends=date(2025, 3, 31))
    (reason,) = blocking(made.sections.select_related("of__area").get())
    assert "ended on 2025-03-31" in reason


def test_the_number_of_queries_does_not_grow_with_the_lines(django_assert_max_num_queries):
    few = opened(count(486))
    with CaptureQueriesContext(connection) as asked:
        checked(few)
    many = opened(Case({slug: {"value": "5"} for slug in LINES}), "2025-26 Q2")
    assert many.sections.get().entries.count() == len(LINES)
    with django_assert_max_num_queries(len(asked)):
        checked(many)


def test_red_against_a_target_in_force_asks_for_words():
    made = opened(neet(50, 100, grade="A"))
    administrator = make_user("administrator")
    aim = make_aim(high=Decimal(40), starts=date(2025, 4, 1))
    indicator = Entry.objects.get().series.indicator
    target = propose(indicator, make_area(), aim, why="An aim.", by=administrator)
    assert checked(made)[0].stopping == []
    confirm(target, by=administrator)
    (finding,) = checked(made)[0].stopping
    assert (finding.rule, finding.field) == ("red-or-worse", "says")
    Entry.objects.update(**WORDS)
    assert checked(made)[0].stopping == []


TYPED = st.one_of(
    st.sampled_from(["", "0", "-3", "29", "1,234", "48%", "½", "1e9", "999999999", "0.000001"]),
    st.text(max_size=12),
)


@hypothesis(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    max_examples=hypothesis().max_examples // 4,
)
@given(fields=st.lists(st.tuples(TYPED, TYPED, TYPED), min_size=4, max_size=4))
def test_whatever_is_typed_gets_sentences_and_no_error(four_lines, fields):
    entries = list(Entry.objects.all())
    for entry, (numerator, denominator, value) in zip(entries, fields, strict=True):
        entry.numerator, entry.denominator, entry.value = (
            text.replace("\0", "") for text in (numerator, denominator, value)
        )
    Entry.objects.bulk_update(entries, ["numerator", "denominator", "value"])
    for one in checked(four_lines)[0].findings:
        assert one.says.strip().endswith((".", "?", "”"))
    assert blocking(four_lines.sections.get())


@pytest.fixture
def four_lines():
    """Lines of four units that were published for years, with nothing typed yet."""
    before = {
        NEET: {"2024-06-30": of(60, 168), "2025-03-31": of(62, 168)},
        LOOKED_AFTER: {"2024-06-30": "480", "2025-03-31": "486"},
        "children-looked-after-rate": {"2024-06-30": of(480, 83400), "2025-03-31": of(486, 83400)},
        "care-proceedings-weeks": {"2024-25 Q1": "37.5", "2024-25 Q4": "35"},
    }
    return opened(Case({slug: {} for slug in before}, before))
