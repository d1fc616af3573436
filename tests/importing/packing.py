"""Files that are not what their names say, and small ones that are."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 100
WORKBOOK = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as into:
        for name, content in parts.items():
            into.writestr(name, content)
    return out.getvalue()


def bomb() -> bytes:
    """300 MB of nothing in 300 kB."""
    return packed({**WORKBOOK, "xl/worksheets/sheet1.xml": b" " * 300_000_000})


def many_parts() -> bytes:
    return packed({**WORKBOOK, **{f"xl/media/{number}": b"" for number in range(2_000)}})


def file(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)
