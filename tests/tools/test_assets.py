"""The built assets: a free font, no crown, and nothing fetched from elsewhere."""

import re
from pathlib import Path

BUILT = Path(__file__).parents[2] / "build" / "static"


def css() -> str:
    return (BUILT / "css" / "sightline.css").read_text()


def test_the_font_is_ours_to_use():
    assert "GDS Transport" not in css()
    assert '"Source Sans 3"' in css()
    assert (BUILT / "fonts" / "source-sans-3.woff2").read_bytes()[:4] == b"wOF2"


def test_the_papers_have_the_same_font_in_whole_faces_that_nobody_is_served():
    fonts = BUILT.parent / "fonts"
    faces = sorted(file.name for file in fonts.glob("*.ttf"))
    assert faces == [f"SourceSans3-{face}.ttf" for face in ("Bold", "It", "Regular", "Semibold")]
    assert (fonts / "LICENSE.md").stat().st_size > 0
    assert not list(BUILT.rglob("*.ttf"))


def test_there_is_no_crown_and_no_crest():
    assert not re.search(r"crown|crest|royal", css(), re.IGNORECASE)


def test_every_address_in_the_stylesheet_is_a_built_file():
    addresses = re.findall(r"url\([\"']?([^\"')]+)", css())
    assert addresses
    for address in addresses:
        assert (BUILT / "css" / address).resolve().is_file(), address


def test_scripts_and_licences_are_there():
    for name in ("js/sightline.js", "js/govuk-frontend.min.js", "js/plotly-basic.min.js"):
        assert (BUILT / name).stat().st_size > 0
    for name in ("plotly.txt", "source-sans.md"):
        assert (BUILT / "licences" / name).stat().st_size > 0
