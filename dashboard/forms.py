"""What an administrator types to propose or end a target."""

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django import forms

from indicators.catalogue.models import Indicator
from indicators.targets.verbs import BOUNDS, Aim

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class TargetForm(forms.Form):
    """One bound, or two for a range; a day to reach it by and a start value make a trajectory."""

    low = forms.DecimalField(label="Lowest value", max_digits=12, decimal_places=4)
    high = forms.DecimalField(label="Highest value", max_digits=12, decimal_places=4)
    tolerance = forms.DecimalField(
        label="Tolerance",
        help_text="How far from the target still counts as close to it. Often 0 to 2.",
        max_digits=12,
        decimal_places=4,
        min_value=0,
        initial=0,
    )
    starts = forms.DateField(
        label="Judges periods that end on or after", widget=DAY, help_text="For example 2026-03-31"
    )
    due = forms.DateField(
        label="To be reached by (optional)",
        widget=DAY,
        required=False,
        help_text="With a start value figures are held against the straight line between the two.",
    )
    start_value = forms.DecimalField(
        label="Start value (optional)", max_digits=12, decimal_places=4, required=False
    )
    why = forms.CharField(
        label="Why this target",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text="What it is based on. Everybody who reads the figure sees it.",
    )

    def __init__(self, indicator: Indicator, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        needs_low, needs_high = BOUNDS[indicator.polarity]
        if not needs_low:
            del self.fields["low"]
        if not needs_high:
            del self.fields["high"]
        if not (needs_low and needs_high):
            name = "low" if needs_low else "high"
            words = "or more" if needs_low else "or less"
            self.fields[name].label = f"Target ({indicator.get_unit_display()}, {words})"
        for field in self.fields.values():
            field.error_messages["required"] = f"Enter: {str(field.label).lower()}"
        style(self, wide=("why",))

    def refuse(self, sentence: str) -> None:
        """Show why the verbs refused what was typed, with everything typed still there."""
        self.add_error(None, sentence)

    def aim(self) -> Aim:
        """The typed values; call after is_valid()."""
        typed = self.cleaned_data
        return Aim(
            low=typed.get("low"),
            high=typed.get("high"),
            tolerance=typed["tolerance"] or Decimal(0),
            starts=typed["starts"],
            due=typed["due"],
            start_value=typed["start_value"],
        )


def style(
    form: forms.Form,
    wide: Collection[str] = (),
    select: Collection[str] = (),
    upload: Collection[str] = (),
) -> None:
    """The classes of GOV.UK Frontend on every field, with those of its errors."""
    kinds = dict.fromkeys(wide, "textarea") | dict.fromkeys(select, "select")
    kinds |= dict.fromkeys(upload, "file-upload")
    for name, field in form.fields.items():
        kind = kinds.get(name, "input")
        classes = [f"govuk-{kind}", *(["govuk-input--width-10"] if kind == "input" else [])]
        if name in form.errors:
            classes.append(f"govuk-{kind}--error")
        field.widget.attrs["class"] = " ".join(classes)
