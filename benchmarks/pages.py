"""How long the server takes to answer with a page, and how large the page is."""

import gzip
import re
import statistics
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from http.cookiejar import CookieJar

from tests.harness.site import PASSWORD

PAGES = (
    "/",
    "/themes/care-leavers/",
    "/indicators/care-leavers-eet/",
    "/indicators/care-leavers-eet/?as_of=2017-02-01",
    "/report/",
)
TIMES = 40


@dataclass(frozen=True)
class Answer:
    page: str
    median_ms: float
    slow_ms: float
    raw_kb: float
    gzip_kb: float


def signed_in(url: str) -> urllib.request.OpenerDirector:
    """A client with the session of the demonstration viewer."""
    client = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    form = client.open(f"{url}/accounts/login/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
    assert token
    fields = {"csrfmiddlewaretoken": token[1], "login": "viewer", "password": PASSWORD}
    with client.open(f"{url}/accounts/login/", urllib.parse.urlencode(fields).encode()) as answer:
        assert "/accounts/login" not in answer.url, "The viewer could not sign in"
    return client


def measure_answers(url: str) -> Iterator[Answer]:
    client = signed_in(url)
    for page in PAGES:
        body = client.open(url + page).read()
        times = sorted(_seconds(client, url + page) * 1000 for _ in range(TIMES))
        yield Answer(
            page,
            statistics.median(times),
            times[int(TIMES * 0.95) - 1],
            len(body) / 1000,
            len(gzip.compress(body)) / 1000,
        )


def _seconds(client: urllib.request.OpenerDirector, address: str) -> float:
    start = time.perf_counter()
    client.open(address).read()
    return time.perf_counter() - start
