"""The lines that each check of data/returns/checks.toml is tried on, and how they come about."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from accounts.models import TeamMember, User
from accounts.service import loader
from indicators.catalogue.owners import begin
from indicators.periods import Period
from indicators.returns import verbs
from indicators.returns.checking import checked
from indicators.returns.models import Entry, Return
from indicators.returns.opening import correction, open_period
from tests.builders import make_area, make_indicator, make_series, make_user, record
from tests.returns.builders import FRACTION, make_line, make_team, publish

QUARTER = "2025-26 Q1"
# slug → unit, span, filled in as numerator and denominator, polarity
LINES: dict[str, tuple[str, str, bool, str]] = {
    "care-leavers-neet": ("percent", "day", True, "lower"),
    "care-leavers-eet": ("percent", "day", True, "higher"),
    "care-leavers-information-not-known": ("percent", "day", True, "lower"),
    "looked-after-out-of-area": ("percent", "day", True, "lower"),
    "children-looked-after": ("count", "day", False, "context"),
    "children-looked-after-rate": ("per-10,000", "day", True, "context"),
    "child-protection-plans": ("count", "day", False, "context"),
    "child-protection-plan-rate": ("per-10,000", "day", True, "context"),
    "looked-after-foster": ("count", "day", False, "context"),
    "looked-after-residential": ("count", "day", False, "context"),
    "looked-after-with-parents": ("count", "day", False, "context"),
    "social-worker-caseload": ("cases-per-worker", "day", True, "lower"),
    "agency-social-workers": ("percent", "day", True, "lower"),
    "strengths-and-difficulties": ("score", "day", False, "lower"),
    "care-proceedings-weeks": ("weeks", "in-period", False, "lower"),
    "referrals": ("count", "in-period", False, "context"),
}
NEET, LOOKED_AFTER = "care-leavers-neet", "children-looked-after"
SOON = (date.today() + timedelta(days=7)).isoformat()


@dataclass
class Case:
    """What was published before, what is typed on which line, and the line that is judged."""

    typed: dict[str, dict[str, Any]]
    before: dict[str, dict[str, Any]] = field(default_factory=dict)
    published: dict[str, str] = field(default_factory=dict)
    corrects: bool = False

    @property
    def subject(self) -> str:
        return next(iter(self.typed))


def of(numerator: object, denominator: object, **more: Any) -> dict[str, Any]:
    return {"numerator": str(numerator), "denominator": str(denominator), **more}


def neet(numerator: object, denominator: object, **more: Any) -> Case:
    return Case({NEET: of(numerator, denominator, **more)})


def count(value: object, slug: str = LOOKED_AFTER, **more: Any) -> Case:
    return Case({slug: {"value": str(value), **more}})


def after(before: object, value: object, slug: str = "care-proceedings-weeks") -> Case:
    """A figure in the quarter before, and one now."""
    when = "2024-25 Q4" if LINES[slug][1] == "in-period" else "2025-03-31"
    return Case({slug: {"value": str(value)}}, before={slug: {when: str(before)}})


def neet_after(before: tuple[int, int], now: tuple[int, int], **more: Any) -> Case:
    """A share a year ago, with which it is compared, and one now."""
    year_ago = {"2024-06-30": of(*before)}
    return Case({NEET: of(*now, **more)}, before={NEET: year_ago})


WORDS = {"says": "More.", "why": "Courses ended.", "next": "A fair."}
# Check → a line that breaks it, words of the sentence, and lines that do not.
CHECKS: dict[str, tuple[Case, str, list[Case]]] = {
    "can-be-read": (neet("4,8", 60), "“4,8” is no number. Write", [neet(29, 60), neet("", "")]),
    "filled-or-reason": (
        neet("", ""), "Nothing is typed.",
        [neet(29, 60), neet("x", "y"), neet("", "", missing_reason="not-available")],
    ),
    "value-and-reason": (
        neet(29, 60, missing_reason="not-available"), "a figure and a reason",
        [neet(29, 60), neet("", "", missing_reason="not-available")],
    ),
    "expected-day": (
        neet("", "", missing_reason="not-available", expected_on="2020-01-31"),
        "“2020-01-31” is no day to come.",
        [neet("", "", missing_reason="not-available", expected_on=SOON), neet(29, 60)],
    ),
    "part-of-whole": (
        neet(61, 60), "The numerator, 61, is more than the denominator, 60.",
        [neet(60, 60), Case({"children-looked-after-rate": of(90000, 83400)})],
    ),
    "between-0-and-100": (
        Case({NEET: {"value": "101"}}), "101 is no percentage: it lies between 0 and 100.",
        [neet(0, 60), neet(60, 60), neet(61, 60)],
    ),
    "not-below-0": (count(-3), "−3 is below 0.", [count(0), count(3)]),
    "score-0-to-40": (
        count("40.5", "strengths-and-difficulties"), "40.5 is no such score",
        [count(40, "strengths-and-difficulties"), count(41)],
    ),
    "hundreds-of-cases-per-worker": (
        Case({"social-worker-caseload": of(1684, 8)}), "210.5 cases for one worker cannot be.",
        [Case({"social-worker-caseload": of(168, 8)})],
    ),
    "whole-people": (count("48.5"), "48.5 is no whole number.", [count("48.0"), count("48")]),
    "whole-numerator": (
        neet("29.5", 60), "The numerator 29.5 is no whole number.",
        [neet("29", "60"), Case({"agency-social-workers": of("24.5", "131.2")})],
    ),
    "two-decimals": (
        count("37.123", "care-proceedings-weeks"), "37.123 has more than 2 decimals.",
        [count("37.12", "care-proceedings-weeks")],
    ),
    "correction-says-why": (
        Case(
            {LOOKED_AFTER: {"value": "485"}}, {LOOKED_AFTER: {"2025-03-31": "486"}}, corrects=True
        ),
        "Say why the published figure is corrected.",
        [
            Case(
                {LOOKED_AFTER: {"value": "485", "revised_why": "Two counted twice."}},
                {LOOKED_AFTER: {"2025-03-31": "486"}}, corrects=True,
            ),
            count(485),
        ],
    ),
    "out-of-area-within-all": (
        Case({"looked-after-out-of-area": of(487, 490), LOOKED_AFTER: {"value": "486"}}),
        "487 children live outside the area, more than the 486",
        [
            Case({"looked-after-out-of-area": of(486, 490), LOOKED_AFTER: {"value": "486"}}),
            Case({"looked-after-out-of-area": of(487, 490)}),
            Case({
                "looked-after-out-of-area": of(487, 490),
                LOOKED_AFTER: {"value": "486", "missing_reason": "unreliable"},
            }),
        ],
    ),
    "looked-after-one-number": (
        Case({"looked-after-out-of-area": of(100, 490), LOOKED_AFTER: {"value": "486"}}),
        "is 490 here and 486 in its own line",
        [Case({"looked-after-out-of-area": of(100, 486), LOOKED_AFTER: {"value": "486"}})],
    ),
    "rate-of-the-same-children": (
        Case({"children-looked-after-rate": of(490, 83400), LOOKED_AFTER: {"value": "486"}}),
        "The rate counts 490 children looked after, their own line 486.",
        [Case({"children-looked-after-rate": of(486, 83400), LOOKED_AFTER: {"value": "486"}})],
    ),
    "plans-rate-of-the-same-children": (
        Case({
            "child-protection-plan-rate": of(320, 83400),
            "child-protection-plans": {"value": "318"},
        }),
        "The rate counts 320 children on a plan, their own line 318.",
        [Case({
            "child-protection-plan-rate": of(318, 83400),
            "child-protection-plans": {"value": "318"},
        })],
    ),
    "placements-within-all": (
        Case({
            "looked-after-foster": {"value": "300"}, "looked-after-residential": {"value": "100"},
            "looked-after-with-parents": {"value": "87"}, LOOKED_AFTER: {"value": "486"},
        }),
        "The placements add up to 487, more than the 486",
        [
            Case({
                "looked-after-foster": {"value": "300"},
                "looked-after-residential": {"value": "100"},
                "looked-after-with-parents": {"value": "86"}, LOOKED_AFTER: {"value": "486"},
            }),
            Case({"looked-after-foster": {"value": "900"}, LOOKED_AFTER: {"value": "486"}}),
        ],
    ),
    "leavers-add-up": (
        Case({
            NEET: of(60, 168), "care-leavers-eet": of(100, 168),
            "care-leavers-information-not-known": of(9, 168),
        }),
        "not known add up to 169, more than the 168",
        [Case({
            NEET: of(60, 168), "care-leavers-eet": of(100, 168),
            "care-leavers-information-not-known": of(8, 168),
        })],
    ),
    "leavers-one-denominator": (
        Case({"care-leavers-eet": of(89, 169), NEET: of(60, 168)}),
        "There are 169 care leavers here and 168",
        [Case({"care-leavers-eet": of(89, 168), NEET: of(60, 168)})],
    ),
    "really-changed": (
        neet_after((60, 168), (90, 168)), "Say what is behind it.",
        [neet_after((60, 168), (62, 168)), neet_after((2, 9), (3, 9)), neet(60, 168)],
    ),
    "much-changed": (
        after(30, 40), "a change of 33%. Say what is behind it.",
        [after(30, 37), after(30, "37.4"), after(0, 40), after(4, 9, "referrals")],
    ),
    "unchanged": (
        Case(
            {LOOKED_AFTER: {"value": "486"}},
            {LOOKED_AFTER: {"2024-12-31": "486", "2025-03-31": "486"}},
        ),
        "for the third time running",
        [
            Case(
                {LOOKED_AFTER: {"value": "486"}},
                {LOOKED_AFTER: {"2024-12-31": "487", "2025-03-31": "486"}},
            ),
            Case(
                {LOOKED_AFTER: {"value": "0"}},
                {LOOKED_AFTER: {"2024-12-31": "0", "2025-03-31": "0"}},
            ),
            Case({LOOKED_AFTER: {"value": "486"}}, {LOOKED_AFTER: {"2025-03-31": "486"}}),
        ],
    ),
    "differs-from-published": (
        Case({LOOKED_AFTER: {"value": "486"}}, published={LOOKED_AFTER: "490"}),
        "is 490, this one 486. Say where they differ.",
        [Case({LOOKED_AFTER: {"value": "490"}}, published={LOOKED_AFTER: "490"})],
    ),
    "missing-after-present": (
        Case(
            {LOOKED_AFTER: {"missing_reason": "not-available"}},
            {LOOKED_AFTER: {"2025-03-31": "486"}},
        ),
        "486. Say why there is none now.",
        [
            Case({LOOKED_AFTER: {"missing_reason": "not-available"}}),
            Case({LOOKED_AFTER: {"value": "480"}}, {LOOKED_AFTER: {"2025-03-31": "486"}}),
        ],
    ),
    "red-or-worse": (
        neet_after((60, 168), (90, 168)), "Write what the figure says, why, and what comes next.",
        [neet_after((90, 168), (60, 168)), neet_after((60, 168), (90, 168), **WORDS), neet(9, 60)],
    ),
    "grade": (neet(29, 60), "grade A, B, C or D", [
        neet(29, 60, grade="A"), neet("", "", missing_reason="not-available"),
    ]),
    "grade-reason": (neet(29, 60, grade="C"), "Say why the figure has the grade C.", [
        neet(29, 60, grade="C", grade_why="Two teams have not sent theirs."),
        neet(29, 60, grade="B"),
    ]),
}  # fmt: skip


def opened(case: Case, quarter: str = QUARTER) -> Return:
    """The return with the lines of a case, typed by an officer."""
    team = make_team("one-team")
    officer = User.objects.filter(username="officer").first() or make_user("officer")
    TeamMember.objects.get_or_create(team=team, user=officer)
    for order, slug in enumerate(case.typed, 1):
        unit, span, is_fraction, polarity = LINES[slug]
        texts = FRACTION if is_fraction else {}
        make_line(slug, unit=unit, span=span, polarity=polarity, texts=texts, order=order)
    begin(dict.fromkeys(case.typed, team), by=loader())
    figures = [
        publish(slug, period, **(said if isinstance(said, dict) else {"value": said}))
        for slug, periods in case.before.items()
        for period, said in periods.items()
    ]
    for slug, value in case.published.items():
        theirs = make_series(make_indicator(slug), span="day", is_proportion=False)
        record(value, "2025-06-30", series=theirs)
    if case.corrects:
        made = correction(figures, team=team, area=make_area(), today=date.today(), by=officer)
    else:
        (made,) = open_period(make_area(), Period.parse(quarter))
    for entry in Entry.objects.filter(section__of=made).select_related("series__indicator"):
        typed = verbs.Typed(
            entry=entry.pk, version=0, fields=case.typed.get(entry.series.indicator.slug, {})
        )
        verbs.save(entry.section, [typed], by=officer)
    return made


def found(case: Case) -> dict[str, str]:
    """What is found on the line that is judged, by the name of the check."""
    (section,) = checked(opened(case))
    return {
        one.rule: one.says
        for one in section.findings
        if one.line.entry.series.indicator.slug == case.subject
    }
