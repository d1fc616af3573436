"""The papers as HTML: one article for the site's frame, made of the pack and of nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.template.loader import render_to_string

from dashboard.packs import words
from dashboard.packs.pack import Pack, Section, Sheet


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """One indicator's place in the papers; `anchor` is its id, `chart` begins its chart's ids."""

    number: int
    sheet: Sheet

    @property
    def anchor(self) -> str:
        return f"indicator-{self.sheet.slug}"

    @property
    def chart(self) -> str:
        return f"chart-{self.number}"


@dataclass(frozen=True, kw_only=True)
class Part:
    """A section of figures; `again` are those of it that an earlier section shows."""

    number: int
    section: Section
    leaves: tuple[Leaf, ...]
    again: tuple[Leaf, ...] = ()

    @property
    def anchor(self) -> str:
        return f"section-{self.number}"


def page(pack: Pack) -> str:
    """HTML with headings from h2, whose only links lead within it; the same for the same pack."""
    leaves = {one.slug: Leaf(number=n, sheet=one) for n, one in enumerate(pack.sheets, 1)}
    said = {
        "pack": pack,
        "facts": [("Board", pack.board.name), *words.facts(pack)],
        "how_to_read": words.HOW_TO_READ,
        "parts": list(_parts(pack, leaves)),
        "leaves": list(leaves.values()),
        "attention": [(leaves[one.slug], one.because) for one in pack.attention],
        "none": {
            "actions": words.NO_ACTIONS,
            "agenda": words.NO_AGENDA,
            "attention": words.NOTHING_NEEDS,
            "chosen": words.NOTHING_CHOSEN,
            "left_out": words.NOTHING_LEFT_OUT,
        },
    }
    return render_to_string("packs/pack.html", said)


def _parts(pack: Pack, leaves: dict[str, Leaf]) -> Iterator[Part]:
    """The sections in the board's order, each indicator in the first that names it."""
    shown: set[str] = set()
    for number, section in enumerate(pack.sections, 1):
        own = [slug for slug in dict.fromkeys(section.slugs) if slug in leaves]
        yield Part(
            number=number,
            section=section,
            leaves=tuple(leaves[slug] for slug in own if slug not in shown),
            again=tuple(leaves[slug] for slug in own if slug in shown),
        )
        shown.update(own)
    rest = tuple(leaf for slug, leaf in leaves.items() if slug not in shown)
    if rest:
        slugs = tuple(leaf.sheet.slug for leaf in rest)
        further = Section(title="Further indicators", question="", slugs=slugs)
        yield Part(number=len(pack.sections) + 1, section=further, leaves=rest)
