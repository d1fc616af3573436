"""The passages of the inspection report's text, by the names that references use."""

import re
from functools import cache
from pathlib import Path

Run = tuple[str, ...]

# Where each passage without a number begins and ends.
BOUNDS = {
    "summary": ("\nExecutive summary\n", "\nContents\n"),
    "info": ("\nInformation about this local authority area\n", "\nRecommendations\n"),
    "young people's summary": (
        "\nSummary for children and young people\n",
        "\nThe experiences and progress of children who need",
    ),
    "help-and-protection summary": (
        "\nThe experiences and progress of children who need",
        "\nInspection findings\n",
    ),
    "looked-after summary": (
        "\nThe experiences and progress of children looked after and achieving permanence\n",
        "\nInspection findings\n",
    ),
    "leadership summary": ("\nLeadership, management and governance\t", "\nInspection findings\n"),
    "lscb summary": ("\nThe Local Safeguarding Children Board requires", "\nRecommendations\n"),
    "inspection": ("\nInformation about this inspection\n", "\nThe inspection team\n"),
}


@cache
def passages(shared: Path) -> dict[str, str]:
    """Name of a passage → its text: `¶15` to `¶139`, `info`, `summary` and the others."""
    text = (shared / "reference/inspection-report-2017.txt").read_text("utf-8")
    numbered = re.finditer(r"^(1[5-9]|[2-9]\d|1[0-3]\d)\. .*?(?=^\d+\. |\Z)", text, re.M | re.S)
    found = {f"¶{match[1]}": match[0] for match in numbered}
    for name, (first, last) in BOUNDS.items():
        start = text.index(first)
        found[name] = text[start : text.index(last, start + len(first))]
    return found


def runs(text: str, length: int) -> set[Run]:
    """All runs of so many words, whatever their case and punctuation."""
    words = re.findall(r"[a-z0-9']+", text.lower().replace("’", "'"))
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}
