"""From a meeting and today's figures to the editions of its papers."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any, cast

from django.conf import settings
from django.utils import timezone

from accounts.models import User
from accounts.roles import Reader
from dashboard.packs.around import around
from dashboard.packs.before import before, may_show
from dashboard.packs.chosen import Chosen, chosen, indicators_of, shown
from dashboard.packs.glossary import glossary
from dashboard.packs.meant import Remarks, brought, remarks_of
from dashboard.packs.pack import Attention, BoardSaid, Pack, loads
from dashboard.packs.sheets import Meant, sheet
from dashboard.packs.sourcing import sources_of
from improvement.boards.following import brought_to
from improvement.boards.models import Edition, Kind, Meeting
from indicators.areas.models import Area
from indicators.catalogue.models import Series
from indicators.disclosure.withholding import withheld
from indicators.readings.gather import readings
from indicators.readings.overview import RULE, concerns
from indicators.readings.reading import Reading


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
        or any(one.decision.exempt for one in brought_to(meeting, exempt=True))
    )


def _frozen(meeting: Meeting, kind: Kind, by: User, at: datetime) -> Pack:
    board, area = meeting.board, meeting.area
    agenda = chosen(meeting, kind)
    is_public = kind == Kind.PUBLIC
    hide = withheld(area, None, disclosed(area)) if is_public else frozenset()
    read = readings(indicators_of(agenda), area, reader=Reader.COUNCIL, hide=hide)
    known = around(read, area, Reader.PUBLIC if is_public else Reader.COUNCIL)
    remarks = remarks_of(meeting, kind, read, hide)
    every = brought_to(meeting, exempt=kind == Kind.EXEMPT)
    told = [one for one in every if may_show(one.decision, kind)]
    meant = Meant(
        as_of=timezone.localdate(at),
        remarks=remarks.said,
        before=before(meeting, kind, told),
        for_everybody=is_public,
    )
    sheets = tuple(sheet(one, agenda.slugs[one.indicator.slug], known, meant) for one in read)
    return Pack(
        kind=cast(Any, kind.value),
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
        agenda=agenda.items,
        brought=tuple(brought(one, meeting, kind) for one in told),
        attention=tuple(
            Attention(slug=one.reading.indicator.slug, because=one.because)
            for one in concerns(read)
        ),
        attention_rule=RULE,
        sections=shown(agenda.sections, [one.slug for one in sheets]),
        sheets=sheets,
        glossary=glossary(),
        sources=tuple(sources_of(read)),
        disclosed=_shown_to_all(read, hide) if is_public else (),
        left_out=tuple(_left_out(agenda, read, hide, remarks, len(every) - len(told))),
    )


def disclosed(area: Area) -> frozenset[int]:
    """The ids of the council's own figures that public editions have shown: known for ever."""
    bodies = Edition.objects.filter(meeting__area=area, kind=Kind.PUBLIC).values_list("body")
    return frozenset(one for (body,) in bodies for one in loads(body).disclosed)


def _shown_to_all(read: Sequence[Reading], hide: Collection[int]) -> tuple[int, ...]:
    """The council's own figures that this edition shows."""
    local = Series.Kind.LOCAL
    lines = [(one.series, figure) for one in read for figure in one.own]
    lines += [(mark.series, mark.figure) for one in read for mark in one.marks]
    shown = {one.id for series, one in lines if series and series.kind == local}
    return tuple(sorted(shown - set(hide)))


def _left_out(
    agenda: Chosen, read: Sequence[Reading], hide: Collection[int], remarks: Remarks, untold: int
) -> Iterator[str]:
    if agenda.exempt:
        them = "it" if agenda.exempt == 1 else "them"
        yield f"{counted(agenda.exempt, 'exempt item')}, with any figures that belong to {them}."
    if remarks.exempt:
        yield f"{counted(remarks.exempt, 'exempt remark')}."
    kept = {one.id for reading in read for one in reading.own if one.id in hide}
    if kept:
        yield (
            f"{counted(len(kept), 'figure')} of the council's own: so small that somebody could be "
            "recognised, or needed to work such a figure out."
        )
    if remarks.unfit:
        yield f"{counted(len(remarks.unfit), 'remark')} in which a small number is named."
    if untold:
        yield f"{counted(untold, 'decision')} of earlier meetings not told in this edition."
    missing = len(agenda.slugs) - len(read)
    if missing:
        yield f"{counted(missing, 'indicator')} no longer in the catalogue."


def counted(number: int, what: str) -> str:
    """Such as "1 figure" or "3 figures"."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
