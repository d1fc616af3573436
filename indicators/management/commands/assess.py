"""`manage.py assess FILE`: judge one line of figures, without a database."""

import json
from argparse import ArgumentParser
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser

from indicators.assessment import Baseline, Break, Measure, Point, Target, assess
from indicators.assessment.as_json import Json, as_json
from indicators.assessment.series_file import FileError, number, read
from indicators.assessment.words import WRITTEN
from indicators.periods.spoken import long_day

POLARITIES = ("higher", "lower", "range", "context")
SPANS = ("day", "in-period", "year-to-date", "rolling-12-months", "three-year")
FREQUENCIES = {
    "week": "week",
    "month": "month",
    "rolling-12-months": "month",
    "quarter": "quarter",
    "year-to-date": "quarter",
    "term": "term",
}

Options = dict[str, Any]


class Command(BaseCommand):
    help = (
        "Prints what the engine concludes about the newest figure of a CSV file with the columns "
        "period,value[,numerator,denominator]. A value may be empty or a symbol (c, x, z, u, :, "
        "low, k, -): then the figure is missing for that reason."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.error = self._refuse  # type: ignore[method-assign]
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--polarity", choices=POLARITIES, default="context")
        parser.add_argument("--unit", choices=tuple(WRITTEN), default="percent")
        parser.add_argument("--decimals", choices=tuple("0123456"), default="0")
        _add_numbers(parser)
        parser.add_argument("--baseline-name", default="England")
        parser.add_argument("--span", choices=SPANS, help="day where the periods are days")
        parser.add_argument(
            "--break",
            dest="breaks",
            action="append",
            default=[],
            metavar="DATE",
            help="first day of a new definition; may be given more than once",
        )
        parser.add_argument("--today", metavar="DATE", help="the day to judge lateness from")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            result = _assessed(options)
        except FileError as fault:
            self._refuse(str(fault))
        self.stdout.write(json.dumps(result, indent=2, ensure_ascii=False))

    def _refuse(self, message: str) -> NoReturn:
        self.stderr.write(message if message.endswith(".") else f"{message}.")
        raise SystemExit(2)


def _add_numbers(parser: ArgumentParser) -> None:
    """Kept as written, so that 45,3 gets the same remedy here as in a file."""
    parser.add_argument("--target", help="the bound for higher or lower")
    parser.add_argument("--tolerance", default="0", help="how far off is still amber")
    parser.add_argument("--low", help="lowest value of a range")
    parser.add_argument("--high", help="highest value of a range")
    parser.add_argument("--baseline-value", help="a fixed value for the newest period")


def _assessed(options: Options) -> Json:
    target = _target(options)
    breaks = [Break(on=_date(day, "--break"), why="given here") for day in options["breaks"]]
    today = _date(options["today"], "--today") if options["today"] else date.today()
    line = read(Path(options["file"]), options["unit"])
    result = as_json(
        assess(
            _measure(options, line[0].period.kind),
            line,
            target=target,
            baselines=_baselines(options, line),
            breaks=breaks,
            today=today,
        )
    )
    beside = result.pop("baselines")
    none = {"verdict": "none", "word": "Not compared", "because": "No baseline was given."}
    return {**result, "baseline": beside[0] if beside else none}


def _measure(options: Options, kind: str) -> Measure:
    return Measure(
        unit=options["unit"],
        decimals=int(options["decimals"]),
        polarity=options["polarity"],
        span=options["span"] or ("day" if kind == "day" else "in-period"),
        frequency=FREQUENCIES.get(kind, "year"),
        kind="local",
        is_proportion=options["unit"] == "percent",
    )


def _target(options: Options) -> Target | None:
    """The target that the options set; FileError where they contradict each other."""
    value, low, high = (_number(options, name) for name in ("target", "low", "high"))
    tolerance = _number(options, "tolerance") or Decimal(0)
    polarity = options["polarity"]
    if tolerance < 0:
        raise FileError("--tolerance is below 0: give how far off a value may be, such as 2.")
    if value is not None and polarity not in ("higher", "lower"):
        raise FileError(f"--target has no meaning with --polarity {polarity}: {_instead(polarity)}")
    if (low is not None or high is not None) and polarity != "range":
        raise FileError("--low and --high set a range: use them with --polarity range only.")
    if (low is None) != (high is None):
        raise FileError("A range has two ends: give both --low and --high.")
    if low is not None and high is not None and low > high:
        raise FileError(f"--low {low} is above --high {high}: exchange them.")
    if polarity != "range":
        low, high = (value, None) if polarity == "higher" else (None, value)
    if low is None and high is None:
        return None
    return Target(low=low, high=high, tolerance=tolerance, starts=date.min)


def _instead(polarity: str) -> str:
    if polarity == "range":
        return "give --low and --high."
    return "give --polarity higher or lower, or no target."


def _baselines(options: Options, line: list[Point]) -> list[Baseline]:
    value = _number(options, "baseline_value")
    if value is None:
        return []
    newest = max(point.period for point in line)
    fixed = (Point(period=newest, value=value),)
    return [Baseline(kind="given", name=options["baseline_name"], points=fixed)]


def _number(options: Options, name: str) -> Decimal | None:
    text = options[name]
    return None if text is None else number(str(text), f"--{name.replace('_', '-')}")


def _date(text: str, option: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        example = date(2017, 4, 1)
        raise FileError(
            f"{option} “{text[:40]}” is not a day: write {example} for {long_day(example)}."
        ) from None
