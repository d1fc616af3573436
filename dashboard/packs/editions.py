"""What each edition of the papers is called, and for whom it is."""

from collections.abc import Mapping

from dashboard.packs.pack import Kind

NAMES: Mapping[Kind, str] = {
    "council": "Council edition",
    "exempt": "Edition with the exempt part",
    "public": "Public edition",
}
SAID: Mapping[Kind, str] = {
    "council": "Whole figures, for the council. The exempt part is not in it.",
    "exempt": "Whole figures and the exempt part. Not for publication: keep it to those who may "
    "see the exempt part.",
    "public": "Small numbers are kept back, so that nobody can be recognised, and nothing exempt "
    "is in it.",
}
