"""By what a list of indicators can be narrowed down."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.asked import Asked
from indicators.catalogue.models import Theme
from indicators.readings.overview import COUNTED
from indicators.readings.reading import Reading

Keep = Callable[[Reading, str], bool]


@dataclass(frozen=True, kw_only=True)
class Filter:
    """One question with its possible answers; `keep` says whether a reading fits an answer."""

    name: str
    label: str
    options: Mapping[str, str]
    keep: Keep


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """A filter and the answer that the address gives; "" keeps everything."""

    filter: Filter
    answer: str

    def keeps(self, reading: Reading) -> bool:
        return not self.answer or self.filter.keep(reading, self.answer)


def by_theme(themes: Iterable[Theme]) -> Filter:
    return Filter(
        name="theme",
        label="Theme",
        options={theme.slug: theme.name for theme in themes},
        keep=lambda reading, slug: reading.indicator.theme.slug == slug,
    )


STATUS = Filter(
    name="status",
    label="Status",
    options={status: word.capitalize() for status, word in COUNTED},
    keep=lambda reading, status: reading.status == status,
)
MEASURED = Filter(
    name="measured",
    label="Measured here",
    options={"yes": "Measured here", "no": "Not measured here"},
    keep=lambda reading, answer: reading.measured == (answer == "yes"),
)
KINDS: Mapping[str, tuple[str, Callable[[Reading], bool]]] = {
    "core": ("Core", lambda one: one.indicator.core),
    "statutory": ("With a statutory limit", lambda one: one.indicator.statutory),
    "report": ("In the inspection report", lambda one: bool(one.indicator.report_paragraphs)),
    "measured": ("Measured here", lambda one: one.measured),
    "unmeasured": ("Not measured here", lambda one: not one.measured),
}
KIND = Filter(
    name="kind",
    label="Kind",
    options={kind: words for kind, (words, _) in KINDS.items()},
    keep=lambda reading, kind: KINDS[kind][1](reading),
)


def by_owner(owners: Mapping[int, str]) -> Filter:
    """`owners`: the name of the team that answers for an indicator, by the indicator's key."""
    return Filter(
        name="owner",
        label="Owner",
        options={name: name for name in sorted(set(owners.values()))},
        keep=lambda reading, name: owners.get(reading.indicator.pk) == name,
    )


def choose(asked: Asked, filters: Sequence[Filter]) -> list[Chosen]:
    """What the address answers to each filter that has any answers."""
    return [
        Chosen(filter=one, answer=asked.choice(one.name, one.label, one.options))
        for one in filters
        if one.options
    ]


def narrow(readings: Iterable[Reading], chosen: Sequence[Chosen]) -> list[Reading]:
    return [one for one in readings if all(each.keeps(one) for each in chosen)]
