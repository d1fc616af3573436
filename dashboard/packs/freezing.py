"""From a meeting and today's figures to the editions of its papers."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone
from improvement.boards.queries import brought_to
from indicators.disclosure import Withheld, withheld

from accounts.models import User
from accounts.roles import Reader
from dashboard.packs.around import around
from dashboard.packs.before import before, may_show
from dashboard.packs.gate import may_be_public
from dashboard.packs.glossary import glossary
from dashboard.packs.pack import (
    Attention,
    BoardSaid,
    Brought,
    Item,
    Pack,
    Section,
    SourceSaid,
    Words,
)
from dashboard.packs.sheets import Meant, sheet
from improvement.boards.models import AgendaItem, Kind, Meeting, Remark
from indicators.catalogue.models import Indicator
from indicators.catalogue.queries import readable
from indicators.periods.spoken import long_day
from indicators.readings.gather import readings
from indicators.readings.overview import RULE, concerns
from indicators.readings.reading import Reading

HEARD_IN_PRIVATE = "Exempt item"
NOTHING_WITHHELD = Withheld()


def editions(meeting: Meeting, *, by: User, at: datetime) -> dict[Kind, Pack]:
    """Every edition of the papers as of now; the exempt one only where something is exempt."""
    frozen = {kind: _frozen(meeting, kind, by, at) for kind in Kind}
    if not has_exempt_part(meeting):
        del frozen[Kind.EXEMPT]
    return frozen


def preview(meeting: Meeting, kind: Kind, *, by: User) -> Pack:
    """An edition as it would be if the papers went out now."""
    return _frozen(meeting, kind, by, timezone.now())


def has_exempt_part(meeting: Meeting) -> bool:
    """Whether anything of the papers is not for everybody. Three queries."""
    return (
        meeting.items.filter(exempt=True).exists()
        or meeting.remarks.filter(exempt=True, struck_at=None).exists()
        or any(one.decision.exempt for one in brought_to(meeting))
    )


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """What an edition shows of the agenda: sections in its order; `exempt` items it leaves out."""

    sections: tuple[Section, ...]
    items: tuple[Item, ...]
    exempt: int

    @property
    def slugs(self) -> dict[str, str]:
        """Each indicator with the title of the section it stands in."""
        return {slug: one.title for one in self.sections for slug in one.slugs}


def _frozen(meeting: Meeting, kind: Kind, by: User, at: datetime) -> Pack:
    board, area = meeting.board, meeting.area
    chosen = _chosen(meeting, kind)
    is_public = kind == Kind.PUBLIC
    hide = withheld(area, None) if is_public else NOTHING_WITHHELD
    read = readings(_indicators(chosen), area, reader=Reader.COUNCIL, hide=hide.figures)
    known = around(read, area, Reader.PUBLIC if is_public else Reader.COUNCIL)
    remarks, unfit = _remarks(meeting, kind, read, hide)
    meant = Meant(
        as_of=timezone.localdate(at),
        remarks=remarks,
        before=before(meeting, kind),
        for_everybody=is_public,
    )
    sheets = tuple(sheet(one, chosen.slugs[one.indicator.slug], known, meant) for one in read)
    brought, untold = _brought(meeting, kind)
    return Pack(
        kind=kind.value,
        council=settings.SIGHTLINE_COUNCIL_NAME,
        area=area.name,
        area_code=area.code,
        notice=area.notice,
        board=BoardSaid(
            slug=board.slug,
            name=board.name,
            purpose=board.purpose,
            cadence=board.cadence,
            audience=board.audience,
        ),
        held_on=meeting.held_on,
        place=meeting.place,
        starts_at=f"{meeting.starts_at:%H:%M}" if meeting.starts_at else "",
        despatched_at=at.replace(microsecond=0),
        despatched_by=str(by),
        as_of=timezone.localdate(at),
        agenda=chosen.items,
        brought=brought,
        attention=tuple(
            Attention(slug=one.reading.indicator.slug, because=one.because)
            for one in concerns(read)
        ),
        attention_rule=RULE,
        sections=_shown(chosen.sections, read),
        sheets=sheets,
        glossary=glossary(),
        sources=tuple(_sources(read)),
        left_out=tuple(_left_out(chosen, read, hide, unfit, untold)),
    )


def _chosen(meeting: Meeting, kind: Kind) -> Chosen:
    """The agenda's sections; an exempt item keeps its place and not its words."""
    by_title = {one.title: one for one in meeting.board.sections}
    sections, items, exempt = [], [], 0
    for number, item in enumerate(meeting.items.order_by("order", "pk"), 1):
        if item.exempt and kind != Kind.EXEMPT:
            items.append(Item(number=number, title=HEARD_IN_PRIVATE, exempt=True))
            exempt += 1
            continue
        found = by_title.get(item.section)
        items.append(_item(number, item))
        if found:
            sections.append(
                Section(
                    title=found.title,
                    question=found.question,
                    slugs=found.indicators,
                    exempt=item.exempt,
                )
            )
    return Chosen(sections=tuple(sections), items=tuple(items), exempt=exempt)


