"""How files come in: onto the disk piece by piece, and no further than they may be large."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler
from django.http import HttpRequest

FILES = 5  # at once
MEGABYTE = 1_000_000


class OnDisk(TemporaryFileUploadHandler):
    """Leaves out a file as soon as it is too large, and remembers its name for the page."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: Mapping[str, Any],  # noqa: N803
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        if content_length > (FILES + 1) * _limit():
            raise RequestDataTooBig("These files are too large to be taken together.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > _limit():
            too_large(self.request).append(self.file_name or "")
            raise SkipFile
        super().receive_data_chunk(raw_data, start)


def too_large(request: HttpRequest | None) -> list[str]:
    """The names of the files of a request that were left out for their size."""
    found: list[str] = request.__dict__.setdefault("files_too_large", [])
    return found


def _limit() -> int:
    return int(settings.MAX_UPLOAD_MB) * MEGABYTE
