"""What `verify_ledger` asks of boards besides the links: strikes by the verbs, and whole papers.

What may change in a row no digest covers; that a row was struck, the link of the strike says.
"""

import hashlib
import json
from collections.abc import Iterator

from improvement.boards.frozen import is_whole
from improvement.boards.keeping import STRIKE
from improvement.boards.models import (
    Answer,
    Decision,
    Edition,
    Mark,
    Minute,
    Minutes,
    Paper,
    Question,
    Remark,
)
from indicators.ledger.models import AuditLink
from indicators.ledger.verification import Fault

STRUCK = (Remark, Question, Answer, Decision, Mark, Minute)
FEW = 10  # bodies and papers are large


def faults() -> Iterator[Fault]:
    """Every row of boards that says something its verbs did not write."""
    yield from _strikes()
    for model in (Edition, Minutes):
        for frozen in model.objects.order_by("pk").iterator(FEW):
            if not is_whole(frozen):
                yield Fault(model._meta.db_table, frozen.pk, "its digest is another's")
    for paper in Paper.objects.exclude(made_at=None).order_by("pk").iterator(FEW):
        if hashlib.sha256(paper.data).hexdigest() != paper.sha256:
            yield Fault(Paper._meta.db_table, paper.pk, "its bytes were changed")


def _strikes() -> Iterator[Fault]:
    told: set[tuple[str, int]] = set()
    links = AuditLink.objects.filter(verb=STRIKE, chain__startswith="meeting:")
    for rows in links.values_list("rows", flat=True):
        told |= {(table, int(row)) for table, of in json.loads(rows).items() for row in of}
    for model in STRUCK:
        table = model._meta.db_table
        struck = set(model.objects.exclude(struck_at=None).values_list("pk", flat=True))
        said = {row for name, row in told if name == table}
        for row in sorted(struck - said):
            yield Fault(table, row, "was struck past the verbs")
        for row in sorted(said - struck):
            yield Fault(table, row, "was struck, and stands again")