def _item(number: int, item: AgendaItem) -> Item:
    return Item(number=number, title=item.title, section=item.section, exempt=item.exempt)


def _indicators(chosen: Chosen) -> list[Indicator]:
    """In the order of the papers; one that is retired by now is left out."""
    found = {one.slug: one for one in readable().filter(slug__in=chosen.slugs)}
    return [found[slug] for slug in chosen.slugs if slug in found]


def _shown(sections: Iterable[Section], read: Sequence[Reading]) -> tuple[Section, ...]:
    known = {one.indicator.slug for one in read}
    return tuple(
        replace(one, slugs=tuple(slug for slug in one.slugs if slug in known)) for one in sections
    )


def _remarks(
    meeting: Meeting, kind: Kind, read: Sequence[Reading], hide: Withheld
) -> tuple[Mapping[str, Sequence[Words]], list[Remark]]:
    """What this edition says for the meeting, by slug, and the remarks that it may not say."""
    lacking = {one.indicator.slug for one in read if touches(one, hide.figures)}
    said: dict[str, list[Words]] = {}
    unfit = []
    for remark in meeting.remarks.filter(struck_at=None).select_related("by", "indicator"):
        slug = remark.indicator.slug
        if remark.exempt and kind != Kind.EXEMPT:
            continue
        if kind == Kind.PUBLIC and not may_be_public(remark.text, figures_withheld=slug in lacking):
            unfit.append(remark)
            continue
        words = Words(text=remark.text, by=str(remark.by), on=timezone.localdate(remark.at))
        said.setdefault(slug, []).append(words)
    return said, unfit


def touches(reading: Reading, figures: Collection[int]) -> bool:
    """Whether any figure of the line, or beside it, is kept back."""
    shown = [*reading.own, *(one.figure for one in reading.marks)]
    return any(one.id in figures for one in shown)


def _brought(meeting: Meeting, kind: Kind) -> tuple[tuple[Brought, ...], int]:
    """The open decisions of earlier meetings, and how many this edition may not tell."""
    every = brought_to(meeting)
    told = [one for one in every if may_show(one.decision, kind)]
    found = tuple(
        Brought(
            decided_on=one.decision.meeting.held_on,
            wording=one.decision.wording,
            owner=one.decision.owner,
            due=one.decision.due,
            status=one.word,
            said=one.said if kind != Kind.PUBLIC else "",
            meetings=one.meetings,
            indicator=one.decision.indicator.name if one.decision.indicator else "",
            overdue=one.is_overdue(meeting.held_on),
        )
        for one in told
    )
    return found, len(every) - len(told)


def _sources(read: Iterable[Reading]) -> Iterator[SourceSaid]:
    """Every source of a figure that is drawn or told, with the newest day it was public."""
    newest: dict[str, tuple[SourceSaid, date]] = {}
    for reading in read:
        series = [(reading.series, one) for one in reading.own]
        series += [(one.series, one.figure) for one in (*reading.marks, *reading.stated)]
        for one, figure in series:
            source = one.source if one else None
            said = SourceSaid(
                name=source.name if source else figure.source[:1].upper() + figure.source[1:],
                publisher=source.publisher if source else settings.SIGHTLINE_COUNCIL_NAME,
                licence=source.licence if source else "",
            )
            before = newest.get(said.name)
            if before is None or figure.known_on > before[1]:
                newest[said.name] = said, figure.known_on
    for name in sorted(newest):
        said, day = newest[name]
        yield replace(said, newest=long_day(day))


def _left_out(
    chosen: Chosen, read: Sequence[Reading], hide: Withheld, unfit: Sequence[Remark], untold: int
) -> Iterator[str]:
    if chosen.exempt:
        yield f"{counted(chosen.exempt, 'exempt item')} and the papers for it."
    kept = {one.id for reading in read for one in reading.own if one.id in hide.figures}
    if kept:
        yield (
            f"{counted(len(kept), 'figure')} of the council's own: so small that somebody could be "
            "recognised, or needed to work such a figure out."
        )
    if unfit:
        yield f"{counted(len(unfit), 'remark')} in which a small number is named."
    if untold:
        yield f"{counted(untold, 'decision')} of earlier meetings not told in this edition."
    missing = len(chosen.slugs) - len(read)
    if missing:
        yield f"{counted(missing, 'indicator')} no longer in the catalogue."


def counted(number: int, what: str) -> str:
    """Such as "1 figure" or "3 figures"."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
