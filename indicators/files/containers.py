"""What a file really is, whatever its name says, before anything opens or unpacks it."""

import zipfile
from collections.abc import Sequence
from typing import BinaryIO

START = 8
ENTRIES, UNPACKED = 2_000, 200_000_000  # of a workbook: parts, and bytes when unpacked
MACROS = "xl/vbaProject.bin"
CONTENT = "[Content_Types].xml"
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
OTHERS = {
    b"%PDF": "a PDF",
    b"MZ": "a program",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"{\\rtf": "a text with layout",
}
BINARY = {".parquet": b"PAR1", ".gz": b"\x1f\x8b", ".xlsx": b"PK\x03\x04"}
TEXT = (".csv", ".toml")


def wrong_with(name: str, file: BinaryIO, allowed: Sequence[str]) -> str:
    """What is wrong with a file, and the remedy, as a sentence; "" for nothing.

    `allowed` are the endings of names that may be given. The file is left at its start.
    """
    ending = next((one for one in allowed if name.lower().endswith(one)), "")
    file.seek(0)
    start = file.read(START)
    try:
        if not ending:
            return f"{name} is no file that can be read here. Choose {_list(allowed)}."
        if not start:
            return f"{name} is empty. Save it again, or fetch it anew."
        return _other_than(name, ending, start) or _in_workbook(name, ending, file)
    finally:
        file.seek(0)


def _other_than(name: str, ending: str, start: bytes) -> str:
    sign = BINARY.get(ending[ending.rindex(".") :])
    if sign and start.startswith(sign):
        return ""
    what = _what(start)
    if sign is None and not what and b"\x00" not in start:
        return ""
    said = f"is {what}, whatever its name says" if what else f"is not what {ending} promises"
    return f"{name} {said}. Choose the file itself."


def _what(start: bytes) -> str:
    if start.startswith(PICTURES):
        return "a picture"
    others = {**OTHERS, **{sign: f"a {ending} file" for ending, sign in BINARY.items()}}
    return next((what for sign, what in others.items() if start.startswith(sign)), "")


def _in_workbook(name: str, ending: str, file: BinaryIO) -> str:
    """By the list of its parts alone: nothing is unpacked."""
    if ending != ".xlsx":
        return ""
    try:
        with zipfile.ZipFile(file) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return f"{name} is damaged, and no workbook. Save it again as an Excel workbook (.xlsx)."
    names = {one.filename for one in parts}
    if len(parts) > ENTRIES or sum(one.file_size for one in parts) > UNPACKED:
        return (
            f"{name} would be far larger when unpacked than any workbook. "
            "Nothing of it was opened. Save the sheet as CSV."
        )
    if MACROS in names:
        return f"{name} holds macros. Save it as a workbook without them (.xlsx)."
    if CONTENT not in names:
        return f"{name} is packed, but no workbook. Save it again as an Excel workbook (.xlsx)."
    return ""


def _list(endings: Sequence[str]) -> str:
    return " or ".join(part for part in (", ".join(endings[:-1]), endings[-1]) if part)
