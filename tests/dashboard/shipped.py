"""What ships, written out by hand: a page that vanishes is noticed.

The indicators are one of each kind, visited in every role and on many days; all others are
visited too.
"""

INDICATORS = (
    "adoption-days-entry-to-placement",
    "adoption-days-order-to-match",
    "care-leavers-eet",
    "care-leavers-neet",
    "caseloads-over-limit",
    "child-protection-plans",
    "child-protection-repeat-plans",
    "health-assessments-up-to-date",
    "long-term-placement-stability",
    "rereferrals",
    "social-worker-caseload",
    "three-or-more-placements",
)
THEMES = (
    "care-leavers",
    "children-looked-after",
    "context",
    "early-help-and-front-door",
    "health-and-education",
    "help-and-protection",
    "missing-and-exploitation",
    "partnership",
    "permanence-and-adoption",
    "quality-and-voice",
    "workforce",
)
