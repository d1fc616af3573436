"""What every template knows."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    return {
        "council_name": settings.SIGHTLINE_COUNCIL_NAME,
        "in_production": settings.PRODUCTION,
    }
