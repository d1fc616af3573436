"""Reads a PDF back: poppler for its words, pikepdf for its tags."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Object, Pdf


def words(content: bytes, tmp_path: Path) -> str:
    """All text in the order in which it was written, without white space and places to break."""
    return squeezed(text(content, tmp_path))


def text(content: bytes, tmp_path: Path) -> str:
    if shutil.which("pdftotext") is None:
        if os.environ.get("CI") == "true":
            pytest.fail("pdftotext is missing: install poppler-utils")
        pytest.skip("pdftotext is not installed (package poppler-utils)")
    file = tmp_path / "papers.pdf"
    file.write_bytes(content)
    command = ["pdftotext", "-raw", str(file), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def squeezed(said: str) -> str:
    return re.sub(r"[\s\u200b\u2060]", "", said)


@dataclass(frozen=True)
class Tag:
    """An element of structure: its title, what it says instead of itself, and those inside it."""

    name: str
    title: str
    alt: str
    scope: str
    inside: tuple["Tag", ...]

    def all(self, *names: str) -> Iterator["Tag"]:
        for one in self.inside:
            if one.name in names:
                yield one
            yield from one.all(*names)


def tags(content: bytes) -> Tag:
    """The root of the structure."""
    with Pdf.open(BytesIO(content)) as document:
        return _tag(document.Root.StructTreeRoot)


def _tag(element: Object) -> Tag:
    kids = element.get("/K")
    inside = kids if isinstance(kids, Array) else [kids]
    scopes = [str(one.Scope) for one in element.get("/A", []) if "/Scope" in one]
    return Tag(
        name=str(element.get("/S", "/")).lstrip("/"),
        title=str(element.get("/T", "")),
        alt=str(element.get("/Alt", "")),
        scope=scopes[0] if scopes else "",
        inside=tuple(_tag(one) for one in inside if isinstance(one, Dictionary) and "/S" in one),
    )
