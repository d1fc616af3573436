"""Pages for what cannot be shown: what is wrong, and what to do next."""

from collections.abc import Sequence

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


class NotHereError(Http404):
    """Something named in the address does not exist; `instead` are (text, address) to try."""

    def __init__(self, sentence: str, instead: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(sentence)
        self.instead = instead


class BadQueryError(BadRequest):
    """Something in the address cannot be read; the sentence says what would be."""


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    sentence = str(exception) if isinstance(exception, BadQueryError) else ""
    return render(request, "errors/400.html", {"sentence": sentence}, status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/403.html", {"sentence": str(exception)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    ours = isinstance(exception, NotHereError)
    context = {
        "sentence": str(exception) if ours else "",
        "instead": exception.instead if isinstance(exception, NotHereError) else (),
    }
    return render(request, "errors/404.html", context, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    # No context processors: whatever failed may fail there again.
    return HttpResponse(render_to_string("errors/500.html"), status=500)
