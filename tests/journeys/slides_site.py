"""A site of nothing but slides: the real middleware and policy, papers from a file, no database."""

from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import path

from dashboard.views.present import render_slides
from tests.packs.meeting import hostile, sample

PACKS = {"sample": sample, "hostile": hostile}


@login_not_required
def present(request: HttpRequest, name: str) -> HttpResponse:
    return render_slides(
        request, PACKS[name](), back="/meeting/", notes=request.GET.get("notes") == "1"
    )


urlpatterns = [path("<slug:name>/present/", present, name="present")]


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """The requests of a test are not news."""


@contextmanager
def serving() -> Iterator[str]:
    """The address of the site while it runs."""
    with override_settings(ROOT_URLCONF="tests.journeys.slides_site"):
        server = Server(("127.0.0.1", 0), Quiet)
        server.set_app(StaticFilesHandler(get_wsgi_application()))
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            server.server_close()
