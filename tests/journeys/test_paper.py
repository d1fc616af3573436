"""A printed page, read back from its PDF: what a board member holds in their hand."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.harness.site import Site

NO_READER = "pdftotext was not found (package poppler-utils): the printed page was not read back"


def printed(page: Any, folder: Path, **options: Any) -> str:
    """The words of the page on A4, white space made single."""
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip(NO_READER)
    path = folder / "page.pdf"
    page.pdf(path=path, format="A4", **options)
    done = subprocess.run(
        [reader, "-layout", path, "-"], capture_output=True, text=True, check=True
    )
    return " ".join(done.stdout.split())


def test_an_indicator_on_paper_has_finding_chart_table_and_sources(
    viewer: Any, live_site: Site, tmp_path: Path
):
    viewer.goto(f"{live_site.url}/indicators/care-leavers-neet/")
    viewer.wait_for_selector("html[data-charts=drawn]")
    text = printed(viewer, tmp_path)
    assert "45% in 2024-25 (159 of 351)" in text
    assert "no real change" in text
    assert "lowest 34% in 2021-22" in text  # the chart's summary
    assert "2016-17" in text  # its table, folded away on the screen
    assert "Local Authority Interactive Tool" in text
    assert "Open Government Licence" in text


def test_the_past_on_paper_says_its_day(viewer: Any, live_site: Site, tmp_path: Path):
    viewer.goto(f"{live_site.url}/indicators/care-leavers-neet/?as_of=2017-02-01")
    text = printed(viewer, tmp_path)
    assert "1 February 2017" in text
    assert "48%" in text
    assert "45% in 2024-25" not in text


def test_the_overview_on_paper_keeps_words_beside_colours(
    viewer: Any, live_site: Site, tmp_path: Path
):
    text = printed(viewer, tmp_path)
    assert "Worcestershire: what needs attention" in text
    assert "target missed" in text.lower()


def test_the_scorecard_on_paper_lies_on_its_side_and_is_whole(
    viewer: Any, live_site: Site, tmp_path: Path
):
    viewer.goto(f"{live_site.url}/scorecard/?per_page=all")
    names = viewer.locator(".sl-rows__name").all_inner_texts()
    text = printed(viewer, tmp_path, prefer_css_page_size=True)
    size = subprocess.run(
        ["pdfinfo", tmp_path / "page.pdf"], capture_output=True, text=True, check=True
    ).stdout
    width, height = (float(one) for one in re.findall(r"([\d.]+) x ([\d.]+) pts", size)[0])
    assert width > height
    assert text.count("Indicator Status Value") >= 2, "the heading stands on every page"
    words = set(text.replace("-", " ").split())  # a line may end at a hyphen
    assert len(names) > 180
    for name in names:
        assert set(name.replace("-", " ").split()) <= words, name
    assert "Download these rows" not in text


def test_a_part_of_the_scorecard_on_paper_says_that_it_is_one(
    viewer: Any, live_site: Site, tmp_path: Path
):
    viewer.goto(f"{live_site.url}/scorecard/")
    assert "Rows 1 to 50 of" in printed(viewer, tmp_path, prefer_css_page_size=True)


def test_the_gallery_on_paper_keeps_every_word(viewer: Any, live_site: Site, tmp_path: Path):
    viewer.goto(f"{live_site.url}/gallery/")
    text = printed(viewer, tmp_path)
    for said in ("Target missed", "Close to target", "Target met", "No target agreed", "No figure"):
        assert said in text
    assert "By 31 Mar 2027" not in text  # of another example's table
    assert "Exampleshire" in text
