"""The inspection report: its grades, every figure, its recommendations, and what became of them."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dashboard.report_search import Query, matching, text_of_statement
from dashboard.standpoint import Standpoint, standpoint
from dashboard.views.page import frame
from improvement.evidence import evidenced
from improvement.models import InspectionReport, Judgement, MeasuredPart
from improvement.queries import gaps, recommendations, report_for
from indicators.assessment.words import listed
from indicators.catalogue.models import Indicator
from indicators.catalogue.queries import indicators
from indicators.readings.gather import readings
from indicators.readings.reconciliation import Pair, pairs
from indicators.readings.reported import Stated, Statement, statements

COUNTED = (
    ("figure", "figures"),
    ("recommendation", "recommendations"),
    ("thing that leaders lacked", "things that leaders lacked"),
)


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    stand = standpoint(request)
    query = Query.read(request.GET.get("q", ""))
    found = report_for(stand.area, stand.day)
    context = frame(request, stand) | {"found": found, "report": found.own, "query": query}
    if found.own:
        context |= _concluded(found.own) | _said(found.own, stand, query)
    return render(request, "pages/report.html", context)


def _concluded(report: InspectionReport) -> dict[str, object]:
    """The grades, the overall one first, and the inspections before."""
    judgements = list(report.judgements.all())
    bodies = [
        (body.label, [one for one in judgements if one.body == body]) for body in Judgement.Body
    ]
    return {
        "bodies": [(name, graded) for name, graded in bodies if graded],
        "overall": judgements[0],
        "earlier": report.earlier.all(),
    }


def _said(report: InspectionReport, stand: Standpoint, query: Query) -> dict[str, object]:
    """Figures, recommendations and gaps that the query finds, with what is known of each."""
    asked, lacked = list(recommendations(report)), list(gaps(report))
    named: list[MeasuredPart] = [*asked, *lacked]
    stated = Stated.by(report.source)
    cited = {one.pk for part in named for one in part.indicators.all()}
    wanted = [one for one in indicators() if one.pk in cited | stated.indicators]
    read = readings(wanted, report.area, as_of=stand.as_of, reader=stand.reader)
    reading_of = {one.indicator.pk: one for one in read}
    asked_for = matching(evidenced(asked, reading_of), query)
    missed = matching(evidenced(lacked, reading_of), query)
    every = statements(stated, read, as_of=stand.as_of, reader=stand.reader)
    matched = [one for one in every if query.finds(text_of_statement(one))]
    return {
        "every": every,
        "held": _held(every),
        "statements": matched,
        "pairs": {one.figure.id: one for one in _pairs(wanted, report, stand)},
        "recommendations": asked_for,
        "gaps": missed,
        "found_words": _counted(len(matched), len(asked_for), len(missed)),
    }


def _pairs(wanted: Sequence[Indicator], report: InspectionReport, stand: Standpoint) -> list[Pair]:
    return pairs(wanted, report.area, as_of=stand.as_of, reader=stand.reader)


def _counted(*numbers: int) -> str:
    """Such as "4 figures and 1 recommendation"; what there is none of is left out."""
    counted = [
        f"{number} {name if number == 1 else many}"
        for number, (name, many) in zip(numbers, COUNTED, strict=True)
        if number
    ]
    return listed(counted) if counted else ""


def _held(every: Sequence[Statement]) -> dict[str, int]:
    """How many figures agree with official ones of the same date, and how many differ."""
    verdicts = [one.agreement.verdict for one in every if one.agreement]
    return {verdict: verdicts.count(verdict) for verdict in sorted(set(verdicts))}
