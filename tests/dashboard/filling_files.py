"""Templates as an officer's computer has them: changed and saved again by other software."""

import csv
import io
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

Rows = list[dict[str, str]]


def address(pk: int, kind: str = "") -> str:
    return f"/returns/{pk}/fill/{f'return.{kind}' if kind else ''}"


def template(browser: Client, pk: int) -> Rows:
    """The rows of the CSV template."""
    content = browser.get(address(pk, "csv")).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content, newline="")))


def as_csv(rows: Rows, separator: str = ",") -> bytes:
    made = io.StringIO(newline="")
    writer = csv.DictWriter(made, list(rows[0]), delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    return made.getvalue().encode()


def workbook(browser: Client, pk: int, change: Callable[[Any], None]) -> bytes:
    """The XLSX template after `change` of the book."""
    book = load_workbook(io.BytesIO(browser.get(address(pk, "xlsx")).content))
    change(book)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def upload(browser: Client, pk: int, content: bytes, name: str = "filled.csv") -> Any:
    file = SimpleUploadedFile(name, content)
    return browser.post(address(pk), {"act": "look", "file": file})
