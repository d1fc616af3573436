"""What would leave the house if a meeting's papers went out now, for whom, and what stays."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from accounts.roles import Reader
from dashboard.boards.access import AtMeeting
from dashboard.packs.freezing import disclosed, has_exempt_part, preview
from dashboard.packs.gate import unfit_words
from dashboard.packs.pack import Pack, Sheet, Words
from improvement.boards.models import Kind
from indicators.catalogue.queries import readable
from indicators.disclosure.withholding import Why, kept_back
from indicators.readings.gather import readings
from indicators.readings.reading import Reading


@dataclass(frozen=True, kw_only=True)
class Withheld:
    """An indicator of which the public edition keeps figures back, and why."""

    name: str
    figures: int
    newest_too: bool
    why: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Unfit:
    """A remark for everybody that the public edition leaves out, and the words that keep it."""

    name: str
    text: str
    words: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Leaving:
    """The papers by edition as they would be now."""

    council: Pack
    public: Pack
    exempt: Pack | None
    withheld: tuple[Withheld, ...]
    unfit: tuple[Unfit, ...]

    @property
    def without_figure(self) -> Sequence[Sheet]:
        return [one for one in self.fullest.sheets if one.status == "missing"]

    @property
    def fullest(self) -> Pack:
        return self.exempt or self.council

    @property
    def exempt_items(self) -> Sequence[str]:
        return [one.title for one in self.fullest.agenda if one.exempt]

    @property
    def exempt_remarks(self) -> int:
        """How many remarks only those read who see the exempt part."""
        return _remarks(self.fullest) - _remarks(self.council)


def leaving(here: AtMeeting) -> Leaving:
    """Freezes nothing. The number of queries does not depend on what is in the papers."""
    meeting, by = here.meeting, here.user
    council, public = (preview(meeting, kind, by=by) for kind in (Kind.COUNCIL, Kind.PUBLIC))
    back = tuple(_withheld(here, public))
    return Leaving(
        council=council,
        public=public,
        exempt=preview(meeting, Kind.EXEMPT, by=by) if has_exempt_part(meeting) else None,
        withheld=back,
        unfit=tuple(_unfit(council, public, {one.name for one in back})),
    )


def _withheld(here: AtMeeting, public: Pack) -> Iterator[Withheld]:
    why = kept_back(here.area, None, disclosed(here.area))
    slugs = [one.slug for one in public.sheets]
    chosen = list(readable().filter(slug__in=slugs)) if why else []
    for reading in readings(chosen, here.area, reader=Reader.COUNCIL, whole=False):
        ids = [one.id for one in reading.own if one.id in why]
        if ids:
            yield Withheld(
                name=reading.indicator.name,
                figures=len(ids),
                newest_too=_newest(reading) in ids,
                why=_reasons(ids, why),
            )


def _newest(reading: Reading) -> int | None:
    return reading.judged.id if reading.judged else None


def _reasons(ids: Collection[int], why: Mapping[int, Why]) -> tuple[str, ...]:
    return tuple(sorted({why[one].words for one in ids}))


def _unfit(council: Pack, public: Pack, back: Collection[str]) -> Iterator[Unfit]:
    """A section that is exempt is in neither, so both have the same sheets.

    `back`: the indicators that keep figures back. A remark that counts nobody is left out for a
    figure that is kept back beside it.
    """
    said: dict[str, tuple[Words, ...]] = {one.slug: one.remarks for one in public.sheets}
    for sheet in council.sheets:
        for remark in sheet.remarks:
            if remark not in said.get(sheet.slug, ()):
                words = unfit_words(remark.text, figures_withheld=sheet.name in back)
                words = words or unfit_words(remark.text, figures_withheld=True)
                yield Unfit(name=sheet.name, text=remark.text, words=tuple(words))


def _remarks(pack: Pack) -> int:
    return sum(len(one.remarks) for one in pack.sheets)
