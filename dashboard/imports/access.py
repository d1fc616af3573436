"""Who reads the pages of imports, and who brings figures in."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse

from accounts.models import User
from accounts.roles import Reader, reader_of
from dashboard.errors import NotHereError
from indicators.ledger.models import Batch

NOT_THEIRS = "What was imported when, and by whom, is for the council's own people."


def council_reader(request: HttpRequest) -> User:
    """The reader, or PermissionDenied with the sentence: a partner reads figures only."""
    user = request.user
    if not isinstance(user, User) or reader_of(user) != Reader.COUNCIL:
        raise PermissionDenied(NOT_THEIRS)
    return user


def the_batch(pk: int) -> Batch:
    """Raises NotHereError."""
    found = Batch.objects.select_related("source", "by", "withdrawn_by").filter(pk=pk).first()
    if found is None:
        raise NotHereError("There is no such batch.", [("All imports", reverse("imports"))])
    return found
