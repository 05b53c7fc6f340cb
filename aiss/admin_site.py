"""The admin site that editors live in."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.auth import BACKEND_SESSION_KEY, SESSION_KEY
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from aiss.accounts.backends import CODE_BACKEND
from aiss.accounts.forms import StaffSignInForm

SIGNED_OUT = _(
    "You have been signed out: your sign-in had expired, or your rights at the desk were changed. Nothing was done. "
    "Please sign in again."
)


def has_ended(request: HttpRequest) -> bool:
    """Tell whether the browser still holds the cookie of a session that was somebody's and is void by now."""
    if request.user.is_authenticated or not request.COOKIES.get(settings.SESSION_COOKIE_NAME):
        return False
    # Django empties a session whose salt has changed, and leaves that of a deactivated account as it is.
    return request.session.is_empty() or SESSION_KEY in request.session


class DeskSite(AdminSite):
    site_header = _("AISS editorial desk")
    site_title = _("AISS editorial desk")
    index_title = _("Desk")
    enable_nav_sidebar = False
    login_form = StaffSignInForm

    def has_permission(self, request: HttpRequest) -> bool:
        """Admit active staff who hold at least one right; `is_staff` or superuser alone admits nobody.

        Neither does a mailed code: whoever reads a mailbox is not yet at the desk.
        """
        user = request.user
        has_password = request.session.get(BACKEND_SESSION_KEY) != CODE_BACKEND
        return user.is_authenticated and has_password and bool(user.rights)

    def admin_view(self, view: Callable[..., HttpResponse], cacheable: bool = False) -> Callable[..., HttpResponse]:
        """Guard a page as Django does, and tell whoever is led to the sign-in why they were signed out."""
        guarded = super().admin_view(view, cacheable)

        @wraps(guarded)
        def telling(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if has_ended(request):
                request.session.flush()
                messages.warning(request, SIGNED_OUT)
            return guarded(request, *args, **kwargs)

        return telling

    def login(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        # Django would greet a signed-in author by the user name, which here is an index of their address.
        return super().login(request, {"username": str(request.user), **(extra_context or {})})

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        """Answer nothing: no form of the desk asks here, and whoever asks anyway could guess at what is not shown."""
        raise Http404
