"""Makes the papers that wait: each once, from its frozen edition, in a process beside the site.

Two processes that make the same paper make the same bytes, so nobody claims anything: the first to
keep it wins, and a process that is killed leaves it waiting for the next.
"""

import logging
from collections.abc import Callable, Mapping

from dashboard.packs.minutes import minutes_of
from dashboard.packs.pack import loads
from dashboard.packs.page import page
from dashboard.packs.pdf import minutes_pdf, pdf
from dashboard.packs.workbook import workbook
from improvement.boards.models import Paper
from improvement.boards.queries import papers_to_make
from improvement.boards.verbs.making import fail_paper, keep_paper

log = logging.getLogger(__name__)

MAKERS: Mapping[str, Callable[..., bytes]] = {
    Paper.Form.PAGE.value: lambda pack: page(pack).encode(),
    Paper.Form.PDF.value: pdf,
    Paper.Form.XLSX.value: workbook,
}
UNKNOWN = "Something went wrong that nobody foresaw. The server's log says what it was."


def tick() -> tuple[list[str], list[str]]:
    """Every paper that waits, oldest first: what was made, and what failed, in sentences."""
    said, failed = [], []
    for paper in papers_to_make():
        try:
            kept = keep_paper(paper, made(paper))
            said.append(f"{paper} is ready: {kept.size:,} bytes.")
        except Exception:
            log.exception("%s could not be made", paper)
            fail_paper(paper, UNKNOWN)
            failed.append(f"{paper} could not be made.")
    return said, failed


def made(paper: Paper) -> bytes:
    """The bytes of a paper, from what was frozen and nothing else."""
    if paper.minutes is not None:
        return minutes_pdf(minutes_of(paper.minutes, paper.kind))
    assert paper.edition is not None  # noqa: S101 - a paper is of one thing, says the database
    return MAKERS[paper.form](loads(paper.edition.body))
