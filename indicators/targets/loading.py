"""The targets that law and scorecards give, from the catalogue's files."""

from accounts.models import User
from indicators.catalogue.files import Catalogue
from indicators.catalogue.models import Indicator
from indicators.catalogue.schema import TargetEntry
from indicators.targets.verbs import Aim, Given, set_by_file


def load(catalogue: Catalogue, *, by: User) -> int:
    """Bring them in step with the files; returns how many were written or ended."""
    indicators = {one.slug: one for one in Indicator.objects.all()}
    written = 0
    for _, slug, entry in catalogue.indicators():
        given = [_given(target) for target in entry.targets]
        written += set_by_file(indicators[slug], given, by=by)
    return written


def _given(entry: TargetEntry) -> Given:
    aim = Aim(
        low=entry.low,
        high=entry.high,
        tolerance=entry.tolerance,
        starts=entry.first_period.ends,
        ends=entry.last_period.ends if entry.last_period else None,
    )
    return Given(
        aim=aim, origin=entry.origin, why=entry.why, source=entry.source, known_on=entry.known_on
    )
