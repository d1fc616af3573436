"""What an address asks of a list: what cannot be had is left out, and a sentence says so."""

from collections.abc import Mapping

from django.http import HttpRequest, QueryDict

LONGEST = 200


class Asked:
    """Reads a query; `query` keeps only what was understood, `complaints` say what was not."""

    def __init__(self, request: HttpRequest) -> None:
        self._given = request.GET
        self.query = QueryDict(mutable=True)
        self.complaints: list[str] = []
        for name in ("area", "as_of"):
            self._keep(name, self._given.get(name, "").strip())

    def text(self, name: str) -> str:
        """Free words, of a length that somebody types, without what cannot be printed."""
        given = self._given.get(name, "")[:LONGEST]
        text = " ".join("".join(c if c.isprintable() else " " for c in given).split())
        self._keep(name, text)
        return text

    def choice(self, name: str, label: str, options: Mapping[str, str], default: str = "") -> str:
        """One of the options, or the default."""
        given = self._given.get(name, "").strip()
        if not given or given in options:
            self._keep(name, given)
            return given or default
        instead = f"“{options[default]}” is used" if default else "it is left out"
        self.complaints.append(
            f"{label}: “{_short(given)}” is not among the choices, so {instead}."
        )
        return default

    def page(self, last: int) -> int:
        """A page's number, from 1."""
        given = self._given.get("page", "").strip()
        if not given:
            return 1
        if given.isascii() and given.isdecimal() and len(given) < 6 and 1 <= int(given) <= last:
            return int(given)
        self.complaints.append(
            f"There is no page “{_short(given)}” of {last}, so this is the first page."
        )
        return 1

    def address(self, **changes: str) -> str:
        """The query with some of it changed; "" takes a part out."""
        query = self.query.copy()
        for name, value in changes.items():
            query.pop(name, None)
            if value:
                query[name] = value
        return f"?{query.urlencode()}" if query else "?"

    def _keep(self, name: str, value: str) -> None:
        if value:
            self.query[name] = value


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
