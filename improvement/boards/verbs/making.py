"""Papers on their way: left to be made, then kept once or said to have failed."""

import hashlib
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from accounts.models import User
from improvement.boards import may
from improvement.boards.models import Paper
from improvement.boards.states import Act

LONGEST_FAULT = 1000


class DifferentError(Exception):
    """One edition was made into two different files: a fault of the program, not a person's."""


def leave_to_make(papers: Iterable[Paper]) -> None:
    """For the verbs that freeze something."""
    _papers().bulk_create(papers)


def keep_paper(paper: Paper, content: bytes) -> Paper:
    """Keep a paper's bytes. The first counts; DifferentError where a second maker has others."""
    sha256 = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        found = _papers().select_for_update().defer("content").get(pk=paper.pk)
        if found.made_at and found.sha256 != sha256:
            raise DifferentError(f"{paper.pk}: kept {found.sha256}, made again {sha256}")
        if not found.made_at:
            _papers().filter(pk=paper.pk).update(
                content=content,
                sha256=sha256,
                size=len(content),
                made_at=timezone.now(),
                tries=F("tries") + 1,
                fault="",
            )
    return _papers().get(pk=paper.pk)


def fail_paper(paper: Paper, fault: str) -> None:
    """Say why a paper could not be made; nothing where another maker has made it."""
    left = _papers().filter(pk=paper.pk, made_at=None)
    left.update(tries=F("tries") + 1, fault=fault[:LONGEST_FAULT] or "Unknown.")


def try_again(paper: Paper, *, by: User) -> None:
    """Have a paper that failed made after all."""
    frozen = paper.edition or paper.minutes
    may.check_part(by, frozen.meeting.board, Act.DESPATCH)
    _papers().filter(pk=paper.pk, made_at=None).update(tries=0, fault="")


def _papers() -> QuerySet[Paper, Any]:
    return QuerySet(Paper)
