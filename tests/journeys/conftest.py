"""A page that cannot fail in silence: console, other hosts and refused policies are heard."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlparse

import pytest

from tests.harness.site import Site


@pytest.fixture
def quiet_page(page: Any, live_site: Site) -> Iterator[Any]:
    """A page on the running site; what went wrong on it in the meantime fails the test."""
    wrong: list[str] = []
    home = urlparse(live_site.url).netloc

    def heard(message: Any) -> None:
        if message.type in ("error", "warning"):
            wrong.append(f"console: {message.text}")

    def requested(request: Any) -> None:
        host = urlparse(request.url).netloc
        if host and host != home:
            wrong.append(f"asks another host: {request.url}")

    page.on("console", heard)
    page.on("pageerror", lambda fault: wrong.append(f"script: {fault}"))
    page.on("request", requested)
    yield page
    assert not wrong, "\n".join(wrong)


@pytest.fixture
def viewer(quiet_page: Any, live_site: Site) -> Any:
    live_site.sign_in(quiet_page, "viewer")
    return quiet_page
