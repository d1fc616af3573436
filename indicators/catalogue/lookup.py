"""Finding an indicator's published line by the words that people use for it, or by its code."""

from difflib import get_close_matches

from django.db.models import QuerySet

from indicators.catalogue.models import Indicator, Series
from indicators.catalogue.queries import readable
from indicators.catalogue.search import nearest, search

SUGGESTED = 5
RELATIONS = (
    Series.Relation.SAME,
    Series.Relation.CLOSE,
    Series.Relation.PART,
    Series.Relation.OTHER,
)


class UnknownIndicatorError(Exception):
    """Nothing goes by this slug, name or code; `suggestions` are what may have been meant."""

    def __init__(self, text: str, suggestions: list[str]) -> None:
        super().__init__(f"There is no indicator or measure “{text[:80]}” here.")
        self.suggestions = suggestions


class NotPublishedError(Exception):
    """Official statistics do not measure the indicator."""

    def __init__(self, indicator: Indicator) -> None:
        super().__init__(f"No published figures answer “{indicator.name}” ({indicator.slug}).")


def published(text: str) -> Series:
    """The published series of a slug, a name or a code of its source, with its indicator.

    A code says which series; of an indicator with several the one nearest its definition is given.
    Capitals count only where two codes differ by nothing else.
    """
    wanted = text.strip()
    series = _by_code(wanted)
    if series:
        return series
    indicator = _by_name(wanted)
    if indicator is None:
        raise UnknownIndicatorError(wanted, _suggestions(wanted))
    series = published_of(indicator)
    if series is None:
        raise NotPublishedError(indicator)
    return series


def published_of(indicator: Indicator) -> Series | None:
    """Its published series nearest its own definition. One query."""
    found = _published().filter(indicator=indicator)
    return min(found, key=_nearness, default=None)


def _published() -> QuerySet[Series]:
    return Series.objects.filter(
        kind=Series.Kind.PUBLISHED, indicator__in=readable()
    ).select_related("indicator__theme", "source")


def _by_code(code: str) -> Series | None:
    alike = list(_published().filter(code__iexact=code).exclude(code=""))
    exact = [one for one in alike if one.code == code]
    return min(exact or alike, key=_nearness, default=None)


def _nearness(series: Series) -> tuple[bool, int, str]:
    """The council's own indicators first, then the nearest definition."""
    return not series.indicator.is_own, RELATIONS.index(series.relation), series.key


def _by_name(name: str) -> Indicator | None:
    for field in ("slug", "name"):
        found = readable().filter(**{f"{field}__iexact": name}).first()
        if found:
            return found
    return None


def _suggestions(text: str) -> list[str]:
    """Slugs and codes, the likeliest first."""
    every = list(readable().exclude(standing=Indicator.Standing.UNREVIEWED))
    slugs = {one.slug.lower(): one.slug for one in every}
    codes = _published().exclude(code="").values_list("code", flat=True)
    known = slugs | {code.lower(): code for code in codes}
    like = [known[one] for one in get_close_matches(text.lower(), known, n=SUGGESTED)]
    found = [one.slug for one in (search(text, every) or nearest(text, every))]
    return list(dict.fromkeys([*like, *found]))[:SUGGESTED]
