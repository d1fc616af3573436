"""Where a reader stands: which area, as known on which day, and in which reader class."""

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from accounts.roles import Reader, reader_of
from dashboard.errors import BadQueryError, NotHereError
from indicators.areas.lookup import UnknownAreaError, find
from indicators.areas.models import Area

EARLIEST = date(2000, 1, 1)


@dataclass(frozen=True)
class Standpoint:
    """One per request; every figure on a page is read from it."""

    area: Area
    as_of: date | None
    reader: Reader

    @property
    def carried(self) -> dict[str, str]:
        """What links and forms carry on: nothing for the council's own area today."""
        parts = {}
        if self.area.code != settings.SIGHTLINE_AREA:
            parts["area"] = self.area.code
        if self.as_of:
            parts["as_of"] = self.as_of.isoformat()
        return parts

    @property
    def query(self) -> str:
        """The same as the end of an address."""
        return f"?{urlencode(self.carried)}" if self.carried else ""

    @property
    def day(self) -> date:
        return self.as_of or timezone.localdate()

    @property
    def may_be_changed(self) -> bool:
        """Whether what is seen from here may be written to: the council's own area, today."""
        return self.as_of is None and self.area.code == settings.SIGHTLINE_AREA


def standpoint(request: HttpRequest) -> Standpoint:
    """Read `?area=` and `?as_of=`. Raises NotHereError or BadQueryError with the remedy."""
    return Standpoint(
        area=_area(request.GET.get("area", "").strip() or settings.SIGHTLINE_AREA),
        as_of=_as_of(request.GET.get("as_of", "").strip()),
        reader=reader_of(request.user),
    )


def _area(text: str) -> Area:
    try:
        area = find(text)
    except UnknownAreaError as fault:
        instead = [(name, f"?{urlencode({'area': name})}") for name in fault.suggestions]
        raise NotHereError(
            f"{fault} Use the official code or the name of a local authority, a region or England.",
            instead,
        ) from None
    if area.kind == Area.Kind.COMPARATOR_GROUP:
        raise NotHereError(
            f"{area} is a group to compare with and has no pages of its own. Choose an authority."
        )
    return area


def _as_of(text: str) -> date | None:
    if not text:
        return None
    example = "Write a day such as 2017-02-01: year, month, day."
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            raise ValueError(text)
        day = date.fromisoformat(text)
    except ValueError:
        raise BadQueryError(f"“{text}” is not a day that can be read. {example}") from None
    today = timezone.localdate()
    if day > today:
        raise BadQueryError(f"{day:%-d %B %Y} has not come yet. {example}")
    if day < EARLIEST:
        raise BadQueryError(f"Nothing is recorded from before {EARLIEST.year}. {example}")
    return None if day == today else day
