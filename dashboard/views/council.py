"""The council's own logo and colour, as files; everybody sees them, on the sign-in page too."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

YEAR = 365 * 24 * 60 * 60


@login_not_required
@require_safe
def logo(request: HttpRequest) -> HttpResponse:
    found = settings.COUNCIL_LOGO
    if found is None:
        raise Http404
    return _file(request, found.content, found.content_type, found.version)


@login_not_required
@require_safe
def colour(request: HttpRequest) -> HttpResponse:
    found = settings.COUNCIL_COLOUR
    if found is None:
        raise Http404
    return _file(request, found.css.encode(), "text/css; charset=utf-8", found.version)


def _file(request: HttpRequest, content: bytes, content_type: str, version: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    # An address that names this version never means another one.
    if request.GET.get("v") == version:
        patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    else:
        patch_cache_control(response, no_cache=True)
    return response
