"""Sets a Typst template as a tagged PDF, with our own font and with nothing of this machine."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from dashboard.packs.pdf.letters import FONTS

TEMPLATES = Path(__file__).parent


def printed(template: str, papers: Mapping[str, Any], at: datetime) -> bytes:
    """The PDF of a template; `at` is the only moment that it knows.

    `pdf_standards` makes typst refuse a missing title, a chart without words for those who cannot
    see it, and a heading level left out.
    """
    if not any(FONTS.glob("*.ttf")):
        raise FileNotFoundError("The papers' fonts are missing in build/fonts: run `make assets`.")
    made: bytes = typst.compile(
        str(TEMPLATES / template),
        root=str(TEMPLATES),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"papers": json.dumps(papers, ensure_ascii=False)},
        pdf_standards="ua-1",
        timestamp=int(at.timestamp()),
    )
    return made
