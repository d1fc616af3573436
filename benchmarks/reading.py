"""When a reader in a browser can read a page, and how much the page moves over the wire."""

import statistics
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import sync_playwright

from tests.harness.chromium import QUIET, find_chromium
from tests.harness.site import Site

TIMES = 5
TIMINGS = """() => {
  const [page] = performance.getEntriesByType("navigation");
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  const files = performance.getEntriesByType("resource");
  const bytes = files.reduce((sum, file) => sum + file.transferSize, page.transferSize);
  return [paint ? paint.startTime : NaN, page.loadEventEnd, bytes / 1000];
}"""


@dataclass(frozen=True)
class View:
    page: str
    readable_ms: float
    loaded_ms: float
    moved_kb: float


def measure_readable(site: Site, pages: Iterable[str]) -> Iterator[View]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(QUIET))
        context = browser.new_context()
        site.sign_in(context.new_page())
        session = context.storage_state()
        for page in pages:
            runs = [_visit(browser, session, site.url + page) for _ in range(TIMES)]
            readable, loaded, moved = (
                statistics.median(column) for column in zip(*runs, strict=True)
            )
            yield View(page, readable, loaded, moved)
        browser.close()


def _visit(browser: Any, session: Any, address: str) -> list[float]:
    """One visit with nothing in the cache: milliseconds to first text, to loaded, and kB moved."""
    context = browser.new_context(storage_state=session)
    page = context.new_page()
    page.goto(address, wait_until="load")
    page.wait_for_timeout(300)
    timings: list[float] = page.evaluate(TIMINGS)
    context.close()
    return timings
