"""The words of a board's papers, from data/glossary.toml."""

import tomllib
from pathlib import Path

from django.conf import settings

from dashboard.packs.pack import Term

FILE = Path(settings.BASE_DIR) / "data" / "glossary.toml"


def glossary(file: Path = FILE) -> tuple[Term, ...]:
    """In the file's order. Raises KeyError or TOMLDecodeError where the file is broken."""
    terms = tomllib.loads(file.read_text(encoding="utf-8"))["terms"]
    return tuple(Term(word=one["word"], meaning=one["meaning"]) for one in terms)
