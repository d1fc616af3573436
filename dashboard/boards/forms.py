"""What clerk and chair type: a meeting called, an item, a guest, and what was recorded."""

from collections.abc import Mapping
from typing import Any

from django import forms

from dashboard.forms import DAY, style
from improvement.boards.keeping import LONGEST, LONGEST_NAME

TIME = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
A_DAY = {"invalid": "Write the day like 2026-11-26", "required": "Enter the day of the meeting"}
FOR_WHOM = {"on": True, "yes": True, "no": False}


def up_to(what: str, longest: int) -> dict[str, str]:
    """What the field of a form says of a text that is too long."""
    return {"max_length": f"{what} may have up to {longest:,} characters"}


class BoardForm(forms.Form):
    """`refuse` shows why a verb refused what was typed, with everything typed still there."""

    def refuse(self, sentence: str) -> None:
        self.add_error(None, sentence)


class CallForm(BoardForm):
    """The day, time and place of a meeting."""

    held_on = forms.DateField(label="Day of the meeting", widget=DAY, error_messages=A_DAY)
    starts_at = forms.TimeField(
        label="Begins at (optional)",
        widget=TIME,
        required=False,
        error_messages={"invalid": "Write the time like 10:00"},
    )
    place = forms.CharField(
        label="Place (optional)",
        max_length=LONGEST_NAME,
        required=False,
        error_messages=up_to("The place", LONGEST_NAME),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        style(self)
        self.fields["place"].widget.attrs["class"] = "govuk-input govuk-input--width-20"


class RecordForm(BoardForm):
    """One field for words, and what a decision or a question needs besides.

    `indicators`: slug → name of those that the item is about.
    """

    words = forms.CharField(
        label="What was decided, asked or said",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST,
        error_messages={"required": "Write what was decided, asked or said"}
        | up_to("What was decided, asked or said", LONGEST),
    )
    indicator = forms.ChoiceField(label="About", required=False)
    exempt = forms.BooleanField(label="Keep it in the exempt part", required=False)
    owner = forms.CharField(
        label="Who does it",
        max_length=LONGEST_NAME,
        required=False,
        error_messages=up_to("Who does it", LONGEST_NAME),
    )
    due = forms.DateField(
        label="By when",
        widget=DAY,
        required=False,
        error_messages={"invalid": "Write the day like 2026-12-31"},
    )
    asked_by = forms.CharField(
        label="Who asks",
        max_length=LONGEST_NAME,
        required=False,
        error_messages=up_to("Who asks", LONGEST_NAME),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        indicators: Mapping[str, str],
        is_exempt: bool = False,
        prefix: str,
    ) -> None:
        super().__init__(data, prefix=prefix)
        about = [("", "The item as a whole"), *indicators.items()]
        self.fields["indicator"].widget = forms.Select(choices=about)
        self.fields["indicator"].choices = about  # type: ignore[attr-defined]
        if not indicators:
            del self.fields["indicator"]
        if is_exempt:
            del self.fields["exempt"]
        style(self, wide=("words",), select=("indicator",))
        for name in ("owner", "asked_by"):
            self.fields[name].widget.attrs["class"] = "govuk-input"
        if "exempt" in self.fields:
            self.fields["exempt"].widget.attrs["class"] = "govuk-checkboxes__input"

    def wants(self, act: str) -> None:
        """Call after is_valid(): what a decision needs and a note does not."""
        if act != "decide":
            return
        if not self.cleaned_data.get("owner", "").strip() and "owner" not in self.errors:
            self.add_error("owner", "Say who does it: a decision has an owner")
        if not self.cleaned_data.get("due") and "due" not in self.errors:
            self.add_error("due", "Say by when: a decision has a date")
