"""What an officer types to write a note on an indicator."""

from django import forms
from django.http import HttpRequest, QueryDict

from accounts.roles import Act, Reader, can
from dashboard.charts.written import period as written
from dashboard.forms import style
from dashboard.standpoint import Standpoint
from indicators.notes.models import LONGEST, Note
from indicators.periods import Period
from indicators.readings.reading import Reading

WHOLE = "The indicator as a whole"


class NoteForm(forms.Form):
    """A text, and the period it is about: one of those that the indicator has a figure for."""

    text = forms.CharField(
        label="Note",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST,
        help_text="What a reader should know about this figure. Never a child's name or details. "
        f"At most {LONGEST:,} characters.",
        error_messages={
            "required": "Write what there is to know",
            "max_length": f"A note has at most {LONGEST:,} characters. Shorten it",
        },
    )
    period = forms.ChoiceField(
        label="About",
        required=False,
        error_messages={"invalid_choice": "Choose a period that has a figure, or the whole"},
    )

    def __init__(
        self, reading: Reading, data: QueryDict | None = None, *, replaces: Note | None = None
    ) -> None:
        first = None
        if replaces:
            first = {"text": replaces.text, "period": str(replaces.period or "")}
        super().__init__(data, initial=first)
        self.periods = {str(figure.period): figure.period for figure in reversed(reading.own)}
        if replaces and replaces.period:
            self.periods.setdefault(str(replaces.period), replaces.period)
        choices = [("", WHOLE), *((name, written(one)) for name, one in self.periods.items())]
        self.fields["period"].widget = forms.Select(choices=choices)
        self.fields["period"].choices = choices  # type: ignore[attr-defined]
        style(self, wide=("text",), select=("period",))

    def refuse(self, sentence: str) -> None:
        """Show why the verbs refused what was typed, with everything typed still there."""
        self.add_error(None, sentence)

    @property
    def period_chosen(self) -> Period | None:
        """Call after is_valid()."""
        return self.periods.get(self.cleaned_data["period"])


def note_form(
    request: HttpRequest, stand: Standpoint, reading: Reading, replaces: Note | None = None
) -> NoteForm | None:
    """An empty form for those who may write here and now, else None."""
    # Whoever also is a partner reads as one, and would not see what they write.
    reads_notes = stand.reader == Reader.COUNCIL
    if reads_notes and can(request.user, Act.WRITE_NOTES) and stand.may_be_changed:
        return NoteForm(reading, replaces=replaces)
    return None
