"""The council's logo and colour: what is refused at start, and in which words."""

from pathlib import Path

import pytest

from config.council import Colour, Logo, contrast_with_white, darker, read_colour, read_logo
from config.drawing import faults_of_svg
from tests.config.test_env import start

DRAWN = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' viewBox="0 0 40 40"><title>Council</title>{}'
    '<defs><linearGradient id="a"/></defs><style>.b {{ fill: url(#a); }}</style>'
    '<use xlink:href="#c"/><path id="c" class="b" style="stroke: #fff" d="M0 0h40v40z"/></svg>'
)
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 50


def logo(folder: Path, content: bytes, name: str = "logo.svg") -> tuple[Logo | None, list[str]]:
    path = folder / name
    faults: list[str] = []
    path.write_bytes(content)
    return read_logo("LOGO", str(path), faults), faults


def test_without_settings_there_is_neither():
    faults: list[str] = []
    assert read_logo("LOGO", "", faults) is None
    assert read_colour("COLOUR", "", faults) is None
    assert faults == []


@pytest.mark.parametrize(
    ("content", "name", "content_type"),
    [
        (DRAWN.format("").encode(), "logo.svg", "image/svg+xml"),
        (PNG, "Logo.PNG", "image/png"),
        (PNG + b"\x00" * (200_000 - len(PNG)), "large.png", "image/png"),
    ],
)
def test_a_drawing_is_taken_as_it_is(tmp_path, content: bytes, name: str, content_type: str):
    taken, faults = logo(tmp_path, content, name)
    assert faults == []
    assert taken is not None
    assert (taken.content, taken.content_type) == (content, content_type)


def test_another_picture_has_another_version(tmp_path):
    one, _ = logo(tmp_path, PNG, "a.png")
    two, _ = logo(tmp_path, PNG + b"\x01", "b.png")
    assert one is not None
    assert two is not None
    assert one.version != two.version


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (PNG, "logo.gif", "a logo is an SVG or a PNG"),
        (PNG, "logo.svg", "it is not an SVG"),
        (b"<svg/>", "logo.png", "it is not a PNG"),
        (PNG + b"\x00" * 200_000, "logo.png", "200.1 kB, and a logo has at most 200 kB"),
        (b"<html/>", "logo.svg", "it is XML and no SVG"),
        (b"", "logo.svg", "it is not an SVG"),
    ],
)
def test_what_is_no_logo_is_refused(tmp_path, content: bytes, name: str, says: str):
    taken, faults = logo(tmp_path, content, name)
    assert taken is None
    assert len(faults) == 1
    assert says in faults[0]


HOSTILE = {
    "script": "<script>alert(1)</script>",
    "script of another prefix": '<x:script xmlns:x="http://www.w3.org/2000/svg"/>',
    "handler": '<rect onload="alert(1)"/>',
    "handler in capitals": '<rect ONCLICK="alert(1)"/>',
    "foreign object": "<foreignObject><b/></foreignObject>",
    "picture from elsewhere": '<image href="https://elsewhere.example/a.png"/>',
    "picture from elsewhere, old": '<image xlink:href="//elsewhere.example/a.png"/>',
    "picture from a folder": '<image href="a.png"/>',
    "drawing in a drawing": '<image href="data:image/svg+xml;base64,PHN2Zy8+"/>',
    "use from elsewhere": '<use href="other.svg#a"/>',
    "link": '<a href="https://elsewhere.example/"><rect/></a>',
    "script link": '<a href="javascript:alert(1)"><rect/></a>',
    "style from elsewhere": "<style>@import 'https://elsewhere.example/a.css';</style>",
    "style with an address": "<style>rect { fill: url(https://elsewhere.example/a); }</style>",
    "style with a quoted address": "<style>rect { fill: url( 'a.svg#b' ); }</style>",
    "style in disguise": r"<style>rect { fill: u\72l(a); }</style>",
    "attribute with an address": '<rect style="fill: url(a.svg#b)"/>',
    "attribute of its own with one": '<rect fill="url(&quot;a.svg#b&quot;)"/>',
    "animated address": '<a><set attributeName="href" to="javascript:alert(1)"/></a>',
    "animated handler": '<set attributeName="onclick" to="alert(1)"/>',
    "page in a drawing": '<x:iframe xmlns:x="http://www.w3.org/1999/xhtml"/>',
    "other base": '<g xml:base="https://elsewhere.example/"/>',
    "instruction": '<?xml-stylesheet href="https://elsewhere.example/a.css"?>',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_drawing_that_does_more_is_refused(name: str):
    assert faults_of_svg(DRAWN.format(HOSTILE[name]).encode()) != ""


def test_the_same_drawing_without_it_is_taken():
    assert faults_of_svg(DRAWN.format("").encode()) == ""


def test_entities_are_refused_before_they_grow():
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]><svg>&b;</svg>'
    assert "DOCTYPE" in faults_of_svg(bomb.encode())


@pytest.mark.parametrize(
    ("colour", "contrast"),
    # From the definition in WCAG 2.2; #767676 is the lightest grey that passes.
    [("#ffffff", 1.0), ("#000000", 21.0), ("#767676", 4.54), ("#777777", 4.48), ("#ff0000", 4.0)],
)
def test_contrast_is_that_of_wcag(colour: str, contrast: float):
    assert contrast_with_white(colour) == pytest.approx(contrast, abs=0.005)


def test_a_dark_colour_is_taken():
    faults: list[str] = []
    taken = read_colour("COLOUR", "#5A2d81", faults)
    assert faults == []
    assert isinstance(taken, Colour)
    assert "--govuk-brand-colour: #5A2d81;" in taken.css


@pytest.mark.parametrize("text", ["purple", "#5a2", "5a2d81", "#5a2d8g", "#5a2d81; }", "red;"])
def test_what_is_no_colour_is_refused(text: str):
    faults: list[str] = []
    assert read_colour("COLOUR", text, faults) is None
    assert faults == [f"COLOUR is {text!r}, which is no colour. Example: COLOUR=#5a2d81"]


@pytest.mark.parametrize("text", ["#ffffff", "#ffcc00", "#777777"])
def test_too_light_a_colour_names_one_that_can_be_read(text: str):
    faults: list[str] = []
    assert read_colour("COLOUR", text, faults) is None
    (fault,) = faults
    assert "4.5 is needed" in fault
    offered = fault.split("such as ")[1].rstrip(".")
    assert offered == darker(text)
    assert read_colour("COLOUR", offered, []) is not None


def test_the_start_names_both_faults_at_once(tmp_path):
    ended = start(SIGHTLINE_COUNCIL_LOGO=str(tmp_path / "none.svg"), SIGHTLINE_COUNCIL_COLOUR="red")
    assert ended.returncode != 0
    assert "SIGHTLINE_COUNCIL_LOGO is " in ended.stderr
    assert "there is no such file" in ended.stderr
    assert "SIGHTLINE_COUNCIL_COLOUR is 'red', which is no colour" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_the_start_takes_what_is_right(tmp_path):
    path = tmp_path / "logo.svg"
    path.write_text(DRAWN.format(""))
    ended = start(SIGHTLINE_COUNCIL_LOGO=str(path), SIGHTLINE_COUNCIL_COLOUR="#5a2d81")
    assert ended.returncode == 0, ended.stderr
