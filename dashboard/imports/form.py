"""What an officer gives to begin an import: files, what they are, and when they were published."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from dashboard.forms import DAY, style
from dashboard.uploading import FILES
from indicators.files.containers import wrong_with
from indicators.importing.models import Kind

ENDINGS = (".parquet", ".csv", ".csv.gz", ".xlsx", ".toml")
LONGEST = 100  # characters of a name


class FilesInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Each looked at by its first bytes; nothing is opened or unpacked."""
        files = [one for one in data or [] if one]
        if not files:
            raise forms.ValidationError("Choose the files")
        if len(files) > FILES:
            raise forms.ValidationError(f"Choose {FILES} files at most")
        faults = [fault for one in files if (fault := _wrong(one))]
        twice = [name for name, count in Counter(one.name for one in files).items() if count > 1]
        faults += [f"There are two files {name}. Choose each once." for name in twice]
        if faults:
            raise forms.ValidationError(faults)
        return files


def _wrong(file: UploadedFile) -> str:
    name = file.name or ""
    if len(name) > LONGEST:
        return f"{name[:LONGEST]}… has too long a name. Give it a shorter one."
    return wrong_with(name, file.file, ENDINGS)  # type: ignore[arg-type]


class ImportForm(forms.Form):
    """`too_large` are the names of files that were left out while they came in."""

    kind = forms.ChoiceField(
        label="Where the files are from", choices=Kind.choices, initial=Kind.LAIT
    )
    files = FilesField(label="Files")  # type: ignore[assignment]
    known_on = forms.DateField(
        label="Published on (optional)",
        widget=DAY,
        required=False,
        help_text="The day on which these figures became public. Without it the table of release "
        "days decides.",
        error_messages={"invalid": "Write the day like 2026-03-31"},
    )

    def __init__(
        self,
        data: Any = None,
        files: MultiValueDict[str, Any] | None = None,
        *,
        too_large: Sequence[str] = (),
    ) -> None:
        super().__init__(data, files)
        self._too_large = too_large
        self.fields["files"].help_text = (
            "Of the Local Authority Interactive Tool: the long file (Parquet or CSV) together with "
            "its dictionary (CSV). Of Explore Education Statistics: one release (CSV), with a "
            "mapping (TOML) where none ships for it. "
            f"Up to {FILES} files, each of {settings.MAX_UPLOAD_MB} MB at most."
        )
        style(self, select=("kind",), upload=("files",))

    def clean_known_on(self) -> date | None:
        day: date | None = self.cleaned_data["known_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError("This day is in the future: choose the day of publication")
        return day

    def clean(self) -> dict[str, Any]:
        if self._too_large:
            self.errors.pop("files", None)
            self.cleaned_data.pop("files", None)
        for name in self._too_large:
            self.add_error(
                "files",
                f"{name} is larger than {settings.MAX_UPLOAD_MB} MB. "
                "Choose a smaller file: Parquet takes far less than CSV",
            )
        return self.cleaned_data

    def refuse(self, sentence: str) -> None:
        """Show why nothing was taken."""
        self.add_error("files", sentence)
