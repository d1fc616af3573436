"""Nobody reads a page without a role."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from accounts.roles import roles_of

SIGN_IN_APP = "allauth.account"
NO_ROLE = "Your account has no role yet. Ask an administrator of Sightline to give you one."


class RoleRequiredMiddleware:
    """Signed in is not enough: without a role every page but sign-in and sign-out is refused."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, args: list, kwargs: dict) -> None:
        is_public = not getattr(view, "login_required", True)
        signs_in = getattr(view, "__module__", "").startswith(SIGN_IN_APP)
        if is_public or signs_in or not request.user.is_authenticated:
            return
        if not roles_of(request.user):
            raise PermissionDenied(NO_ROLE)
