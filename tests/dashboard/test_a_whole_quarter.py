"""Exampleshire's open quarter from empty to published, through the pages and nothing else.

An officer types every line with a mistake in one, the approver asks and gives back, the officer
mends, the approver signs, and a viewer reads the new figures, who signed them and what was said.
"""

from decimal import Decimal
from typing import Any

from indicators.ledger.models import Observation
from indicators.ledger.verification import verify_chain
from indicators.returns.models import Entry, Return
from indicators.returns.numbers import is_fraction
from tests.dashboard.conftest import Visit
from tests.dashboard.markup import read

WORDS = {
    "grade": "B",
    "explanation": "Counted twice by two people.",
    "says": "It is as it was a quarter ago.",
    "why": "Nothing was changed in between.",
    "next": "The team looks at it again in December.",
}
NUMBERS = ("numerator", "denominator", "value")


def test_from_empty_to_published_in_one_sitting(visit: Visit, as_role: Any):
    returns = [one for one in Return.objects.filter(area__code="X99000001") if is_open(one)]
    assert sum(one.sections.count() for one in returns) == 9
    lines = 0
    for one in returns:
        lines += take(one, as_role, visit)
    once_a_year = 3 if returns[0].ends.month == 3 else 0
    assert lines == 40 + once_a_year
    page = visit("/indicators/care-leavers-neet/?area=X99000001")
    assert WORDS["says"] in page.text
    assert "typed by Demonstration officer" in page.text
    assert "signed by Demonstration approver" in page.text
    assert "Open and late" not in visit("/returns/?area=X99000001").text


def is_open(one: Return) -> bool:
    return one.ends == min(Return.objects.filter(area=one.area).values_list("ends", flat=True))


def take(of: Return, as_role: Any, visit: Visit) -> int:
    """One return's whole way; returns how many figures it published."""
    address, review = f"/returns/{of.pk}/", f"/returns/{of.pk}/review/"
    officer, approver = as_role("officer"), as_role("approver")
    sections = list(of.sections.all())
    for section in sections:
        typed = posted(section.pk, "save")
        spoilt = next(name for name in typed if name.endswith(("-numerator", "-value")))
        wrong = officer.post(address, typed | {spoilt: "4O"})
        assert wrong.status_code == 302
        assert "4O" in officer.get(address).content.decode()  # kept, and said not to be a number
        refused = officer.post(address, posted(section.pk, "submit") | {spoilt: "4O"}, follow=True)
        assert "is no number" in refused.content.decode()
        mended = posted(section.pk, "submit") | {spoilt: typed[spoilt]}
        answer = officer.post(address, mended, follow=True)
        section.refresh_from_db()
        assert section.state == "submitted", problems(answer.content.decode())
    before = Observation.objects.count()
    first = sections[0]
    entry = first.entries.first()
    approver.post(review, {"act": "ask", "entry": entry.pk, "words": "Are the two teams in it?"})
    approver.post(review, {"act": "give-back", "section": first.pk, "words": "Answer, please."})
    officer.post(f"{address}answer/", {"entry": entry.pk, "words": "Both are.", "back": "review"})
    assert "Answer, please." in visit(address, "officer").text
    officer.post(address, posted(first.pk, "submit"), follow=True)
    assert approver.post(review, {"act": "sign-all"}).status_code == 302
    assert {one.state for one in of.sections.all()} == {"published"}
    assert verify_chain(of.chain) == []
    return Observation.objects.count() - before


def problems(html: str) -> list[str]:
    """What the page says holds the section back."""
    summary = read(html)[0].with_class("govuk-error-summary")
    return [one.text for one in summary] or [html]


def posted(section: int, act: str) -> dict[str, str]:
    """The form of a section with the newest figures that are published, and words on every line."""
    post = {"act": act, "section": str(section)}
    for one in Entry.objects.filter(section=section).select_related(
        "series__indicator", "section__of"
    ):
        known = Observation.objects.filter(
            series=one.series, area=one.section.of.area, is_current=True, ends__lt=one.ends
        ).latest("ends")
        post[f"e{one.pk}-version"] = str(one.version)
        for name in NUMBERS[:2] if is_fraction(one.series.indicator) else NUMBERS[2:]:
            post[f"e{one.pk}-{name}"] = written(round(getattr(known, name), 2))
        post |= {f"e{one.pk}-{name}": text for name, text in WORDS.items()}
    return post


def written(number: Decimal) -> str:
    return f"{number.normalize():f}"
