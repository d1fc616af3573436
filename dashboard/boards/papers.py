"""The papers of a meeting, as far as their reader may open them: editions, forms, how far made."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.boards.access import AtMeeting, address_of
from dashboard.packs.pack import Pack, loads
from improvement.boards import queries
from improvement.boards.models import Edition, Kind, Paper
from improvement.boards.models.papers import PaperState

PAGES = {Paper.Form.PAGE: "pack", Paper.Form.PDF: "pack-pdf", Paper.Form.XLSX: "pack-xlsx"}
WORDS = {Paper.Form.PAGE: "Web page", Paper.Form.PDF: "PDF", Paper.Form.XLSX: "Excel workbook"}


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """One form of an edition and its address."""

    paper: Paper
    words: str
    address: str

    @property
    def is_ready(self) -> bool:
        return self.paper.state == PaperState.READY

    @property
    def is_failed(self) -> bool:
        return self.paper.state == PaperState.FAILED


@dataclass(frozen=True, kw_only=True)
class Bundle:
    """An edition with its papers."""

    edition: Edition
    leaves: tuple[Leaf, ...]


@dataclass(frozen=True, kw_only=True)
class Papers:
    """What this reader may open, the fullest edition first; `kept_shut`: there is more."""

    bundles: tuple[Bundle, ...]
    kept_shut: bool

    @property
    def leaves(self) -> Sequence[Leaf]:
        return [leaf for bundle in self.bundles for leaf in bundle.leaves]

    @property
    def ready(self) -> int:
        return sum(leaf.is_ready for leaf in self.leaves)

    @property
    def failed(self) -> Sequence[Leaf]:
        return [leaf for leaf in self.leaves if leaf.is_failed]

    @property
    def is_under_way(self) -> bool:
        return self.ready + len(self.failed) < len(self.leaves)


def papers(here: AtMeeting) -> Papers:
    """Two queries, and neither brings the papers themselves."""
    editions = queries.editions(here.meeting)
    found = queries.papers(here.meeting)
    bundles = [
        Bundle(
            edition=editions[kind],
            leaves=tuple(
                Leaf(paper=found[kind, form], words=words, address=_address(here, form, kind))
                for form, words in WORDS.items()
                if (kind, form) in found
            ),
        )
        for kind in here.reads
        if kind in editions
    ]
    return Papers(
        bundles=tuple(bundles), kept_shut=Kind.EXEMPT in editions and not here.sees_exempt
    )


def frozen(here: AtMeeting) -> Pack | None:
    """What this reader's page is made of; None before despatch. One query."""
    edition = queries.edition_read(here.meeting, here.kind)
    return loads(edition.body) if edition else None


def _address(here: AtMeeting, form: str, kind: Kind) -> str:
    return f"{address_of(here.meeting, PAGES[Paper.Form(form)])}?edition={kind.value}"
