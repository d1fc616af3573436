"""What every template knows."""

from django.conf import settings
from django.http import HttpRequest

from accounts.roles import Act, can


def site(request: HttpRequest) -> dict[str, object]:
    return {
        "council_name": settings.SIGHTLINE_COUNCIL_NAME,
        "council_logo": settings.COUNCIL_LOGO,
        "council_colour": settings.COUNCIL_COLOUR,
        "in_production": settings.PRODUCTION,
        "may_administer": can(request.user, Act.ADMINISTER) if hasattr(request, "user") else False,
    }
