"""Finding an area by any of its codes or names."""

from difflib import get_close_matches

from indicators.areas.models import Area, AreaAlias

GROUP_PREFIX = "SN-"


class UnknownAreaError(Exception):
    """No area goes by this code or name; `suggestions` are the nearest names."""

    def __init__(self, text: str, suggestions: list[str]) -> None:
        super().__init__(f"There is no area “{text}” here.")
        self.suggestions = suggestions


def find(text: str) -> Area:
    """The area of an official code, a former code, a DfE number or a name."""
    wanted = text.strip()
    area = Area.objects.select_related("region").filter(code__iexact=wanted).first()
    area = area or Area.objects.select_related("region").filter(name__iexact=wanted).first()
    if area is None:
        aliases = AreaAlias.objects.select_related("area__region")
        alias = aliases.filter(value__iexact=wanted).first()
        area = alias.area if alias else None
    if area is None:
        places = Area.objects.exclude(kind=Area.Kind.COMPARATOR_GROUP)
        names = list(places.values_list("name", flat=True))
        raise UnknownAreaError(wanted, get_close_matches(wanted.title(), names, n=3))
    return area
