"""The admin site that editors live in."""

from django.contrib.admin import AdminSite
from django.contrib.auth import BACKEND_SESSION_KEY
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from aiss.accounts.backends import CODE_BACKEND
from aiss.accounts.forms import StaffSignInForm


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

    def login(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        # Django would greet a signed-in author by the user name, which here is an index of their address.
        return super().login(request, {"username": str(request.user), **(extra_context or {})})

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        """Answer nothing: no form of the desk asks here, and whoever asks anyway could guess at what is not shown."""
        raise Http404
