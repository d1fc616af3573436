"""Nobody reads a page without a role."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from accounts.roles import roles_of

SIGN_IN_PAGES = {"account_login", "account_logout", "account_change_password"}
NO_ROLE = "Your account has no role yet. Ask an administrator of Sightline to give you one."


class RoleRequiredMiddleware:
    """Signed in is not enough: without a role every page but sign-in and sign-out is refused."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, args: list, kwargs: dict) -> None:
        name = (request.resolver_match and request.resolver_match.url_name) or ""
        if name.startswith("account_") and name not in SIGN_IN_PAGES:
            # The sign-in library brings more pages than this product offers.
            raise Http404
        is_public = not getattr(view, "login_required", True)
        if is_public or name in SIGN_IN_PAGES or not request.user.is_authenticated:
            return
        if not roles_of(request.user):
            raise PermissionDenied(NO_ROLE)
