"""`manage.py compare INDICATOR|MEASURE-CODE --area CODE`: one figure among all authorities'."""

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.roles import Reader
from indicators.areas.lookup import UnknownAreaError, find
from indicators.catalogue.lookup import NotPublishedError, UnknownIndicatorError, published
from indicators.periods import Period, PeriodError
from indicators.readings.as_json import as_json
from indicators.readings.places import Comparison, NoFigureError, UnknownEditionError, compare


class Command(BaseCommand):
    help = (
        "Print where an area's published figure stands: its value beside England, the region and "
        "similar authorities, its rank and quartile among all local authorities."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("indicator", help="a slug, a name, or a code such as CareLeaversNEET")
        parser.add_argument("--area", default=settings.SIGHTLINE_AREA, help="code, number or name")
        parser.add_argument("--period", help="such as 2024-25; without it, the newest")
        parser.add_argument("--edition", default="", help="of the neighbour model, such as 2025")
        parser.add_argument("--format", choices=["json"], default="json")

    def handle(self, *args: Any, **options: Any) -> None:
        asked = (options[name] for name in ("indicator", "area", "period", "edition"))
        found = _compared(*asked)
        self.stdout.write(json.dumps(as_json(found), indent=2, ensure_ascii=False))


def _compared(indicator: str, area: str, period: str | None, edition: str) -> Comparison:
    """CommandError, in words and with what to try instead, where there is nothing to compare."""
    try:
        return compare(
            published(indicator),
            find(area),
            period=Period.parse(period) if period else None,
            edition=edition,
            reader=Reader.PUBLIC,
        )
    except (UnknownIndicatorError, UnknownAreaError) as fault:
        raise _refusal(fault, "Did you mean {}?", fault.suggestions) from None
    except NoFigureError as fault:
        known = [str(one) for one in fault.known]
        raise _refusal(fault, "There are figures of {}.", known) from None
    except UnknownEditionError as fault:
        raise _refusal(fault, "There are {}.", fault.known) from None
    except (NotPublishedError, PeriodError) as fault:
        raise CommandError(str(fault), returncode=2) from None


def _refusal(fault: Exception, remedy: str, instead: Sequence[str]) -> CommandError:
    more = f" {remedy.format(', '.join(instead))}" if instead else ""
    return CommandError(f"{fault}{more}", returncode=2)
