"""Which letters the papers' font has, and what stands where it has none.

A letter that cannot be printed is never left out silently: a symbol is named in square brackets,
a run of letters of another script is counted and its script named.
"""

import re
import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path

from django.conf import settings

FONTS = Path(settings.BASE_DIR) / "build" / "fonts"
LONGEST_WORD = 28  # letters; anything longer may break anywhere
BREAK = "\u200b"
LINES = str.maketrans({"\t": " ", "\v": "\n", "\f": "\n", "\u2028": "\n", "\u2029": "\n"})
SCRIPTS = {"Cjk": "Chinese, Japanese or Korean"}


def printable(text: str) -> str:
    """The text as it can be printed: composed, and without what controls a terminal or turns the
    direction of writing.
    """
    whole = unicodedata.normalize("NFC", text.translate(LINES))
    plain = all(_is_printed(letter) for letter in set(whole))
    return whole if plain else "".join(_replaced(whole))


def breakable(text: str) -> str:
    """The same with places to break in words that no line could hold."""
    return re.sub(rf"[^\s-]{{{LONGEST_WORD},}}", _broken, printable(text))


def _replaced(text: str) -> Iterator[str]:
    kept = (letter for letter in text if _is_printed(letter) or not _is_silent(letter))
    for (missing, script), run in groupby(kept, key=_kind):
        letters = "".join(run)
        if not missing:
            yield letters
        elif script:
            yield f"[{script}: {len(letters)} letters that this font does not have]"
        else:
            yield "".join(f"[{unicodedata.name(one, 'unknown sign').lower()}]" for one in letters)


def _kind(letter: str) -> tuple[bool, str]:
    """Whether the font lacks a letter, and of which script it is ("" for a sign)."""
    if _is_printed(letter):
        return False, ""
    if unicodedata.category(letter)[0] not in "LMN":
        return True, ""
    script = unicodedata.name(letter, "Unknown").split()[0].capitalize()
    return True, SCRIPTS.get(script, script)


def _is_printed(letter: str) -> bool:
    """Whether a letter is printed as it is; the font has some of the silent ones too."""
    return letter == "\n" or (ord(letter) in _in_the_font() and not _is_silent(letter))


def _is_silent(letter: str) -> bool:
    """Controls, marks of direction, joiners and variation selectors: nothing to see by itself."""
    return unicodedata.category(letter) in ("Cc", "Cf") or "\ufe00" <= letter <= "\ufe0f"


def _broken(word: re.Match[str]) -> str:
    letters = word[0]
    return BREAK.join(letters[n : n + 12] for n in range(0, len(letters), 12))


@cache
def _in_the_font() -> frozenset[int]:
    """Code points of the regular face, from its character map of 32 bits (OpenType, format 12)."""
    data = (FONTS / "SourceSans3-Regular.ttf").read_bytes()
    (tables,) = struct.unpack_from(">H", data, 4)
    records = (struct.unpack_from(">4sIII", data, 12 + 16 * n) for n in range(tables))
    start = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    (maps,) = struct.unpack_from(">H", data, start + 2)
    offsets = (struct.unpack_from(">HHI", data, start + 4 + 8 * n)[2] for n in range(maps))
    wide = next(start + at for at in offsets if struct.unpack_from(">H", data, start + at) == (12,))
    (groups,) = struct.unpack_from(">I", data, wide + 12)
    spans = (struct.unpack_from(">II", data, wide + 16 + 12 * n) for n in range(groups))
    return frozenset(point for first, last in spans for point in range(first, last + 1))
