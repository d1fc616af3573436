"""Signs that a file is about single people: it is refused whole, whatever else it holds.

Statistics name places and counts. A column of names or dates of birth, or a cell that looks like a
pupil, health or insurance number, belongs to a file that must not be here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

SHORTEST, LONGEST = 5, 100  # letters of a cell that is looked at
REMEMBERED = 100_000
REMEDY = "Nothing about one person may be imported: delete the file, or remove this from it."
WORDS = re.compile(r"[a-z]+|[0-9]+")
# Names of columns, as runs of whole words.
COLUMNS = {
    "a name": (
        *("forename", "forenames", "surname", "firstname", "lastname", "fullname"),
        *("first name", "last name", "full name", "middle name", "family name", "given name"),
        *("child name", "pupil name", "person name", "young person name", "name of child"),
        *("mother name", "father name", "parent name", "carer name", "known as"),
    ),
    "a date of birth": ("dob", "date of birth", "birth date", "birthdate", "birthday"),
    "an identifier": (
        *("upn", "uln", "nhs number", "nhs no", "nhsno", "nino", "national insurance number"),
        *("child id", "pupil id", "person id", "case id", "client id", "unique pupil number"),
        *("childid", "pupilid", "personid", "swid", "unique child id", "unique person number"),
        *("mosaic id", "liquidlogic id", "passport number", "former upn"),
    ),
    "an address": ("postcode", "post code", "home address", "address line", "email", "telephone"),
}
SIGNS = {
    "a date, as of a birth": re.compile(
        r"(0?[1-9]|[12]\d|3[01])[/.-](0?[1-9]|1[0-2])[/.-]((19|20)\d\d|\d\d)"
        r"|(19|20)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])([T ].*)?"
    ),
    "a unique pupil number": re.compile(r"[A-HJ-NP-RT-Z]\d{11}[0-9A-HJ-NP-RT-Z]"),
    "a National Insurance number": re.compile(
        r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]"
    ),
    "a postcode": re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}"),
    "an address for mail": re.compile(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}"),
}
NHS_NUMBER = "an NHS number"
NHS = re.compile(r"(\d{3})[ -]?(\d{3})[ -]?(\d{4})")


def personal_column(name: str) -> str:
    """What is wrong with a column of this name, and the remedy; "" for nothing."""
    said = f" {' '.join(WORDS.findall(name.lower()))} "
    for what, words in COLUMNS.items():
        if any(f" {one} " in said for one in words):
            return f"is the name of a column that holds {what}. {REMEDY}"
    if said == " name ":
        return f"is the name of a column that holds a name. {REMEDY}"
    return ""


def personal_value(text: str) -> str:
    """What is wrong with a cell, and the remedy; "" for nothing. The value itself is not said."""
    if len(text) < SHORTEST or len(text) > LONGEST:
        return ""
    for what, sign in SIGNS.items():
        if sign.fullmatch(text.strip()):
            return f"looks like {what}. {REMEDY}"
    if is_nhs_number(text.strip()) and not text.strip().isdecimal():
        return f"looks like {NHS_NUMBER}. {REMEDY}"
    return ""


@dataclass
class Watch:
    """Looks at the cells of a file one by one, each wording once.

    A count of billions may look like an NHS number without its spaces by chance: a column is
    refused when every longer cell of it does.
    """

    _clean: set[str] = field(default_factory=set)
    _suspects: dict[str, int] = field(default_factory=dict)
    _innocent: set[str] = field(default_factory=set)

    def look(self, line: int, column: str, cell: str) -> str:
        """What is wrong with the cell, or ""."""
        if len(cell) < SHORTEST:
            return ""
        if cell.strip().isdecimal() and is_nhs_number(cell.strip()):
            self._suspects.setdefault(column, line)
            return ""
        self._innocent.add(column)
        if cell in self._clean:
            return ""
        found = personal_value(cell)
        if not found and len(self._clean) < REMEMBERED:
            self._clean.add(cell)
        return found

    def at_the_end(self) -> Iterator[tuple[int, str, str]]:
        """Line, column and fault of each column of NHS numbers."""
        for column, line in self._suspects.items():
            if column not in self._innocent:
                yield line, column, f"looks like {NHS_NUMBER}. {REMEDY}"


def is_nhs_number(text: str) -> bool:
    """Ten digits of which the last is right for the others."""
    match = NHS.fullmatch(text)
    if not match:
        return False
    digits = [int(one) for one in "".join(match.groups())]
    check = 11 - sum(n * weight for n, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return check % 11 == digits[9] and check != 10
