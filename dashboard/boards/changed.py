"""What became of the figures in a meeting's papers, as far as their reader may know."""

from accounts.roles import Reader
from dashboard.boards.access import AtMeeting
from dashboard.packs.freezing import disclosed
from dashboard.packs.pack import Pack
from dashboard.packs.since import Since, since
from improvement.boards.models import Kind
from indicators.catalogue.queries import readable
from indicators.disclosure.withholding import withheld
from indicators.readings.gather import readings


def changed(here: AtMeeting, pack: Pack) -> Since:
    """The frozen figures beside those of today; from a public edition the same is kept back."""
    chosen = list(readable().filter(slug__in=[one.slug for one in pack.sheets]))
    is_public = pack.kind == Kind.PUBLIC.value
    hide = withheld(here.area, None, disclosed(here.area)) if is_public else frozenset()
    return since(pack, readings(chosen, here.area, reader=Reader.COUNCIL, hide=hide))
