"""The council's own logo and colour: read and checked once, at start."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from config.drawing import faults_of_svg

LARGEST = 200_000  # bytes
LEAST_CONTRAST = 4.5  # of white text, as WCAG asks for
PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True)
class Logo:
    """A picture as it is served: its bytes, content type, and a name that changes with them."""

    content: bytes
    content_type: str
    version: str


@dataclass(frozen=True)
class Colour:
    """A stylesheet that puts the council's colour in the place of ours."""

    css: str
    version: str


def read_logo(name: str, text: str, faults: list[str]) -> Logo | None:
    """The logo in the file that the variable `name` names; None for "" or with a fault."""
    if not text:
        return None
    example = f"Example: {name}=/etc/sightline/logo.svg"
    path = Path(text)
    if not path.is_file():
        faults.append(f"{name} is {text!r}, and there is no such file. {example}")
        return None
    content = path.read_bytes()
    kind = path.suffix.lower()
    fault = _fault_of_logo(content, kind)
    if fault:
        faults.append(f"{name} is {text!r}: {fault}")
        return None
    content_type = "image/png" if kind == ".png" else "image/svg+xml"
    return Logo(content, content_type, _version(content))


def _fault_of_logo(content: bytes, kind: str) -> str:
    if kind not in (".svg", ".png"):
        return "a logo is an SVG or a PNG. Save it as one of these."
    if len(content) > LARGEST:
        size = f"{len(content) / 1000:,.1f} kB"
        return f"it has {size}, and a logo has at most {LARGEST // 1000} kB. Save it smaller."
    if kind == ".png":
        return "" if content.startswith(PNG) else "it is not a PNG. Save it as one."
    return faults_of_svg(content)


def read_colour(name: str, text: str, faults: list[str]) -> Colour | None:
    """The colour that the variable `name` gives as #rrggbb; None for "" or with a fault."""
    if not text:
        return None
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", text):
        faults.append(f"{name} is {text!r}, which is no colour. Example: {name}=#5a2d81")
        return None
    contrast = contrast_with_white(text)
    if contrast < LEAST_CONTRAST:
        faults.append(
            f"{name} is {text!r}: white text on it has a contrast of {contrast:.1f}, and "
            f"{LEAST_CONTRAST} is needed to read it. Use a darker shade, such as {darker(text)}."
        )
        return None
    css = f":root {{ --govuk-brand-colour: {text}; --sl-header-colour: {text}; }}\n"
    return Colour(css, _version(css.encode()))


def contrast_with_white(colour: str) -> float:
    """The contrast ratio of WCAG between white and a colour: 1 for white, 21 for black."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def darker(colour: str) -> str:
    """The lightest shade of the colour on which white text can be read."""
    parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    shades = (
        "#" + "".join(f"{part * share // 100:02x}" for part in parts) for share in range(100, 0, -1)
    )
    return next(shade for shade in shades if contrast_with_white(shade) >= LEAST_CONTRAST)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _version(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]
