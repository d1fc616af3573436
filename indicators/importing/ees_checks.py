"""Whether a mapping fits the file that it is for, and the catalogue; and whether numbers can be."""

from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from difflib import get_close_matches

from indicators.catalogue.models import Indicator, Series
from indicators.importing.ees_figures import Gathered
from indicators.importing.ees_mapping import FigureEntry, Mapping
from indicators.importing.ees_survey import Survey
from indicators.tables import Faults

AT_SOURCE = "Mend it at its source."
Lines = MappingOf[tuple[str, str], Series]  # by the slug of their indicator and their key


def lines_of(mapping: Mapping) -> Lines:
    """The series that there are of those that the mapping names."""
    slugs = [one.indicator for one in mapping.entry.figures]
    rows = Series.objects.filter(indicator__slug__in=slugs).select_related("indicator")
    return {(one.indicator.slug, one.key): one for one in rows}


def check_file(mapping: Mapping, survey: Survey, faults: Faults) -> None:
    """The columns and filter values that a mapping names are in the file."""
    name, entry = survey.file.path.name, mapping.entry
    for key in ("over_100", "below_0"):
        for column in getattr(entry, key):
            if column not in survey.columns:
                faults.add(f"{mapping.name}, {key}", _no_column(name, column, survey.numeric))
    for number, figure in enumerate(entry.figures):
        for key, column in figure.columns:
            if column not in survey.numeric:
                what = _no_column(name, column, survey.numeric)
                faults.add(mapping.where(number, key), what)
        for key, rows in (("rows", figure.rows), ("denominator_rows", figure.denominator_rows)):
            for column, text in rows.items():
                what = _no_filter(name, survey, column, text)
                if what:
                    faults.add(mapping.where(number, f"{key}, {column}"), what)


def _no_column(file: str, column: str, known: list[str]) -> str:
    near = get_close_matches(column, known, n=1) or [", ".join(known)]
    return f"is “{column}”, which is no column of numbers in {file}. Did you mean {near[0]}?"


def _no_filter(file: str, survey: Survey, column: str, text: str) -> str:
    if column not in survey.columns:
        known = ", ".join(survey.filters) or "none"
        return f"is no filter of {file}. Its filters are: {known}."
    texts = survey.columns[column].texts
    if text in texts:
        return ""
    near = get_close_matches(text, texts, n=1, cutoff=0.4) or list(texts)[:1]
    return f"is “{text}”, which stands nowhere in that column. Did you mean “{near[0]}”?"


def check_catalogue(mapping: Mapping, lines: Lines, faults: Faults) -> None:
    """The series that a mapping names are there, and official statistics may fill them."""
    for number, one in enumerate(mapping.entry.figures):
        series = lines.get((one.indicator, one.series))
        if series is None and one.reference is None:
            key, what = _no_series(one)
            faults.add(mapping.where(number, key), what)
        elif series and series.kind == Series.Kind.LOCAL:
            what = "is the council's own, filled by signed returns. Name a published one."
            faults.add(mapping.where(number, "series"), what)


def _no_series(one: FigureEntry) -> tuple[str, str]:
    slugs = Indicator.objects.values_list("slug", flat=True)
    if one.indicator in slugs:
        keys = Series.objects.filter(indicator__slug=one.indicator).values_list("key", flat=True)
        return "series", f"is “{one.series}”. {one.indicator} has: {', '.join(keys)}."
    near = get_close_matches(one.indicator, slugs, n=1)
    remedy = f"Did you mean {near[0]}?" if near else "Name one, or give it a reference."
    return "indicator", f"is “{one.indicator}”, which is no indicator here. {remedy}"


def check_numbers(
    mapping: Mapping, survey: Survey, gathered: Sequence[Gathered], lines: Lines, faults: Faults
) -> None:
    """What the unit and the kind of a series rule out, by the line of the file."""
    for one in gathered:
        series = lines.get((one.entry.indicator, one.entry.series))
        if series:
            _check_shares(mapping, survey, one, series, faults)
            if series.is_proportion:
                _check_parts(survey, one, faults)


def _check_shares(
    mapping: Mapping, survey: Survey, one: Gathered, series: Series, faults: Faults
) -> None:
    may_exceed = one.entry.value in mapping.entry.over_100 and not series.is_proportion
    if series.indicator.unit != Indicator.Unit.PERCENT or may_exceed:
        return
    for given in one.values.values():
        value = given.cell.number
        if value is not None and value * one.entry.factor > 100:
            where = survey.file.where(given.line, one.entry.value)
            what = f"is {value.normalize():f}, but {series.indicator} is at most 100%."
            faults.add(where, f"{what} {AT_SOURCE}")


def _check_parts(survey: Survey, one: Gathered, faults: Faults) -> None:
    for key, given in one.values.items():
        part, whole = given.numerator, one.wholes.get(key)
        if part is not None and whole is not None and part > whole:
            where = survey.file.where(given.line, one.entry.numerator or "")
            what = f"is {part.normalize():f}, more than the {whole.normalize():f} it is a part of."
            faults.add(where, f"{what} {AT_SOURCE}")
