"""The system's own Chromium, quiet, and the accessibility check that runs inside it."""

import json
import os
import shutil
from functools import cache
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome")
MACOS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"


@cache
def find_chromium() -> str | None:
    """The browser named by SIGHTLINE_CHROMIUM, else the first that the system has."""
    named = os.environ.get("SIGHTLINE_CHROMIUM")
    if named:
        return shutil.which(named)
    on_path = [shutil.which(name) for name in NAMES]
    on_disk = [path for path in MACOS if Path(path).exists()]
    return next((found for found in [*on_path, *on_disk] if found), None)


def violations(page: Any) -> list[str]:
    """What axe finds wrong on the page as it stands: a line per rule, with the elements."""
    # Evaluated, not added as a script element, which the Content-Security-Policy would refuse.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    options = json.dumps(
        {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    )
    # Only the faults leave the browser: telling of all that is right takes longer than looking.
    found = page.evaluate(f"axe.run(document, {options}).then(({{ violations }}) => violations)")
    return [
        f"{fault['id']}: {fault['help']}\n    "
        + "\n    ".join(node["html"][:200] for node in fault["nodes"][:5])
        for fault in found
    ]
