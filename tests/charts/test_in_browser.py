"""In Chromium, under the page's strict policy: Plotly takes the SVG's place, or leaves it there."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from dashboard.charts.scene import NARROW, WIDE
from dashboard.charts.to_plotly import to_plotly
from dashboard.charts.to_svg import to_svg
from tests.charts.samples import SAMPLES

BUILT = Path(__file__).parents[2] / "build" / "static"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
    "font-src 'self'; connect-src 'self'"
)


class Handler(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


def figure(name: str) -> str:
    chart = SAMPLES[name]
    figures = json.dumps(to_plotly(chart)).replace("<", "\\u003C").replace("&", "\\u0026")
    return (
        f'<h2>{escape(chart.title)}</h2><figure class="sl-chart" data-chart '
        f'data-chart-svg="{name}.svg" data-chart-name="{name}"><div class="sl-chart__drawing">'
        f"{drawing(name, 'wide', WIDE)}{drawing(name, 'narrow', NARROW)}</div>"
        f'<p class="sl-chart__tools" data-chart-tools></p>'
        f'<script type="application/json">{figures}</script></figure>'
    )


def drawing(name: str, size: str, width: int) -> str:
    svg = to_svg(SAMPLES[name], prefix=f"{name}-{size}", width=width)
    return f'<div class="sl-chart__{size}" data-chart-size="{size}">{svg}</div>'


def page_of(library: str) -> str:
    return (
        f'<!doctype html><html lang="en" data-plotly="{library}"><head><title>Charts</title>'
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        '<link rel="icon" href="built/images/none"><link rel="stylesheet" '
        'href="built/css/sightline.css"><link rel="stylesheet" id="plotly.js-style-global" '
        'href="built/css/plotly.css"><script type="module" src="built/js/charts.js"></script>'
        f"</head><body><main><h1>Charts</h1>{''.join(map(figure, SAMPLES))}</main></body></html>"
    )


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server on loopback with a page of all samples, and one whose library does not exist."""
    folder = tmp_path_factory.mktemp("charts")
    (folder / "built").symlink_to(BUILT)
    (folder / "charts.html").write_text(page_of("built/js/plotly-basic.min.js"), encoding="utf-8")
    (folder / "without.html").write_text(page_of("built/js/nothing.js"), encoding="utf-8")
    for name, chart in SAMPLES.items():
        svg = to_svg(chart, prefix=name, alone=True)
        (folder / f"{name}.svg").write_text(svg, encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def draw_all(page: Any, address: str) -> list[str]:
    """Every chart scrolled into view; what the browser complained of."""
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda fault: complaints.append(str(fault)))
    page.goto(f"{address}/charts.html")
    for one in page.locator("figure").all():
        one.scroll_into_view_if_needed()
        one.locator("[data-drawn]").wait_for()
    return [text for text in complaints if "404" not in text]


@pytest.mark.parametrize("width", [1280, 320])
def test_plotly_takes_the_place_without_moving_the_page(
    page: Any, address: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.route("**/plotly-basic.min.js", lambda route: route.abort())
    page.goto(f"{address}/charts.html")
    # Its warning is heard before the page that must have none.
    page.wait_for_selector("html[data-charts=drawn]")
    before = page.evaluate("document.documentElement.scrollHeight")
    page.unroute("**/plotly-basic.min.js")
    assert draw_all(page, address) == []
    assert page.evaluate("document.documentElement.scrollHeight") == before
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("[data-drawn]").count() == len(SAMPLES)
    assert page.locator("figure svg[role=img]:visible").count() == 0
    assert "Share" not in page.locator("main").inner_text()


def test_the_policy_is_kept_when_a_reader_points_at_a_figure(page: Any, address: str) -> None:
    complaints = draw_all(page, address)
    neet = page.locator("figure").first
    neet.scroll_into_view_if_needed()
    box = neet.locator(".sl-chart__plot .scatterlayer .trace").first.locator(".point").first
    place = box.bounding_box()
    page.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    hover = neet.locator(".hoverlayer")
    hover.locator("text").first.wait_for()
    assert "48% inspection 2016" in hover.text_content()
    assert complaints == []


def test_without_the_library_the_svg_stays(page: Any, address: str) -> None:
    page.goto(f"{address}/without.html")
    page.locator("html[data-charts=drawn]").wait_for()
    assert page.locator("figure svg[role=img]:visible").count() == len(SAMPLES)
    assert page.locator(".sl-chart__plot").count() == 0


def test_paper_gets_the_svg(page: Any, address: str) -> None:
    draw_all(page, address)
    page.emulate_media(media="print")
    assert page.locator("figure svg[role=img]:visible").count() == len(SAMPLES)
    assert page.locator(".sl-chart__plot:visible").count() == 0


def test_a_resized_page_is_drawn_anew(page: Any, address: str) -> None:
    draw_all(page, address)
    page.set_viewport_size({"width": 360, "height": 900})
    page.locator("figure").first.scroll_into_view_if_needed()
    page.locator("figure [data-chart-size=narrow][data-drawn]").first.wait_for()
    assert page.locator("figure").first.locator(".sl-chart__plot").count() == 1


def test_the_picture_has_the_size_of_the_drawing(page: Any, address: str) -> None:
    draw_all(page, address)
    with page.expect_download() as download:
        page.locator("figure").first.get_by_role("button", name="Download PNG").click()
    assert download.value.suggested_filename == "neet.png"
    header = Path(download.value.path()).read_bytes()[:24]
    assert header[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(header[16:20], "big") == 2 * 752


def test_no_accessibility_fault(page: Any, address: str, axe: Any) -> None:
    draw_all(page, address)
    axe(page)
    page.goto(f"{address}/without.html")
    axe(page)
