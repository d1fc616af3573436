"""What every template knows."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from accounts.roles import Act, Reader, can, reader_of


def site(request: HttpRequest) -> dict[str, object]:
    return {
        "council_name": settings.SIGHTLINE_COUNCIL_NAME,
        "council_logo": settings.COUNCIL_LOGO,
        "council_colour": settings.COUNCIL_COLOUR,
        "in_production": settings.PRODUCTION,
        **_may(request),
    }


def _may(request: HttpRequest) -> dict[str, bool]:
    """What the navigation offers; a request that failed early has no user."""
    user = getattr(request, "user", AnonymousUser())
    return {
        "may_administer": can(user, Act.ADMINISTER),
        "may_import": can(user, Act.IMPORT),
        "reads_returns": reader_of(user) == Reader.COUNCIL,
    }
